import Testing

@testable import Vaglio

@Suite("Letters that were read as signs and digits")
struct CorrectionSignsTests {
  let corrector = Corrector()
  let noise = NoisyPage.rest

  @Test(
    "the article before a number that begins with a vowel",
    arguments: [
      ("Riguarda 1'80% delle persone.", "Riguarda l'80% delle persone."),
      ("Nacque 1'11 dicembre e morì 1'8 marzo.", "Nacque l'11 dicembre e morì l'8 marzo."),
      ("Corse in 1'8\" di gara e 1'30 di pausa.", "Corse in 1'8\" di gara e 1'30 di pausa."),
      ("Scende dell'uno, sale 1'1,8% del totale.", "Scende dell'uno, sale l'1,8% del totale."),
      ("Vinse in 1'11.7 la prima gara.", "Vinse in 1'11.7 la prima gara."),
      ("Vale 1'20 di margine.", "Vale 1'20 di margine."),
    ])
  func elidedArticles(read: String, printed: String) {
    #expect(corrector.corrected(read + NoisyPage.rest).hasPrefix(printed))
    #expect(corrector.corrected(read) == read)
  }

  @Test(
    "the only bar of a page, inside a text",
    arguments: [
      (
        "Il treno è arrivato alla stazione. | viaggiatori sono scesi.",
        "Il treno è arrivato alla stazione. I viaggiatori sono scesi."
      ),
      ("È il primo tra | premi letterari italiani.", "È il primo tra i premi letterari italiani."),
      (
        "| treni sono arrivati alla stazione con tre ore di ritardo.",
        "I treni sono arrivati alla stazione con tre ore di ritardo."
      ),
      (
        "| treni sono arrivati alla stazione con tre ore di ritardo. | viaggiatori che erano scesi ridono di gusto ora.",
        "I treni sono arrivati alla stazione con tre ore di ritardo. I viaggiatori che erano scesi ridono di gusto ora."
      ),
    ])
  func loneBar(read: String, printed: String) { #expect(corrector.corrected(read) == printed) }

  @Test(
    "bars that separate",
    arguments: [
      "Il treno è arrivato. | viaggiatori sono scesi. | viaggiatori ridono.", "Tutto su Roma | viaggiatori e treni.",
      "È il primo tra | premio e castigo.",
      "| nomi | cognomi | indirizzi |", "| treni sono arrivati alla stazione con tre ore di ritardo. | Milano",
      "| treni e orari di tutte le linee", "| treni sono arrivati.",
      "Leggi tutti | commenti (3)", "Sono qui anche per tutti | commenti (3)",
    ])
  func separators(_ text: String) { #expect(corrector.corrected(text) == text) }

  @Test(
    "a verb with a sign behind it, and digits, on a noisy page",
    arguments: [
      ("Il generale é@ partito ieri.", "Il generale è partito ieri."),
      ("Il generale è€ partito ieri.", "Il generale è partito ieri."),
      ("Lo dicono i proweditori della scuola.", "Lo dicono i provveditori della scuola."),
      ("Gli abb¡amo dato da mangiare.", "Gli abbiamo dato da mangiare."),
      ("Nel limite del 5O per cento dei posti.", "Nel limite del 50 per cento dei posti."),
      ("Nato nel 19s9 a Roma.", "Nato nel 1959 a Roma."), ("La legge 2b0 del 1980.", "La legge 260 del 1980."),
    ])
  func digits(read: String, printed: String) {
    #expect(corrector.corrected(read + noise).hasPrefix(printed), "\(corrector.corrected(read + noise))")
  }

  @Test(
    "a cent with no number before it, on any page",
    arguments: [
      ("Si ¢ spento a Milano l'editore di molti libri.", "Si è spento a Milano l'editore di molti libri."),
      ("Costa 20 ¢ al minuto per tutti.", "Costa 20 ¢ al minuto per tutti."),
      ("Il segno ¢ Bianco della moneta.", "Il segno ¢ Bianco della moneta."),
    ])
  func cents(read: String, printed: String) {
    #expect(corrector.corrected(read) == printed)
    // Before a capital it may have been read for a letter there.
    if !read.contains("Bianco") { #expect(corrector.corrected(read + noise).hasPrefix(printed)) }
  }

  @Test("the sign of percent, in three")
  func percent() {
    #expect(corrector.corrected("Ha votato il 30°/o dei cittadini.") == "Ha votato il 30% dei cittadini.")
    #expect(corrector.corrected("Ha votato a 30°/min e 5°/o.") == "Ha votato a 30°/min e 5%.")
  }

  @Test("codes stay", arguments: ["Usa Powerbi e il software awesome.", "Vale 5G, 3D, B2B, 4K, 2a, 5l e 3s."])
  func codes(_ text: String) {
    #expect(corrector.corrected(text) == text)
    #expect(corrector.corrected(text + noise).hasPrefix(text), "\(corrector.corrected(text + noise))")
  }
}
