/// Reads and writes the scalars of UTF-8 bytes, however damaged.
enum ScalarReader {
  /// The scalar that starts at `position`, and how many bytes it takes; U+FFFD and 1 for a byte that starts none.
  /// O(1).
  @inline(__always)
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (value: UInt32, length: Int) {
    let first = bytes[position]
    if first < 0x80 { return (UInt32(first), 1) }
    return longScalar(bytes, at: position, first: UInt32(first))
  }

  private static func longScalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int, first: UInt32
  ) -> (value: UInt32, length: Int) {
    let length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1
    guard length > 1, position + length <= bytes.count else { return (0xfffd, 1) }
    var value = first & (0xff >> UInt32(length + 1))
    for offset in 1..<length {
      let byte = bytes[position + offset]
      guard byte & 0xc0 == 0x80 else { return (0xfffd, 1) }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    // Overlong forms, surrogates and values past the last scalar are no scalars.
    let isScalar =
      switch length {
      case 2: true
      case 3: value >= 0x800 && !(0xd800...0xdfff).contains(value)
      default: (0x10000...0x10ffff).contains(value)
      }
    return isScalar ? (value, length) : (0xfffd, 1)
  }

  /// The scalar that ends before `position`, which is greater than 0.
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, before position: Int) -> (value: UInt32, length: Int) {
    var start = position - 1
    while start > 0, position - start < 4, UTF8.isContinuation(bytes[start]) { start -= 1 }
    let found = scalar(bytes, at: start)
    return start + found.length == position ? found : (0xfffd, 1)
  }

  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if scalar < 0x80 { return bytes.append(UInt8(truncatingIfNeeded: scalar)) }
    let encoded = UTF8.encode(Unicode.Scalar(scalar) ?? "\u{fffd}")
    if let encoded { bytes.append(contentsOf: encoded) }
  }
}
