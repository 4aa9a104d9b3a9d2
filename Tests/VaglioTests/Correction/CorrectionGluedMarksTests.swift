import Testing

@testable import Vaglio

@Suite("Marks that touch a word")
struct CorrectionGluedMarksTests {
  let corrector = Corrector()
  let noise = NoisyPage.rest

  @Test(
    "on a noisy page they are specks, hyphens of line ends, quotes and brackets",
    arguments: [
      ("Il ministro ha firmato 'la legge di ieri.", "Il ministro ha firmato la legge di ieri."),
      ("Il ministro ha firmato .la legge di ieri.", "Il ministro ha firmato la legge di ieri."),
      ("Il _ministro ha firmato la legge di ieri.", "Il ministro ha firmato la legge di ieri."),
      ("Il presidente ha letto gli ar\" ticoli.", "Il presidente ha letto gli articoli."),
      ("La so© cietà ha letto le norme di ieri.", "La società ha letto le norme di ieri."),
      ("La fine dell''anno è vicina.", "La fine dell'anno è vicina."),
      ("Ha detto: <<Non posso venire>>, e basta.", "Ha detto: «Non posso venire», e basta."),
      ("La legge {vedi sopra) è di ieri.", "La legge (vedi sopra) è di ieri."),
      ("La legge (della Regione] è di ieri.", "La legge (della Regione) è di ieri."),
    ])
  func marks(read: String, printed: String) {
    #expect(corrector.corrected(read + noise).hasPrefix(printed), "\(corrector.corrected(read + noise))")
  }

  @Test(
    "a word cut by a mark needs no other error where one half is no word",
    arguments: [
      ("Il mercato ha punito i dipen\" denti della banca.", "Il mercato ha punito i dipendenti della banca."),
      ("Serve una tassa' zione minima dei capitali.", "Serve una tassazione minima dei capitali."),
      ("La durata della ser- - vitù e il danno sofferto.", "La durata della servitù e il danno sofferto."),
    ])
  func cutWords(read: String, printed: String) { #expect(corrector.corrected(read) == printed) }

  @Test(
    "an apostrophe apart from the word that it belongs to",
    arguments: [
      ("Manca l'erogazione d 'acqua da ieri.", "Manca l'erogazione d'acqua da ieri."),
      ("La fine dell '80 è lontana.", "La fine dell'80 è lontana."),
    ])
  func apostrophes(read: String, printed: String) { #expect(corrector.corrected(read) == printed) }

  @Test(
    "what is typed so stays, on a noisy page too",
    arguments: [
      "Il film 'la strada' è bello.", "La 'ndrangheta e la mafia.", "La parola «an» che non c'era.",
      "Una lettera [scritta] a mano.", "L'insieme {uno, due} di numeri.", "Batteva le mani, festante.",
      "Un po' di pane e l'altra cosa.",
      "Scrive un 'altro' tra virgolette.", "Il dominio .net e il dominio .com ci sono.",
    ])
  func typed(_ text: String) {
    #expect(corrector.corrected(text + noise).hasPrefix(text), "\(corrector.corrected(text + noise))")
  }

  @Test(
    "a page without other errors is left alone",
    arguments: [
      "Il ministro ha firmato 'la legge di ieri.", "Digitare << o >> nella finestra.",
      "La legge {vedi sopra) è di ieri.",
      "Batteva le mani, festante, il capitano.", "Il suffisso \"zione\" di tanti nomi.",
    ])
  func cleanPage(_ text: String) { #expect(corrector.corrected(text) == text) }

  @Test("marks are still read once the letters around are right")
  func laterRounds() {
    let read = "E soprattutto ha detlo 'tutto quello che sapeva della legge e della norrna."
    #expect(corrector.corrected(read + noise).hasPrefix("E soprattutto ha detto tutto quello che sapeva"))
  }
}
