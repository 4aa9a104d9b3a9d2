internal import CBytes
internal import CICU

/// Finds the places of a text that any repair of the `Normalizer` may have to do with, and passes over all others fast:
/// one look at 64 bytes, one at the end of each word, and a few at
/// each byte that is neither letter nor blank.
///
/// It asks the repairs themselves wherever their signs are common (`po'`, `e-commerce`, `S.p.A.`), so that a text that
/// needs nothing is not worked on; where they are rare it only says "perhaps". It must never pass over what a repair
/// would change: the tests hold it against the repairs on whole texts.
struct DamageScan: Sendable {
  private let accents: AccentRepair
  private let missingAccents: MissingAccents
  private let missingBlanks: MissingBlanks
  private let hyphens: LineBreakHyphens
  private let losses: LossRepair
  private let swaps: CodePageSwap
  private let references = CharacterReferences()
  private let tags = MarkupTags()
  private let spacing = Spacing()
  private let filter: AccentFilter
  private let tables: Tables

  init(lexicon: FormLexicon = .italian, filter: AccentFilter = .italian) {
    accents = AccentRepair(lexicon: lexicon)
    missingAccents = MissingAccents(lexicon: lexicon, filter: filter)
    missingBlanks = MissingBlanks(lexicon: lexicon)
    hyphens = LineBreakHyphens(lexicon: lexicon)
    losses = LossRepair(lexicon: lexicon)
    swaps = CodePageSwap(lexicon: lexicon)
    self.filter = filter
    tables = Tables.shared
  }

  /// The first place in the lines from `start` to `end` that a repair may have to do with; nil when there is none. O(n).
  ///
  /// - Parameters:
  ///   - start: where a line starts.
  ///   - end: where one ends, behind its line feed; nil for the end of the text.
  func firstSuspicion(in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int? = nil) -> Int? {
    let limit = end ?? text.count
    guard let base = text.baseAddress, start < limit else { return nil }
    // Blanks at the ends of the text are not next to a line end.
    if base[start] == 0x20 { return start }
    var state = State(scalarEnd: start, composedEnd: start)
    // Where the last byte that is no letter stands, and what the block before ended with.
    var lastOther = start - 1
    var lettersBefore: UInt64 = 0
    var endsInBlank: UInt64 = 0
    var block = start
    while block < limit {
      let masks = block &+ 64 <= text.count ? cbytes_masks_of(base + block) : lastMasks(text, block)
      let others = ~masks.letters
      @inline(__always)
      func lengthOfWord(endingAt offset: Int) -> Int {
        let before = others & ((1 &<< UInt64(truncatingIfNeeded: offset)) &- 1)
        let last = before == 0 ? lastOther : block &+ 63 &- before.leadingZeroBitCount
        return block &+ offset &- last &- 1
      }

      var found = Int.max
      // Behind three letters at least.
      var ends =
        others & (masks.letters &<< 1 | lettersBefore &>> 63) & (masks.letters &<< 2 | lettersBefore &>> 62)
        & (masks.letters &<< 3 | lettersBefore &>> 61)
      while ends != 0 {
        let offset = ends.trailingZeroBitCount
        ends &= ends &- 1
        let end = block &+ offset
        guard end <= limit else { break }
        let length = lengthOfWord(endingAt: offset)
        if end < 8 || filter.mayLackAccent(AccentFilter.letters(base, endingAt: end, length: length)),
          lacksAccent(text, wordEndingAt: end)
        {
          found = min(end, limit &- 1)
          break
        }
      }

      var events = others & ~masks.blanks | masks.blanks & (masks.blanks &<< 1 | endsInBlank)
      while events != 0 {
        let offset = events.trailingZeroBitCount
        events &= events &- 1
        let index = block &+ offset
        guard index < limit, index <= found else { break }
        let byte = base[index]
        if byte < 0x80 {
          let before = index > 0 ? tables.classes[Int(base[index &- 1])] : Tables.lineFeed
          let after = index &+ 1 < text.count ? tables.classes[Int(base[index &+ 1])] : Tables.lineFeed
          let triple = Int(before) &<< 8 | Int(tables.classes[Int(byte)]) &<< 4 | Int(after)
          if tables.verdicts[triple], isSuspicious(text, at: index, byte) { return index }
        } else if index >= state.scalarEnd {
          if look(text, index, letters: lengthOfWord(endingAt: offset), &state) { return index }
        }
      }
      if found < .max { return found }
      if others != 0 { lastOther = block &+ 63 &- others.leadingZeroBitCount }
      lettersBefore = masks.letters
      endsInBlank = masks.blanks &>> 63
      block &+= 64
    }
    // The last word, where it ends with the last block.
    guard limit == text.count else { return nil }
    if limit - lastOther > 3, AccentFilter.isLetter(text[limit - 1]), lacksAccent(text, wordEndingAt: limit) {
      return limit - 1
    }
    return text[limit - 1] == 0x20 ? limit - 1 : nil
  }

  private struct State {
    /// Where the last scalar outside ASCII ends.
    var scalarEnd: Int
    /// Up to where the text is known to be composed.
    var composedEnd: Int
  }

  /// The masks of the bytes from `block` on, less than 64, with what is no letter and no blank behind them.
  private func lastMasks(_ text: UnsafeBufferPointer<UInt8>, _ block: Int) -> cbytes_masks {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      buffer.initialize(repeating: 0)
      for offset in 0..<min(64, text.count - block) { buffer[offset] = text[block + offset] }
      guard let base = buffer.baseAddress else { return cbytes_masks() }
      return cbytes_masks_of(base)
    }
  }

  @inline(never)
  private func lacksAccent(_ text: UnsafeBufferPointer<UInt8>, wordEndingAt end: Int) -> Bool {
    missingAccents.replacement(in: text, wordEndingAt: end) != nil
  }

  /// A look at the scalar outside ASCII that starts at `index`.
  ///
  /// - Parameter letters: how many letters of ASCII stand right before.
  private func look(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, letters: Int, _ state: inout State
  ) -> Bool {
    if text[index] == 0xC3, index + 1 < text.count {
      switch text[index + 1] {
      case 0xA0, 0xB2, 0xAC, 0xB9:
        // à ò ì ù: only short words have a wrong one.
        state.scalarEnd = index + 2
        return letters < 4 && accents.repairAccent(text, index, 2) != nil
      case 0xA8, 0x88:
        // è È
        if letters == 0, index == 0 || text[index - 1] < 0x80 {
          state.scalarEnd = index + 2
          return false
        }
      default: break
      }
    }
    let (value, size) = text.scalar(at: index)
    state.scalarEnd = index + size
    return value == 0xFFFD || isSuspicious(text, at: index, value, size, letters: letters, &state.composedEnd)
  }

  // MARK: Signs of ASCII

  /// - Parameter byte: that at `index`, of ASCII.
  private func isSuspicious(_ text: UnsafeBufferPointer<UInt8>, at index: Int, _ byte: UInt8) -> Bool {
    switch byte {
    case 0x20: return true
    case 0x0A:
      if index > 0, text[index - 1] == 0x20 { return true }
      guard index + 1 < text.count else { return false }
      // A blank at the line's start, or three line ends.
      return text[index + 1] == 0x20 || index + 2 < text.count && text[index + 1] == 0x0A && text[index + 2] == 0x0A
    case 0x27:
      return isSuspiciousBlank(text, after: index) || accents.repairMark(text, index, 1) != nil
    case UInt8(ascii: "("): return isSuspiciousBlank(text, after: index)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"):
      return isSuspiciousBlank(text, before: index)
    case UInt8(ascii: "-"): return hyphens.replacement(in: text, at: index) != nil
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"):
      return isSuspiciousBlank(text, before: index) || missingBlanks.replacement(in: text, at: index) != nil
    case UInt8(ascii: "&"): return references.replacement(in: text, at: index) != nil
    case UInt8(ascii: "<"):
      return index + 1 < text.count && text[index + 1] == byte || text.escapedByte(at: index) != nil
        || tags.replacement(in: text, at: index) != nil
    default: return true
    }
  }

  private func isSuspiciousBlank(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
    index > 0 && text[index - 1] == 0x20 && spacing.replacement(in: text, for: index - 1..<index) != nil
  }

  private func isSuspiciousBlank(_ text: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
    index + 1 < text.count && text[index + 1] == 0x20
      && spacing.replacement(in: text, for: index + 1..<index + 2) != nil
  }

  // MARK: Scalars outside ASCII

  /// - Parameters:
  ///   - letters: how many letters of ASCII stand right before.
  ///   - composedEnd: up to where the text is known to be composed.
  private func isSuspicious(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, _ value: UInt32, _ size: Int, letters: Int,
    _ composedEnd: inout Int
  ) -> Bool {
    let end = index + size
    let next = end < text.count ? text[end] : 0x0A
    switch value {
    case 0xE8, 0xE9: return accents.repairAccent(text, index, size) != nil
    case 0x2019:
      if AccentFilter.isLetter(next), letters != 4 { return false }
      return isSuspiciousBlank(text, after: end - 1) || accents.repairMark(text, index, size) != nil
    case 0x201C, 0xAB:
      if next == 0x20, isSuspiciousBlank(text, after: end - 1) { return true }
      return letters > 0 && swaps.isSuspicious(value, text, index, size)
    case 0x201D: return isSuspiciousBlank(text, before: index)
    case 0xBB:
      return isSuspiciousBlank(text, before: index) || letters == 0 && swaps.isSuspicious(value, text, index, size)
    case 0x2013, 0xB0, 0xBA: return false
    case 0x20AC: return swaps.isSuspicious(value, text, index, size)
    default: break
    }
    if CharacterFolding.option(of: value) != nil { return true }
    if CodePage.isLead(value), next >= 0x80 || next < 0x30 || next == UInt8(ascii: "?") || next == UInt8(ascii: "<") {
      // The bytes of one scalar stand together, but for those that were lost.
      if next >= 0x80 || value == 0xC3 || value == 0xC2 || value == 0xE2 || value >= 0x100 { return true }
    }
    switch value {
    case 0xAC, 0x2010:
      if hyphens.replacement(in: text, at: index) != nil { return true }
    case 0xB4, 0x2032:
      if accents.repairMark(text, index, size) != nil { return true }
    case 0xC3, 0xE2:
      if losses.repair(text, at: index, value, size) != nil { return true }
    default: break
    }
    if value >= 0xC0, value < 0x100, accents.repairAccent(text, index, size) != nil { return true }
    if value >= 0x300, value < 0x2010 || value > 0x2044, index >= composedEnd {
      // ICU says it of the rest of the line at once.
      let lineEnd = text.endOfLine(from: index, atMost: 4000)
      guard isComposed(text, text.startOfLine(before: index, atMost: 64)..<lineEnd) else { return true }
      composedEnd = lineEnd
    }
    return swaps.isSuspicious(value, text, index, size)
  }

  private func isComposed(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    UnsafeBufferPointer(rebasing: text[range]).withMemoryRebound(to: CChar.self) { characters in
      guard let base = characters.baseAddress else { return true }
      return cicu_nfc_span(base, Int32(characters.count)) == Int32(characters.count)
    }
  }

  // MARK: Tables

  /// What three bytes in a row of ASCII may mean, by their classes.
  private struct Tables: @unchecked Sendable {
    static let shared = Tables()

    static let letter: UInt8 = 0
    static let lineFeed: UInt8 = 3
    private static let digit = 1
    private static let blank = 2
    private static let stop = 4
    private static let closing = 5
    private static let opening = 6
    private static let apostrophe = 7
    private static let hyphen = 8
    private static let ampersand = 9
    private static let less = 10
    private static let control = 11
    private static let foreign = 12
    private static let other = 13
    private static let colon = 14
    private static let grave = 15

    /// The class of each byte.
    let classes: UnsafePointer<UInt8>
    /// Whether the middle one of three classes has to be looked at.
    let verdicts: UnsafePointer<Bool>

    private init() {
      let classes: [UInt8] = (0..<256).map { byte in
        switch UInt8(byte) {
        case 0x41...0x5A, 0x61...0x7A: Self.letter
        case 0x30...0x39: UInt8(Self.digit)
        case 0x20: UInt8(Self.blank)
        case 0x0A: Self.lineFeed
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"):
          UInt8(Self.stop)
        case UInt8(ascii: ":"): UInt8(Self.colon)
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): UInt8(Self.closing)
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): UInt8(Self.opening)
        case 0x27: UInt8(Self.apostrophe)
        case 0x60: UInt8(Self.grave)
        case UInt8(ascii: "-"): UInt8(Self.hyphen)
        case UInt8(ascii: "&"): UInt8(Self.ampersand)
        case UInt8(ascii: "<"): UInt8(Self.less)
        case 0...0x1F, 0x7F: UInt8(Self.control)
        case 0x80...: UInt8(Self.foreign)
        default: UInt8(Self.other)
        }
      }
      var verdicts = [Bool](repeating: false, count: 4096)
      for before in 0..<16 {
        for kind in 0..<16 {
          for after in 0..<16 { verdicts[before << 8 | kind << 4 | after] = Self.verdict(before, kind, after) }
        }
      }
      self.classes = Self.copy(classes)
      self.verdicts = Self.copy(verdicts)
    }

    /// For the life of the process.
    private static func copy<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
      let copy = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
      copy.initialize(from: elements, count: elements.count)
      return UnsafePointer(copy)
    }

    private static func verdict(_ before: Int, _ kind: Int, _ after: Int) -> Bool {
      let letter = Int(letter)
      let lineFeed = Int(lineFeed)
      let followsWord = before == letter || before == foreign
      switch kind {
      case control, grave: return true
      case blank: return true
      case lineFeed: return before == blank || after == blank || after == lineFeed
      case closing, colon: return before == blank
      case opening: return after == blank
      case apostrophe:
        return after == blank || followsWord && after != letter && after != digit && after != apostrophe
      case stop: return before == blank || followsWord && (after == letter || after == foreign)
      case hyphen: return followsWord && (after == letter || after == blank || after == lineFeed || after == control)
      case ampersand: return after == letter || after == other
      case less: return after != blank && after != lineFeed
      default: return false
      }
    }
  }
}
