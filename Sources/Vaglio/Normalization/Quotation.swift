/// Quotation marks typed in two strokes: `<< Non basta >>` → `«Non basta»`, ` ``Non basta'' ` → `“Non basta”`.
///
/// Only as pairs on one line, so that `a << b` stays; blanks inside go with `Spacing`.
struct Quotation: NormalizationPass {
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while index + 1 < text.count {
      guard text[index] == UInt8(ascii: "<") || text[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      for pair in Self.pairs where text[index] == pair.open && text[index + 1] == pair.open {
        guard let end = closing(text, from: index + 2, pair) else { continue }
        let cause = Cause.normalize("quote/two-strokes", 0.95)
        result.append(Replacement(index..<index + 2, with: pair.opening, because: cause))
        result.append(Replacement(end..<end + 2, with: pair.closing, because: cause))
        index = end
      }
      index += 1
    }
    return result
  }

  private typealias Pair = (open: UInt8, close: UInt8, opening: String, closing: String)

  private static let pairs: [Pair] = [
    (UInt8(ascii: "<"), UInt8(ascii: ">"), "«", "»"), (UInt8(ascii: "`"), UInt8(ascii: "'"), "“", "”"),
  ]

  /// Where on the line the closing strokes stand; nil when there are none within 500 bytes, or others open before.
  private func closing(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ pair: Pair) -> Int? {
    guard start < text.count, text[start] != pair.open else { return nil }
    var index = start
    while index + 1 < min(text.count, start + 500), text[index] != 0x0A {
      if text[index] == pair.open { return nil }
      if text[index] == pair.close, text[index + 1] == pair.close {
        let isLonger = index + 2 < text.count && text[index + 2] == pair.close
        // "the buttons << o >>": arrows, with a word between.
        return isLonger || index - start < 6 ? nil : index
      }
      index += 1
    }
    return nil
  }
}
