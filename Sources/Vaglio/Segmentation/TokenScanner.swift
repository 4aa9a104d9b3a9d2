/// Finds the tokens of a text one after the other.
///
/// One pass over the bytes with a table for ASCII; the rules of Italian are asked only at an apostrophe, a stop, a
/// hyphen or the like. Every look ahead is bounded or moves the position, so the cost is O(n) whatever the text.
struct TokenScanner {
  struct Found {
    var range: Range<Int>
    var kind: Token.Kind
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let ascii: UnsafePointer<ScalarClass>
  /// Where the search goes on.
  var position = 0
  /// Whether a single quotation mark was opened on this line and not closed.
  var isQuoteOpen = false
  /// The next `@` at or after the position; the end when there is none. Looked for when it is first asked for.
  private(set) var nextAt = -1
  /// The segments that ICU found in the stretch before the position; made at the first such stretch, so that the scanner
  /// stays small.
  private var foreign: ForeignBreaks?
  private(set) var hasForeign = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    ascii = ScalarClass.ascii
  }

  var abbreviations: Abbreviations { .italian }

  /// The class of the scalar at a position, and its length. The end is a space of no length.
  @inline(__always)
  func scalarClass(_ position: Int) -> (ScalarClass, length: Int) {
    guard position < bytes.count else { return (.space, 0) }
    let byte = bytes[position]
    if byte < 0x80 { return (ascii[Int(byte)], 1) }
    return longScalarClass(position)
  }

  func longScalarClass(_ position: Int) -> (ScalarClass, length: Int) {
    let (scalar, length) = bytes.scalar(at: position)
    return (ScalarClass.of(scalar), length)
  }

  /// The byte at a position; 0 at the end.
  @inline(__always)
  func byte(_ position: Int) -> UInt8 { position < bytes.count ? bytes[position] : 0 }

  @inline(__always)
  func isLetter(_ position: Int) -> Bool { scalarClass(position).0 == .letter }

  @inline(__always)
  func isDigit(_ position: Int) -> Bool { byte(position) &- 0x30 < 10 }

  func isLetterOrDigit(_ position: Int) -> Bool {
    let found = scalarClass(position).0
    return found == .letter || found == .digit
  }

  /// The length of the apostrophe at a position; 0 when there is none.
  @inline(__always)
  func apostropheLength(_ position: Int) -> Int {
    let byte = byte(position)
    if byte == UInt8(ascii: "'") { return 1 }
    if byte == 0xe2, self.byte(position + 1) == 0x80, self.byte(position + 2) == 0x99 { return 3 }
    return byte == 0xca && self.byte(position + 1) == 0xbc ? 2 : 0
  }

  /// The next token; nil at the end.
  @inline(__always)
  mutating func next() -> Found? {
    if hasForeign, let found = nextForeign() { return found }
    while position < bytes.count {
      let start = position
      let (found, length) = scalarClass(start)
      switch found {
      case .space:
        if bytes[start] == UInt8(ascii: "\n") { isQuoteOpen = false }
        position += length
      case .letter, .digit:
        if start > nextAt { nextAt = bytes[start...].firstIndex(of: UInt8(ascii: "@")) ?? bytes.count }
        if nextAt - start <= 64, let end = endOfMail(start, at: nextAt) { return finish(start, end, .email) }
        if found == .digit { return number(from: start) }
        if let end = endOfAddress(start) { return finish(start, end, .url) }
        return word(from: start)
      case .punctuation, .symbol:
        return mark(from: start, found, length)
      case .mark:
        // Nothing before it to belong to.
        return finish(start, start + length, .symbol)
      case .foreign:
        return foreignStretch(from: start)
      }
    }
    return nil
  }

  /// Ends a token at `end` and after the marks that follow.
  @inline(__always)
  mutating func finish(_ start: Int, _ end: Int, _ kind: Token.Kind) -> Found {
    position = end
    if byte(end) >= 0x80 { skipMarks() }
    return Found(range: start..<position, kind: kind)
  }

  private mutating func skipMarks() {
    while position < bytes.count {
      let (found, length) = scalarClass(position)
      guard found == .mark else { return }
      position += length
    }
  }

  // MARK: Other scripts

  /// ICU finds the breaks in a stretch of foreign scalars and marks; longer ones are taken in pieces.
  private mutating func foreignStretch(from start: Int) -> Found {
    let longest = 1 << 16
    var end = start
    while end < bytes.count, end - start < longest {
      let (found, length) = scalarClass(end)
      guard found == .foreign || found == .mark else { break }
      end += length
    }
    position = end
    // One scalar, such as an emoji, has no break in it.
    if end - start == bytes.scalar(at: start).length {
      return Found(range: start..<end, kind: kind(ofForeign: start..<end))
    }
    if end - start >= longest { skipMarks() }
    let breaks = foreign ?? ForeignBreaks()
    foreign = breaks
    breaks.find(in: bytes, start..<position)
    hasForeign = true
    let range = breaks.next() ?? start..<position
    return Found(range: range, kind: kind(ofForeign: range))
  }

  private mutating func nextForeign() -> Found? {
    if let range = foreign?.next() { return Found(range: range, kind: kind(ofForeign: range)) }
    hasForeign = false
    return nil
  }

  private func kind(ofForeign range: Range<Int>) -> Token.Kind {
    ForeignBreaks.kind(of: bytes.scalar(at: range.lowerBound).value)
  }
}
