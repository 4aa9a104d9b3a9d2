import Testing

@testable import Vaglio

@Suite("Corrections sure by their shape")
struct CorrectionFloorsTests {
  let corrector = Corrector()
  let noise = NoisyPage.rest

  @Test(
    "on a noisy page two words without their blank are two",
    arguments: [
      ("Anche itrasporti restano fermi.", "Anche i trasporti restano fermi."),
      ("La decisione delconsiglio comunale.", "La decisione del consiglio comunale."),
    ])
  func twoWords(read: String, printed: String) {
    #expect(corrector.corrected(read + noise).hasPrefix(printed), "\(corrector.corrected(read + noise))")
  }

  @Test(
    "words that only the lexicon lacks are one, on a noisy page too",
    arguments: [
      "Il conflitto pare ineseguibile.", "Proponiamole insieme una gita.", "La monarchia austro-ungarica finì.",
    ])
  func oneWord(_ text: String) {
    #expect(corrector.corrected(text + noise).hasPrefix(text), "\(corrector.corrected(text + noise))")
  }

  @Test(
    "right forms of every page stay",
    arguments: [
      "La duplice monarchia austro-ungarica e l'Africa sub-sahariana.", "Lo sconto è del 50 % per tutti.",
      "Il principio libero-scambista nelle pagine-gialle.", "ieri arera ha deciso sulle tariffe.",
      "Il ministro Passera ha deciso.", "Lo scandalo della malapolitica.",
      "Lo disse a'suoi amici, con un mugolio.", "Una passera sul ramo.",
      "La neve tende a disciogliersi presto nella casaforte.",
      "E'come se nulla fosse, e'vero.", "Egli puo'dire che da’suoi non viene nulla.",
    ])
  func rightForms(_ text: String) { #expect(corrector.corrected(text) == text) }
}
