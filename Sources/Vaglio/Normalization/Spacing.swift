/// Blanks that typography does not want: doubled, at the ends of lines, before closing punctuation, after opening
/// brackets and quotes, before and after the apostrophe of an elided article.
struct Spacing: NormalizationPass {
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var lone: [Replacement] = []
    var apart = 0
    var index = 0
    while index < text.count {
      if text[index] == 0x0A {
        var end = index + 1
        while end < text.count, text[end] == 0x0A { end += 1 }
        if end - index > 2 {
          result.append(Replacement(index + 2..<end, with: "", because: .normalize("line-end/doubled", 0.99)))
        }
        index = end
        continue
      }
      guard text[index] == 0x20 else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, text[index] == 0x20 { index += 1 }
      let blanks = start..<index
      // Between two words, as nearly all blanks are.
      if blanks.count == 1, start > 0, index < text.count, isASCIIWord(text[index]),
        isASCIIWord(text[start - 1]) || text[start - 1] == 0x2C || text[start - 1] == 0x2E
      {
        continue
      }
      guard let replacement = replacement(in: text, for: blanks) else { continue }
      if replacement.string.isEmpty, index < text.count, text[index] != 0x0A, start > 0, text[start - 1] != 0x0A {
        apart += 1
        if isLone(text, blanks) {
          lone.append(replacement)
          continue
        }
      }
      result.append(replacement)
    }
    if lone.isEmpty || apart < Self.fewestApart { return result }
    return (result + lone).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Quotes and brackets with a blank on one side only, `la fiducia pubblica ”.`, were mostly set so by the author; where
  /// another mark of the same line stands apart, they are damage. What else the page says is for the corrector to weigh.
  private static let fewestApart = 2

  /// What becomes of a whole run of blanks; nil when it stays.
  func replacement(in text: UnsafeBufferPointer<UInt8>, for blanks: Range<Int>) -> Replacement? {
    func delete(_ rule: String, _ confidence: Float) -> Replacement {
      Replacement(blanks, with: "", because: .normalize(rule, confidence))
    }
    if blanks.upperBound == text.count || text[blanks.upperBound] == 0x0A { return delete("space/line-end", 0.99) }
    if blanks.lowerBound == 0 || text[blanks.lowerBound - 1] == 0x0A { return delete("space/line-start", 0.99) }
    if isBeforeClosing(text, blanks) { return delete("space/before-punctuation", 0.96) }
    if isAfterOpening(text, blanks) { return delete("space/after-opening", 0.96) }
    if isAfterElision(text, blanks) { return delete("space/after-elision", 0.95) }
    if isBeforeElision(text, blanks) { return delete("space/before-apostrophe", 0.97) }
    return blanks.count > 1 ? Replacement(blanks, with: " ", because: .normalize("space/doubled", 0.99)) : nil
  }

  @inline(__always)
  private func isASCIIWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

  /// `Paese ».`, `molti , troppi`; not `.NET`, `:)`, `[ ]`, nor a quote that opens.
  private func isBeforeClosing(_ text: UnsafeBufferPointer<UInt8>, _ blanks: Range<Int>) -> Bool {
    let (mark, length) = text.scalar(at: blanks.upperBound)
    let after = blanks.upperBound + length
    let next = after < text.count ? text.scalar(at: after).value : 0x0A
    let nextIsBlank = next == 0x20 || next == 0x0A
    let before = text.scalar(before: blanks.lowerBound).value
    if mark < 0x40, mark != 0x29, Self.isBehindOpenWord(text, blanks.lowerBound, beforeComma: mark == 0x2C) {
      return false
    }
    switch mark {
    case 0x29, 0xBB, 0x201D:  // ) » ”
      guard !isLatinLetter(next), !isDigit(next) else { return false }
      guard endsWord(before) || before == 0x2E || before == 0x21 || before == 0x3F else { return false }
      // In the middle of a sentence one that closes nothing is a speck: `una » pattuglia`.
      return !(nextIsBlank && goesOnWithWord(text, after)) || opening(of: mark, text, before: blanks.lowerBound) != nil
    case 0x2C, 0x3B:  // , ;
      return endsWord(before) && (nextIsBlank || isClosing(next))
    case 0x3A:  // : but not 3 : 2
      return endsWord(before) && nextIsBlank && !isDigit(before)
    case 0x2E:  // . but not a speck inside a sentence
      return endsWord(before) && (nextIsBlank || isClosing(next)) && !goesOn(text, after)
    case 0x21, 0x3F:  // ! ?
      return endsWord(before) && (nextIsBlank || isClosing(next))
    default: return false
    }
  }

  /// Whether the word that ends here wants another behind it, so that a mark apart is a speck: `confermato la . Condanna`.
  static func isBehindOpenWord(_ text: UnsafeBufferPointer<UInt8>, _ end: Int, beforeComma: Bool) -> Bool {
    let start = text.startOfLatinWord(endingAt: end)
    return articles.contains(text, start..<end) || !beforeComma && openWords.contains(text, start..<end)
  }

  private static let articles = WordSet("il lo la i gli le un uno una")
  private static let openWords = WordSet(
    """
    di a da in con per tra fra e ed che del dello della dei degli delle al allo alla ai agli alle dal dallo dalla dai \
    dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle
    """)

  /// What a mark may be set against: another mark is not, since of two marks apart one is a speck or an ornament.
  private func endsWord(_ value: UInt32) -> Bool {
    isLatinLetter(value) || isDigit(value) || isClosing(value) || value == 0x25 || value == 0x2026 || value == 0x2019
  }

  /// Whether what follows begins no sentence: a small letter, also behind a quotation mark, or another mark.
  private func goesOn(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 1 < text.count, text[index] == 0x20 else { return false }
    var (value, length) = text.scalar(at: index + 1)
    switch value {
    case 0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5F, 0x7C: return true
    case 0x22, 0x27, 0xAB, 0x2018, 0x201C:
      guard index + 1 + length < text.count else { return false }
      (value, length) = text.scalar(at: index + 1 + length)
    default: break
    }
    return isLatinLetter(value) && !isLatinUppercase(value)
  }

  /// Whether a letter or a digit follows a blank.
  private func goesOnWithWord(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 1 < text.count, text[index] == 0x20 else { return false }
    let value = text.scalar(at: index + 1).value
    return isLatinLetter(value) || isDigit(value)
  }

  /// Whether a blank stands on one side only of what quotes or brackets hold: `«la fiducia »`, `( tra parentesi)`.
  private func isLone(_ text: UnsafeBufferPointer<UInt8>, _ blanks: Range<Int>) -> Bool {
    let next = text.scalar(at: blanks.upperBound).value
    if next == 0x29 || next == 0xBB || next == 0x201D {
      guard let opening = opening(of: next, text, before: blanks.lowerBound) else { return true }
      return opening == text.count || text[opening] != 0x20
    }
    let before = text.scalar(before: blanks.lowerBound).value
    guard before == 0x28 || before == 0xAB || before == 0x201C else { return false }
    guard let closing = closing(of: before, text, after: blanks.upperBound) else { return true }
    return text[closing - 1] != 0x20 || !isBeforeClosing(text, closing - 1..<closing)
  }

  /// What a closing mark closes, in bytes before it, and an opening one opens, behind it: a paragraph at most.
  private static let longestQuoted = 2000

  /// Where what a mark closes begins, behind the mark that opens it; nil where nothing is open.
  private func opening(of closing: UInt32, _ text: UnsafeBufferPointer<UInt8>, before place: Int) -> Int? {
    let opening: UInt32 = closing == 0x29 ? 0x28 : closing == 0xBB ? 0xAB : 0x201C
    var index = place
    let limit = max(0, place - Self.longestQuoted)
    while index > limit, text[index - 1] != 0x0A {
      let (value, length) = text.scalar(before: index)
      if value == opening { return index }
      if value == closing { return nil }
      index -= length
    }
    return nil
  }

  /// Where what a mark opens ends, before the mark that closes it; nil where it is not closed.
  private func closing(of opening: UInt32, _ text: UnsafeBufferPointer<UInt8>, after place: Int) -> Int? {
    let closing: UInt32 = opening == 0x28 ? 0x29 : opening == 0xAB ? 0xBB : 0x201D
    var index = place
    let limit = min(text.count, place + Self.longestQuoted)
    while index < limit, text[index] != 0x0A {
      let (value, length) = text.scalar(at: index)
      if value == closing { return index }
      if value == opening { return nil }
      index += length
    }
    return nil
  }

  /// Whether a mark stands here that has no blank before it: `)`, `»`, `”`, a comma, a full stop.
  static func isSetAgainst(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index < text.count else { return false }
    switch text.scalar(at: index).value {
    case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0xBB, 0x201D: return true
    default: return false
    }
  }

  private func isClosing(_ value: UInt32) -> Bool {
    switch value {
    case 0x29, 0x5D, 0xBB, 0x201D, 0x22: true
    default: false
    }
  }

  /// `( tra parentesi )`, `« virgolette »`; one that opens nothing is a speck: `la visita « per la prima volta.`
  private func isAfterOpening(_ text: UnsafeBufferPointer<UInt8>, _ blanks: Range<Int>) -> Bool {
    let (mark, length) = text.scalar(before: blanks.lowerBound)
    guard mark == 0x28 || mark == 0xAB || mark == 0x201C else { return false }
    let start = blanks.lowerBound - length
    let before = start == 0 ? 0x0A : text.scalar(before: start).value
    let next = text.scalar(at: blanks.upperBound).value
    return before == 0x20 || before == 0x0A || before == 0x28 || isApostrophe(before)
      ? (isLatinLetter(next) || isDigit(next) || isApostrophe(next))
        && closing(of: mark, text, after: blanks.upperBound) != nil : false
  }

  /// `dell 'azienda`; not `un 'sì'`, where the mark opens a quotation.
  private func isBeforeElision(_ text: UnsafeBufferPointer<UInt8>, _ blanks: Range<Int>) -> Bool {
    let (mark, length) = text.scalar(at: blanks.upperBound)
    guard blanks.count == 1, isApostrophe(mark) || mark == 0x2018,
      startsElided(text, blanks.upperBound + length)
    else { return false }
    let start = text.startOfLatinWord(endingAt: blanks.lowerBound)
    guard blanks.lowerBound - start <= 5, start == 0 || !isApostrophe(text.scalar(before: start).value) else {
      return false
    }
    if Self.neverWhole.contains(text, start..<blanks.lowerBound) { return true }
    guard Self.mostlyElided.contains(text, start..<blanks.lowerBound) else { return false }
    // A quotation that is closed soon.
    var index = blanks.upperBound + length
    let limit = min(text.count, index + Self.longestQuotation)
    while index < limit, text[index] != 0x0A {
      let (value, length) = text.scalar(at: index)
      index += length
      if isApostrophe(value) || value == 0x2018, index == text.count || !isLatinLetter(text.scalar(at: index).value) {
        return false
      }
    }
    return true
  }

  /// In bytes.
  private static let longestQuotation = 120
  /// What is no word without an apostrophe, and what is one before a consonant only.
  private static let neverWhole = WordSet("dell dall nell sull coll quest nient")
  private static let mostlyElided = WordSet("all un l d")

  /// Whether a vowel or an h starts here.
  private func startsElided(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index < text.count else { return false }
    switch latinLowercase(text.scalar(at: index).value) {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0xE8, 0x68: return true
    default: return false
    }
  }

  /// `l' azienda`.
  private func isAfterElision(_ text: UnsafeBufferPointer<UInt8>, _ blanks: Range<Int>) -> Bool {
    guard blanks.count == 1 else { return false }
    let (mark, length) = text.scalar(before: blanks.lowerBound)
    guard isApostrophe(mark), startsElided(text, blanks.upperBound) else { return false }
    let end = blanks.lowerBound - length
    let start = text.startOfLatinWord(endingAt: end)
    guard end - start <= 6 else { return false }
    return Self.elided.contains(String(decoding: text[start..<end], as: UTF8.self).lowercased())
  }

  /// Without their apostrophe; `un'`, `po'`, `di'` end words of their own too often.
  private static let elided: Set<String> = [
    "l", "dell", "all", "dall", "nell", "sull", "coll", "quell", "quest", "sant", "bell", "nient", "tutt", "c", "d",
    "un",
  ]
}
