/// The lines of a text without their ends: LF, CR LF, CR, and what else Unicode breaks a line at (UAX #14: VT, FF, NEL,
/// U+2028, U+2029), all of which the normalizer makes LF.
enum SourceLines {
  static func ranges(of source: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    source.withUnsafeBufferPointer { source in
      var index = 0
      while index < source.count {
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
