/// Which bytes of the clean text come from which bytes of the source.
///
/// One entry for each edit, so its cost is per edit, never per byte; a look-up is a binary search. An edit's common
/// prefix and suffix stay aligned byte by byte: in `asfruttare` → `a sfruttare` only the blank is new, and the word
/// `sfruttare` is aligned with the last nine bytes.
///
/// At an insertion or a deletion one position has two images. A *start* takes the later one and an *end* the earlier
/// one, so a range covers no more than its own bytes, and disjoint ranges stay disjoint. A position strictly inside
/// replaced bytes is placed in proportion and moved back to a scalar boundary.
public struct Alignment: Sendable {
  /// A changed stretch: `source` reads as `text`. Sorted and disjoint on both sides.
  struct Change: Sendable, Hashable {
    var source: Range<Int>
    var text: Range<Int>
  }

  private(set) var changes: [Change] = []

  init() {}

  /// O(edits), plus the bytes that edit and source have in common at the edit's ends.
  init(edits: [Edit], source: [UInt8]) {
    changes.reserveCapacity(edits.count)
    var delta = 0
    for edit in edits {
      changes.append(Alignment.change(edit, delta: delta, in: source))
      delta += edit.delta
    }
  }

  private static func change(_ edit: Edit, delta: Int, in source: [UInt8]) -> Change {
    let textStart = edit.range.lowerBound + delta
    let (prefix, suffix) = commonEnds(edit, in: source)
    return Change(
      source: edit.range.lowerBound + prefix..<edit.range.upperBound - suffix,
      text: textStart + prefix..<textStart + edit.string.utf8.count - suffix)
  }

  /// By how much the clean text runs ahead of the source before an edit; after all of them at `changes.count`.
  func delta(before index: Int) -> Int {
    if index < changes.count { return changes[index].text.lowerBound - changes[index].source.lowerBound }
    guard let last = changes.last else { return 0 }
    return last.text.upperBound - last.source.upperBound
  }

  /// Adds an edit that meets no other. O(edits after it), a few additions each.
  mutating func insert(_ edit: Edit, at index: Int, in source: [UInt8]) {
    let change = Alignment.change(edit, delta: delta(before: index), in: source)
    for later in index..<changes.count {
      let text = changes[later].text
      changes[later].text = text.lowerBound + edit.delta..<text.upperBound + edit.delta
    }
    changes.insert(change, at: index)
  }

  /// How many bytes the edit leaves as they are at its start and at its end, whole scalars only.
  private static func commonEnds(_ edit: Edit, in source: [UInt8]) -> (prefix: Int, suffix: Int) {
    var string = edit.string
    return string.withUTF8 { new in
      let old = edit.range
      let shorter = min(old.count, new.count)
      var prefix = 0
      while prefix < shorter, source[old.lowerBound + prefix] == new[prefix] { prefix += 1 }
      // Not inside a scalar: é and è share their first byte.
      while prefix > 0,
        (prefix < new.count && UTF8.isContinuation(new[prefix]))
          || (prefix < old.count && UTF8.isContinuation(source[old.lowerBound + prefix]))
      {
        prefix -= 1
      }
      var suffix = 0
      while suffix < shorter - prefix,
        source[old.upperBound - 1 - suffix] == new[new.count - 1 - suffix]
      {
        suffix += 1
      }
      while suffix > 0, UTF8.isContinuation(new[new.count - suffix]) { suffix -= 1 }
      return (prefix, suffix)
    }
  }

  /// The bytes of the source that a range of the clean text comes from. O(log edits).
  public func sourceRange(ofText range: Range<Int>, in source: [UInt8]) -> Range<Int> {
    if range.isEmpty {
      let position = sourceStart(range.lowerBound, in: source)
      return position..<position
    }
    return sourceStart(range.lowerBound, in: source)..<sourceEnd(range.upperBound, in: source)
  }

  /// The bytes of the clean text that a range of the source has become. O(log edits).
  public func textRange(ofSource range: Range<Int>) -> Range<Int> {
    let start = textPosition(range.lowerBound, isStart: true)
    if range.isEmpty { return start..<start }
    return start..<max(start, textPosition(range.upperBound, isStart: false))
  }

  /// Where in the source a range that starts at `position` of the clean text starts.
  func sourceStart(_ position: Int, in source: [UInt8]) -> Int {
    // The last change that starts at or before the position.
    let index = changes.firstIndex(after: { $0.text.lowerBound <= position }) - 1
    guard index >= 0 else { return position }
    let change = changes[index]
    if position >= change.text.upperBound { return change.source.upperBound + position - change.text.upperBound }
    return inside(change, position, in: source)
  }

  /// Where in the source a range that ends at `position` of the clean text ends.
  func sourceEnd(_ position: Int, in source: [UInt8]) -> Int {
    // The first change that ends at or after the position.
    let index = changes.firstIndex(after: { $0.text.upperBound < position })
    guard index < changes.count else {
      guard let last = changes.last else { return position }
      return last.source.upperBound + position - last.text.upperBound
    }
    let change = changes[index]
    if position <= change.text.lowerBound { return change.source.lowerBound - (change.text.lowerBound - position) }
    if position == change.text.upperBound { return change.source.upperBound }
    return inside(change, position, in: source)
  }

  /// A position strictly inside replaced bytes, or at their start.
  private func inside(_ change: Change, _ position: Int, in source: [UInt8]) -> Int {
    var place =
      change.source.lowerBound + (position - change.text.lowerBound) * change.source.count / change.text.count
    while place > change.source.lowerBound, place < source.count, UTF8.isContinuation(source[place]) { place -= 1 }
    return place
  }

  private func textPosition(_ position: Int, isStart: Bool) -> Int {
    if isStart {
      let index = changes.firstIndex(after: { $0.source.lowerBound <= position }) - 1
      guard index >= 0 else { return position }
      let change = changes[index]
      if position >= change.source.upperBound { return change.text.upperBound + position - change.source.upperBound }
      return change.text.lowerBound
    }
    let index = changes.firstIndex(after: { $0.source.upperBound < position })
    guard index < changes.count else {
      guard let last = changes.last else { return position }
      return last.text.upperBound + position - last.source.upperBound
    }
    let change = changes[index]
    if position <= change.source.lowerBound { return change.text.lowerBound - (change.source.lowerBound - position) }
    // Inside replaced bytes there is no image to point at: the whole replacement stands for them.
    return change.text.upperBound
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element does not hold `isBefore`, in a collection where those that do come first. O(log n).
  func firstIndex(after isBefore: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
