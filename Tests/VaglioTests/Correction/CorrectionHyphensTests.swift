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
      )
    ])
  func cutWords(read: String, printed: String) { #expect(corrector.corrected(read) == printed) }

  @Test(
    "on a noisy page",
    arguments: [
      ("I tifosi hanno-potuto stazionare fuori.", "I tifosi hanno potuto stazionare fuori."),
      ("Il giudice può disporre -una riduzione.", "Il giudice può disporre una riduzione."),
    ])
  func noisy(read: String, printed: String) {
    #expect(corrector.corrected(read + noise).hasPrefix(printed), "\(corrector.corrected(read + noise))")
  }

  @Test(
    "compounds and dashes stay",
    arguments: [
      "Il vice-presidente e il vice-ministro dell'Africa sub-sahariana.", "La linea Milano-Napoli è chiusa.",
      "Una legge -dice il ministro- che serve.", "Il turn-over e il week-end.",
    ])
  func compounds(_ text: String) {
    #expect(corrector.corrected(text) == text)
    #expect(corrector.corrected(text + noise).hasPrefix(text), "\(corrector.corrected(text + noise))")
  }
}
