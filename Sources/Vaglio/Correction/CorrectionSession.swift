/// The work on one document: its pieces, what they say about the page, and what is decided.
struct CorrectionSession {
  /// A stretch of the text and what stands there by right.
  struct Decision {
    var range: Range<Int>
    var string: String
    var rule: String
    var confidence: Float
  }

  let text: UnsafeBufferPointer<UInt8>
  let forms: FormLexicon
  let context: ContextModel
  let confusions: Confusions
  let formation: WordFormation
  let rules: CorrectionRules
  let minimumConfidence: Float
  var pieces: [CorrectionPiece]
  let noise: PageNoise
  /// Added to the cost of a lost accent.
  private(set) var accentCost = 0.0

  /// In the order of the text.
  private(set) var decisions: [Decision] = []
  /// The last piece that a decision covers, and its last words, which are the context of what follows.
  private var decidedEnd = -1
  private var decidedWords: (ContextModel.Word, ContextModel.Word)
  let boundaries: Boundaries

  struct Boundaries {
    let sentenceStart, sentenceEnd, comma, punctuation, number, other: ContextModel.Word

    init(_ context: ContextModel) {
      sentenceStart = context.boundary(BoundaryKey.sentenceStart)
      sentenceEnd = context.boundary(BoundaryKey.sentenceEnd)
      comma = context.boundary(BoundaryKey.comma)
      punctuation = context.boundary(BoundaryKey.punctuation)
      number = context.boundary(BoundaryKey.number)
      other = context.boundary(BoundaryKey.other)
    }
  }

  init(
    text: UnsafeBufferPointer<UInt8>, pieces: [CorrectionPiece], forms: FormLexicon, bigrams: BigramModel,
    confusions: Confusions, rules: CorrectionRules, minimumConfidence: Float
  ) {
    self.text = text
    self.forms = forms
    context = ContextModel(bigrams: bigrams, forms: forms)
    boundaries = Boundaries(context)
    self.confusions = confusions
    formation = WordFormation(forms: forms)
    self.rules = rules
    self.minimumConfidence = minimumConfidence
    self.pieces = pieces
    noise = PageNoise(pieces: pieces, text: text, forms: forms)
    decidedWords = (boundaries.other, boundaries.other)
  }

  /// O(n), with up to a few thousand look-ups for each unknown word.
  mutating func run() {
    accentCost = estimatedAccentCost()
    let hasLostAccents = noise.lostAccents >= 1 && noise.lostAccents * 4 > noise.accents
    var index = 0
    while index < pieces.count {
      if index > decidedEnd, !pieces[index].isProtected {
        if pieces[index].isSuspicious {
          examine(index)
        } else if hasLostAccents, pieces[index].kind == .word {
          examineAccent(index)
        }
      }
      index += 1
    }
  }

  private mutating func examine(_ index: Int) {
    if applyRules(at: index) { return }
    switch pieces[index].kind {
    case .word, .mixed: examineWord(index)
    case .mark where text[Int(pieces[index].start)] == 0x2d: examineHyphen(index)
    case .mark where isSymbol(index): examineSymbol(index)
    case .mark, .comma, .sentenceEnd: examineSpacing(index)
    case .number: examineNumber(index)
    }
  }

  // MARK: Decisions

  /// Notes a change of the pieces `first` to `last` when it is sure enough to be made or suggested.
  ///
  /// - Returns: whether it is made.
  @discardableResult
  mutating func decide(
    _ first: Int, _ last: Int, _ string: String, rule: String, confidence: Float, words: [ContextModel.Word] = []
  ) -> Bool {
    guard confidence >= Corrector.suggestionConfidence else { return false }
    let range = Int(pieces[first].start)..<Int(pieces[last].end)
    return decide(range, string, rule: rule, confidence: confidence, first: first, last: last, words: words)
  }

  @discardableResult
  mutating func decide(
    _ range: Range<Int>, _ string: String, rule: String, confidence: Float, first: Int, last: Int,
    words: [ContextModel.Word] = []
  ) -> Bool {
    // The bytes may be the same when only the guess at their case differs.
    guard !string.utf8.elementsEqual(text[range]),
      decisions.last.map({ $0.range.upperBound <= range.lowerBound }) ?? true
    else { return false }
    decisions.append(Decision(range: range, string: string, rule: rule, confidence: confidence))
    guard confidence >= minimumConfidence else { return false }
    if let word = words.last {
      decidedWords = (words.count > 1 ? words[words.count - 2] : before(first).1, word)
      decidedEnd = last
    }
    return true
  }

  /// Whether a decision that is made covers the piece.
  func isDecided(_ index: Int) -> Bool { index <= decidedEnd }

  // MARK: The words around

  /// The piece as the language model sees it.
  func word(_ index: Int) -> ContextModel.Word {
    let piece = pieces[index]
    switch piece.kind {
    case .word:
      if piece.isKnown, piece.frequency > 0 {
        let count = BigramModel.countsOfClasses[Int(piece.frequency)]
        return ContextModel.Word(key: piece.key, count: count, logarithm: ContextModel.logarithm(ofCount: count))
      }
      return ContextModel.Word(key: piece.key, count: 0, logarithm: unknownLogarithm(index))
    case .number: return boundaries.number
    case .mixed:
      // `d0menica` is no number: as a code it is one of very many.
      guard piece.count >= 4, piece.isSuspicious else { return boundaries.number }
      return ContextModel.Word(key: BoundaryKey.number, count: 0, logarithm: min(-13, -3 - 1.5 * Double(piece.count)))
    case .comma: return boundaries.comma
    case .mark: return boundaries.punctuation
    case .sentenceEnd: return endsSentence(index) ? boundaries.sentenceEnd : boundaries.punctuation
    }
  }

  /// How likely it is that a word which no list has is right: the longer, the rarer this very one; names have it easier.
  func unknownLogarithm(_ index: Int) -> Double {
    let piece = pieces[index]
    if piece.isKnown { return ContextModel.logarithm(ofCount: 0.5) }
    let length = Double(piece.count)
    if piece.shape == .lower {
      let form = lowered(piece.range)
      let last = form.last ?? 0
      let isForeign =
        !(last == 0x61 || last == 0x65 || last == 0x69 || last == 0x6f || last >= 0x80 || last == 0x27)
        || form.contains { $0 == 0x6a || $0 == 0x6b || $0 == 0x77 || $0 == 0x78 || $0 == 0x79 }
      let base = min(-11.5, max(-32, -3 - 1.55 * length)) + (isForeign ? 1.5 : 0)
      return formation.makes(form[...]) ? max(base, -13) : base
    }
    return min(-10.5, max(-24, -3 - (startsSentence(index) ? 1.5 : 1.1) * length))
  }

  private func endsSentence(_ index: Int) -> Bool {
    guard index + 1 < pieces.count else { return true }
    let next = pieces[index + 1]
    return next.gap >= 2 || (next.gap == 1 && next.shape != .lower) || next.kind == .mark
  }

  func startsSentence(_ index: Int) -> Bool {
    guard index > 0, pieces[index].gap < 3 else { return true }
    let previous = pieces[index - 1]
    if previous.kind == .sentenceEnd { return true }
    return previous.kind == .mark && previous.key == BoundaryKey.punctuation
  }

  /// The two words before a piece, as they are after what is decided.
  func before(_ index: Int) -> (ContextModel.Word, ContextModel.Word) {
    if index == 0 || pieces[index].gap == 3 { return (boundaries.sentenceStart, boundaries.sentenceStart) }
    if index - 1 == decidedEnd { return decidedWords }
    if pieces[index - 1].kind == .sentenceEnd, endsSentence(index - 1) {
      return (boundaries.sentenceStart, boundaries.sentenceStart)
    }
    let last = word(index - 1)
    if index - 2 == decidedEnd, decidedEnd >= 0 { return (decidedWords.1, last) }
    if index == 1 || pieces[index - 1].gap == 3 { return (boundaries.sentenceStart, last) }
    if pieces[index - 2].kind == .sentenceEnd, endsSentence(index - 2) { return (boundaries.sentenceStart, last) }
    return (word(index - 2), last)
  }

  /// The two words after a piece.
  func after(_ index: Int) -> (ContextModel.Word, ContextModel.Word) {
    guard index + 1 < pieces.count, pieces[index + 1].gap < 3 else {
      return (boundaries.sentenceEnd, boundaries.sentenceStart)
    }
    let next = word(index + 1)
    if next.key == BoundaryKey.sentenceEnd || index + 2 >= pieces.count || pieces[index + 2].gap == 3 {
      return (next, boundaries.sentenceStart)
    }
    return (next, word(index + 2))
  }

  // MARK: Bytes

  /// The bytes in lower case, with straight apostrophes.
  func lowered(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = text[position]
      if (0x41...0x5a).contains(byte) {
        result.append(byte | 0x20)
      } else if let previous = result.last, previous == 0xc3, (0x80..<0x9f).contains(byte), byte != 0x97 {
        result.append(byte + 0x20)
      } else if byte == 0xe2, position + 2 < range.upperBound, text[position + 1] == 0x80, text[position + 2] == 0x99 {
        result.append(0x27)
        position += 2
      } else {
        result.append(byte)
      }
      position += 1
    }
    return result
  }

  /// A form in lower case, with the capitals of the pieces that it replaces and the page's kind of apostrophe.
  func cased(_ form: some Collection<UInt8>, like shape: CorrectionPiece.Shape) -> String {
    var string = String(decoding: form, as: UTF8.self)
    if noise.hasCurlyApostrophes, string.utf8.contains(0x27) {
      string = String(string.map { $0 == "'" ? "’" : $0 })
    }
    switch shape {
    case .lower: return string
    case .upper: return string.uppercased()
    case .capitalized: return string.prefix(1).uppercased() + string.dropFirst()
    case .mixed: return string
    }
  }
}
