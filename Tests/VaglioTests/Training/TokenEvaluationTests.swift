import Testing
import VaglioTraining

@testable import Vaglio

@Suite struct TokenEvaluationTests {
  private let treebank = """
    # text = Della casa.
    1-2\tDella\t_\t_\t_\t_\t_\t_\t_\t_
    1\tDi\tdi\tADP\tE\t_\t3\tcase\t_\t_
    2\tla\til\tDET\tRD\t_\t3\tdet\t_\t_
    3\tcasa\tcasa\tNOUN\tS\t_\t0\troot\t_\tSpaceAfter=No
    4\t.\t.\tPUNCT\tFS\t_\t3\tpunct\t_\t_

    1\tSì\tsì\tINTJ\tI\t_\t0\troot\t_\t_
    1.1\t_\t_\t_\t_\t_\t_\t_\t_\t_

    """

  @Test func textTokensAndSentences() {
    let evaluation = TokenEvaluation(conllu: treebank)
    #expect(evaluation.text == "Della casa. Sì ")
    #expect(evaluation.tokens == [0..<5, 6..<10, 10..<11, 12..<15])
    #expect(evaluation.sentences == [0..<11, 12..<15])
  }

  @Test func scores() throws {
    let evaluation = TokenEvaluation(conllu: treebank)
    let document = try Pipeline(Tokenizer(), SentenceSplitter())(evaluation.text)
    #expect(evaluation.score(document).tokens.f1 == 1)
    #expect(evaluation.score(document).sentences.f1 == 1)
    let half = TokenEvaluation.score([0..<5, 6..<11], gold: [0..<5, 6..<10, 10..<11])
    #expect(half.right == 1 && half.found == 2 && half.gold == 3)
    #expect(half.description == "P 50.00 R 33.33 F 40.00 (1 of 2 found, 3 gold)")
  }

  @Test func differences() throws {
    let evaluation = TokenEvaluation(conllu: treebank)
    var document = Document(evaluation.text)
    document.setTokens([(0..<5, .word), (6..<11, .word), (12..<15, .word)])
    document.setSentences([0..<11, 12..<15])
    #expect(evaluation.differences(document) == ["- token 6..<10 casa", "+ token 6..<11 casa.", "- token 10..<11 ."])
  }
}
