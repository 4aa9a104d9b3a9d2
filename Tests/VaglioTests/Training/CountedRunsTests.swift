import Testing

@testable import Vaglio
@testable import VaglioTraining

@Suite("The runs of a text that the model was counted on")
struct CountedRunsTests {
  @Test("runs of two and three are those of the language model")
  func runs() {
    let runs = CountedRuns(Array("L'Unione europea è grande.\nL'Unione europea decide.".utf8))
    func key(_ words: String...) -> UInt64 {
      words.dropFirst().reduce(BigramModel.key(words[0].utf8)) { BigramModel.key($0, BigramModel.key($1.utf8)) }
    }
    #expect(runs.uses[key("unione", "europea")] == 2)
    #expect(runs.uses[key("l'", "unione", "europea")] == 2)
    #expect(runs.uses[key("europea", "è")] == 1)
    #expect(runs.uses[key("<s>", "l'")] == 2)
    #expect(runs.uses[key("grande", "</s>")] == 1)
    #expect(runs.uses[key("grande", "l'")] == nil)
    #expect(runs.uses[key("unione")] == 2)
    #expect(runs.uses[key("<s>")] == nil)
  }

  @Test("a text that nobody counted weighs one, whatever it holds")
  func weightOfNewText() {
    #expect(CountedRuns(Array("Zgrubboli azzurri mangiano tranvai di panna.".utf8)).weight(in: .italian) == 1)
    #expect(CountedRuns([]).weight(in: .italian) == 1)
  }
}
