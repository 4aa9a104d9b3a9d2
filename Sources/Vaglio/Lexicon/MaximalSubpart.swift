/// A scalar of a UTF-8 text, or the ill-formed bytes that one U+FFFD stands for: a maximal subpart, as the Unicode
/// Standard (chapter 3.9) and the WHATWG define it and `String(decoding:as:)` reads it.
struct MaximalSubpart {
  let length: Int
  let isWellFormed: Bool

  /// - Parameter position: less than the number of bytes, and where a scalar or a maximal subpart starts.
  @inline(__always)
  init(in bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
    let first = bytes[position]
    if first < 0x80 {
      length = 1
      isWellFormed = true
      return
    }
    let needed: Int
    // Of the second byte only; the others are 80…BF.
    var least: UInt8 = 0x80
    var most: UInt8 = 0xbf
    switch first {
    case 0xc2...0xdf: needed = 2
    case 0xe0:
      needed = 3
      least = 0xa0
    case 0xed:
      needed = 3
      most = 0x9f
    case 0xe1...0xef: needed = 3
    case 0xf0:
      needed = 4
      least = 0x90
    case 0xf1...0xf3: needed = 4
    case 0xf4:
      needed = 4
      most = 0x8f
    default:
      length = 1
      isWellFormed = false
      return
    }
    var count = 1
    while count < needed, position + count < bytes.count {
      let byte = bytes[position + count]
      guard least <= byte, byte <= most else { break }
      least = 0x80
      most = 0xbf
      count += 1
    }
    length = count
    isWellFormed = count == needed
  }
}
