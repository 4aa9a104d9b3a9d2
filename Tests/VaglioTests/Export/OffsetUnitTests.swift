import Testing

@testable import Vaglio

@Suite struct OffsetUnitTests {
  /// The boundaries of a text in bytes, code points and UTF-16 units, counted one by one.
  private func boundaries(_ bytes: [UInt8]) -> [(byte: Int, codepoint: Int, utf16: Int)] {
    var result = [(byte: 0, codepoint: 0, utf16: 0)]
    bytes.withUnsafeBufferPointer { buffer in
      var last = result[0]
      while last.byte < buffer.count {
        let scalar = MaximalSubpart(in: buffer, at: last.byte)
        let string = String(decoding: buffer[last.byte..<last.byte + scalar.length], as: UTF8.self)
        last = (
          last.byte + scalar.length, last.codepoint + string.unicodeScalars.count, last.utf16 + string.utf16.count
        )
        result.append(last)
      }
    }
    return result
  }

  @Test("Ranges in any order equal counting, in ill-formed text too")
  func randomRanges() throws {
    var random = SeededRandom(seed: 2)
    for round in 0..<60 {
      let bytes = HostileBytes.random(pieces: round * 20, using: &random)
      let boundaries = boundaries(bytes)
      let string = String(decoding: bytes, as: UTF8.self)
      #expect(boundaries.last?.codepoint == string.unicodeScalars.count)
      #expect(boundaries.last?.utf16 == string.utf16.count)
      bytes.withUnsafeBufferPointer { buffer in
        var codepoints = OffsetCursor(.codepoint, over: buffer)
        var utf16 = OffsetCursor(.utf16, over: buffer)
        var plain = OffsetCursor(.byte, over: buffer)
        for _ in 0..<100 {
          let ends = [
            Int.random(in: 0..<boundaries.count, using: &random), Int.random(in: 0..<boundaries.count, using: &random),
          ]
          let (start, end) = (boundaries[min(ends[0], ends[1])], boundaries[max(ends[0], ends[1])])
          let range = start.byte..<end.byte
          #expect(codepoints.range(range) == start.codepoint..<end.codepoint)
          #expect(utf16.range(range) == start.utf16..<end.utf16)
          #expect(plain.range(range) == range)
        }
      }
    }
  }

  @Test("A boundary inside a scalar moves outwards")
  func insideScalar() {
    let bytes = Array("a😀b".utf8)
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = OffsetCursor(.utf16, over: buffer)
      #expect(cursor.range(2..<4) == 1..<3)
      #expect(cursor.range(3..<3) == 1..<1)
      #expect(cursor.range(0..<6) == 0..<4)
    }
  }

  @Test("Sorted ranges cost the length of the text, not its square", .timeLimit(.minutes(1)))
  func longText() {
    let bytes = Array(String(repeating: "è un'altra parola 😀 ", count: 20_000).utf8)
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = OffsetCursor(.codepoint, over: buffer)
      // Starts move on, ends lie far ahead: as overlapping suggestions have them.
      for start in stride(from: 0, to: bytes.count - 100, by: 25) { _ = cursor.range(start..<start + 100) }
      #expect(cursor.range(0..<bytes.count) == 0..<400_000)
    }
  }
}
