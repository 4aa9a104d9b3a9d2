import CVaglio
import Testing
import Vaglio
import VaglioC

@Suite struct DocumentFunctionsTests {
  static let texts = [
    "", "Agcom e stata la prima; in base alia normativa.\nMenu\nAccetta i cookie\n",
    "😀 l'Agcom\u{301} è «qui»: perche' no?",
    "a\u{0}b", String(repeating: "Enel S.p.A. e' la prima. ", count: 40),
  ]

  @Test("What C sees is what Swift sees", arguments: texts.indices)
  func same(number: Int) throws {
    let text = Self.texts[number]
    let document = try #require(CPipeline(nil, [("offsets", "byte")])).document(text)
    let expected = Pipeline.standard(text)
    #expect(document.text == expected.string)
    let tokens = document.layer(vaglio_document_tokens) ?? []
    #expect(tokens.map { Int($0.start)..<Int($0.end) } == expected.tokens.map(\.range))
    #expect(tokens.map { Int($0.text_start)..<Int($0.text_end) } == expected.tokens.map(\.textRange))
    let stems = document.bytes(vaglio_document_stems)
    #expect(
      tokens.map { String(decoding: stems[Int($0.stem_start)..<Int($0.stem_end)], as: UTF8.self) }
        == expected.tokens.map(expected.stem))
    let sentences = document.layer(vaglio_document_sentences) ?? []
    #expect(sentences.map { Int($0.start)..<Int($0.end) } == expected.sentences.map(\.range))
    let edits = document.array(vaglio_document_edits)
    #expect(edits.map { Int($0.start)..<Int($0.end) } == expected.edits.map(\.range))
    #expect(edits.map { document.string($0.to) } == expected.edits.map(\.string))
    #expect(edits.map { document.string($0.rule) } == expected.edits.map(\.causes.last?.rule))
    #expect(edits.map(\.confidence) == expected.edits.map(\.confidence))
    let causes = document.array(vaglio_document_causes)
    #expect(
      edits.map { edit in
        causes[Int(edit.first_cause)..<Int(edit.first_cause + edit.cause_count)].map { document.string($0.stage) }
      } == expected.edits.map { $0.causes.map(\.stage) })
    let lines = document.layer(vaglio_document_lines) ?? []
    #expect(lines.map { $0.keep == 1 } == expected.lines.map(\.isKept))
    #expect(lines.map { document.string($0.kind) } == expected.lines.map(\.kind.name))
    let entities = document.layer(vaglio_document_entities) ?? []
    #expect(entities.map { document.string($0.entry) } == expected.entities.map(\.entry))
    #expect(entities.map { document.string($0.key) } == expected.entities.map(\.key))
    #expect(entities.map { Int($0.start)..<Int($0.end) } == expected.entities.map(\.range))
    var json: [UInt8] = []
    JSONLinesWriter(offsets: .byte).write(expected, into: &json)
    #expect(document.bytes(vaglio_document_json) == json)
  }

  @Test("Positions in the unit that was asked for")
  func offsets() throws {
    for (unit, start) in [("byte", 7), ("codepoint", 4), ("utf16", 5)] {
      let document = try #require(CPipeline("tokenize,entities", [("offsets", unit)])).document("😀 l'Agcom")
      #expect((document.layer(vaglio_document_entities) ?? []).map(\.start) == [UInt32(start)])
    }
  }

  @Test("Layers whose stage did not run are NULL, and empty ones are not")
  func absent() throws {
    let document = try #require(CPipeline("normalize")).document("")
    #expect(document.layer(vaglio_document_tokens) == nil && document.layer(vaglio_document_entities) == nil)
    #expect(document.layer(vaglio_document_suggestions) == nil && document.layer(vaglio_document_lines) == nil)
    #expect(document.array(vaglio_document_edits).isEmpty)
    let whole = try #require(CPipeline(nil)).document("")
    #expect(whole.layer(vaglio_document_tokens)?.isEmpty == true)
  }

  @Test("Texts that are too long are refused, one by one and among others")
  func tooLong() throws {
    let pipeline = try #require(CPipeline("normalize"))
    var error: OpaquePointer?
    #expect(vaglio_process(pipeline.handle, "a", Int(Int32.max) + 1, &error) == nil)
    let problem = try #require(error)
    #expect(vaglio_error_get_code(problem) == VAGLIO_ERROR_LENGTH)
    vaglio_error_free(problem)
    #expect(vaglio_process(pipeline.handle, "a", -1, nil) == nil)
    var documents: [OpaquePointer?] = [nil, nil]
    "ab".withCString { text in
      vaglio_process_all(pipeline.handle, 2, [text, text], [-1, 2], &documents)
    }
    #expect(documents[0] == nil && documents[1] != nil)
    vaglio_document_free(documents[1])
  }
}
