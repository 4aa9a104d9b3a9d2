import Testing

@testable import Vaglio

struct TextEncodingTests {
  @Test(arguments: [
    ("latin1", "windows-1252"), ("ISO-8859-1", "windows-1252"), ("Windows-1252", "windows-1252"), ("UTF8", "utf-8"),
    ("MacRoman", "macintosh"), ("IBM850", "ibm850"), ("cp437", "ibm437"), ("ISO-8859-15", "iso-8859-15"),
  ])
  func names(_ alias: String, _ name: String) { #expect(TextEncoding(alias)?.name == name) }

  @Test func unknown() { #expect(TextEncoding("klingon") == nil) }

  @Test(arguments: [
    ("macintosh", [0x63, 0x69, 0x74, 0x74, 0x88] as [UInt8], "città"), ("ibm850", [0x70, 0x69, 0x97], "più"),
    ("iso-8859-15", [0x31, 0x20, 0xA4], "1 €"), ("windows-1252", [0x6C, 0x92, 0x61], "l’a"),
  ])
  func declared(_ name: String, _ bytes: [UInt8], _ expected: String) throws {
    let document = try Pipeline(Normalizer(.encoding, encoding: TextEncoding(name)))(bytes)
    #expect(document.string == expected)
    #expect(document.edits.allSatisfy { $0.causes[0].rule.hasPrefix("encoding/") })
  }

  @Test func onlyWhatIsNoUTF8() throws {
    let document = try Pipeline(Normalizer(.encoding, encoding: TextEncoding("ibm850")))(
      "più".utf8 + [0x20, 0x8A])
    #expect(document.string == "più è")
  }
}
