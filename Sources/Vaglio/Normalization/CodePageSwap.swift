/// Lines that were written in one single-byte code page and read in another: `la citt… perch‚ Š` → `la città perché è`.
///
/// The signs alone prove nothing (`poi…` is right as it is), so a line is repaired only as a whole: when one swap turns
/// every sign outside ASCII into a letter or quote of Italian, and every word that changes becomes a word of the lexicon,
/// at least one of which was none before.
struct CodePageSwap: NormalizationPass {
  private let lexicon: FormLexicon
  private let bigrams: BigramModel

  init(lexicon: FormLexicon = .italian, bigrams: BigramModel = .italian) {
    self.lexicon = lexicon
    self.bigrams = bigrams
  }

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while index < text.count {
      if text[index] < 0x80 {
        index = text.endOfASCII(from: index)
        continue
      }
      let (value, length) = text.scalar(at: index)
      guard isSuspicious(value, text, index, length) else {
        index += length
        continue
      }
      let line = line(text, around: index)
      if line.lowerBound >= result.last?.range.upperBound ?? 0 { result += repaired(text, line) }
      index = max(line.upperBound, index + length)
    }
    return result
  }

  /// Whether the line of a sign is repaired for its sake.
  ///
  /// - Parameter triedEnd: up to where lines were tried; no line is tried twice.
  func isRepaired(
    _ value: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int, _ triedEnd: inout Int
  ) -> Bool {
    guard index >= triedEnd, isSuspicious(value, text, index, length) else { return false }
    let line = line(text, around: index)
    triedEnd = max(line.upperBound, index + length)
    return !repaired(text, line).isEmpty
  }

  private func line(_ text: UnsafeBufferPointer<UInt8>, around index: Int) -> Range<Int> {
    text.startOfLine(before: index, atMost: 2000)..<text.endOfLine(from: index, atMost: 2000)
  }

  /// Whether a sign has no business where it stands: a foreign letter that such a swap makes, or any sign of one right
  /// after letters that are no word.
  func isSuspicious(
    _ value: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int
  ) -> Bool {
    switch value {
    // What Italian text is full of, before sets are asked.
    case 0xE0, 0xE8, 0xE9, 0xEC, 0xF2, 0xF9, 0x2019, 0x201D, 0x2013: return false
    // `perchÈ`
    case 0xC8:
      guard index > 0 else { return false }
      let before = text.scalar(before: index).value
      return isLatinLetter(before) && !isLatinUppercase(before)
    // `cos“`, and `» stato` for `È stato`.
    case 0x201C, 0xAB:
      guard index > 0, isLatinLetter(text.scalar(before: index).value) else { return false }
    case 0xBB:
      // Behind a full stop only: elsewhere it is a bullet, or leads along a path.
      guard index > 1, text[index - 1] == 0x20, text[index - 2] == 0x2E, index + length + 1 < text.count,
        !isLatinUppercase(text.scalar(at: index + length + 1).value)
      else { return false }
      return isUsual([0xE8], before: text, at: index + length)
    default: guard Self.signs.contains(value), !Self.italian.contains(value) else { return false }
    }
    let start = text.startOfLatinWord(endingAt: index)
    if isLatinLetter(value) || value <= 0x9F {
      let end = text.endOfLatinWord(startingAt: index + length)
      if end - start <= 40, isKnown(text, start..<end) { return false }
      return start < index || isStandingAlone(text, index..<index + length)
    }
    guard start < index, index - start <= 40 else { return Self.quotes.contains(value) }
    guard Self.punctuation.contains(value), value != 0xAA || index - start < 3 else { return true }
    // A bullet or an opening quote stands before a word.
    if value == 0x2022 || value == 0x201C || value == 0xAB {
      let next = index + length < text.count ? text.scalar(at: index + length).value : 0x20
      if next == 0x20 || next == 0x2C || next == 0x2E || next == 0x0A { return true }
    }
    // "poi…" is a word as it is; "citt…" is one with an accent, 32 times as often as without.
    var word: [UInt32] = []
    var position = start
    while position < index {
      let (value, length) = text.scalar(at: position)
      word.append(value)
      position += length
    }
    let own = Int(lexicon[word]?.frequency ?? 0)
    return ([0xE0, 0xE8, 0xE9, 0xEC, 0xF2, 0xF9] as [UInt32]).contains { letter in
      Int(lexicon[word + [letter]]?.frequency ?? 0) >= own + 40
    }
  }

  /// Whether a word is one as it stands: `François`, but not `perÚ`.
  private func isKnown(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var scalars: [UInt32] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let (value, length) = text.scalar(at: index)
      if let last = scalars.last, isLatinUppercase(value), !isLatinUppercase(last) { return false }
      scalars.append(value)
      index += length
    }
    return scalars.count > 1 && (lexicon[scalars] != nil || ForeignNames.contains(scalars))
  }

  private func isStandingAlone(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    (range.lowerBound == 0 || isBlank(text[range.lowerBound - 1]) || text[range.lowerBound - 1] == 0x27)
      && (range.upperBound == text.count || isBlank(text[range.upperBound]))
  }

  private func repaired(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> [Replacement] {
    var best: (words: Int, replacements: [Replacement]) = (0, [])
    for (written, read) in Self.pairs {
      if let attempt = attempt(text, line, written: written, read: read), attempt.words > best.words { best = attempt }
    }
    return best.replacements
  }

  /// The line read with the right code page, and how much speaks for it; nil when that does not make Italian of it.
  private func attempt(
    _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, written: CodePage, read: CodePage
  ) -> (words: Int, replacements: [Replacement])? {
    var replacements: [Replacement] = []
    let cause = Cause.normalize("encoding/\(written.name)-read-as-\(read.name)", 0.9)
    var word = SwappedWord()
    var points = 0
    var doubts = 0
    var hasOpened = false
    var index = line.lowerBound

    // Whether the word that ends here may stay; counts it when it speaks for the swap.
    func closeWord() -> Bool {
      defer { word.removeAll() }
      guard word.hasChanged else { return true }
      guard let judgement = judgement(word, text, endingAt: index) else { return false }
      if judgement < 0 { doubts += 1 } else { points += judgement }
      return true
    }

    while index < line.upperBound {
      let (value, length) = text.scalar(at: index)
      var letter: UInt32 = value
      if value >= 0x80 {
        guard let place = read.scalars.firstIndex(of: value) else { return nil }
        let meant = written.scalars[place]
        guard Self.italian.contains(meant) || isLatinLetter(meant) && meant < 0x100 else { return nil }
        if meant != value, let scalar = Unicode.Scalar(meant) {
          replacements.append(
            Replacement(index..<index + length, with: String(scalar), because: cause))
          word.hasChanged = word.hasChanged || isLatinLetter(meant)
          let pointsOfQuote = pointsForQuote(meant, value, text, index..<index + length)
          if meant == 0xAB, pointsOfQuote > 0 { hasOpened = true }
          // `stranieriÈ la`: a letter of Italian may be one, if no quote was opened.
          if meant == 0xAB || hasOpened || !Self.italian.contains(value) { points += pointsOfQuote }
        }
        letter = meant
      }
      if isLatinLetter(letter) {
        // No word that a swap changes is so long.
        guard word.after.count < Self.longestWord || !word.hasChanged else { return nil }
        if word.after.count < Self.longestWord { word.append(before: value, after: letter) }
      } else if !closeWord() {
        return nil
      }
      index += length
    }
    guard closeWord(), points >= 2, doubts * 2 <= points else { return nil }
    return (points * 2 - doubts, replacements)
  }

  /// What a changed word says of the swap: points for it, -1 for a word that no list has, nil where it must not be.
  private func judgement(_ word: SwappedWord, _ text: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> Int? {
    let after = word.after
    if after.count == 1 {
      guard after[0] == 0xE8 || after[0] == 0xC8 else { return nil }
      // "Ë stato": no letter stands alone but è, and the words that follow it follow here.
      return isUsual([0xE8], before: text, at: end) || isLatinLetter(word.before[0]) || word.before[0] <= 0x9F ? 2 : 0
    }
    // "ubbidí" is no "ubbidÌ".
    for (letter, next) in zip(after, after.dropFirst()) where isLatinUppercase(next) && !isLatinUppercase(letter) {
      return nil
    }
    guard let entry = lexicon[after], entry.frequency > 0 else {
      // A name that no list has; a word in small letters says that the swap is wrong.
      return isLatinUppercase(after[0]) ? -1 : nil
    }
    if lexicon[word.before] != nil, !word.isCaseBroken { return 0 }
    return after.count > 2 ? 2 : 1
  }

  /// Whether the form is often followed by the word that comes next.
  private func isUsual(_ form: [UInt32], before text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index < text.count, text[index] == 0x20 else { return false }
    let end = text.endOfLatinWord(startingAt: index + 1)
    guard end > index + 1, end - index < 40 else { return false }
    let next = text[index + 1..<end].map { $0 < 0x80 ? $0 | 0x20 : $0 }
    var key: [UInt8] = []
    for scalar in form { key.append(scalar: scalar) }
    return bigrams.count(BigramModel.key(BigramModel.key(key), BigramModel.key(next))) >= 20
  }

  /// A quote that stands against a word where a letter or sign has no business: `ÇNon`, `Stato¯`.
  private func pointsForQuote(
    _ meant: UInt32, _ value: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    guard meant == 0xAB || meant == 0xBB else { return 0 }
    let before = range.lowerBound > 0 ? text.scalar(before: range.lowerBound).value : 0x0A
    let after = range.upperBound < text.count ? text.scalar(at: range.upperBound).value : 0x0A
    if meant == 0xAB {
      guard before == 0x20 || before == 0x0A || before == 0x28 || isApostrophe(before), isLatinLetter(after) else {
        return 0
      }
      let end = text.endOfLatinWord(startingAt: range.upperBound)
      let form = UnsafeBufferPointer(rebasing: text[range.upperBound..<end])
      let lower = form.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      return lower.withUnsafeBufferPointer { lexicon[$0] } != nil ? 2 : 0
    }
    guard after == 0x20 || after == 0x0A || after == 0x2E || after == 0x2C || after == 0x3B || after == 0x3A else {
      return 0
    }
    if before == 0x21 || before == 0x3F || before == 0x2E { return 2 }
    let start = text.startOfLatinWord(endingAt: range.lowerBound)
    guard range.lowerBound - start >= 3, range.lowerBound - start < 40 else { return 0 }
    return lexicon[UnsafeBufferPointer(rebasing: text[start..<range.lowerBound])] != nil ? 2 : 0
  }

  private static let longestWord = 64

  /// What an Italian line has outside ASCII.
  private static let italian: Set<UInt32> = Set(
    "àèéìòùÀÈÉÌÒÙ«»°ºª€’‘“”–".unicodeScalars.map(\.value))

  private static let pairs: [(written: CodePage, read: CodePage)] = [
    (.cp850, .windows1252), (.macRoman, .windows1252), (.windows1252, .cp850), (.windows1252, .macRoman),
    (.macRoman, .cp850), (.cp850, .macRoman),
  ]

  /// Signs that end a word rightly.
  private static let punctuation: Set<UInt32> = Set("…—•“”’‘–»«°ºª".unicodeScalars.map(\.value))

  /// What the quotes « and » read as.
  private static let quotes: Set<UInt32> = Set(
    pairs.flatMap { written, read in
      written.scalars.enumerated().filter { $0.element == 0xAB }.map { read.scalars[$0.offset] }
    })

  /// What an accented letter's byte of one code page reads as in another.
  private static let signs: Set<UInt32> = {
    var result: Set<UInt32> = []
    for (written, read) in pairs {
      for (place, scalar) in written.scalars.enumerated() where italian.contains(scalar) {
        if isLatinLetter(scalar) || scalar == 0xAB { result.insert(read.scalars[place]) }
      }
    }
    return result
  }()
}

/// A word before and after a swap.
private struct SwappedWord {
  private(set) var before: [UInt32] = []
  private(set) var after: [UInt32] = []
  var hasChanged = false

  mutating func append(before: UInt32, after: UInt32) {
    self.before.append(before)
    self.after.append(after)
  }

  mutating func removeAll() {
    before.removeAll(keepingCapacity: true)
    after.removeAll(keepingCapacity: true)
    hasChanged = false
  }

  /// `perÚ`: no word has a capital behind a small letter.
  var isCaseBroken: Bool {
    zip(before, before.dropFirst()).contains { isLatinLetter($0) && !isLatinUppercase($0) && isLatinUppercase($1) }
  }
}
