import Testing

@testable import Vaglio

struct EncodingRepairTests {
  private func repaired(_ bytes: [UInt8]) throws -> Document {
    let document = try Pipeline(Normalizer(.encoding))(bytes)
    checkInvariants(document, scalarBoundaries: false)
    return document
  }

  @Test func strayLettersOfWindows1252() throws {
    let document = try repaired(
      Array("città di perch".utf8) + [0xE9] + Array(" l".utf8) + [0x92] + Array("azienda".utf8))
    #expect(document.string == "città di perché l’azienda")
    #expect(document.edits.map(\.causes[0].rule) == ["encoding/windows-1252", "encoding/windows-1252"])
    #expect(document.edits[0].range == 15..<16)
  }

  @Test func undefinedBytesAndCutSequences() throws {
    #expect(try repaired([0x61, 0x81, 0x62]).string == "a\u{FFFD}b")
    #expect(try repaired([0x61, 0xE2, 0x82]).string == "a\u{FFFD}")
    #expect(try repaired([0xC0, 0xAF]).string == "À¯")
  }

  @Test func surrogates() throws {
    #expect(try repaired([0xED, 0xA0, 0xBD, 0xED, 0xB9, 0x82]).string == "🙂")
    #expect(try repaired([0xED, 0xA0, 0xBD, 0x61]).string == "\u{FFFD}a")
    #expect(try repaired([0xED, 0xB9, 0x82]).string == "\u{FFFD}")
  }

  @Test func replacementCharacterStays() throws {
    #expect(try repaired(Array("a\u{FFFD}b".utf8)).edits.isEmpty)
  }
}
