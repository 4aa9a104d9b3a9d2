import Testing

@testable import Vaglio

struct PageStructureTests {
  private struct Page {
    let survey: PageSurvey
    let priors: [ZonePrior]

    init(_ lines: [String]) {
      var scanner = LineScanner(lexicon: .italian)
      let features = lines.map { line in
        Array(line.utf8).withUnsafeBufferPointer { scanner.features($0, 0..<$0.count) }
      }
      let survey = PageSurvey(lines: features, scanner: scanner)
      var structure = PageStructure()
      self.survey = survey
      priors = features.indices.map { structure.prior($0, of: survey, words: scanner.words) }
    }
  }

  private static func prose(_ topic: String) -> String {
    "La parte su \(topic) è stata scritta da chi in quel paese ci vive da anni e la conosce bene."
  }

  private static let headings = ["Storia", "Geografia fisica", "Economia del borgo", "Note"]

  private static func guide(_ contents: [String]) -> [String] {
    ["Il borgo", prose("tutto")] + contents + headings.flatMap { [$0 + "[modifica | modifica wikitesto]", prose($0)] }
  }

  @Test("a table of contents is one by its headings, numbered or not")
  func contents() {
    let page = Page(Self.guide(["Indice", "1 Storia", "2 Geografia fisica", "2.1 Economia del borgo", "3 Note"]))
    #expect(
      page.survey.isOfContents == [false, false, true, true, true, true, true] + Array(repeating: false, count: 8))
    #expect(page.survey.isHeadingOfContents.indices.filter { page.survey.isHeadingOfContents[$0] } == [7, 9, 11, 13])
    #expect(page.priors[3] == ZonePrior(above: 3, within: 4, below: 0))
    #expect(page.priors[7].isZero)
  }

  @Test("a heading worded otherwise is in the table all the same")
  func gap() {
    let page = Page(Self.guide(["Storia", "Natura e paesaggio", "Economia del borgo", "Note"]))
    #expect(page.survey.isOfContents[2...5].allSatisfy { $0 })
  }

  @Test("two lines that come again are none, and neither is a menu that does")
  func noContents() {
    #expect(!Page(Self.guide(["Storia", "Note"])).survey.isOfContents.contains(true))
    let menu = ["Il borgo", "La valle", "Gli orari", "Le strade"]
    let page = Page(menu + [Self.prose("a"), Self.prose("b")] + menu)
    #expect(!page.survey.isOfContents.contains(true))
  }

  @Test("many headings that never come in order cost no more than so many lines")
  func hostile() {
    let lines = (0..<4096).map { "titolo \(["a", "b", "c", "d", "e"][$0 % 5]) fine" }
    #expect(Page(lines).survey.isOfContents.count == lines.count)
  }

  @Test("what follows a list's title below the text, up to running text")
  func related() {
    let text = [Self.prose("a"), Self.prose("b"), Self.prose("c")]
    let list = ["Ricette correlate", "Torta di mele", "4.2", "Torta di pere", "4.7"]
    #expect(Page(text + list).priors.map(\.below) == [0, 0, 0, 0, 2, 2, 2, 2])
    let notice = "Questo sito utilizza i cookie per dare a chi lo visita il meglio di quel che ha da dare in rete."
    #expect(Page(text + list + [notice, "Salve"]).priors.suffix(3).map(\.below) == [2, 0, 0])
    let above = Page(["Ricette correlate", "Torta di mele"] + text)
    #expect(above.priors.allSatisfy { $0.isZero })
  }

  @Test("pictures that differ in numbers only, and a long menu, both below the text")
  func lists() {
    let text = [Self.prose("a"), Self.prose("b")]
    let series = (1...5).map { "Images 2013 festa 0000\($0)" }
    #expect(Page(text + series).priors.dropFirst(2).allSatisfy { $0.below == 2 && $0.above == 0 })
    #expect(Page(series + text).priors.allSatisfy { $0.isZero })
    #expect(Page(text + series.prefix(3)).priors.allSatisfy { $0.isZero })
    let menu = ["Natura", "Fauna", "Flora", "Habitat", "Sentieri", "Musei", "Borghi", "Laghi"]
    #expect(Page(text + menu).priors.dropFirst(2).allSatisfy { $0.below == 1.5 })
    #expect(Page(text + menu.dropLast()).priors.allSatisfy { $0.isZero })
  }

  @Test("a path and an author, wherever they are")
  func lines() {
    let page = Page([
      "Home › Notizie › Cronaca", "di Maria Rossi", "di Maria Rossi e altri", "Di Maria Rossi parla", "Home",
    ])
    #expect(page.priors.map(\.within) == [3, 2, 0, 0, 0])
    #expect(Page(["Foto dell'autore", "Maria Rossi", "Maria Rossi"]).priors.map(\.above) == [0, 2, 0])
    #expect(page.priors[0] == ZonePrior(above: 3, within: 3, below: 3))
  }

  @Test(
    "a title with its author or a call to read below it is a link, where running text stands before it",
    arguments: [
      "di Maria Rossi", "di Maria Rossi 20 Novembre 2024", "di MARIA ROSSI 3 maggio 2021", "Leggi", "Guarda il video",
    ])
  func cards(_ below: String) {
    let card = ["Esclusiva", "Le tariffe salgono ancora, ecco di quanto", below]
    let page = Page([Self.prose("a")] + card + [Self.prose("b")])
    #expect(page.priors[1...3].allSatisfy { $0.within >= 4 && $0.above < 4 && $0.below < 4 })
    // The article's own title and author, and one at its end.
    let own = Page(Array(card.dropFirst()) + [Self.prose("a"), Self.prose("b")])
    #expect(own.priors.allSatisfy { $0.within < 4 })
    #expect(Page([Self.prose("a"), Self.prose("b")] + card).priors.allSatisfy { $0.within < 4 })
  }

  @Test(
    "a heading is no link to another article",
    arguments: [
      "di Maria Rossi parla", "Di Maria Rossi", "di una cosa", "Leggi la legge di ieri", "di 20 Novembre 2024",
    ])
  func noCards(_ below: String) {
    let page = Page([Self.prose("a"), "Le tariffe salgono ancora, ecco di quanto", below, Self.prose("b")])
    #expect(page.priors.allSatisfy { $0.within < 4 })
  }

  @Test("a number before what shares a page counts how often it was shared")
  func counts() {
    #expect(Page([Self.prose("a"), "7", "Condividi"]).priors.map(\.below) == [0, 4, 0])
    #expect(Page([Self.prose("a"), "7", "uova"]).priors.map(\.below) == [0, 0, 0])
  }
}
