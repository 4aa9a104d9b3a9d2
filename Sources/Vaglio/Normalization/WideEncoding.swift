/// UTF-16, told by its byte order mark or declared: every unit becomes the UTF-8 of its scalar, where it stands, so that
/// offsets keep pointing at the bytes that were given.
///
/// One edit a character, which costs memory; who has much of it converts it before.
struct WideEncoding: NormalizationPass {
  private let declared: TextEncoding?

  init(declared: TextEncoding? = nil) { self.declared = declared }

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    guard let isBigEndian = byteOrder(text) else { return [] }
    func unit(_ index: Int) -> UInt32 {
      let first = UInt32(text[index])
      let second = UInt32(text[index + 1])
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    let cause = Cause.normalize(isBigEndian ? "encoding/utf-16be" : "encoding/utf-16le", 0.99)
    var result: [Replacement] = []
    result.reserveCapacity(text.count / 2)
    var index = 0
    while index < text.count {
      guard index + 1 < text.count else {
        result.append(Replacement(index..<index + 1, with: "\u{FFFD}", because: .normalize("encoding/cut-off", 0.5)))
        break
      }
      let value = unit(index)
      var size = 2
      var scalar = Unicode.Scalar(value)
      if value >= 0xD800, value < 0xDC00, index + 3 < text.count {
        let low = unit(index + 2)
        if low >= 0xDC00, low < 0xE000 {
          scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
          size = 4
        }
      }
      if value < 0x80 {
        // The letter's byte stays, the other goes.
        let zero = isBigEndian ? index : index + 1
        result.append(Replacement(zero..<zero + 1, with: "", because: cause))
      } else if value == 0xFEFF, index == 0 {
        result.append(Replacement(0..<2, with: "", because: cause))
      } else {
        result.append(
          Replacement(index..<index + size, with: scalar.map { String($0) } ?? "\u{FFFD}", because: cause))
      }
      index += size
    }
    return result
  }

  /// Whether the text is UTF-16 with the high byte first; nil when it is not UTF-16.
  private func byteOrder(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard text.count >= 2 else { return nil }
    let order: Bool? =
      switch (text[0], text[1]) {
      case (0xFF, 0xFE): false
      case (0xFE, 0xFF): true
      default: nil
      }
    let isMarked = order != nil
    var declaredOrder: Bool?
    if case .utf16(let isBigEndian) = declared?.kind { declaredOrder = isBigEndian }
    guard let isBigEndian = order ?? declaredOrder else { return nil }
    // Neither a mark nor a declaration is believed unless half the high bytes are zero, as Latin letters have it.
    let start = isMarked ? 2 : 0
    let end = min(text.count / 2 * 2, 64)
    let zeros = stride(from: start + (isBigEndian ? 0 : 1), to: end, by: 2).count { text[$0] == 0 }
    return zeros * 4 >= end - start ? isBigEndian : nil
  }
}
