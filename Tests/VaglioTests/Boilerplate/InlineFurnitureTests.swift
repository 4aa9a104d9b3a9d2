import Testing

@testable import Vaglio

struct InlineFurnitureTests {
  private func clean(_ line: String) -> String {
    var document = Document(line)
    BoilerplateRemover().process(&document)
    checkInvariants(document)
    return document.string
  }

  @Test(
    "what is marked on both sides goes",
    arguments: [
      ("Il governo ha deciso (Leggi anche: Pensioni, le novità) e va avanti.", "Il governo ha deciso e va avanti."),
      ("Il voto è slittato. LEGGI ANCHE: Bilancio, che cosa cambia", "Il voto è slittato."),
      (
        "Il voto è slittato. Leggi anche: Bilancio, ecco tutto. Intanto si tratta.",
        "Il voto è slittato. Intanto si tratta."
      ),
      ("Il sindaco in piazza (Foto: Ansa).", "Il sindaco in piazza."),
      ("La festa è finita tardi. © Riproduzione riservata", "La festa è finita tardi."),
      ("Tutti salvi, per fortuna! (foto LaPresse)", "Tutti salvi, per fortuna!"),
      ("Cronologia[modifica | modifica wikitesto]", "Cronologia"), ("Note [modifica wikitesto]", "Note"),
    ])
  func cut(_ line: String, _ expected: String) { #expect(clean(line) == expected) }

  @Test(
    "text stays",
    arguments: [
      "Leggi anche tu i romanzi dell'Ottocento.", "Mi disse: leggi anche questo, ti piacerà.",
      "Il testo (leggi anche il capitolo 3) lo spiega.", "Vedi (foto di gruppo) in fondo al libro.",
      "La foto: un uomo solo.", "Si legga l'elenco. Foto di famiglia e lettere sono nell'archivio.",
      "La riproduzione riservata agli abbonati costa di più.", "(Leggi anche: qualcosa)",
      "L'articolo 3 [modifica del regolamento] è in vigore.", "[modifica wikitesto]",
    ])
  func stays(_ line: String) { #expect(clean(line) == line) }

  @Test("a line in which the scanner sees no place for furniture has none")
  func places() {
    let parts = [
      ".", "!", ") ", "(", "[", " ", "»", "”", "© ", "Leggi anche: ", "foto ", "PHOTO: ", "Riproduzione riservata",
      "Il re",
      "po'", " credits -", "potrebbe interessarti: ", "modifica | modifica wikitesto", "]", "                    ",
    ]
    var random = SeededRandom(seed: 7)
    var cuts = 0
    for _ in 0..<20_000 {
      let line = (0..<6).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
      Array(line.utf8).withUnsafeBufferPointer { text in
        var scanner = LineScanner(lexicon: .italian)
        let features = scanner.features(text, 0..<text.count)
        guard InlineFurniture.cut(text, features.range) != nil else { return }
        cuts += 1
        if !features.mayHoldFurniture { Issue.record("passed over: \(line)") }
      }
    }
    #expect(cuts > 2_000)
  }
}
