import Testing

@testable import Vaglio

@Suite("Hyphens that the page explains")
struct CorrectionHyphensTests {
  let corrector = Corrector()
  let noise = NoisyPage.rest

  @Test(
    "two words cut at line ends speak for each other",
    arguments: [
      (
        "Il gruppo ha com-messo un reato, dicono gli ad-detti.",
        "Il gruppo ha commesso un reato, dicono gli addetti."
      ),
      (
        "Il gruppo ha com-messo un reato ed è inter-venuta la polizia.",
        "Il gruppo ha commesso un reato ed è intervenuta la polizia."
      ),
      (
        "Il gruppo ha com-messo reati, furono corri-sposti gli utili e assicura-vano il contrario.",
        "Il gruppo ha commesso reati, furono corrisposti gli utili e assicuravano il contrario."
      ),
    ])
  func cutWords(read: String, printed: String) { #expect(corrector.corrected(read) == printed) }

  @Test(
    "on a noisy page",
    arguments: [
      ("I tifosi hanno-potuto stazionare fuori.", "I tifosi hanno potuto stazionare fuori."),
      ("Il giudice può disporre -una riduzione.", "Il giudice può disporre una riduzione."),
      ("Il rinvio era previsto il-27 maggio di ieri.", "Il rinvio era previsto il 27 maggio di ieri."),
      ("Parla la madre di-Ermanno in aula.", "Parla la madre di Ermanno in aula."),
      ("Restano le carte del convegno, -l'intervento c'è.", "Restano le carte del convegno, l'intervento c'è."),
      (
        "Sono in due, forse su una Golf- racconta -. Poi tace.",
        "Sono in due, forse su una Golf - racconta -. Poi tace."
      ),
    ])
  func noisy(read: String, printed: String) {
    #expect(corrector.corrected(read + noise).hasPrefix(printed), "\(corrector.corrected(read + noise))")
  }
}
