/// The lines of a text without their ends: LF, CR LF, CR, and what else Unicode breaks a line at (UAX #14: VT, FF, NEL,
/// U+2028, U+2029), all of which the normalizer makes LF.
enum SourceLines {
  static func ranges(of source: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    source.withUnsafeBufferPointer { source in
      var index = 0
      while index < source.count {
        index = nextCandidate(source, from: index)
        guard index < source.count else { break }
        let byte = source[index]
        // Nearly all bytes end no line.
        if byte > 0x0D, byte != 0xC2, byte != 0xE2 {
          index += 1
          continue
        }
        let length = endLength(source, at: index)
        if length > 0 {
          lines.append(start..<index)
          start = index + length
        }
        index += max(1, length)
      }
    }
    if start < source.count { lines.append(start..<source.count) }
    return lines
  }

  /// The next byte that may end a line: a control or no ASCII. Eight at once.
  @inline(__always)
  private static func nextCandidate(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = source.baseAddress else { return start }
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index + 8 <= source.count {
      let bytes = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      // The high bit of each byte that is below 0x0E or above 0x7F; after the first a borrow may set more.
      let found = ((bytes &- ones &* 0x0E) | bytes) & (ones &* 0x80)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    return index
  }

  /// How many bytes the line end at `index` has; 0 where there is none.
  private static func endLength(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch source[index] {
    case 0x0A, 0x0B, 0x0C: 1
    case 0x0D: index + 1 < source.count && source[index + 1] == 0x0A ? 2 : 1
    case 0xC2: index + 1 < source.count && source[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      index + 2 < source.count && source[index + 1] == 0x80 && source[index + 2] & 0xFE == 0xA8 ? 3 : 0
    default: 0
    }
  }
}
