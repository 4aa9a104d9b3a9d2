import Testing

@testable import Vaglio

@Suite struct ArrowWriterTests {
  @Test("A structure for each text, null where there is none")
  func rows() {
    let column = arrowColumn(["È alia fine", nil, ""], [.text, .edits])
    #expect(
      column.values == [
        """
        {text: È alla fine, edits: [{start: 2, end: 6, from: alia, to: alla, stage: correct, rule: ocr/li-ll, \
        confidence: 0.98, causes: null}]}
        """, "null", "{text: , edits: []}",
      ])
    #expect(column.nullCount == 1)
  }

  @Test("Positions are in the unit that was asked for")
  func units() {
    #expect(
      arrowColumn(["È alia fine"], [.edits], offsets: .byte).child("edits")?.children[0].child("start")?.values == ["3"]
    )
    #expect(
      arrowColumn(["😀 alia fine"], [.edits], offsets: .utf16).child("edits")?.children[0].child("start")?.values == [
        "3"
      ])
  }

  @Test("What is no UTF-8 becomes U+FFFD, which counts as one")
  func illFormed() throws {
    var writer = ArrowWriter([.text, .tokens], offsets: .codepoint)
    writer.append(try Pipeline(Tokenizer())([0x61, 0xff, 0x20, 0x62]))
    let column = writer.finish()
    #expect(column.child("text")?.values == ["a\u{fffd} b"])
    #expect(column.child("tokens")?.children[0].child("end")?.values.last == "4")
  }
}
