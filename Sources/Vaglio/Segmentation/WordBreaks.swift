/// The word boundaries of a text, one after the other, as ICU has them.
///
/// ICU's rules are a machine that starts anew at every boundary. The same rules are applied here by hand to scalars that
/// are common in European texts; where a segment holds another scalar or touches one, ICU goes on from the segment's
/// start up to a place that is surely a boundary: before a letter or digit of ASCII that a blank or line end comes before.
/// One pass over the bytes, some of which are looked at twice: O(n).
struct WordBreaks {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let table = WordBreakClass.table
  private var position = 0
  private var fallback: ForeignBreaks?
  private var isFallingBack = false
  /// The least that ICU is asked for at a time, since asking has its cost.
  private static let shortestFallback = 64

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The end of the next segment; nil at the end of the text.
  @inline(__always)
  mutating func next() -> Int? {
    if isFallingBack {
      if let segment = fallback?.next() { return segment.upperBound }
      isFallingBack = false
    }
    guard position < bytes.count else { return nil }
    if let end = segmentEnd(position) {
      position = end
      return end
    }
    return fallBack()
  }

  private mutating func fallBack() -> Int? {
    let start = position
    let breaks = fallback ?? ForeignBreaks()
    fallback = breaks
    position = safeEnd(start)
    breaks.find(in: bytes, start..<position)
    isFallingBack = true
    return breaks.next()?.upperBound
  }

  /// A boundary past all that the segment at a position can touch.
  private func safeEnd(_ start: Int) -> Int {
    // The scalar that is not covered.
    var end = start
    while end < bytes.count {
      let (found, length) = scalarClass(end)
      end += length
      if found == .uncovered { break }
    }
    end = max(end, start + Self.shortestFallback)
    while end < bytes.count {
      let byte = bytes[end]
      if byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0a { return end }
      end += 1
    }
    return bytes.count
  }

  /// The class of the scalar at a position, and its length. The end is a line feed of no length, to which nothing is joined.
  @inline(__always)
  private func scalarClass(_ position: Int) -> (WordBreakClass, length: Int) {
    guard position < bytes.count else { return (.lineFeed, 0) }
    let byte = bytes[position]
    if byte < 0x80 { return (table[Int(byte)], 1) }
    return longScalarClass(position)
  }

  private func longScalarClass(_ position: Int) -> (WordBreakClass, length: Int) {
    let (scalar, length) = bytes.scalar(at: position)
    // An ill-formed byte is U+FFFD, which has no place in the table.
    guard let index = WordBreakClass.index(of: scalar) else { return (.uncovered, length) }
    return (table[index], length)
  }

  /// The end of the segment that starts at a position; nil when a scalar that is not covered is in it or after it.
  @inline(__always)
  private func segmentEnd(_ start: Int) -> Int? {
    let (first, length) = scalarClass(start)
    switch first {
    case .letter, .number, .connector: return wordEnd(start + length, first)
    case .space:
      var end = start + length
      while true {
        let (found, length) = scalarClass(end)
        guard found == .space else { break }
        end += length
      }
      return endOfMarks(end)
    case .carriageReturn:
      return start + 1 < bytes.count && bytes[start + 1] == 0x0a ? start + 2 : start + 1
    case .lineFeed, .newline: return start + length
    case .uncovered: return nil
    case .other, .midLetter, .midNumber, .midBoth, .mark: return endOfMarks(start + length)
    }
  }

  /// Past the marks at a position; nil when a scalar that is not covered comes after them.
  @inline(__always)
  private func endOfMarks(_ position: Int) -> Int? {
    var end = position
    while true {
      let (found, length) = scalarClass(end)
      if found == .mark {
        end += length
      } else {
        return found == .uncovered ? nil : end
      }
    }
  }

  /// The end of a word whose scalars up to a position are known, the last of them but for marks of class `last`.
  @inline(__always)
  private func wordEnd(_ position: Int, _ last: WordBreakClass) -> Int? {
    var last = last
    var end = position
    while true {
      let (found, length) = scalarClass(end)
      switch found {
      case .letter, .number, .connector:
        last = found
        end += length
      case .mark: end += length
      case .midLetter, .midNumber, .midBoth:
        guard found == .midBoth ? last != .connector : last == (found == .midLetter ? .letter : .number) else {
          return end
        }
        // Joined to what is before it only where the same class comes after it.
        guard let next = endOfMarks(end + length) else { return nil }
        let (after, afterLength) = scalarClass(next)
        guard after == last else { return end }
        end = next + afterLength
      case .uncovered: return nil
      case .other, .space, .carriageReturn, .lineFeed, .newline: return end
      }
    }
  }
}
