import Testing

@testable import Vaglio
@testable import VaglioTraining

@Suite("AnnotatedText")
struct AnnotatedTextTests {
  @Test("marked lines and CoNLL files say the same")
  func reading() throws {
    let marked = try AnnotatedText.read(Array("a1\tnews\tL'[[Agcom|regulator]] tace.\n".utf8), file: "a.tsv")
    #expect(marked.count == 1)
    #expect(marked[0].names.map(\.label) == ["regulator"])
    #expect(String(decoding: marked[0].document.text[marked[0].names[0].range], as: UTF8.self) == "Agcom")

    let conll = "la\tO\nBanca\tB-regulator\nd'\tI-regulator\nItalia\tI-regulator\n\nRai\tB-company\ntace\tO\n"
    let texts = try AnnotatedText.read(Array(conll.utf8), file: "a.conll", sentencesPerText: 1)
    #expect(texts.count == 2)
    #expect(texts.flatMap { $0.names.map(\.label) } == ["regulator", "company"])
    #expect(String(decoding: texts[0].document.text[texts[0].names[0].range], as: UTF8.self) == "Banca d' Italia")
  }

  @Test(
    "a mark that does not end is an error with its line",
    arguments: ["x [[Agcom", "x [[Agcom|regulator] y", "[[a [[b|x]]"])
  func broken(_ line: String) {
    let error = #expect(throws: InputError.self) { try AnnotatedText.read(Array("\n\(line)".utf8), file: "a.tsv") }
    #expect(error?.line == 2)
  }

  @Test("capitals and small letters keep every range")
  func variants() throws {
    let text = try AnnotatedText.read(Array("La [[Società Élite|company]] è × «ß»".utf8), file: "a.tsv")[0]
    let upper = text.variant(isUppercase: true)
    #expect(upper.document.string == "LA SOCIETÀ ÉLITE È × «ß»")
    #expect(text.variant(isUppercase: false).document.string == "la società élite è × «ß»")
    #expect(upper.names.map(\.range) == text.names.map(\.range))
  }

  @Test("every difference is counted and told")
  func evaluation() throws {
    let text = try AnnotatedText.read(
      Array("[[Rai|company]] e [[Agcom|regulator]] e [[Poste italiane|company]] a Roma".utf8), file: "a.tsv")[0]
    var evaluation = EntityEvaluation()
    evaluation.add(
      text, found: [(0..<3, "company"), (6..<11, "company"), (14..<19, "company"), (31..<35, "company")],
      labels: ["company", "regulator"])
    #expect(evaluation.total(["company", "regulator"]).right == 1)
    #expect(evaluation.total(["company", "regulator"]).found == 4)
    #expect(evaluation.total(["company", "regulator"]).gold == 3)
    #expect(evaluation.differences.map(\.kind) == [.label, .extent, .spurious])
  }
}
