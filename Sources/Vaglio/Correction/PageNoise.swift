/// What the page as a whole says about its errors: a clean one is hardly touched.
struct PageNoise {
  /// Added to the cost of every correction: above 0 for a page that looks clean, below for one full of unknown words.
  let cost: Double
  /// Words with an accent on their last letter, and words that lost one and are none without it.
  let accents: Double
  let lostAccents: Double
  /// Whether words may have two confusions at a time.
  let isNoisy: Bool
  /// Whether anything on the page is what only a machine misreads: a digit or sign inside a word, a word cut by a hyphen,
  /// a lost accent. Unknown words alone are none: novels and new words have them.
  let isMisread: Bool
  /// The share of words that are unknown, or cut, where two words cut by a hyphen count as one.
  let unknownShare: Double
  /// Words with a digit among their letters, words cut by a hyphen, and all words.
  let misreadWords: Int
  let cutWords: Int
  let words: Double
  let hasCurlyApostrophes: Bool
  /// Full stops behind words that small letters follow: commas, where a page has many.
  let smallAfterStop: Int
  /// Errors that a stage before has repaired.
  let repaired: Int
  /// Those of them that were words cut at line ends.
  let repairedCuts: Int
  /// Misread letters that the corrector itself has put right before, when it looks again at what it made.
  let repairedLetters: Int
  /// Whether words cut at line ends are on the page: at least two whose halves are none.
  let hasLineEndHyphens: Bool

  /// The share of unknown words at which the costs of `Confusions` hold as they are.
  private static let usualRate = 0.04

  /// What a stage before has repaired, which no longer stands in the text and says the same of the page.
  struct Repairs {
    var lostAccents = 0
    var cutWords = 0
    var letters = 0
    /// Words cut at line ends that the corrector itself has joined before.
    var cutsBefore = 0
    /// Where marks stand, in the text, that had a blank before them.
    var apartMarks: [Int] = []

    init() {}

    /// O(edits * log edits).
    init(_ document: borrowing Document) {
      for edit in document.edits {
        for cause in edit.causes {
          switch cause.stage {
          case StageName.normalize:
            if cause.rule == "accent/missing" { lostAccents += 1 }
            if cause.rule == "hyphen/line-break" { cutWords += 1 }
            if cause.rule == "space/before-punctuation" {
              apartMarks.append(document.textRange(ofSource: edit.range).upperBound)
            }
          case StageName.correct where cause.rule.hasPrefix("ocr/"): letters += 1
          case StageName.correct where cause.rule == "hyphen/line-end": cutsBefore += 1
          default: break
          }
        }
      }
    }
  }

  /// O(n).
  init(
    pieces: [CorrectionPiece], text: UnsafeBufferPointer<UInt8>, forms: FormLexicon, repairs: Repairs = Repairs()
  ) {
    var words = 0.0
    var odd = Double(repairs.lostAccents) + 0.5 * Double(repairs.cutWords)
    var accents = 0.0
    var lost = Double(repairs.lostAccents)
    var cut = repairs.cutWords
    var misread = 0
    var curly = 0
    var straight = 0
    var stops = 0
    var specks = 0
    let lostE = BigramModel.key("é".utf8)
    for (index, piece) in pieces.enumerated() {
      if piece.kind == .mark || piece.kind == .sentenceEnd, Self.isSpeck(index, pieces, text) { specks += 1 }
      switch piece.kind {
      case .word:
        words += 1
        let last = text[Int(piece.end) - 1]
        if piece.shape == .lower, index > 1, piece.gap == 1, pieces[index - 1].kind == .sentenceEnd,
          pieces[index - 1].gap == 0, pieces[index - 1].count == 1, text[Int(pieces[index - 1].start)] == 0x2e,
          pieces[index - 2].kind == .word, pieces[index - 2].count > 2, pieces[index - 2].shape == .lower
        {
          stops += 1
        }
        if last == 0x27 { straight += 1 } else if last == 0x99, piece.count > 3 { curly += 1 }
        if piece.isKnown {
          if last >= 0x80, piece.count >= 2, text[Int(piece.end) - 2] == 0xc3 { accents += 1 }
        } else if piece.key == lostE {
          odd += 1
          lost += 1
        } else if piece.shape == .capitalized, text[Int(piece.start)] == 0x49, piece.count > 1,
          Self.isTwin(piece, text, forms)
        {
          // `Iegge`: the capital is a small l.
          odd += 1
          misread += 1
        } else if piece.shape != .upper, !(piece.shape == .capitalized && !Self.follows(index, pieces)) {
          odd += piece.shape == .lower ? 1 : 0.3
          if Self.hasTwin(piece, text, forms) { lost += 1 }
        }
        if index + 2 < pieces.count, pieces[index + 1].key == BoundaryKey.punctuation, pieces[index + 1].gap == 0,
          text[Int(pieces[index + 1].start)] == 0x2d, pieces[index + 2].kind == .word, pieces[index + 2].shape == .lower
        {
          // Whole words are joined with hyphens on clean pages too.
          let end = text[Int(pieces[index + 2].end) - 1]
          if !pieces[index + 2].isKnown, WordFormation.isEnding(end) {
            odd += 0.5
            cut += 1
          }
        }
      case .mixed:
        odd += 0.5
        if Self.isMisread(piece, text) { misread += 1 }
      case .mark:
        // Signs that stand where letters were: `|a`, `¢`.
        let byte = text[Int(piece.start)]
        if byte == 0x7c || byte == 0x5d || byte == 0x7b || byte == 0x7d || byte == 0x5f,
          index + 1 < pieces.count, pieces[index + 1].gap == 0, pieces[index + 1].kind == .word,
          pieces[index + 1].shape == .lower
        {
          odd += 0.7
        }
      default: break
      }
    }
    let rate = (odd + 0.6) / (words + 40)
    let excess = naturalLogarithm(rate / Self.usualRate)
    cost = excess > 0 ? -min(0.7, excess) : min(4, -1.4 * excess)
    self.accents = accents
    lostAccents = lost
    repaired = repairs.lostAccents + repairs.cutWords
    repairedCuts = repairs.cutWords + repairs.cutsBefore
    repairedLetters = repairs.letters
    unknownShare = rate
    misreadWords = misread
    cutWords = cut
    self.words = words
    isNoisy = rate > 0.012 || specks >= Self.fewestSpecks && Double(specks * Self.wordsPerSpeck) > words
    isMisread = misread + cut > 0 || lost >= 1
    hasLineEndHyphens = cut >= 2
    hasCurlyApostrophes = curly > straight
    smallAfterStop = stops
  }

  /// So many marks apart before small letters, and so near each other, are dirt: `aspettiamo . che`, `la ‘ foratura`.
  private static let fewestSpecks = 3
  private static let wordsPerSpeck = 60

  private static func isSpeck(
    _ index: Int, _ pieces: [CorrectionPiece], _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let piece = pieces[index]
    guard piece.gap == 1, index > 0, index + 1 < pieces.count, pieces[index - 1].kind == .word,
      pieces[index + 1].kind == .word, pieces[index + 1].gap == 1, pieces[index + 1].shape == .lower
    else { return false }
    switch text[Int(piece.start)] {
    case 0x2e, 0x5f, 0x7e, 0x60, 0x27: return piece.count == 1
    case 0xe2:
      return piece.count == 3 && text[Int(piece.start) + 1] == 0x80 && text[Int(piece.start) + 2] & 0xfe == 0x98
    default: return false
    }
  }

  /// `de1la`, not `G7`, `10mila` or `A2A`: a digit between small letters.
  private static func isMisread(_ piece: CorrectionPiece, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = piece.range
    return range.dropFirst().dropLast().contains { place in
      text[place] < 0x61 && (0x61...0x7a).contains(text[place - 1]) && (0x61...0x7a).contains(text[place + 1])
    }
  }

  /// Whether the word is one with an `l` for its first letter.
  private static func isTwin(
    _ piece: CorrectionPiece, _ text: UnsafeBufferPointer<UInt8>, _ forms: FormLexicon
  ) -> Bool {
    guard piece.count < 40 else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: piece.count) { form in
      for offset in 0..<piece.count { form[offset] = text[Int(piece.start) + offset] }
      form[0] = 0x6c
      return (forms[UnsafeBufferPointer(form)]?.frequency ?? 0) > 20
    }
  }

  private static func follows(_ index: Int, _ pieces: [CorrectionPiece]) -> Bool {
    index == 0 || pieces[index].gap == 3 || pieces[index - 1].kind == .sentenceEnd
  }

  /// Whether the word with an accent on its last letter is one: `perche`, `citta`.
  private static func hasTwin(
    _ piece: CorrectionPiece, _ text: UnsafeBufferPointer<UInt8>, _ forms: FormLexicon
  ) -> Bool {
    guard piece.count >= 3, piece.count < 40 else { return false }
    let last = text[Int(piece.end) - 1]
    let accents: [UInt8]
    switch last {
    case 0x61: accents = [0xa0]
    case 0x65: accents = [0xa8, 0xa9]
    case 0x69: accents = [0xac]
    case 0x6f: accents = [0xb2]
    case 0x75: accents = [0xb9]
    default: return false
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: piece.count + 1) { form in
      for offset in 0..<piece.count {
        let byte = text[Int(piece.start) + offset]
        form[offset] = (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
      }
      form[piece.count - 1] = 0xc3
      return accents.contains { accent in
        form[piece.count] = accent
        return forms[UnsafeBufferPointer(form)] != nil
      }
    }
  }
}
