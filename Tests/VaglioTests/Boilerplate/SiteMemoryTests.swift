import Testing

@testable import Vaglio

struct SiteMemoryTests {
  private let pipeline = Pipeline(trusted: [BoilerplateRemover()])

  private func page(_ number: Int) -> String {
    """
    Il Corriere del Borgo
    Fatti di casa nostra
    La voce \(["dell'orto", "del fiume", "della rocca", "del mulino", "del ponte", "del bosco"][number % 6])
    Ieri il consiglio ha discusso il punto numero \(number) e dopo una lunga seduta lo ha approvato con voti unanimi.
    Resta aperta la questione dei fondi, di cui si parlerà nella seduta che si terrà fra \(number + 2) settimane.
    Il giornale di chi resta
    Fondato da quattro amici
    """
  }

  @Test("what all pages of a site have is furniture from the second or third page on")
  func learns() {
    var memory = SiteMemory()
    var texts: [String] = []
    for number in 0..<6 { texts.append(memory.process(page(number), of: "borgo", with: pipeline).string) }
    #expect(texts[0] == page(0))
    #expect(!texts[5].contains("Fatti di casa nostra"))
    #expect(!texts[5].contains("Fondato da quattro amici"))
    #expect(texts[5].contains("Ieri il consiglio") && texts[5].contains("Resta aperta"))
    #expect(memory["borgo"]?.pageCount == 6)
    #expect(memory["altrove"] == nil)
    #expect(memory.process(page(7), of: "altrove", with: pipeline).string == page(7))
  }

  @Test("what is new on a page of a known site is content where it is running text, and a menu where it is one")
  func newMenus() {
    var memory = SiteMemory()
    for number in 0..<4 { _ = memory.process(page(number), of: "borgo", with: pipeline) }
    let menu = ["Calcio", "Basket", "Tennis", "Ciclismo", "Nuoto", "Sci", "Rugby", "Atletica"]
    let text = "Vai al contenuto\n\(menu.joined(separator: "\n"))\n\(page(5))\nLascia un commento"
    let cleaned = memory.process(text, of: "borgo", with: pipeline).string
    #expect(!cleaned.contains("Basket") && !cleaned.contains("Nuoto"), "\(cleaned)")
    #expect(cleaned.contains("Ieri il consiglio") && cleaned.contains("Resta aperta"))
  }

  @Test("a link to another article is new on each page, and furniture all the same")
  func newLinks() {
    var memory = SiteMemory()
    for number in 0..<5 { _ = memory.process(page(number), of: "borgo", with: pipeline) }
    let link = "Leggi anche: La piena del fiume e la paura di chi abita sulla riva, che cosa è successo?"
    let lines = page(5).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let text = (lines.prefix(4) + [link] + lines.dropFirst(4)).joined(separator: "\n")
    let cleaned = memory.process(text, of: "borgo", with: pipeline).string
    #expect(!cleaned.contains("La piena"), "\(cleaned)")
    #expect(cleaned.contains("Ieri il consiglio") && cleaned.contains("Resta aperta"))
  }

  @Test("a saved state goes on as if it had never been saved")
  func saving() throws {
    var whole = SiteMemory()
    var halves = SiteMemory()
    for number in 0..<6 {
      if number == 3 { halves = try SiteMemory(halves.bytes) }
      let site = number % 2 == 0 ? "a" : "b"
      let expected = whole.process(page(number), of: site, with: pipeline).string
      #expect(halves.process(page(number), of: site, with: pipeline).string == expected)
    }
    #expect(halves.bytes == whole.bytes)
  }

  @Test("damaged states are refused with a reason")
  func damaged() {
    var memory = SiteMemory()
    _ = memory.process(page(1), of: "borgo", with: pipeline)
    let bytes = memory.bytes
    for count in 0..<bytes.count {
      #expect(throws: LexiconError.self) { _ = try SiteMemory(Array(bytes.prefix(count))) }
    }
    #expect(throws: LexiconError.self) { _ = try SiteMemory(bytes + [0]) }
  }

  @Test("memory is bounded in sites and lines")
  func bounds() {
    var memory = SiteMemory(siteLimit: 3, lineLimit: 16)
    for number in 0..<40 {
      let lines = (0..<10).map { "Riga numero \(number * 10 + $0) di un elenco" } + ["Sempre questa riga"]
      _ = memory.process(lines.joined(separator: "\n"), of: "sito \(number % 5)", with: pipeline)
    }
    #expect(memory.siteCount == 3)
    #expect((memory["sito 4"]?.lineCount ?? 99) <= 16)
    #expect(memory["sito 0"] == nil)
  }
}
