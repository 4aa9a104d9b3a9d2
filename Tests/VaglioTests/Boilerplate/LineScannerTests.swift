import Testing

@testable import Vaglio

struct LineScannerTests {
  private func features(_ line: String) -> LineFeatures {
    var scanner = LineScanner(lexicon: .italian)
    return Array(line.utf8).withUnsafeBufferPointer { scanner.features($0, 0..<$0.count) }
  }

  private func kind(_ line: String) -> String? {
    let features = features(line)
    return features.phraseKind < 0 ? nil : PageLabels.furnitureKinds[Int(features.phraseKind)].name
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

  @Test("counts around a phrase that is a line are no words of it")
  func counts() {
    #expect(kind("Lascia un commento (12)") == "comment-form")
    #expect(kind("3 articoli correlati") == "related-links")
    #expect(features("12 commenti").phraseIsLine)
    #expect(kind("12 commenti di lettori") == nil)
    #expect(kind("Note legali") == "footer-legal")
    #expect(kind("3. Note legali") == nil)
    #expect(kind("2020 articoli correlati alla legge") == nil)
  }

  @Test("a title is the same with its number and without")
  func titles() {
    let title = features("Geografia fisica").titleFingerprint
    #expect(title != 0)
    #expect(features("2.1 Geografia fisica").titleFingerprint == title)
    #expect(features("Geografia fisica [modifica]").titleFingerprint == title)
    #expect(features("Geografia umana").titleFingerprint != title)
    #expect(features("4.1").titleFingerprint == 0)
  }

  @Test func runningTextMayHoldNamesOfThings() {
    let text =
      "Il telefono 10T ha 6GB di memoria e 128GB di disco, il 10T Pro costa di più, ma per chi lo usa "
    #expect(
      features(
        text
          + "per il lavoro e non gioca la differenza di prezzo non vale la spesa, perché è la stessa cosa e la rete è la stessa in tutti e due i casi, e chi la prova se ne accorge."
      )
      .isProse)
  }

  @Test func prose() {
    #expect(features("Il ministero ha detto che la rete sarà pronta entro la fine dell’anno.").isProse)
    #expect(!features("Home Economia Sport Cultura Meteo Video Foto Giochi Motori Viaggi").isProse)
    #expect(!features("Il bilancio torna in attivo").isProse)
  }

  @Test(arguments: ["12 marzo 2021", "12/03/2021", "2021 - 03 - 12", "Marzo 12, 2021", "lunedì 3 maggio"])
  func dates(_ line: String) { #expect(features(line).isDate) }

  @Test(arguments: ["nel 2021 la rete", "3/4 di vino", "dal 1999/2000", "marzo è pazzo", "1.234,56"])
  func noDates(_ line: String) { #expect(!features(line).isDate) }

  @Test func shapes() {
    #expect(features("Ultimo aggiornamento: lunedì 3 maggio 2021 ore 10:30").digitCount == 9)
    #expect(features("Home | Chi siamo | Contatti").separatorCount == 2)
    #expect(features("HomeChi siamoServizi").jointCount == 2)
    #expect(features("«È finita.»").endsLikeASentence)
    #expect(features("  \t\u{a0}\u{200b} ").isBlank)
    #expect(features("  \t ").isBlank)
    #expect(features("© 2021").startsLikeCopyright)
    #expect(features("\u{a0}© 2021 Rossi").startsLikeCopyright)
    #expect(features("Uno. Due! Tre?").innerEndCount == 2)
    #expect(features("Foto 1").fingerprint != features("Foto 2").fingerprint)
    #expect(features("foto’ 1").fingerprint == features("Foto 1").fingerprint)
  }

  @Test("links to edit a section are no words of its heading")
  func editLinks() {
    let heading = features("Storia[modifica | modifica wikitesto]")
    #expect(heading.hasEditLinks && heading.wordCount == 1 && heading.mayHoldFurniture)
    #expect(!features("Storia [1]").hasEditLinks)
    #expect(!features("[modifica | modifica wikitesto]").hasEditLinks)
  }

  @Test("an address has something before its sign, a handle has not")
  func addresses() {
    for text in ["nome@esempio.it", "scrivi a nome_1@esempio.it", "info+@esempio.it"] {
      #expect(features(text).signs.isSuperset(of: .email) && !features(text).signs.contains(.handle))
    }
    for text in ["@agcom", "con @agcom", "(@agcom)", "\"@agcom", "via:@agcom"] {
      #expect(features(text).signs.contains(.handle) && !features(text).signs.contains(.email))
    }
  }

  @Test("notes by their numbers, posts by their authors")
  func notes() {
    #expect(features("[3] https://www.esempio.it/rapporto.pdf").isNote)
    #expect(features("[12]").isNote)
    #expect(!features("[MOD] Trattore 105").isNote)
    #expect(!features("Vedi [3]").isNote)
    #expect(features("— Agcom (@agcomunica) 2 ottobre 2020").isAuthorOfPost)
    #expect(features("— Esempio Mobile (@esempio) October 1, 2020").isAuthorOfPost)
    #expect(!features("— Maria Rossi, 2 ottobre 2020").isAuthorOfPost)
    #expect(!features("- scrivere a (nome@esempio.it) entro il 2 ottobre 2020").isAuthorOfPost)
  }
}
