internal import CICU

/// Unicode normalization form C, by ICU, with every change reported as an edit.
struct Composition: NormalizationPass {
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var start = 0
    while start < text.count {
      let end = endOfWindow(text, from: start)
      let window = UnsafeBufferPointer(rebasing: text[start..<end])
      if !isCertainlyComposed(window) { compose(window, at: start, into: &result) }
      start = end
    }
    return result
  }

  /// ICU counts in 32 bits; an ASCII character is a normalization boundary, so a window may end before a line end.
  private func endOfWindow(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let most = 1 << 28
    guard text.count - start > most else { return text.count }
    var end = start + most
    while end > start + 1, text[end] != 0x0A { end -= 1 }
    // Nobody's line has 256 MB; any ASCII byte would do, and a cut elsewhere only leaves one mark uncomposed.
    return end > start + 1 ? end : start + most
  }

  /// Scalars below U+0300 never compose among themselves: no byte is above 0xCB. O(n), eight bytes at a time.
  private func isCertainlyComposed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < text.count {
      if text[index] < 0x80 {
        index = text.endOfASCII(from: index)
      } else if text[index] <= 0xCB {
        index += 1
      } else {
        guard let base = text.baseAddress else { return true }
        let length = Int32(text.count)
        return base.withMemoryRebound(to: CChar.self, capacity: text.count) { cicu_nfc_span($0, length) == length }
      }
    }
    return true
  }

  private func compose(_ text: UnsafeBufferPointer<UInt8>, at start: Int, into result: inout [Replacement]) {
    guard let base = text.baseAddress else { return }
    struct Context {
      var start: Int
      var replacements: [Replacement] = []
    }
    var context = Context(start: start)
    // ICU fails only for want of memory; the text then stays as it is.
    _ = withUnsafeMutablePointer(to: &context) { context in
      base.withMemoryRebound(to: CChar.self, capacity: text.count) { characters in
        cicu_nfc(characters, Int32(text.count), context) { context, oldStart, oldEnd, replacement, length in
          guard let context = context?.assumingMemoryBound(to: Context.self) else { return }
          let bytes = UnsafeRawBufferPointer(start: replacement, count: Int(length))
          let start = context.pointee.start
          context.pointee.replacements.append(
            Replacement(
              start + Int(oldStart)..<start + Int(oldEnd), with: String(decoding: bytes, as: UTF8.self),
              because: .normalize("unicode/nfc", 1)))
        }
      }
    }
    result += context.replacements.filter { replacement in
      !replacement.string.utf8.elementsEqual(
        text[replacement.range.lowerBound - start..<replacement.range.upperBound - start])
    }
  }
}
