internal import CICU

/// The word breaks that ICU finds in a stretch that is left to it: of a script without blanks, say, or of emoji.
final class ForeignBreaks {
  /// ICU's iterator, opened at the first stretch of a text and closed after the last.
  private var opened: OpaquePointer?
  private var ends: [Int] = []
  private var nextIndex = 0
  private var start = 0

  /// Finds the segments of a stretch. O(n).
  func find(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    ends.removeAll(keepingCapacity: true)
    nextIndex = 0
    start = range.lowerBound
    defer {
      if ends.last != range.upperBound { ends.append(range.upperBound) }
    }
    guard let base = bytes.baseAddress, let length = Int32(exactly: range.count) else { return }
    let opened = (base + range.lowerBound).withMemoryRebound(to: CChar.self, capacity: range.count) {
      open($0, length)
    }
    // Without its data ICU finds nothing, and the stretch is one token.
    guard let opened else { return }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 512) { buffer in
      guard let boundaries = buffer.baseAddress else { return }
      while true {
        let count = Int(cicu_breaks_next(opened, boundaries, boundaries + 256, 256))
        if count == 0 { return }
        for index in 0..<count { ends.append(range.lowerBound + Int(boundaries[index])) }
      }
    }
  }

  func next() -> Range<Int>? {
    guard nextIndex < ends.count else { return nil }
    let range = start..<ends[nextIndex]
    start = range.upperBound
    nextIndex += 1
    return range
  }

  /// The kind of a segment, by its first scalar.
  static func kind(of scalar: UInt32) -> Token.Kind {
    // The numbers are those of ICU's UCharCategory.
    switch cicu_general_category(Int32(truncatingIfNeeded: scalar)) {
    case 1...8: .word
    case 9...11: .number
    case 19...23, 28, 29: .punctuation
    default: .symbol
    }
  }

  private func open(_ text: UnsafePointer<CChar>, _ length: Int32) -> OpaquePointer? {
    if let opened { return cicu_breaks_set_text(opened, text, length) == 0 ? opened : nil }
    opened = cicu_breaks_open(cicu_breaks_word, text, length)
    return opened
  }

  deinit { cicu_breaks_close(opened) }
}
