/// The pieces as the language model sees them.
extension CorrectionSession {
  func word(_ index: Int) -> ContextModel.Word {
    let piece = pieces[index]
    switch piece.kind {
    case .word:
      if piece.isKnown, piece.frequency > 0 { return context.word(key: piece.key, frequency: piece.frequency) }
      return context.unknownWord(key: piece.key, logarithm: unknownLogarithm(index))
    case .number: return boundaries.number
    case .mixed:
      // `d0menica` is no number: as a code it is one of very many.
      guard piece.count >= 4, piece.isSuspicious else { return boundaries.number }
      return context.unknownWord(key: Self.neverSeen, logarithm: min(-13, -3 - 1.5 * Double(piece.count)))
    case .comma: return boundaries.comma
    case .mark:
      // A sign between blanks that no text has: as a word it is none.
      if isSymbol(index), isAlone(index) {
        return context.unknownWord(key: Self.neverSeen, logarithm: -12)
      }
      return boundaries.punctuation
    case .sentenceEnd: return endsSentence(index) ? boundaries.sentenceEnd : boundaries.punctuation
    }
  }

  /// The key of what was never counted.
  static let neverSeen: UInt64 = 1

  /// How likely it is that a word which no list has is right: the longer, the rarer this very one; names have it easier.
  func unknownLogarithm(_ index: Int) -> Double {
    let piece = pieces[index]
    if piece.isKnown { return naturalLogarithm(0.4 / BigramModel.wordTotal) }
    let length = Double(piece.count)
    if piece.shape == .lower {
      let last = text[Int(piece.end) - 1]
      let isForeign =
        !(WordFormation.isEnding(last) || last == 0x27)
        || text[piece.range].contains { $0 == 0x6a || $0 == 0x6b || $0 == 0x77 || $0 == 0x78 || $0 == 0x79 }
      let base = min(-11.5, max(-32, -3 - 1.55 * length)) + (isForeign ? 1.5 : 0)
      return formation.makes(lowered(piece.range)[...]) ? max(base, -13) : base
    }
    return min(-10.5, max(-24, -3 - (startsSentence(index) ? 1.5 : 1.1) * length))
  }

  func endsSentence(_ index: Int) -> Bool {
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

  /// The two words before a piece.
  func before(_ index: Int) -> (ContextModel.Word, ContextModel.Word) {
    if index == 0 || pieces[index].gap == 3 { return (boundaries.sentenceStart, boundaries.sentenceStart) }
    if pieces[index - 1].kind == .sentenceEnd, endsSentence(index - 1) {
      return (boundaries.sentenceStart, boundaries.sentenceStart)
    }
    let last = word(index - 1)
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

  /// The words of a form with blanks and apostrophes in it.
  func words(of form: some Collection<UInt8>) -> [ContextModel.Word] {
    let form = Array(form)
    var words: [ContextModel.Word] = []
    var start = 0
    for (index, byte) in form.enumerated() {
      if byte == 0x20 {
        if index > start { words.append(context.word(form[start..<index])) }
        start = index + 1
      } else if byte == 0x27, index > start {
        words.append(context.word(form[start...index]))
        start = index + 1
      }
    }
    if start < form.count { words.append(context.word(form[start...])) }
    return words
  }

  // MARK: Bytes

  /// The bytes in lower case, with straight apostrophes.
  @inline(__always)
  func lowered(_ range: Range<Int>) -> [UInt8] { Self.lowered(text, range) }

  private static func lowered(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
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
