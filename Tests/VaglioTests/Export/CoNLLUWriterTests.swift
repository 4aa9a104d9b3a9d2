import Testing
import VaglioTraining

@testable import Vaglio

@Suite struct CoNLLUWriterTests {
  private func written(_ document: Document, _ offsets: OffsetUnit = .codepoint, id: String? = nil) -> String {
    var bytes: [UInt8] = []
    CoNLLUWriter(offsets: offsets).write(document, id: id, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Sentences, forms, blanks, stems and places in the source")
  func columns() throws {
    let document = try Pipeline(Tokenizer(), SentenceSplitter(), Stemmer())("È l'Agcom.  Decide\noggi")
    #expect(
      written(document, id: "a\nb.txt")
        == """
        # newdoc id = a b.txt
        # sent_id = 1
        # text = È l'Agcom.
        1\tÈ\t_\t_\t_\t_\t_\t_\t_\tStem=è|start_char=0|end_char=1
        2\tl'\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Stem=l'|start_char=2|end_char=4
        3\tAgcom\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Stem=agcom|start_char=4|end_char=9
        4\t.\t_\t_\t_\t_\t_\t_\t_\tStem=.|start_char=9|end_char=10

        # sent_id = 2
        # text = Decide oggi
        1\tDecide\t_\t_\t_\t_\t_\t_\t_\tStem=decid|start_char=12|end_char=18
        2\toggi\t_\t_\t_\t_\t_\t_\t_\tStem=oggi|start_char=19|end_char=23


        """.replacing("Stem=oggi", with: "Stem=\(Stemmer().stem("oggi"))"))
  }

  @Test("Forms are those of the clean text, places those of the source")
  func edits() throws {
    var document = Document("perche\u{301} no")
    document.apply(Replacement(5..<8, with: "é", because: Cause(stage: "normalize", rule: "nfc")))
    Tokenizer().process(&document)
    let lines = written(document, .byte).split(separator: "\n")
    #expect(lines[1] == "# sent_id = 1" && lines[2] == "# text = perché no")
    #expect(lines[3].hasPrefix("1\tperché\t") && lines[3].hasSuffix("\tstart_char=0|end_char=8"))
    #expect(lines[4].hasSuffix("\tstart_char=9|end_char=11"))
  }

  @Test("What would break a line or a column is escaped")
  func escapes() {
    var document = Document("a\tb| \\")
    document.setTokens([(0..<3, .word), (3..<4, .symbol), (5..<6, .symbol)])
    Stemmer().process(&document)
    let lines = written(document).split(separator: "\n")
    #expect(lines[2] == "# text = a b| \\")
    #expect(lines[3] == "1\ta\u{a0}b\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Stem=a\\sb|start_char=0|end_char=3")
    #expect(lines[4].contains("|Stem=\\p|") || lines[4].contains("\tStem=\\p|"))
    #expect(lines[5].contains("Stem=\\\\|"))
  }

  @Test("What is written can be read again: the same text, tokens and sentences")
  func readAgain() throws {
    let text = "Il dott. Neri c'è. Ha detto: «No.» Poi è uscito… E basta"
    let document = try Pipeline(Tokenizer(), SentenceSplitter())(text)
    let evaluation = TokenEvaluation(conllu: written(document))
    #expect(evaluation.text == text + " ")
    #expect(evaluation.tokens == document.tokens.map(\.range))
    #expect(evaluation.sentences == document.sentences.map(\.range))
  }

  @Test("Ten columns and well-formed UTF-8, whatever the bytes")
  func hostileBytes() throws {
    var random = SeededRandom(seed: 31)
    let pipeline = try Pipeline(Tokenizer(), SentenceSplitter(), Stemmer())
    for _ in 0..<500 {
      let document = pipeline(HostileBytes.random(pieces: 20, using: &random))
      var bytes: [UInt8] = []
      CoNLLUWriter().write(document, into: &bytes)
      let string = try #require(String(validating: bytes, as: UTF8.self))
      var tokens = 0
      for line in string.unicodeScalars.split(separator: "\n") where line.first != "#" {
        #expect(line.split(separator: "\t", omittingEmptySubsequences: false).count == 10)
        tokens += 1
      }
      #expect(tokens >= document.tokens.count)
    }
  }

  @Test func nothing() {
    #expect(written(Document("")) == "# newdoc\n")
  }
}
