import Testing

@testable import Vaglio

/// What a page as a whole says about its errors.
struct PageNoiseTests {
  private func noise(_ text: String) -> PageNoise {
    let rules = CorrectionRules.italian
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      let pieces = CorrectionScanner(text: bytes, forms: .italian, anchors: rules.anchors).pieces()
      return PageNoise(pieces: pieces, text: bytes, forms: .italian)
    }
  }

  private let clean = "Il ministro ha detto che la rete sarà pronta entro la fine dell'anno, e che i costi sono noti."

  @Test func aCleanPageMakesCorrectionsDear() {
    #expect(noise(clean).cost > 0)
    #expect(!noise(clean).isNoisy)
    #expect(!noise(clean).isMisread)
  }

  @Test func unknownWordsMakeThemCheap() {
    #expect(noise("Il rninistro ha delto chc la rcte sarà ponta enlro la finc del'anno.").cost < noise(clean).cost)
    #expect(noise("Il rninistro ha delto chc la rcte sarà ponta enlro la finc del'anno.").isNoisy)
  }

  @Test func onlyAMachineMisreadsLikeThis() {
    #expect(noise(clean + " Nel testo de1la legge.").isMisread)
    #expect(noise(clean + " La co-municazione e la deli-bera della commis-sione.").isMisread)
    #expect(noise(clean + " La societa risponde.").isMisread)
    // New words and names are no proof.
    #expect(!noise(clean + " La coscrizione dei frobnicatori di Vattelapesca e il G7 di A2A.").isMisread)
  }

  @Test func marksApartAreDirt() {
    #expect(noise("Il ministro . ha detto che ‘ la rete sarà _ pronta entro la fine dell'anno.").isNoisy)
    // Too few, or before capitals.
    #expect(!noise("Il ministro ha detto . che la rete sarà _ pronta entro la fine dell'anno.").isNoisy)
    #expect(!noise("Il ministro . Ha detto . La rete . Pronta entro la fine dell'anno.").isNoisy)
  }

  @Test func lineEndHyphensAreCounted() {
    #expect(noise("La co-municazione e la deli-bera della commis-sione.").hasLineEndHyphens)
    #expect(!noise("L'Emilia-Romagna e il Friuli-Venezia Giulia.").hasLineEndHyphens)
  }
}
