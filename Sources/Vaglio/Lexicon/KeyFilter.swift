/// A set of 64-bit keys with a quick no, and a wrong yes now and then: for some hundred keys, where most are not in it and
/// the test must cost next to nothing.
struct KeyFilter: Sendable {
  private var bits: [UInt64] = Array(repeating: 0, count: 256)

  mutating func insert(_ key: UInt64) {
    bits[Int(key >> 6 & 255)] |= 1 << (key & 63)
  }

  @inline(__always)
  func mayContain(_ key: UInt64) -> Bool { bits[Int(key >> 6 & 255)] & (1 << (key & 63)) != 0 }
}
