/// A stretch of a line that reads as one scalar when its own scalars are taken for bytes of a code page.
struct MisreadScalar {
  enum Certainty: Int {
    /// May be meant as it stands: repaired only where the line shows other damage of the same kind.
    case doubtful
    /// One of a script that Italian text does not use: repaired in runs only.
    case chained
    case likely
    case sure
  }

  let range: Range<Int>
  /// The scalar meant; U+FFFD where a byte of it was lost, 0 for nothing.
  let value: UInt32
  let certainty: Certainty
}

/// A line, taken for UTF-8 that was misread with one code page.
struct MisreadLine {
  /// What is to be repaired, in order. Empty when the line does not look misread with this code page.
  private(set) var scalars: [MisreadScalar] = []
  /// How much speaks for this code page; 0 when nothing is to be repaired.
  private(set) var score = 0

  private let text: UnsafeBufferPointer<UInt8>
  private let line: Range<Int>
  private let page: Int

  init(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, page: Int) {
    self.text = text
    self.line = line
    self.page = page
    read()
  }

  private mutating func read() {
    var found: [MisreadScalar] = []
    /// Signs outside ASCII that this code page does not explain.
    var others = 0
    var foreign = 0
    var index = line.lowerBound
    while index < line.upperBound {
      if text[index] < 0x80, text[index] != UInt8(ascii: "<") {
        index += 1
        continue
      }
      if let scalar = scalar(at: index) {
        found.append(scalar)
        index = scalar.range.upperBound
        continue
      }
      let (value, length) = text.scalar(at: index)
      if value >= 0x80 {
        others += 1
        if isForeign(value) { foreign += 1 }
      }
      index += length
    }
    for (place, scalar) in found.enumerated() where scalar.certainty == .chained && !isInRun(found, place) {
      others += 1
    }
    var kept: [MisreadScalar] = []
    for (place, scalar) in found.enumerated() {
      switch scalar.certainty {
      case .sure:
        score += 4
        kept.append(scalar)
      case .likely:
        // A letter that Italian does not have, in a line with signs that were not misread.
        if others > 0, scalar.value == 0xE5 { continue }
        score += 2
        kept.append(scalar)
      case .chained:
        guard isInRun(found, place) else { continue }
        score += 2
        kept.append(scalar)
      case .doubtful: kept.append(scalar)
      }
    }
    if foreign > 0, foreign >= kept.count { score = 0 }
    if score > 0 { scalars = kept }
  }

  /// A box in a table, a letter of a Russian word: with more of them than of damage, the line is what it seems.
  private func isForeign(_ value: UInt32) -> Bool {
    switch page {
    case CodePage.cp850Index, CodePage.cp437Index: value >= 0x2500 && value < 0x25A0
    case CodePage.windows1251Index: value >= 0x400 && value < 0x500
    default: false
    }
  }

  /// Whether enough scalars of foreign scripts stand side by side: three, or two of those that took three bytes.
  private func isInRun(_ found: [MisreadScalar], _ place: Int) -> Bool {
    var first = place
    while first > 0, found[first - 1].certainty == .chained,
      found[first - 1].range.upperBound == found[first].range.lowerBound
    {
      first -= 1
    }
    var last = place
    while last + 1 < found.count, found[last + 1].certainty == .chained,
      found[last + 1].range.lowerBound == found[last].range.upperBound
    {
      last += 1
    }
    return last - first + 1 >= (found[place].value >= 0x800 ? 2 : 3)
  }

  // MARK: One scalar

  /// One scalar of the line as a byte of the code page: its value, or why there is none.
  private enum Byte {
    case byte(UInt8)
    /// A sign that a program puts where it cannot write a byte.
    case lost(isQuestionMark: Bool)
    case blank
    case none
  }

  private func byte(at index: Int) -> (byte: Byte, length: Int) {
    guard index < text.count else { return (.none, 0) }
    if text[index] < 0x80 {
      switch text[index] {
      case 0x20: return (.blank, 1)
      case UInt8(ascii: "?"): return (.lost(isQuestionMark: true), 1)
      case UInt8(ascii: "<"):
        if let escaped = text.escapedByte(at: index) { return (.byte(escaped), 4) }
        return (.none, 1)
      default: return (.none, 1)
      }
    }
    let (value, length) = text.scalar(at: index)
    if value == 0xFFFD, length == 3 { return (.lost(isQuestionMark: false), 3) }
    guard let byte = CodePage.bytes[value]?[page], byte != 0 else { return (.none, length) }
    return (.byte(byte), length)
  }

  /// The scalar whose misread bytes start at `index`.
  private func scalar(at index: Int) -> MisreadScalar? {
    let (first, length) = byte(at: index)
    guard case .byte(let lead) = first else { return nil }
    let size: Int
    switch lead {
    case 0xC2...0xDF: size = 2
    case 0xE0...0xEF: size = 3
    case 0xF0...0xF4: size = 4
    default: return nil
    }
    var value = UInt32(lead) & (size == 2 ? 0x1F : size == 3 ? 0xF : 0x7)
    var end = index + length
    var known = 0
    var lost = 0
    var flattened = 0
    var questionMarks = 0
    while known + lost < size - 1 {
      let (byte, length) = byte(at: end)
      switch byte {
      case .byte(let byte) where UTF8.isContinuation(byte):
        value = value << 6 | UInt32(byte & 0x3F)
        known += 1
      case .lost(let isQuestionMark):
        lost += 1
        questionMarks += isQuestionMark ? 1 : 0
      case .blank:
        // The no-break space, byte A0, of `à` and of some emoji.
        value = value << 6 | 0x20
        flattened += 1
        known += 1
      default: return size == 2 ? alone(lead, index, index + length) : nil
      }
      end += length
    }
    let range = index..<end
    if lost > 0 { return broken(lead, range, size: size, known: known, questionMarks: questionMarks) }
    if flattened > 0 {
      if size == 2 { return withFlattenedBlank(lead, index, range) }
      guard flattened == 1, size == 3, lead == 0xE2, Self.isUsed(value) else { return nil }
      return MisreadScalar(range: range, value: value, certainty: .doubtful)
    }
    if lead == 0xED, value >= 0xD800 { return surrogatePair(value, range) }
    guard let certainty = certainty(value, size: size, range) else { return nil }
    return MisreadScalar(range: range, value: value, certainty: certainty)
  }

  /// The first half of a pair of surrogates, each written as three bytes (CESU-8).
  private func surrogatePair(_ high: UInt32, _ range: Range<Int>) -> MisreadScalar? {
    guard high >= 0xD800, high < 0xDC00 else { return nil }
    var low: UInt32 = 0
    var end = range.upperBound
    for position in 0..<3 {
      guard case (.byte(let byte), let length) = byte(at: end) else { return nil }
      guard position == 0 ? byte == 0xED : UTF8.isContinuation(byte) else { return nil }
      low = low << 6 | UInt32(position == 0 ? byte & 0xF : byte & 0x3F)
      end += length
    }
    guard low >= 0xDC00, low < 0xE000 else { return nil }
    let value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    return MisreadScalar(range: range.lowerBound..<end, value: value, certainty: .sure)
  }

  /// A scalar some of whose bytes became U+FFFD or a question mark.
  private func broken(_ lead: UInt8, _ range: Range<Int>, size: Int, known: Int, questionMarks: Int) -> MisreadScalar? {
    switch lead {
    case 0xC2...0xC5, 0xE2, 0xEF, 0xF0: break
    default: return nil
    }
    guard known > 0 || size == 2 && lead == 0xC3 || size == 3 && lead == 0xE2 && questionMarks == 2 else { return nil }
    let isLikely = size > 2 && known == size - 2
    // One question mark after `â€` can hardly be one; `â?¬` can.
    let isEnd = text[range.upperBound - 1] == UInt8(ascii: "?") || questionMarks == 0
    return MisreadScalar(range: range, value: 0xFFFD, certainty: isLikely && isEnd ? .likely : .doubtful)
  }

  /// `Ã ` for `à`: the blank was the letter's second byte, also before a mark that has none: `universitÃ )`; unless it is the
  /// only one before the next word.
  private func withFlattenedBlank(_ lead: UInt8, _ index: Int, _ range: Range<Int>) -> MisreadScalar? {
    let sign = index..<range.upperBound - 1
    let next = range.upperBound < text.count ? text[range.upperBound] : 0x0A
    if lead == 0xC2 {
      // The no-break space itself.
      return MisreadScalar(range: range, value: 0xA0, certainty: .doubtful)
    }
    guard lead == 0xC3 else { return nil }
    // Portuguese `às`.
    let isPlural =
      next == UInt8(ascii: "s") && range.upperBound + 1 < text.count && text[range.upperBound + 1] == 0x20
    let isLetters = next == 0x20 || isPlural || Spacing.isSetAgainst(text, range.upperBound)
    return MisreadScalar(range: isLetters ? range : sign, value: 0xE0, certainty: certaintyOfCapital(at: index))
  }

  /// A capital Ã after small letters is no letter of any word.
  private func certaintyOfCapital(at index: Int) -> MisreadScalar.Certainty {
    guard page == CodePage.windows1252Index, index > line.lowerBound else { return .doubtful }
    let (last, length) = text.scalar(before: index)
    guard index - length > line.lowerBound else { return .doubtful }
    let first = text.scalar(before: index - length).value
    let areSmall = isLatinLetter(first) && isLatinLetter(last) && !isLatinUppercase(first) && !isLatinUppercase(last)
    return areSmall ? .likely : .doubtful
  }

  /// `Â` or `Ã` whose second byte was stripped with the blanks at a line's end.
  private func alone(_ lead: UInt8, _ index: Int, _ end: Int) -> MisreadScalar? {
    guard end >= line.upperBound || text[end] == 0x0A, lead == 0xC3 else { return nil }
    return MisreadScalar(range: index..<end, value: 0xE0, certainty: certaintyOfCapital(at: index))
  }

  // MARK: What may be meant

  /// How sure it is that the scalar is meant and not the signs that its bytes were read as; nil for never.
  private func certainty(_ value: UInt32, size: Int, _ range: Range<Int>) -> MisreadScalar.Certainty? {
    guard size == 2 else {
      guard value >= (size == 3 ? 0x800 : 0x10000) else { return nil }
      if Self.isUsed(value) { return .sure }
      return value >= 0x800 && value < 0xE000 ? .chained : nil
    }
    let before = range.lowerBound > line.lowerBound ? text.scalar(before: range.lowerBound).value : 0x20
    let after = range.upperBound < line.upperBound ? text.scalar(at: range.upperBound).value : 0x20
    let last = text.scalar(before: range.upperBound).value
    switch value {
    case 0x80...0x9F: return .doubtful
    case 0xA0...0xBF: return isPlausibleSign(value, before: before, after: after) ? .likely : .doubtful
    case 0xE0...0xFF:
      if isBetweenLetters(page, value, before, after) == false { return nil }
      // `IRMÃ»` may be a word in quotes.
      if isLatinUppercase(before), !isLatinLetter(after) || isLatinUppercase(after) {
        return value == 0xE0 || value == 0xE8 || value == 0xE9 ? .likely : .doubtful
      }
      switch value {
      case 0xE3, 0xE5, 0xF0, 0xF7, 0xFD...0xFF: return .likely
      default: return .sure
      }
    case 0xC0...0xDF:
      // What an outer layer makes of the first bytes of an inner one.
      if value == 0xC2 || value == 0xC3, page != CodePage.windows1252Index { return .doubtful }
      if isBetweenLetters(page, value, before, after) == false { return nil }
      guard Self.isPunctuation(last) else { return .sure }
      // `PERÃ’` for `PERÒ`, but not "the Ã’s".
      return isLatinUppercase(before) && isLatinLetter(before) ? .likely : .doubtful
    case 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E, 0x2C6, 0x2C7, 0x2D8...0x2DD:
      if Self.isPunctuation(last) { return isLatinLetter(after) && !isLatinUppercase(after) ? .likely : .doubtful }
      return isLatinLetter(before) || isLatinLetter(after) ? .likely : .doubtful
    case 0x192: return .doubtful
    case 0x100...0x17E:
      let isSmall =
        isLatinLetter(before) && !isLatinUppercase(before) || isLatinLetter(after) && !isLatinUppercase(after)
      return isSmall && !Self.isPunctuation(last) && !isLatinUppercase(before) ? .likely : nil
    case 0x300...0x304, 0x308, 0x30A, 0x30C, 0x327:
      return isLatinLetter(before) && before < 0x80 ? .likely : nil
    case 0x370...0x5FF: return .chained
    default: return nil
    }
  }

  /// A quote stands against a word.
  private func isPlausibleSign(_ value: UInt32, before: UInt32, after: UInt32) -> Bool {
    func isBlank(_ value: UInt32) -> Bool { value == 0x20 || value == 0x0A || value == 0xA0 }
    switch value {
    case 0xAB: return !isBlank(after)
    case 0xBB: return !isBlank(before)
    default: return true
    }
  }

  /// Where the signs of the other code pages could have been meant, the neighbours decide: `√π` is mathematics, `pi√π` is
  /// `più`. Nil where the code page is beyond doubt.
  private func isBetweenLetters(_ page: Int, _ value: UInt32, _ before: UInt32, _ after: UInt32) -> Bool? {
    guard page != CodePage.windows1252Index, page != CodePage.windows1250Index else { return nil }
    return isLatinLetter(before) || isLatinLetter(after) || value == 0xE8 || value == 0xC8
  }

  /// Signs that are themselves at home behind a capital letter.
  private static func isPunctuation(_ value: UInt32) -> Bool {
    switch value {
    case 0x2018...0x201E, 0x2026, 0x2013, 0x2014, 0x2022, 0x2039, 0x203A, 0x2122: true
    default: false
    }
  }

  /// Scalars of three and four bytes that Western European text uses.
  private static func isUsed(_ value: UInt32) -> Bool {
    switch value {
    case 0x2000...0x2BFF, 0x1E00...0x1EFF: true
    case 0xFB00...0xFB06, 0xFE0E, 0xFE0F, 0xFEFF, 0xFF01...0xFF5E, 0xFFFD, 0xF8FF: true
    case 0x1D400...0x1D7FF, 0x1F000...0x1FAFF: true
    default: false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A byte that a program wrote out since its code page lacks it: `<9d>`.
  func escapedByte(at index: Int) -> UInt8? {
    guard self[index] == UInt8(ascii: "<"), index + 3 < count, self[index + 3] == UInt8(ascii: ">") else { return nil }
    switch (self[index + 1], self[index + 2] | 0x20) {
    case (UInt8(ascii: "8"), UInt8(ascii: "1")): return 0x81
    case (UInt8(ascii: "8"), UInt8(ascii: "d")): return 0x8D
    case (UInt8(ascii: "8"), UInt8(ascii: "f")): return 0x8F
    case (UInt8(ascii: "9"), 0x30): return 0x90
    case (UInt8(ascii: "9"), UInt8(ascii: "d")): return 0x9D
    default: return nil
    }
  }
}
