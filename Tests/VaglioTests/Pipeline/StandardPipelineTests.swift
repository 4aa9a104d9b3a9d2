import Foundation
import Testing

@testable import Vaglio

/// Everything together, on texts as users have them.
struct StandardPipelineTests {
  private func checked(_ text: String) -> Document {
    let document = Pipeline.standard(text)
    checkInvariants(document)
    checkIdempotence(.standard, document)
    for layer in [Layer.lines, .tokens, .sentences, .corrections, .stems, .entities] {
      #expect(document.has(layer), "\(layer) is there")
    }
    return document
  }

  @Test func textNamesOffsetsAndReasons() {
    let marked: MarkedText =
      "⟦Agcom|regulator⟧ e stata la prima; in base alia normativa, perche' ⟦Poste italiane|company⟧ e i soci sono pronti asfruttare la rete ."
    let document = checked(marked.text)
    #expect(
      document.string
        == "Agcom è stata la prima; in base alla normativa, perché Poste italiane e i soci sono pronti a sfruttare la rete."
    )
    #expect(document.entitiesMarked == marked.marked)
    #expect(document.entities.map(\.entry) == ["agcom", "poste-italiane"])
    #expect(
      document.corrections.map { document.sourceString($0.range) + "→" + $0.string } == [
        "e→è", "alia→alla", "asfruttare→a sfruttare",
      ])
    #expect(document.edits.allSatisfy { !$0.causes.isEmpty && $0.confidence > 0.5 })
  }

  /// Correct text stays as it is, to the byte.
  @Test(arguments: [
    "Il ministro ha detto che la rete unica non è più una priorità: se ne riparlerà a settembre, forse.",
    "Inter alia, il Garante ha multato la società; Delia Rossi e Alia Bianchi hanno fatto ricorso al Tar.",
    "L’e-commerce in Emilia-Romagna vale 1.234,56 milioni; alle 10:30 apre la borsa, dice l’a.d. di S.p.A. note.",
    "«Non esisteva, così lo abbiamo creato», ha spiegato. Un po' di pazienza: di' quello che vuoi, va' dove ti pare.",
    "E la nave va. E il mare tace, e il vento, e la sera. Da qui si vede la meta del viaggio.",
    "The quick brown fox jumps over the lazy dog; la citazione è in inglese, e va bene così.",
    "Il prof. Rossi, classe ’37, vive in via G. Verdi n. 5; scrive a rossi@esempio.it e legge www.esempio.it/notizie.",
  ])
  func correctTextStays(_ text: String) {
    let document = checked(text)
    #expect(document.string == text)
    #expect(document.edits.isEmpty)
  }

  @Test func aStemForEveryToken() {
    let document = checked("Gli operatori andavano perche' si.")
    #expect(document.tokens.map { document.string($0) } == ["Gli", "operatori", "andavano", "perché", "si", "."])
    #expect(document.tokens.map { document.stem($0) } == ["gli", "oper", "andav", "perc", "si", "."])
  }

  // MARK: The three real inputs

  private func sample(_ name: String) throws -> Document { checked(try SharedData.string("samples/\(name)")) }

  @Test(.enabled(if: SharedData.isPresent))
  func aScrapedPage() throws {
    let document = try sample("000_81d1f4d5060a0b31.txt")
    #expect(
      document.lines.filter { !$0.isKept }.map { document.sourceString($0.range) }.map { $0.prefix(20) } == [
        "News", "Lascia un commento", "Il tuo indirizzo ema",
      ])
    #expect(document.corrections.isEmpty)
    #expect(
      document.entities.map { document.string($0) } == [
        "Ministero dello Sviluppo Economico", "MISE", "Iliad", "Tim", "Vodafone", "Wind3", "Iliad", "Amazon", "Amazon",
      ])
    #expect(document.entities.prefix(2).map(\.entry) == ["mise", "mise"])
    #expect(document.entities.allSatisfy { $0.entry != nil })
  }

  @Test(.enabled(if: SharedData.isPresent))
  func aPressReviewReadByOCR() throws {
    let document = try sample("001_8c0fdef7a575421f.txt")
    let gold = try SharedData.string("ocr/sample001.jsonl").split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(object?["gold"] as? String)
    }
    #expect(document.string.split(separator: "\n").map(String.init) == gold)
    #expect(document.lines.allSatisfy { $0.isKept })
    #expect(
      document.entities.map { document.string($0) } == [
        "Amazon", "MGM", "Amazon", "Mise", "Amazon", "Agcom", "Agcom", "Amazon", "Mise", "Iliad", "Poste italiane",
        "Poste",
        "Amazon",
      ])
    #expect(document.entities.allSatisfy { $0.entry != nil })
  }

  @Test(.enabled(if: SharedData.isPresent))
  func aPageWithMenusAndRelatedLinks() throws {
    let document = try sample("002_aed51629a8a07efb.txt")
    #expect(
      document.lines.filter { !$0.isKept }.map { document.sourceString($0.range) }.map { $0.prefix(16) } == [
        "Redazione", "Disclaimer", "Privacy Policy", "Foto dell'autore", "Carmelo Giuffre", "Leggi anche: La ",
        "Leggi anche: Nuo", "Impostazioni pri",
      ])
    #expect(document.corrections.isEmpty)
    #expect(document.string.hasPrefix("Amazon è andato in down in tutto il mondo"))
    #expect(document.string.hasSuffix("non sembra al momento scalfibile."))
    #expect(document.entities.allSatisfy { $0.label == .company && $0.entry != nil })
  }
}
