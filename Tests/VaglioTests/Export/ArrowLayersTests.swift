import Testing

@testable import Vaglio

@Suite struct ArrowLayersTests {
  @Test("Tokens with their stems, sentences, lines and names")
  func layers() throws {
    let column = arrowColumn(["Agcom decide. Bene."], [.lines, .sentences, .tokens, .entities])
    let tokens = try #require(column.child("tokens")?.children[0])
    #expect(tokens.child("text")?.values == ["Agcom", "decide", ".", "Bene", "."])
    #expect(tokens.child("stem")?.values == ["agcom", "decid", ".", "ben", "."])
    #expect(tokens.child("end")?.values == ["5", "12", "13", "18", "19"])
    #expect(column.child("sentences")?.values == ["[{start: 0, end: 13}, {start: 14, end: 19}]"])
    #expect(column.child("lines")?.children[0].child("keep")?.values == ["true"])
    let names = try #require(column.child("entities")?.children[0])
    #expect(names.child("label")?.values == ["regulator"] && names.child("entry")?.values == ["agcom"])
    #expect(names.child("key")?.values == ["null"])
  }

  @Test("A layer whose stage did not run is null, and so is a stem")
  func absent() throws {
    let tokenizing = try Pipeline(Tokenizer())
    let column = arrowColumn(["Una parola"], [.suggestions, .lines, .sentences, .tokens, .entities], tokenizing)
    #expect(
      column.values == [
        """
        {suggestions: null, lines: null, sentences: null, tokens: [{start: 0, end: 3, text: Una, stem: null}, \
        {start: 4, end: 10, text: parola, stem: null}], entities: null}
        """
      ])
  }

  @Test("An edit of several stages has all its causes")
  func causes() throws {
    let text = "La societ\u{fb01} di ieri e la insu\u{fb03}cienza de11a societ\u{fb01}; gifi la soc1età ha decìso."
    let edits = try #require(arrowColumn([text], [.edits]).child("edits")?.children[0])
    let several = try #require(edits.child("causes")).values.filter { $0 != "null" }
    #expect(several.count == 2 && several.allSatisfy { $0.hasPrefix("[{stage: normalize") })
  }
}
