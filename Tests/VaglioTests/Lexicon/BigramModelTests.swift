import Testing

@testable import Vaglio

@Suite("BigramModel")
struct BigramModelTests {
  let model = BigramModel.italian

  @Test("the committed model opens and knows which word fits")
  func opens() {
    #expect(model.count > 500_000)
    #expect(model.score(previous: "è", word: "stata") > model.score(previous: "e", word: "stata") + 2)
    #expect(model.score(previous: "unione", word: "europea") > model.score(previous: "unione", word: "europeo") + 4)
    #expect(model.score(previous: "<s>", word: "il") > model.score(previous: "<s>", word: "zero"))
  }

  @Test("every score is the logarithm of a probability, for unknown words too")
  func bounds() {
    for previous in ["<s>", ",", "che", "zgrubbolo", ""] {
      for word in ["che", "</s>", "zgrubbolo", "<num>", ""] {
        let score = model.score(previous: previous, word: word)
        #expect(score <= 0 && score > -40, "\(previous) \(word): \(score)")
      }
    }
  }

  @Test("what is no model is refused")
  func refused() {
    let bytes = [UInt8]("VGLNGRM1".utf8) + [UInt8](repeating: 1, count: 40)
    bytes.withUnsafeBufferPointer { buffer in
      let error = #expect(throws: LexiconError.self) { try BigramModel(buffer, forms: .italian, file: "mine.bin") }
      #expect(error?.description.contains("mine.bin") == true)
    }
  }
}
