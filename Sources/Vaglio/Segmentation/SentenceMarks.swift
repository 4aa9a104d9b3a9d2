/// The bytes of a text that may end a sentence or a line: `.`, `:`, `;`, `!`, `?`, line ends, and the first byte of `…`
/// and of the line separators.
enum SentenceMarks {
  /// The first such byte at or after a position; the number of bytes when there is none. O(distance), eight bytes at a
  /// time.
  @inline(__always)
  static func next(in bytes: UnsafeBufferPointer<UInt8>, from position: Int) -> Int {
    var position = position
    guard let base = bytes.baseAddress else { return bytes.count }
    let lastWord = bytes.count - 8
    while position <= lastWord {
      let word = UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
      let found = matches(word)
      if found == 0 {
        position += 8
      } else {
        position += found.trailingZeroBitCount / 8
        if isMark(base[position]) { return position }
        position += 1
      }
    }
    while position < bytes.count {
      if isMark(base[position]) { return position }
      position += 1
    }
    return bytes.count
  }

  /// The high bit of every byte that may be a mark. A few that are none are found, too: `*`, `+`, `/`, `>`, control
  /// characters, and what stands after a mark.
  @inline(__always)
  private static func matches(_ word: UInt64) -> UInt64 {
    // . : ; ? differ in these three bits.
    let stops = (word | 0x1515_1515_1515_1515) ^ 0x3f3f_3f3f_3f3f_3f3f
    let exclamations = word ^ 0x2121_2121_2121_2121
    let lines = (word & 0xf8f8_f8f8_f8f8_f8f8) ^ 0x0808_0808_0808_0808
    let longs = word ^ 0xe2e2_e2e2_e2e2_e2e2
    return (zeros(stops) | zeros(exclamations) | zeros(lines) | zeros(longs)) & 0x8080_8080_8080_8080
  }

  /// The high bit of every byte that is zero, and of some after one.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

  @inline(__always)
  static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x0a...0x0d,
      0xe2:
      true
    default: false
    }
  }
}
