/// Letters that were lost on the way, where the lexicon knows only one word that fits: `perch\u{FFFD}` → `perché`,
/// `l\u{FFFD}azienda` → `l’azienda`, `cittÃ di` → `città di` (its no-break space became a blank), `lâazienda` → `l’azienda`.
///
/// A word is repaired when it cannot stand as it is and exactly one letter, or one far more usual than the others,
/// makes it a word of the lexicon.
struct LossRepair: NormalizationPass {
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
      if let replacement = repair(text, at: index, value, length),
        replacement.range.lowerBound >= result.last?.range.upperBound ?? 0
      {
        result.append(replacement)
      }
      index += length
    }
    return result
  }

  private func repair(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, _ value: UInt32, _ length: Int
  ) -> Replacement? {
    switch value {
    case 0xFFFD:
      guard length == 3 else { return nil }
      return lost(text, index..<index + 3, candidates: Self.accented, rule: "loss/replacement-character", isSign: true)
    case 0xC3:
      // The second byte of à is a no-break space; the other accents keep a sign of theirs.
      return lost(text, index..<index + 2, candidates: [0xE0], rule: "mojibake/no-break-space", isSign: false)
    case 0xE2: return lostQuote(text, index)
    case 0x80...0x9F:
      // A control of C1 is a byte of Windows-1252 that came through as it was.
      guard value != 0x85, let scalar = windows1252[Int(value - 0x80)].flatMap(Unicode.Scalar.init) else { return nil }
      return Replacement(index..<index + length, with: String(scalar), because: .normalize("encoding/c1", 0.9))
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
    let before = scalars(text, start..<range.lowerBound)
    let after = scalars(text, range.upperBound..<end)
    if !isSign, before.count < 2 || !after.isEmpty { return nil }
    if isSign, before.isEmpty, after.isEmpty {
      // Alone only è is a word: after a blank, or after an elision as in "n'è".
      let previous = start > 0 ? text.scalar(before: start).value : 0x0A
      guard isBlank(text, after: range.upperBound), isApostrophe(previous) || isBlank(text, before: start) else {
        return nil
      }
      let letter = startsSentence(text, start) ? "È" : "è"
      return Replacement(range, with: letter, because: .normalize(rule, 0.85))
    }
    var best: (value: UInt32, frequency: Int)?
    var second = 0
    for candidate in candidates {
      guard let frequency = lexicon[before + [candidate] + after]?.frequency, frequency > 0 else { continue }
      if Int(frequency) > best?.frequency ?? 0 {
        second = best?.frequency ?? 0
        best = (candidate, Int(frequency))
      } else {
        second = max(second, Int(frequency))
      }
    }
    if let best, second == 0 || best.frequency >= second + (isSign ? 8 : 24) {
      let isUpper = before.count + after.count >= 2 && (before + after).allSatisfy(isLatinUppercase)
      let scalar = Unicode.Scalar(isUpper ? latinUppercase(best.value) : best.value) ?? "?"
      return Replacement(range, with: String(scalar), because: .normalize(rule, 0.95))
    }
    if !isSign, best == nil, let last = before.last, !isLatinUppercase(last) {
      // A capital Ã after small letters is no letter of any word.
      return Replacement(range, with: "à", because: .normalize(rule, 0.93))
    }
    if isSign, best == nil, after.isEmpty, before.count >= 4 {
      // Words in -tà and futures in -rà that no list holds.
      let stem = string(before)
      for ending in ["it", "et", "lt", "st", "er", "ir"] where stem.hasSuffix(ending) {
        return Replacement(range, with: "à", because: .normalize(rule, 0.85))
      }
    }
    if isSign, best == nil, Self.elided.contains(string(before)), !after.isEmpty, lexicon[after] != nil {
      return Replacement(range, with: "’", because: .normalize(rule, 0.93))
    }
    return nil
  }

  private func startsSentence(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    var start = index
    while start > 0, text[start - 1] == 0x20 { start -= 1 }
    guard start > 0 else { return true }
    switch text.scalar(before: start).value {
    case 0x0A, 0x2E, 0x21, 0x3F: return true
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
      let prefix = scalars(text, start..<index)
      let rest = scalars(text, end..<text.endOfLatinWord(startingAt: end))
      guard Self.elided.contains(string(prefix)), lexicon[prefix + [0xE2] + rest] == nil, lexicon[rest] != nil else {
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

  private static let elided: Set<String> = [
    "l", "dell", "all", "dall", "nell", "sull", "un", "d", "c", "quell", "quest", "com", "dov", "cos", "tutt", "s", "n",
    "m",
    "t", "v", "anch", "nient", "sant", "bell", "vent",
  ]

  private func scalars(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt32] {
    var result: [UInt32] = []
    var index = range.lowerBound
    while index < range.upperBound, result.count < 64 {
      let (value, length) = text.scalar(at: index)
      result.append(value)
      index += length
    }
    return result
  }

  private func string(_ scalars: [UInt32]) -> String {
    String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar(latinLowercase($0)) }))
  }

  private func isBlank(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
    index == 0 || Vaglio.isBlank(text[index - 1])
  }

  private func isBlank(_ text: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
    index == text.count || Vaglio.isBlank(text[index])
  }
}
