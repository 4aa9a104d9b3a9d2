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

  @Test("runs of three tell more than runs of two")
  func triples() {
    func key(_ words: String...) -> UInt64 {
      words.dropFirst().reduce(BigramModel.key(words[0].utf8)) { BigramModel.key($0, BigramModel.key($1.utf8)) }
    }
    #expect(model.tripleClass(key("unione", "europea", "è"), limit: 63) != nil)
    #expect(model.tripleClass(key("europea", "unione", "zgrubbolo"), limit: 63) == nil)
  }
}
