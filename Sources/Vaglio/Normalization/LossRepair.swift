/// Letters that were lost on the way, where the lexicon knows only one word that fits: `perch\u{FFFD}` → `perché`,
/// `l\u{FFFD}azienda` → `l’azienda`, `cittÃ di` → `città di` (its no-break space became a blank), `lâazienda` → `l’azienda`.
///
/// A word is repaired when it cannot stand as it is and exactly one letter, or one far more usual than the others,
/// makes it a word of the lexicon.
struct LossRepair: NormalizationPass {
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
      if let replacement = repair(text, at: index, value, length),
        replacement.range.lowerBound >= result.last?.range.upperBound ?? 0
      {
        result.append(replacement)
      }
      index += length
    }
    return result
  }

  func repair(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, _ value: UInt32, _ length: Int
  ) -> Replacement? {
    switch value {
    case 0xFFFD:
      guard length == 3 else { return nil }
      return lost(text, index..<index + 3, candidates: Self.accented, rule: "loss/replacement-character", isSign: true)
    case 0xC3:
      // The second byte of à is a no-break space; the other accents keep a sign of theirs.
      var found = lost(text, index..<index + 2, candidates: [0xE0], rule: "mojibake/no-break-space", isSign: false)
      // `universitÃ )`: the blank is what is left of it.
      let blank = index + 2
      if blank < text.count, text[blank] == 0x20, Spacing.isSetAgainst(text, blank + 1) {
        found?.range = index..<blank + 1
      }
      return found
    case 0xE2: return lostQuote(text, index)
    default: return nil
    }
  }

  // MARK: One letter lost

  private func lost(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, candidates: [UInt32], rule: String, isSign: Bool
  ) -> Replacement? {
    let start = text.startOfLatinWord(endingAt: range.lowerBound)
    let end = text.endOfLatinWord(startingAt: range.upperBound)
    guard end - start <= 64 else { return nil }
    let before = text.scalars(in: start..<range.lowerBound)
    let after = text.scalars(in: range.upperBound..<end)
    if !isSign, before.count < 2 || !after.isEmpty { return nil }
    if isSign, before.isEmpty, after.isEmpty {
      // Alone only è is a word: after a blank, or after an elision as in "n'è".
      let previous = start > 0 ? text.scalar(before: start).value : 0x0A
      let isAfterQuote = previous == 0xAB || previous == 0x201C || previous == 0x22 || previous == 0x28
      guard isBlank(text, after: range.upperBound),
        isApostrophe(previous) || isAfterQuote || isBlank(text, before: start)
      else { return nil }
      let quote = isAfterQuote ? text.scalar(before: start).length : 0
      let letter = startsSentence(text, start - quote) ? "È" : "è"
      return Replacement(range, with: letter, because: .normalize(rule, 0.85))
    }
    if let value = meant(before, after, candidates, isSign: isSign, text, start..<end) {
      let isUpper = before.count + after.count >= 2 && (before + after).allSatisfy(isLatinUppercase)
      let scalar = Unicode.Scalar(isUpper ? latinUppercase(value) : value) ?? "?"
      return Replacement(range, with: String(scalar), because: .normalize(rule, 0.95))
    }
    let best: UInt32? = candidates.first { (lexicon[before + [$0] + after]?.frequency ?? 0) > 0 }
    if !isSign, best == nil, let last = before.last, !isLatinUppercase(last) {
      // A capital Ã after small letters is no letter of any word.
      return Replacement(range, with: "à", because: .normalize(rule, 0.93))
    }
    if isSign, best == nil, after.isEmpty, before.count >= 4 {
      // Words in -tà and futures in -rà that no list holds.
      let stem = latinLowercaseString(before)
      for ending in ["it", "et", "lt", "st", "er", "ir"] where stem.hasSuffix(ending) {
        return Replacement(range, with: "à", because: .normalize(rule, 0.85))
      }
    }
    if isSign, best == nil, Self.elided.contains(latinLowercaseString(before)), !after.isEmpty, lexicon[after] != nil {
      return Replacement(range, with: "’", because: .normalize(rule, 0.93))
    }
    return nil
  }

  /// The letter that makes a word of the lexicon: the only one, or one far more usual than the others, or the one that the
  /// words around ask for.
  private func meant(
    _ before: [UInt32], _ after: [UInt32], _ candidates: [UInt32], isSign: Bool, _ text: UnsafeBufferPointer<UInt8>,
    _ word: Range<Int>
  ) -> UInt32? {
    var best: (value: UInt32, frequency: Int)?
    var second: (value: UInt32, frequency: Int)?
    let first = before.first ?? after.first
    let isCapital = first.map(isLatinUppercase) ?? false && !startsSentence(text, word.lowerBound)
    // Letters of other languages where no Italian one fits.
    for letters in isSign ? [candidates, Self.foreign] : [candidates] {
      for letter in letters {
        // `\u{FFFD}scar`: a name starts with a capital.
        let candidate = isSign && before.isEmpty && letters == Self.foreign ? latinUppercase(letter) : letter
        guard let frequency = frequency(before + [letter] + after, isCapital: isCapital), frequency > 0 else {
          continue
        }
        if Int(frequency) > best?.frequency ?? 0 {
          second = best
          best = (candidate, Int(frequency))
        } else if Int(frequency) > second?.frequency ?? 0 {
          second = (candidate, Int(frequency))
        }
      }
      if best != nil { break }
    }
    guard let best else { return nil }
    guard let second, best.frequency < second.frequency + (isSign ? 32 : 24) else { return best.value }
    guard isSign else { return nil }
    let margin =
      fit(before + [best.value] + after, best.frequency, text, word)
      - fit(before + [second.value] + after, second.frequency, text, word)
    // "accerterà", "accerterò": texts speak of third persons.
    if abs(margin) < 0.7, best.value | second.value == 0xF2, best.value & second.value == 0xE0, before.last == 0x72 {
      return 0xE0
    }
    if abs(margin) < 0.7 { return best.frequency >= second.frequency + 8 ? best.value : nil }
    return margin > 0 ? best.value : second.value
  }

  /// How usual a form is; a capital inside a sentence asks for a name.
  private func frequency(_ form: [UInt32], isCapital: Bool) -> UInt8? {
    if let entry = lexicon[form], entry.frequency > 0 {
      return isCapital && entry.capitalShare < 64 ? entry.frequency / 4 : entry.frequency
    }
    return ForeignNames.contains(form) ? 16 : nil
  }

  /// How well a form fits between the words around, as the logarithm of a likelihood.
  private func fit(
    _ form: [UInt32], _ frequency: Int, _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>
  ) -> Double {
    var bytes: [UInt8] = []
    for scalar in form { bytes.append(scalar: latinLowercase(scalar)) }
    let key = BigramModel.key(bytes)
    let count = exp2Approximate(Double(frequency - 1) / 8)
    var sum = 0.0
    if let (previous, previousCount) = neighbour(text, endingAt: word.lowerBound) {
      sum += bigrams.score(previous: previous, previousCount: previousCount, word: key, wordCount: count)
    } else {
      sum += naturalLogarithm(count / 1e7)
    }
    if let (next, nextCount) = neighbour(text, startingAt: word.upperBound) {
      sum += bigrams.score(previous: key, previousCount: count, word: next, wordCount: nextCount)
    }
    return sum
  }

  private func neighbour(_ text: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> (UInt64, Double)? {
    guard end > 0 else { return nil }
    var wordEnd = end
    if text[wordEnd - 1] == 0x20 { wordEnd -= 1 }
    guard wordEnd > 0 else { return nil }
    // `l'`, `dell’`
    let (last, length) = text.scalar(before: wordEnd)
    let isElided = isApostrophe(last)
    let start = text.startOfLatinWord(endingAt: isElided ? wordEnd - length : wordEnd)
    return key(text, start..<(isElided ? wordEnd - length : wordEnd), isElided: isElided)
  }

  private func neighbour(_ text: UnsafeBufferPointer<UInt8>, startingAt start: Int) -> (UInt64, Double)? {
    guard start < text.count, text[start] == 0x20 else { return nil }
    return key(text, start + 1..<text.endOfLatinWord(startingAt: start + 1), isElided: false)
  }

  private func key(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isElided: Bool
  ) -> (UInt64, Double)? {
    guard !range.isEmpty, range.count <= 40 else { return nil }
    var bytes: [UInt8] = []
    for scalar in text.scalars(in: range) { bytes.append(scalar: latinLowercase(scalar)) }
    if isElided { bytes.append(0x27) }
    return (BigramModel.key(bytes), bytes.withUnsafeBufferPointer { lexicon[$0]?.count ?? 0 })
  }

  private func startsSentence(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    var start = index
    while start > 0, text[start - 1] == 0x20 { start -= 1 }
    guard start > 0 else { return true }
    switch text.scalar(before: start).value {
    case 0x0A, 0x2E, 0x21, 0x3F, 0x3A: return true
    default: return false
    }
  }

  // MARK: A quote whose last bytes were stripped

  /// `lâazienda` → `l’azienda`; `âciao tuttiâ` → `“ciao tutti”` where both ends are on the line.
  private func lostQuote(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Replacement? {
    var end = index + 2
    // What is left of the last byte, when it was one that Windows-1252 lacks.
    if end < text.count, text.scalar(at: end).value == 0x9D { end += 2 }
    let range = index..<end
    let before = index > 0 ? text.scalar(before: index).value : 0x20
    let after = end < text.count ? text.scalar(at: end).value : 0x20
    let start = text.startOfLatinWord(endingAt: index)
    if isLatinLetter(before), isLatinLetter(after) {
      let prefix = text.scalars(in: start..<index)
      let rest = text.scalars(in: end..<text.endOfLatinWord(startingAt: end))
      guard Self.elided.contains(latinLowercaseString(prefix)), Self.isElidedBefore(after),
        lexicon[prefix + [0xE2] + rest] == nil,
        lexicon[rest] != nil
      else {
        return nil
      }
      return Replacement(range, with: "’", because: .normalize("loss/c1", 0.95))
    }
    if !isLatinLetter(before), !isDigit(before), isLatinLetter(after) || isDigit(after) {
      return partner(text, from: end, by: 1) ? Replacement(range, with: "“", because: .normalize("loss/c1", 0.9)) : nil
    }
    if before != 0x20, before != 0x0A, !isLatinLetter(after), !isDigit(after) {
      return partner(text, from: index, by: -1)
        ? Replacement(range, with: "”", because: .normalize("loss/c1", 0.9)) : nil
    }
    return nil
  }

  /// Whether the other quote, lost the same way, is on the line within 400 bytes.
  private func partner(_ text: UnsafeBufferPointer<UInt8>, from start: Int, by step: Int) -> Bool {
    var index = start
    if step > 0 {
      while index < min(text.count, start + 400), text[index] != 0x0A {
        let (value, length) = text.scalar(at: index)
        let next = index + length < text.count ? text.scalar(at: index + length).value : 0x20
        if value == 0xE2 || value == 0x201D, !isLatinLetter(next) { return true }
        index += length
      }
    } else {
      while index > max(0, start - 400), text[index - 1] != 0x0A {
        let (value, length) = text.scalar(before: index)
        index -= length
        let previous = index > 0 ? text.scalar(before: index).value : 0x20
        if value == 0xE2 || value == 0x201C, !isLatinLetter(previous) { return true }
      }
    }
    return false
  }

  // MARK: Tables

  private static let accented: [UInt32] = [0xE0, 0xE8, 0xE9, 0xEC, 0xF2, 0xF9]
  private static let foreign: [UInt32] = "áíóúñçöüäêëøåãõîôûâïß".unicodeScalars.map(\.value)

  /// Elision comes before vowels and the silent h.
  private static func isElidedBefore(_ value: UInt32) -> Bool {
    switch latinLowercase(value) {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x68, 0xE0, 0xE8, 0xE9, 0xEC, 0xF2, 0xF9: true
    default: false
    }
  }

  private static let elided: Set<String> = [
    "l", "dell", "all", "dall", "nell", "sull", "un", "d", "c", "quell", "quest", "com", "dov", "cos", "tutt", "s", "n",
    "m",
    "t", "v", "anch", "nient", "sant", "bell", "vent",
  ]

  private func isBlank(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
    index == 0 || Vaglio.isBlank(text[index - 1])
  }

  private func isBlank(_ text: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
    index == text.count || Vaglio.isBlank(text[index])
  }
}
