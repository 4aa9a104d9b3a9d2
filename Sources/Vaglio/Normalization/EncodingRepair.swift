/// Bytes that are no UTF-8, each repaired where it stands: the rest of the text is left alone.
///
/// 2 % of Italian pages that declare UTF-8 hold such bytes, most of them single letters of Windows-1252 in a text that is
/// UTF-8 otherwise. Surrogates written as three bytes (WTF-8, CESU-8) become the scalar they mean when they come in
/// pairs, else U+FFFD.
struct EncodingRepair: NormalizationPass {
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while index < text.count {
      if text[index] < 0x80 {
        index = text.endOfASCII(from: index)
        continue
      }
      let (value, length) = text.scalar(at: index)
      if value != 0xFFFD || length == 3 {
        index += length
        continue
      }
      let (replacement, size, rule, confidence) = repair(text, at: index)
      result.append(
        Replacement(index..<index + size, with: replacement, because: .normalize(rule, confidence)))
      index += size
    }
    return result
  }

  private func repair(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (String, Int, String, Float) {
    if let high = surrogate(text, at: index) {
      if high < 0xDC00, let low = surrogate(text, at: index + 3), low >= 0xDC00 {
        let value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        if let scalar = Unicode.Scalar(value) { return (String(scalar), 6, "encoding/surrogate-pair", 0.99) }
      }
      return ("\u{FFFD}", 3, "encoding/lone-surrogate", 0.5)
    }
    // What is left of a scalar that was cut off is lost; a byte alone is a letter of Windows-1252.
    let size = MaximalSubpart(in: text, at: index).length
    if size == 1, let scalar = windows1252[Int(text[index] - 0x80)].flatMap(Unicode.Scalar.init) {
      return (String(scalar), 1, "encoding/windows-1252", 0.9)
    }
    return ("\u{FFFD}", size, size == 1 ? "encoding/ill-formed" : "encoding/cut-off", 0.5)
  }

  /// A surrogate code point written as three bytes.
  private func surrogate(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index + 2 < text.count, text[index] == 0xED, (0xA0...0xBF).contains(text[index + 1]),
      UTF8.isContinuation(text[index + 2])
    else { return nil }
    return 0xD000 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the run of ASCII that starts at `start` ends; eight bytes at a time.
  func endOfASCII(from start: Int) -> Int {
    var index = start
    guard let base = baseAddress else { return index }
    while index + 8 <= count {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { break }
      index += 8
    }
    while index < count, self[index] < 0x80 { index += 1 }
    return index
  }
}

/// The scalars of the bytes 0x80 ... 0xFF of Windows-1252; nil for the five that it leaves undefined.
let windows1252: [UInt32?] =
  [
    0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, nil, 0x017D,
    nil, nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, nil,
    0x017E, 0x0178,
  ] + (0xA0...0xFF).map { UInt32($0) }
