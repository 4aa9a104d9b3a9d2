import Testing

@testable import Vaglio

@Suite struct IOBWriterTests {
  @Test("Tokens of the clean text, a blank line after each sentence")
  func sentences() {
    var document = Document("L'Agcom multa Tim. Fine")
    document.setTokens([
      (0..<2, .word), (2..<7, .word), (8..<13, .word), (14..<17, .word), (17..<18, .punctuation), (19..<23, .word),
    ])
    document.setSentences([0..<18, 19..<23])
    document.addEntities([Name(textRange: 2..<7, label: .regulator), Name(textRange: 14..<17, label: .company)])
    var bytes: [UInt8] = []
    IOBWriter().write(document, into: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "L'\tO\nAgcom\tB-regulator\nmulta\tO\nTim\tB-company\n.\tO\n\nFine\tO\n\n")
  }

  @Test("A blank inside a token becomes a no-break space, so that a table stays one")
  func blanks() throws {
    var document = Document("10 000\n1")
    document.setTokens([(0..<8, .number)])
    var bytes: [UInt8] = []
    IOBWriter().write(document, into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "10\u{a0}000\u{a0}1\tO\n\n")
    #expect(try TokenTable(bytes, file: "again").document.tokens.count == 1)
  }
}
