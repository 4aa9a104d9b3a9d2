import Testing

@testable import Vaglio

struct FurniturePhrasesTests {
  private func kind(_ line: String) -> String? {
    var words: [UInt64] = []
    return Array(line.utf8).withUnsafeBufferPointer {
      LineFeatures($0, 0..<$0.count, phrases: .italian, words: &words).phrase?.kind.name
    }
  }

  @Test func caseAndPunctuationDoNotCount() {
    #expect(kind("LASCIA UN COMMENTO!") == "comment-form")
    #expect(kind("→ Potrebbe interessarti:") == "related-links")
    #expect(kind("foto dell’autore") == "byline-date")
    #expect(kind("P. IVA 00000000000 — Tutti i diritti riservati") == "footer-legal")
  }

  @Test func aColonMayHaveToBeThere() {
    #expect(kind("Tag: economia, fibra") == "navigation")
    #expect(kind("Tag e categorie aiutano chi cerca un articolo nel sito") == nil)
  }

  @Test func linesHaveToFit() {
    #expect(kind("Lascia un commento chi passa di qui per caso e non sa") == nil)
    #expect(kind("Ha deciso di andare avanti") == nil)
    #expect(kind("Nel campo Partita IVA immettere il numero della società.") == nil)
    #expect(kind("pubblicato il mio volume, tutti ne parlarono a lungo") == nil)
    #expect(kind("Il browser blocca i cookie di terze parti") == nil)
  }

  @Test func errorsSayWhere() {
    for (tsv, reason) in [
      ("# x\ncookie\tline\t0.9", "p.tsv:2: found 3 fields"),
      ("cookie\tword\t0.9\tok", "p.tsv:1: found the match 'word'"),
      ("cookie\tline\t2\tok", "p.tsv:1: found the score '2'"),
      ("cookie\tline\t0.5\t—", "p.tsv:1: found the phrase '—'"),
    ] {
      let error = #expect(throws: LexiconError.self) { _ = try FurniturePhrases(tsv: tsv, file: "p.tsv") }
      #expect(error?.description.hasPrefix(reason) == true)
    }
  }
}
