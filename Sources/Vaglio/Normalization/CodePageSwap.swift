/// Lines that were written in one single-byte code page and read in another: `la citt… perch‚ Š` → `la città perché è`.
///
/// The signs alone prove nothing (`poi…` is right as it is), so a line is repaired only as a whole: when one swap turns
/// every sign outside ASCII into a letter or quote of Italian, and every word that changes becomes a word of the lexicon,
/// at least one of which was none before.
struct CodePageSwap: NormalizationPass {
  private let lexicon: FormLexicon

  init(lexicon: FormLexicon = .italian) { self.lexicon = lexicon }

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
      var start = index
      while start > 0, text[start - 1] != 0x0A, index - start < 2000 { start -= 1 }
      let end = min(text.firstIndex(of: 0x0A, from: index) ?? text.count, index + 2000)
      if start >= result.last?.range.upperBound ?? 0 { result += repaired(text, start..<end) }
      index = max(end, index + length)
    }
    return result
  }

  /// Whether a sign has no business where it stands: a foreign letter that such a swap makes, or any sign of one right
  /// after letters that are no word.
  private func isSuspicious(
    _ value: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int
  ) -> Bool {
    switch value {
    // What Italian text is full of, before sets are asked.
    case 0xE0, 0xE8, 0xE9, 0xEC, 0xF2, 0xF9, 0xC8, 0x2019, 0x201C, 0x201D, 0x2013, 0xAB, 0xBB: return false
    default: guard Self.signs.contains(value), !Self.italian.contains(value) else { return false }
    }
    let start = text.startOfLatinWord(endingAt: index)
    if isLatinLetter(value) || value <= 0x9F {
      return start < index || isStandingAlone(text, index..<index + length)
    }
    guard start < index, index - start <= 40 else { return Self.quotes.contains(value) }
    guard Self.punctuation.contains(value) else { return true }
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

  /// The line read with the right code page; nil when that does not make Italian of it.
  private func attempt(
    _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, written: CodePage, read: CodePage
  ) -> (words: Int, replacements: [Replacement])? {
    var replacements: [Replacement] = []
    var before: [UInt32] = []
    var after: [UInt32] = []
    var hasChanged = false
    var words = 0
    var hasOpened = false
    var index = line.lowerBound

    // Whether the word that ends here may stay; counts it when it speaks for the swap.
    func closeWord() -> Bool {
      defer {
        before.removeAll(keepingCapacity: true)
        after.removeAll(keepingCapacity: true)
        hasChanged = false
      }
      guard hasChanged else { return true }
      if after.count == 1 {
        guard after[0] == 0xE8 || after[0] == 0xC8 else { return false }
        if isLatinLetter(before[0]) || before[0] <= 0x9F { words += 1 }
        return true
      }
      guard let entry = lexicon[after], entry.frequency > 0 else { return false }
      // "ubbidí" is no "ubbidÌ".
      for (letter, next) in zip(after, after.dropFirst()) where isLatinUppercase(next) && !isLatinUppercase(letter) {
        return false
      }
      if lexicon[before] == nil { words += 1 }
      return true
    }

    while index < line.upperBound {
      let (value, length) = text.scalar(at: index)
      var letter: UInt32 = value
      if value >= 0x80 {
        guard let place = read.scalars.firstIndex(of: value) else { return nil }
        let meant = written.scalars[place]
        guard Self.italian.contains(meant) else { return nil }
        if meant != value, let scalar = Unicode.Scalar(meant) {
          replacements.append(
            Replacement(
              index..<index + length, with: String(scalar),
              because: .normalize("encoding/\(written.name)-read-as-\(read.name)", 0.9)))
          hasChanged = hasChanged || isLatinLetter(meant)
          // A pair of quotes where quotes stand speaks for the swap as a word does.
          let next = index + length < line.upperBound ? text.scalar(at: index + length).value : 0x20
          if meant == 0xAB, isLatinLetter(next), after.isEmpty { hasOpened = true }
          if meant == 0xBB, hasOpened, !after.isEmpty, !isLatinLetter(next) { words += 1 }
        }
        letter = meant
      }
      if isLatinLetter(letter), after.count < 64 {
        before.append(value)
        after.append(letter)
      } else if !closeWord() {
        return nil
      }
      index += length
    }
    return closeWord() && words > 0 ? (words, replacements) : nil
  }

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
