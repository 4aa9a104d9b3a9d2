import Testing

@testable import Vaglio

struct LineFeaturesTests {
  private func features(_ line: String) -> LineFeatures {
    var words: [UInt64] = []
    return Array(line.utf8).withUnsafeBufferPointer {
      LineFeatures($0, 0..<$0.count, phrases: .italian, words: &words)
    }
  }

  @Test func prose() {
    #expect(features("Il ministero ha detto che la rete sarà pronta entro la fine dell’anno.").isProse)
    #expect(!features("Home Economia Sport Cultura Meteo Video Foto Giochi Motori Viaggi").isProse)
    #expect(!features("Il bilancio torna in attivo").isProse)
  }

  @Test func shapes() {
    #expect(features("12 marzo 2021").isDate)
    #expect(features("Ultimo aggiornamento: lunedì 3 maggio 2021 ore 10:30").digitCount == 9)
    #expect(!features("nel 2021 la rete").isDate)
    #expect(features("Home | Chi siamo | Contatti").separatorCount == 2)
    #expect(features("«È finita.»").endsLikeASentence)
    #expect(features("  \t ").isBlank)
    #expect(features("© 2021").startsWithCopyright)
  }
}
