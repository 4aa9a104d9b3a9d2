import Testing

@testable import Vaglio

@Suite("Signs that stand alone")
struct CorrectionSpecksTests {
  let corrector = Corrector()
  let noise = NoisyPage.rest

  private func repaired(_ text: String) -> String {
    var document = Document(text)
    Normalizer().process(&document)
    Tokenizer().process(&document)
    corrector.process(&document)
    checkInvariants(document)
    return document.string
  }

  @Test("a mark between blanks is a speck on a misread page, and one that was typed so on others")
  func apartMarks() {
    #expect(repaired("La Nato ha una nuova . Strategia europea." + noise).hasPrefix("La Nato ha una nuova Strategia"))
    #expect(repaired("La Nato ha una nuova . Strategia europea.").hasPrefix("La Nato ha una nuova. Strategia"))
    #expect(
      repaired("La Nato ha una nuova . ‘ strategia europea _ per il mare." + noise).hasPrefix(
        "La Nato ha una nuova strategia"))
    // A stop that the corrector has set against its word itself, and a number behind it.
    #expect(
      repaired("Il decreto legge . «del primo marzo . 2022 vale _ ancora." + noise).hasPrefix("Il decreto legge «del"))
    let typed = "Il pane , il vino , il sale : tutto , ma caro."
    #expect(repaired(typed + noise).hasPrefix("Il pane, il vino, il sale: tutto, ma caro."))
  }

  @Test(
    "on a noisy page they are specks, or letters where the words around say so",
    arguments: [
      ("Il ministro _ ha firmato la legge.", "Il ministro ha firmato la legge."),
      ("Il ministro ha firmato ‘ la legge.", "Il ministro ha firmato la legge."),
      ("La sera | il consiglio ha votato.", "La sera il consiglio ha votato."),
      ("| ministri hanno firmato la legge.", "I ministri hanno firmato la legge."),
      ("|| ministro ha firmato la legge.", "Il ministro ha firmato la legge."),
      ("Un uomo di 35 anni ¢ morto ieri.", "Un uomo di 35 anni è morto ieri."),
      ("Il ministro ha rag _ giunto Roma.", "Il ministro ha raggiunto Roma."),
    ])
  func specks(read: String, printed: String) {
    #expect(corrector.corrected(read + noise).hasPrefix(printed), "\(corrector.corrected(read + noise))")
  }

  @Test(
    "what is typed so stays, on a noisy page too",
    arguments: [
      "Home | Contatti | Privacy | Cookie.", "Il prezzo è di € 50 al mese.", "La marca © Rossi del 1990.",
      "Negli anni ' 50 si usava.", "E poi . . . nulla.", "Il calcolo 5 * 3 fa quindici.",
      "La scritta ' bella ' sul muro.", "1 quasi amici di ieri.", "Il nome ____ e la data ____ del modulo.",
    ])
  func typed(_ text: String) {
    #expect(corrector.corrected(text + noise).hasPrefix(text), "\(corrector.corrected(text + noise))")
  }

  @Test("many of them make a page dirty by themselves")
  func dirtyPage() {
    let read = "Il meccanico aggiusta . la ruota e noi ‘ aspettiamo fuori, per ' entrare . dopo tutti gli altri."
    #expect(
      repaired(read) == "Il meccanico aggiusta la ruota e noi aspettiamo fuori, per entrare dopo tutti gli altri.")
  }

  @Test("one blank inside quotes is the author's where nothing else is wrong")
  func blankBeforeQuote() {
    let text = "Disse: «Il nostro Paese ». Poi tacque."
    #expect(corrector.corrected(text) == text)
    var document = Document(text)
    Tokenizer().process(&document)
    corrector.process(&document)
    #expect(document.suggestions.map(\.causes.first?.rule) == ["space/before-mark"])
    #expect(
      repaired("In base alia legge, di effettua-re chiamate «nel nostro Paese ». Poi tacque.")
        == "In base alla legge, di effettuare chiamate «nel nostro Paese». Poi tacque.")
  }

  @Test(
    "a page without other errors is left alone",
    arguments: [
      "Il ministro _ ha firmato la legge ieri mattina a Roma.", "Roma | ministri al lavoro sulla legge.",
      "Ha detto .. e poi ha firmato la legge ' nuova.", "| ribelli attaccano la città di notte.",
    ])
  func cleanPage(_ text: String) { #expect(corrector.corrected(text) == text) }
}
