import Testing
import Vaglio

@testable import VaglioTraining

@Suite("NameExchange")
struct NameExchangeTests {
  static let lines = """
    1\tx\tLa [[Bastogi|company]] compra da [[Ugo Neri|person]] il palazzo di [[Lodi|place]].
    2\tx\tI conti di [[Snia|company]] e [[Gim|company]] piacciono a [[Ada|person]], di [[Pavia|place]].
    """

  @Test("names of the same kind take the places of names, and nothing else changes")
  func exchanges() throws {
    let texts = try AnnotatedText.read(Array(Self.lines.utf8), file: "x.tsv")
    let exchange = NameExchange(texts)
    let pools: [String: Set<String>] = [
      "company": ["Bastogi", "Snia", "Gim"], "person": ["Ugo Neri", "Ada"], "place": ["Lodi", "Pavia"],
    ]
    var seen: Set<String> = []
    for seed in 0..<20 as Range<UInt64> {
      let text = exchange.exchanged(texts[0], seed: seed)
      let again = exchange.exchanged(texts[0], seed: seed)
      #expect(text.document.text == again.document.text)
      let names = text.names.map { String(decoding: text.document.text[$0.range], as: UTF8.self) }
      #expect(text.names.map(\.label) == ["company", "person", "place"])
      for (name, label) in zip(names, text.names.map(\.label)) {
        #expect(pools[label]?.contains(name) == true)
      }
      #expect(
        text.document.string == "La \(names[0]) compra da \(names[1]) il palazzo di \(names[2]).")
      seen.insert(text.document.string)
    }
    #expect(seen.count > 5)
  }
}
