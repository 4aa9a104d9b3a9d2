import Vaglio

/// Writes `Lexicons/prefixes.bin` and `Lexicons/suffixes.bin` in the format of `PrefixFilter`.
struct PrefixFilterBuilder {
  /// The filter of what the forms start with, read backwards.
  static func buildReversed(_ forms: [[UInt8]]) -> (bytes: [UInt8], count: Int) {
    build(forms.map { Array($0.reversed()) }.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// - Parameter forms: the bytes of each form, sorted.
  static func build(_ forms: [[UInt8]]) -> (bytes: [UInt8], count: Int) {
    let bitCount = 1 << 23
    var bits = [UInt8](repeating: 0, count: bitCount / 8)
    var previous: [UInt8] = []
    var count = 0
    for form in forms {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      var isShared = true
      for (index, byte) in form.enumerated() {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        // The forms are sorted: what the one before has, too, is there already.
        isShared = isShared && index < previous.count && previous[index] == byte
        if isShared { continue }
        count += 1
        let bit = Int(PrefixFilter.bit(hash)) & (bitCount - 1)
        bits[bit >> 3] |= 1 << UInt8(bit & 7)
      }
      previous = form
    }
    var bytes = Array("VGLPREF1".utf8)
    for value in [UInt32(count), UInt32(bitCount), 0, 0] { bytes.append(littleEndian: value) }
    return (bytes + bits, count)
  }
}
