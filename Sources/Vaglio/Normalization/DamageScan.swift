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

  init(lexicon: FormLexicon = .italian, filter: AccentFilter = .italian) {
    accents = AccentRepair(lexicon: lexicon)
    missingAccents = MissingAccents(lexicon: lexicon, filter: filter)
    missingBlanks = MissingBlanks(lexicon: lexicon)
    hyphens = LineBreakHyphens(lexicon: lexicon)
    losses = LossRepair(lexicon: lexicon)
    swaps = CodePageSwap(lexicon: lexicon)
    self.filter = filter
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
    let found = withUnsafeTemporaryAllocation(of: cbytes_block.self, capacity: Self.blocksAtOnce) { blocks -> Int? in
      guard let first = blocks.baseAddress else { return nil }
      var state = State(lettersBefore: 0, lastOther: start - 1, scalarEnd: start, composedEnd: start, swapsEnd: start)
      var index = start
      while index < limit {
        // The first and the last bytes have no neighbours.
        let count = index < 8 ? 0 : min((text.count - 1 - index) >> 6, (limit - index + 63) >> 6, Self.blocksAtOnce)
        let blocks = UnsafeMutableBufferPointer(start: first, count: max(count, 1))
        let found =
          count > 0
          ? firstSuspicion(in: text, upTo: limit, blocks, base + index, index, &state)
          : withPaddedBlock(text, index) { firstSuspicion(in: text, upTo: limit, blocks, $0, index, &state) }
        if let found { return found }
        index += max(count, 1) << 6
      }
      // The last word, where it ends with the last block.
      if limit == text.count, limit - state.lastOther > 3, AccentFilter.isLetter(text[limit - 1]),
        lacksAccent(text, wordEndingAt: limit)
      {
        return limit - 1
      }
      return nil
    }
    if let found { return found }
    return limit == text.count && base[limit - 1] == 0x20 ? limit - 1 : nil
  }

  private static let blocksAtOnce = 16

  private struct State {
    /// The letters of the block before.
    var lettersBefore: UInt64
    /// Where the last byte that is no letter stands.
    var lastOther: Int
    /// Where the last scalar outside ASCII ends.
    var scalarEnd: Int
    /// Up to where the text is known to be composed.
    var composedEnd: Int
    /// Up to where lines were read in other code pages.
    var swapsEnd: Int
  }

  /// - Parameters:
  ///   - blocks: room for what is known of the bytes from `start` on, one for each 64 of them.
  ///   - bytes: those bytes, with eight before them.
  @inline(__always)
  private func firstSuspicion(
    in text: UnsafeBufferPointer<UInt8>, upTo limit: Int, _ blocks: UnsafeMutableBufferPointer<cbytes_block>,
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ state: inout State
  ) -> Int? {
    if let first = blocks.baseAddress { cbytes_scan(bytes, blocks.count, state.lettersBefore, first) }
    var block = start
    for known in blocks {
      let others = ~known.letters
      let lastOther = state.lastOther
      @inline(__always)
      func lengthOfWord(endingAt offset: Int) -> Int {
        let before = others & ((1 &<< UInt64(truncatingIfNeeded: offset)) &- 1)
        let last = before == 0 ? lastOther : block &+ 63 &- before.leadingZeroBitCount
        return block &+ offset &- last &- 1
      }

      // All words first, without a branch for each: few may lack an accent.
      var doubtful: UInt64 = 0
      var ends = known.wordEnds
      while ends != 0 {
        let offset = ends.trailingZeroBitCount
        ends &= ends &- 1
        let letters = AccentFilter.letters(
          bytes, endingAt: block &- start &+ offset, length: lengthOfWord(endingAt: offset))
        doubtful |= (filter.mayLackAccent(letters) ? 1 : 0) &<< UInt64(truncatingIfNeeded: offset)
      }
      var found = Int.max
      while doubtful != 0 {
        let end = block &+ doubtful.trailingZeroBitCount
        doubtful &= doubtful &- 1
        guard end <= limit else { break }
        if lacksAccent(text, wordEndingAt: end) {
          found = min(end, limit &- 1)
          break
        }
      }

      var places = known.places
      while places != 0 {
        let offset = places.trailingZeroBitCount
        places &= places &- 1
        let index = block &+ offset
        guard index < limit, index <= found else { break }
        let byte = text[index]
        if byte < 0x80 {
          if isSuspicious(text, at: index, byte) { return index }
        } else if index >= state.scalarEnd {
          if look(text, index, letters: lengthOfWord(endingAt: offset), &state) { return index }
        }
      }
      if found < .max { return found }
      if others != 0 { state.lastOther = block &+ 63 &- others.leadingZeroBitCount }
      state.lettersBefore = known.letters
      block &+= 64
    }
    return nil
  }

  /// Calls `body` with a copy of the block at `index`, of the eight bytes before it and of one behind; line ends stand for
  /// what the text does not have.
  @inline(never)
  private func withPaddedBlock(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ body: (UnsafePointer<UInt8>) -> Int?
  ) -> Int? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 80) { buffer in
      buffer.initialize(repeating: 0x0A)
      for offset in max(-8, -index)..<min(72, text.count - index) { buffer[offset + 8] = text[index + offset] }
      guard let base = buffer.baseAddress else { return nil }
      return body(UnsafePointer(base) + 8)
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
    return value == 0xFFFD || isSuspicious(text, at: index, value, size, letters: letters, &state)
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
      return isSuspiciousBlank(text, after: index) || isSuspiciousBlank(text, before: index)
        || accents.repairMark(text, index, 1) != nil
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
  private func isSuspicious(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, _ value: UInt32, _ size: Int, letters: Int,
    _ state: inout State
  ) -> Bool {
    let end = index + size
    let next = end < text.count ? text[end] : 0x0A
    switch value {
    case 0xE8, 0xE9: return accents.repairAccent(text, index, size) != nil
    case 0x2019:
      if isSuspiciousBlank(text, before: index) { return true }
      if AccentFilter.isLetter(next), letters != 4 { return false }
      return isSuspiciousBlank(text, after: end - 1) || accents.repairMark(text, index, size) != nil
    case 0x201C, 0xAB:
      if next == 0x20, isSuspiciousBlank(text, after: end - 1) { return true }
      return letters > 0 && swaps.isRepaired(value, text, index, size, &state.swapsEnd)
    case 0x201D: return isSuspiciousBlank(text, before: index)
    case 0xBB:
      return isSuspiciousBlank(text, before: index)
        || letters == 0 && swaps.isRepaired(value, text, index, size, &state.swapsEnd)
    case 0x2013, 0xB0, 0xBA: return false
    case 0x20AC: return swaps.isRepaired(value, text, index, size, &state.swapsEnd)
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
    case 0x2018 where isSuspiciousBlank(text, before: index): return true
    case 0xB4, 0x2018, 0x2032:
      if accents.repairMark(text, index, size) != nil { return true }
    case 0xC3, 0xE2:
      if losses.repair(text, at: index, value, size) != nil { return true }
    default: break
    }
    if value >= 0xC0, value < 0x100, accents.repairAccent(text, index, size) != nil { return true }
    if value >= 0x300, value < 0x2010 || value > 0x2044, index >= state.composedEnd {
      // ICU says it of the rest of the line at once.
      let lineEnd = text.endOfLine(from: index, atMost: 4000)
      guard isComposed(text, text.startOfLine(before: index, atMost: 64)..<lineEnd) else { return true }
      state.composedEnd = lineEnd
    }
    return swaps.isRepaired(value, text, index, size, &state.swapsEnd)
  }

  private func isComposed(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    UnsafeBufferPointer(rebasing: text[range]).withMemoryRebound(to: CChar.self) { characters in
      guard let base = characters.baseAddress else { return true }
      return cicu_nfc_span(base, Int32(characters.count)) == Int32(characters.count)
    }
  }
}
