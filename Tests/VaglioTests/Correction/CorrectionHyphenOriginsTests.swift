import Testing

@testable import Vaglio

@Suite("What a hyphen inside a word was")
struct CorrectionHyphenOriginsTests {
  let corrector = Corrector()
  let noise = NoisyPage.rest

  @Test(
    "what no text joins so was cut, on any page",
    arguments: [
      ("Gli utili furono corri-sposti in due rate.", "Gli utili furono corrisposti in due rate."),
      ("Lo ha detto Su-san Rossi ieri.", "Lo ha detto Susan Rossi ieri."),
      ("Colpisce gli agenti pa-togeni.\" Poi tace.", "Colpisce gli agenti patogeni.\" Poi tace."),
      ("È noto im-meritatamente per questo.", "È noto immeritatamente per questo."),
      ("Il macchinista ri — masto illeso tace.", "Il macchinista rimasto illeso tace."),
      ("Il macchinista ri - masto illeso tace.", "Il macchinista rimasto illeso tace."),
      ("Hanno steso le forze e il-telefono.", "Hanno steso le forze e il telefono."),
      ("La visita si at- - tendeva da mesi.", "La visita si attendeva da mesi."),
    ])
  func broken(read: String, printed: String) { #expect(corrector.corrected(read) == printed) }

  @Test(
    "what no list has is whole again on a misread page",
    arguments: [
      (
        "Lo scrive Oreste Fla-minii nel libro, com-messo nel 1990.",
        "Lo scrive Oreste Flaminii nel libro, commesso nel 1990."
      ),
      ("È una spe-culatrice di fama.", "È una speculatrice di fama."),
      ("Parla Marcel-letti. Su Marcelletti nulla.", "Parla Marcelletti. Su Marcelletti nulla."),
      ("Lo scrive Oreste Fla-minii nel libro.", "Lo scrive Oreste Flaminii nel libro."),
      ("Lo scrive il sindaco Scopel-- littri nel libro.", "Lo scrive il sindaco Scopellittri nel libro."),
      ("Ha vinto il cen-tro-destra.", "Ha vinto il centro-destra."),
      ("Parla il faccendiere Lavi- - tola dal Sudamerica.", "Parla il faccendiere Lavitola dal Sudamerica."),
      ("È un magnete su-perconduttore molto freddo.", "È un magnete superconduttore molto freddo."),
      ("Lo assicura la bietolo-na di casa.", "Lo assicura la bietolona di casa."),
      ("Ha smesso di avvelenar-mi la vita.", "Ha smesso di avvelenarmi la vita."),
      ("Entra tirando-gli calci, e in nes-sun caso tace.", "Entra tirandogli calci, e in nessun caso tace."),
    ])
  func unknown(read: String, printed: String) {
    #expect(corrector.corrected(read + noise).hasPrefix(printed), "\(corrector.corrected(read + noise))")
  }

  @Test(
    "and stays on others",
    arguments: ["Lo scrive Oreste Fla-minii nel libro.", "Suona un tric-trac.", "Beve jupe-culotta."])
  func unknownStays(_ text: String) { #expect(corrector.corrected(text) == text) }

  @Test(
    "compounds and dashes stay",
    arguments: [
      "Il vice-presidente e il vice-ministro dell'Africa sub-sahariana.", "La linea Milano-Napoli è chiusa.",
      "Una legge -dice il ministro- che serve.", "Il nulla-osta e il week-end a medio-termine.",
      "È anti-terrorismo e filo-russo, e socio-economico.",
      "Il turn-over e il week-end.", "L'impero austro-ungarico cadde.",
      "Parla Ban Ki-moon, e Cho Seung-hui tace.", "Le piogge pre-monsoniche sono finite.", "Sono sordo-ciechi.",
      "È un intervento demolitivo-ricostruttivo.", "Il volo Milano-Roma-Napoli parte.",
      "Ha parlato Bashar al-Assad ieri.", "È un programma radio-televisivo.",
      "Il comma 1 -bis è nuovo.", "Serve il nulla-osta e una ferita lacero-contusa.",
    ])
  func compounds(_ text: String) {
    #expect(corrector.corrected(text) == text)
    #expect(corrector.corrected(text + noise).hasPrefix(text), "\(corrector.corrected(text + noise))")
  }
}
