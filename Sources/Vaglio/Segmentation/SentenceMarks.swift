/// The bytes of a text that may end a sentence or a line: `.`, `:`, `;`, `!`, `?`, line ends, and the first byte of `…`
/// and of the line separators.
enum SentenceMarks {
  /// The first such byte at or after a position; the number of bytes when there is none. O(distance), 16 bytes at a time.
  @inline(__always)
  static func next(in bytes: UnsafeBufferPointer<UInt8>, from position: Int) -> Int {
    var position = position
    guard let base = bytes.baseAddress else { return bytes.count }
    while position + 16 <= bytes.count {
      let found = matches(UnsafeRawPointer(base + position).loadUnaligned(as: SIMD16<UInt8>.self))
      if found[0] != 0 { return position + found[0].trailingZeroBitCount / 8 }
      if found[1] != 0 { return position + 8 + found[1].trailingZeroBitCount / 8 }
      position += 16
    }
    while position < bytes.count {
      if isMark(bytes[position]) { return position }
      position += 1
    }
    return bytes.count
  }

  /// All bits of a byte where there is a mark.
  @inline(__always)
  private static func matches(_ bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
    let stops = bytes .== UInt8(ascii: ".")
    let colons = bytes | 1 .== UInt8(ascii: ";")
    let marks = (bytes .== UInt8(ascii: "!")) .| (bytes .== UInt8(ascii: "?"))
    let lines = bytes &- 0x0a .< 4
    let longs = bytes .== 0xe2
    let ones = SIMD16<UInt8>(repeating: 0).replacing(with: 0xff, where: stops .| colons .| marks .| lines .| longs)
    return SIMD2(littleEndian: unsafeBitCast(ones, to: SIMD2<UInt64>.self))
  }

  static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x0a...0x0d,
      0xe2:
      true
    default: false
    }
  }
}

extension SIMD2<UInt64> {
  @inline(__always)
  init(littleEndian value: Self) { self.init(UInt64(littleEndian: value[0]), UInt64(littleEndian: value[1])) }
}
