import Testing

@testable import Vaglio

struct PageModelTests {
  @Test("the committed model was trained with these features")
  func fits() throws {
    let model = try #require(PageModel.italian)
    #expect(model.field.labels == PageLabels.names)
    let page = [
      "Home", "Sport", "Cultura", "La piena è passata", "di Mario Bini", "3 marzo 2020",
      "Il fiume è rientrato nel suo letto dopo due giorni di piogge, e i tecnici hanno riaperto il ponte al traffico.",
      "Leggi anche: Le strade chiuse in provincia", "Lascia un commento", "Nome *",
      "© 2020 Il Borgo, P.IVA 01234567890",
    ]
    let keys = PageModel.keys(of: page.map { Array($0.utf8) })
    var total = 0
    var found = 0
    for key in keys.compactMap({ $0 }).joined() {
      total += 1
      if model.field.row(key) != nil { found += 1 }
    }
    // Changed templates have no weights: train the model again when this fails.
    #expect(total > 300)
    #expect(found * 10 > total * 8, "\(found) of \(total) features have weights")
  }

  @Test("a label follows another only where a page has one article")
  func zones() {
    let names = PageLabels.names
    func allows(_ first: String, _ second: String) -> Bool {
      guard let first = names.firstIndex(of: first), let second = names.firstIndex(of: second) else { return false }
      return PageLabels.allows(first, before: second)
    }
    #expect(allows("above:navigation", "title"))
    #expect(allows("within:byline-date", "body"))
    #expect(allows("body", "below:cookie"))
    #expect(!allows("below:cookie", "body"))
    #expect(!allows("body", "above:navigation"))
    #expect(!allows("title", "above:navigation"))
    #expect(Set(names).count == names.count)
  }
}
