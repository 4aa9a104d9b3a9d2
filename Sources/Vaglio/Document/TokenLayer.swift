/// The tokens of a document, 8 bytes each: start, and length with kind, in bytes of the clean text.
struct TokenLayer: Sendable {
  fileprivate var starts: [UInt32] = []
  /// Kind in the low 3 bits, length above: a token may be 512 MB long.
  fileprivate var lengths: [UInt32] = []

  var count: Int { starts.count }
  var isEmpty: Bool { starts.isEmpty }

  mutating func reserveCapacity(_ count: Int) {
    starts.reserveCapacity(count)
    lengths.reserveCapacity(count)
  }

  /// Tokens come in order. A token longer than 512 MB (a text without a blank, as hostile as they get) is cut there.
  mutating func append(_ range: Range<Int>, _ kind: Token.Kind) {
    starts.append(UInt32(truncatingIfNeeded: range.lowerBound))
    lengths.append(Self.length(range.count, kind))
  }

  /// - Parameter lengths: made by `length(_:_:)`, as many as starts.
  mutating func append(starts: UnsafeBufferPointer<UInt32>, lengths: UnsafeBufferPointer<UInt32>) {
    self.starts.append(contentsOf: starts)
    self.lengths.append(contentsOf: lengths)
  }

  /// A length with its kind, as it is kept.
  @inline(__always)
  static func length(_ length: Int, _ kind: Token.Kind) -> UInt32 {
    UInt32(min(length, 1 << 29 - 1)) << 3 | UInt32(kind.rawValue)
  }

  func start(_ index: Int) -> Int { Int(starts[index]) }
  func end(_ index: Int) -> Int { Int(starts[index]) + Int(lengths[index] >> 3) }
  func range(_ index: Int) -> Range<Int> { start(index)..<end(index) }
  func kind(_ index: Int) -> Token.Kind { Token.Kind(rawValue: UInt8(lengths[index] & 7)) ?? .symbol }
}

/// The tokens of a layer for loops over all of them: without bounds checks and reference counts.
struct UnsafeTokens {
  fileprivate let starts: UnsafeBufferPointer<UInt32>
  fileprivate let lengths: UnsafeBufferPointer<UInt32>

  var count: Int { starts.count }

  @inline(__always)
  func start(_ index: Int) -> Int { Int(starts[index]) }
  @inline(__always)
  func end(_ index: Int) -> Int { Int(starts[index]) + Int(lengths[index] >> 3) }
  @inline(__always)
  func range(_ index: Int) -> Range<Int> { start(index)..<end(index) }
  @inline(__always)
  func kind(_ index: Int) -> Token.Kind { Token.Kind(rawValue: UInt8(lengths[index] & 7)) ?? .symbol }
}

extension TokenLayer {
  func withUnsafeTokens<Result>(_ body: (UnsafeTokens) -> Result) -> Result {
    starts.withUnsafeBufferPointer { starts in
      lengths.withUnsafeBufferPointer { lengths in body(UnsafeTokens(starts: starts, lengths: lengths)) }
    }
  }
}

/// The stems of a document, one after the other in one buffer.
struct StemLayer: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [UInt32] = []

  var count: Int { ends.count }

  mutating func reserveCapacity(tokens: Int, bytes count: Int) {
    ends.reserveCapacity(tokens)
    bytes.reserveCapacity(count)
  }

  /// Appends the stem of the next token; `write` puts it at the end of the buffer.
  mutating func append(_ write: (inout [UInt8]) -> Void) {
    write(&bytes)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  /// Where in `bytes` the stem of a token is; empty when there is none.
  func range(_ index: Int) -> Range<Int> {
    guard index < ends.count else { return 0..<0 }
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }
}

extension Document {
  /// The stems of all tokens, one after the other.
  package var stemBytes: [UInt8] { stemLayer.bytes }

  /// Where in `stemBytes` the stem of a token is; empty when no `Stemmer` ran. O(1).
  package func stemRange(_ token: Token) -> Range<Int> { stemLayer.range(token.index) }
}

/// The tokens of a document, made when they are looked at.
public struct Tokens: RandomAccessCollection, Sendable {
  let document: Document

  public var startIndex: Int { 0 }
  public var endIndex: Int { document.tokenLayer.count }

  /// O(log edits).
  public subscript(index: Int) -> Token {
    let textRange = document.tokenLayer.range(index)
    return Token(
      range: document.sourceRange(ofText: textRange), textRange: textRange,
      kind: document.tokenLayer.kind(index), index: index)
  }
}
