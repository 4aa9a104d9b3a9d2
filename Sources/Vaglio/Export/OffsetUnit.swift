/// What `start` and `end` count in an export. Inside Vaglio all is bytes.
public enum OffsetUnit: String, Sendable, CaseIterable {
  /// Unicode scalars: what Python's `str` and Rust's `chars()` count.
  case codepoint
  /// Bytes of UTF-8.
  case byte
  /// UTF-16 code units: what JavaScript, Java and C# count.
  case utf16
}

/// Turns byte positions of a text into another unit by moving along the text.
///
/// A position further on costs the bytes in between; one further back costs at most `spacing` bytes, from the last
/// checkpoint before it. So a layer of sorted ranges costs O(n) as a whole, whatever their number.
///
/// Ill-formed bytes count as the U+FFFD that `String(decoding:as:)` reads in their place: one for each maximal subpart.
package struct OffsetCursor {
  private let unit: OffsetUnit
  private let bytes: UnsafeBufferPointer<UInt8>
  /// A scalar boundary, and how many units come before it.
  private var position = 0
  private var count = 0
  private var checkpoints: [(position: Int, count: Int)] = [(0, 0)]
  private static let spacing = 1024

  /// - Parameter bytes: must outlive the cursor.
  package init(_ unit: OffsetUnit, over bytes: UnsafeBufferPointer<UInt8>) {
    self.unit = unit
    self.bytes = bytes
  }

  /// The range in units. A boundary inside a scalar moves outwards, so that the range covers what it covered.
  package mutating func range(_ range: Range<Int>) -> Range<Int> {
    if unit == .byte { return range }
    let start = seek(range.lowerBound).before
    return start..<(range.isEmpty ? start : seek(range.upperBound).after)
  }

  /// How many units start before the target, without and with the scalar that the target lies in.
  private mutating func seek(_ target: Int) -> (before: Int, after: Int) {
    if target < position {
      let index = checkpoints.firstIndex(after: { $0.position <= target }) - 1
      (position, count) = checkpoints[index]
    } else if let last = checkpoints.last, position < last.position, last.position <= target {
      (position, count) = last
    }
    while position < target {
      if target - position >= 8, isASCII(position) {
        position += 8
        count += 8
      } else {
        let scalar = MaximalSubpart(in: bytes, at: position)
        let units = unit == .utf16 && scalar.length == 4 ? 2 : 1
        if position + scalar.length > target { return (count, count + units) }
        position += scalar.length
        count += units
      }
      if let last = checkpoints.last, position >= last.position + Self.spacing {
        checkpoints.append((position, count))
      }
    }
    return (count, count)
  }

  @inline(__always)
  private func isASCII(_ position: Int) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    return UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
  }
}
