/// Endings of at most eight characters, of which the longest that a word has is found.
///
/// Endings lie in buckets by their last two characters, longest first, each as eight bytes with the last character in
/// the low byte, so that a comparison is one instruction.
///
/// Sendable, since the memory it points into never changes and is never freed; there are four such tables.
struct Suffixes: @unchecked Sendable {
  private struct Entry {
    var value: UInt64
    var mask: UInt64
    var length: UInt8
    var rule: UInt8
  }

  private let entries: UnsafePointer<Entry>
  /// For every hash of two characters, the first entry of its bucket; a bucket ends where the next one starts.
  private let starts: UnsafePointer<UInt16>
  private static let bucketBits = 8

  /// - Parameter lists: the endings of rule 0, 1, …, with blanks between them.
  init(_ lists: [String]) {
    var sorted: [(bucket: Int, entry: Entry)] = []
    for (rule, list) in lists.enumerated() {
      for ending in list.split(whereSeparator: \.isWhitespace) {
        let value = Self.value(String(ending))
        let length = ending.unicodeScalars.count
        let entry = Entry(value: value, mask: Self.mask(length), length: UInt8(length), rule: UInt8(rule))
        sorted.append((Self.bucket(value), entry))
      }
    }
    // No ending is there twice, so the order is one and the same every time.
    sorted.sort {
      ($0.bucket, $1.entry.length, $0.entry.value) < ($1.bucket, $0.entry.length, $1.entry.value)
    }
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: sorted.count)
    for (index, item) in sorted.enumerated() { (entries + index).initialize(to: item.entry) }
    let count = 1 << Self.bucketBits
    let starts = UnsafeMutablePointer<UInt16>.allocate(capacity: count + 1)
    for bucket in 0...count {
      (starts + bucket).initialize(to: UInt16(sorted.count { $0.bucket < bucket }))
    }
    self.entries = UnsafePointer(entries)
    self.starts = UnsafePointer(starts)
  }

  /// The longest ending that a word has, among those of at most `limit` characters; its length is 0 when there is none.
  @inline(__always)
  func longest(_ tail: UInt64, limit: Int) -> (length: Int, rule: UInt8) {
    let bucket = Self.bucket(tail)
    var index = Int(starts[bucket])
    let end = Int(starts[bucket + 1])
    while index < end {
      let entry = entries[index]
      if tail & entry.mask == entry.value, Int(entry.length) <= limit { return (Int(entry.length), entry.rule) }
      index += 1
    }
    return (0, 0)
  }

  /// The characters of an ending, the last in the low byte.
  static func value(_ ending: String) -> UInt64 {
    ending.unicodeScalars.reduce(0) { $0 << 8 | UInt64(UInt8(truncatingIfNeeded: $1.value)) }
  }

  @inline(__always)
  static func mask(_ length: Int) -> UInt64 { length >= 8 ? .max : 1 << UInt64(length * 8) - 1 }

  /// Every ending has at least two characters.
  @inline(__always)
  private static func bucket(_ tail: UInt64) -> Int {
    let last = tail & 0xff
    let previous = tail >> 8 & 0xff
    return Int((last &* 37 &+ previous &* 11) & 0xff)
  }
}
