import Testing

@testable import Vaglio

@Suite("NameSegments")
struct NameSegmentsTests {
  func looked(at text: String) -> [String] {
    var document = Document(text)
    Tokenizer().process(&document)
    return EntityTagger(model: nil).segments(in: document, classes: .italian).map { segment in
      segment.map { String(decoding: document.text[$0.range], as: UTF8.self) }.joined(separator: " ")
    }
  }

  @Test(
    "Only words near capitals, and of these only such as are part of names, are looked at",
    arguments: [
      ("Nel frattempo non succede niente di nuovo.", []),
      ("Ieri la Banca popolare di Novara ha chiuso tre sportelli.", ["Banca popolare di Novara"]),
      ("Secondo Rossi, il ministero della Salute non ha risposto.", ["Secondo Rossi", "ministero della Salute"]),
      ("Il gatto mangia e Roma, come sempre, dorme.", ["Roma"]),
      ("da ieri zgrubbolo non funziona", ["zgrubbolo"]),
    ] as [(String, [String])])
  func segments(_ text: String, _ expected: [String]) {
    #expect(looked(at: text) == expected)
  }

  @Test("without classes of words all near a capital are looked at")
  func withoutClasses() {
    var document = Document("Ieri la Rossi ha vinto.")
    Tokenizer().process(&document)
    let segments = EntityTagger(model: nil).segments(in: document, classes: nil)
    #expect(segments.map(\.count) == [5])
  }
}
