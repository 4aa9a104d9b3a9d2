import Testing

@testable import Vaglio

struct WideEncodingTests {
  private func bytes(_ text: String, isBigEndian: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let high = UInt8(unit >> 8)
      let low = UInt8(truncatingIfNeeded: unit)
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  @Test(arguments: [true, false])
  func marked(_ isBigEndian: Bool) throws {
    let pipeline = try Pipeline(Normalizer())
    let document = pipeline(bytes("La città d’arte 😀 è qui", isBigEndian: isBigEndian))
    #expect(document.string == "La città d’arte 😀 è qui")
    checkInvariants(document, scalarBoundaries: false)
    checkIdempotence(pipeline, document)
    // Offsets point into the bytes that were given: "La " takes the mark and three units.
    #expect(document.sourceRange(ofText: 3..<4).lowerBound / 2 == 4)
  }

  @Test func declared() throws {
    let source = bytes("La città è qui", isBigEndian: true, mark: false)
    let encoding = TextEncoding("UTF-16BE")
    #expect(try Pipeline(Normalizer(encoding: encoding))(source).string == "La città è qui")
    // UTF-8 stays UTF-8, whatever was declared.
    #expect(try Pipeline(Normalizer(encoding: encoding))("La città è qui").edits.isEmpty)
  }

  @Test func cutOffAndLone() throws {
    let text = bytes("abcd", isBigEndian: false) + [0x00, 0xD8, 0x41]
    #expect(try Pipeline(Normalizer())(text).string == "abcd\u{FFFD}\u{FFFD}")
    #expect(try Pipeline(Normalizer(.encoding))([0xFF, 0xFE]).string == "")
  }
}
