import Testing

@testable import Vaglio

struct CompositionTests {
  @Test func composesAndReportsWhere() throws {
    let document = try Pipeline(Normalizer(.composition))("perche\u{301} la citta\u{300}")
    #expect(document.string == "perché la città")
    #expect(document.edits.map { document.sourceString($0.range) } == ["e\u{301}", "a\u{300}"])
    checkInvariants(document)
  }

  @Test(arguments: ["Å", "각", "שּׁ", "città", "日本", "a\u{323}\u{307}"])
  func equalsTheStandardLibrary(_ text: String) {
    // Canonical equivalence is what String compares by; the bytes must be the shortest such form here.
    let composed = Normalizer(.composition).normalized(text)
    #expect(composed == text)
    #expect(Normalizer(.composition).normalized(composed).utf8.elementsEqual(composed.utf8))
  }

  @Test func illFormedBytesStay() {
    let bytes: [UInt8] = [0x65, 0xCC, 0x81, 0xFF, 0x61, 0xE2, 0x82]
    var document = Document(bytes)
    Normalizer(.composition).process(&document)
    #expect(document.text == [0xC3, 0xA9, 0xFF, 0x61, 0xE2, 0x82])
  }

  @Test func manyMarksOnOneLetter() throws {
    try expectNormalized(
      "a" + String(repeating: "\u{316}", count: 1000), "a" + String(repeating: "\u{316}", count: 1000))
  }
}
