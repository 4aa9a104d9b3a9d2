import Testing

@testable import Vaglio

@Suite struct CorrectionPageTests {
  @Test("The literals of the boundaries are their keys")
  func boundaryKeys() {
    #expect(BoundaryKey.sentenceStart == BigramModel.key(.sentenceStart))
    #expect(BoundaryKey.sentenceEnd == BigramModel.key(.sentenceEnd))
    #expect(BoundaryKey.comma == BigramModel.key(.comma))
    #expect(BoundaryKey.punctuation == BigramModel.key(.punctuation))
    #expect(BoundaryKey.number == BigramModel.key(.number))
    #expect(BoundaryKey.other == BigramModel.key(.other))
  }

  @Test("A page knows its text, how damaged it is, and how often what is no word was counted")
  func page() {
    let text = Array("La cornmissione e stata la prirna a dec1dere, in base a11a norma.".utf8)
    text.withUnsafeBufferPointer { text in
      let rules = CorrectionRules.italian
      let pieces = CorrectionScanner(text: text, forms: .italian, anchors: rules.anchors).pieces()
      let page = CorrectionPage(
        text: text, pieces: pieces, tables: .italian, rules: rules, minimumConfidence: 0.7,
        repairs: PageNoise.Repairs())
      #expect(page.text.count == text.count && page.noise.isNoisy && page.apartMarks.isEmpty)
      #expect(page.boundaries.comma.key == BoundaryKey.comma && page.boundaries.comma.count > 100_000)
      #expect(page.boundaries.sentenceStart.count > 100_000 && page.boundaries.number.count > 100_000)
    }
  }
}
