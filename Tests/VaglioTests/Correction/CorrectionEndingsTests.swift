import Testing

@testable import Vaglio

@Suite("Endings of words that no list has")
struct CorrectionEndingsTests {
  let corrector = Corrector()

  @Test("nouns in -ità, on a misread page", arguments: ["viciniorita", "piezoresistivita"])
  func nouns(word: String) {
    let text = "Lo dice la tabella di \(word) allegata."
    let printed = "Lo dice la tabella di \(word.dropLast())à allegata."
    #expect(corrector.corrected(text + NoisyPage.rest).hasPrefix(printed))
    #expect(corrector.corrected(text) == text)
  }

  @Test("one that a list has, on any page")
  func listedNoun() {
    let text = "Lo dice la tabella di superconduttivita allegata."
    let printed = "Lo dice la tabella di superconduttività allegata."
    #expect(corrector.corrected(text + NoisyPage.rest).hasPrefix(printed))
    #expect(corrector.corrected(text) == printed)
  }

  @Test("participles stay", arguments: ["La casa è stata ripartorita ieri.", "È stata riconvenita dal giudice."])
  func participles(_ text: String) {
    #expect(!corrector.corrected(text + NoisyPage.rest).contains("ità "))
  }
}
