/// The lines of a text, asked for in order: which are headings or paragraphs, and which are wrapped prose.
struct LineShapes {
  /// Prose is wrapped to at most so many bytes; a longer line is a paragraph.
  static let longestWrapped = 130
  /// A heading's bytes. Wrapped prose has longer lines, but for narrow columns.
  static let longestHeading = 48

  struct Line {
    var start = 0
    var length = 0
    /// The length of the line before it.
    var previousLength = 0
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var start = 0
  private var previousLength = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The line whose last token ends at `end`. Positions never go back, so all calls together are O(n).
  mutating func line(endingAt end: Int) -> Line {
    var position = start
    while position < end {
      if bytes[position] == UInt8(ascii: "\n") || bytes[position] == UInt8(ascii: "\r") {
        if position > start { previousLength = position - start }
        start = position + 1
      }
      position += 1
    }
    return Line(start: start, length: end - start, previousLength: previousLength)
  }

  /// The bytes from a position to the end of its line, counted to just past `longestWrapped`. O(1).
  func length(from position: Int) -> Int {
    var end = position
    while end < bytes.count, end - position <= Self.longestWrapped, bytes[end] != UInt8(ascii: "\n"),
      bytes[end] != UInt8(ascii: "\r")
    {
      end += 1
    }
    return end - position
  }

  /// How many line ends there are in a stretch of white space; 2 stands for any more. CR LF is one, and so is a line
  /// separator; a paragraph separator is two.
  static func lineEnds(_ bytes: UnsafeBufferPointer<UInt8>, _ gap: Range<Int>) -> Int {
    var count = 0
    for position in gap {
      switch bytes[position] {
      case UInt8(ascii: "\n"): count += 1
      case UInt8(ascii: "\r"):
        if position + 1 >= gap.upperBound || bytes[position + 1] != UInt8(ascii: "\n") { count += 1 }
      case 0x0c: count += 2
      case 0xa8 where position >= gap.lowerBound + 2 && bytes[position - 1] == 0x80: count += 1
      case 0xa9 where position >= gap.lowerBound + 2 && bytes[position - 1] == 0x80: count += 2
      default: break
      }
      if count > 1 { break }
    }
    return min(count, 2)
  }
}
