import Testing

@testable import Vaglio
@testable import VaglioTraining

@Suite struct LetterModelBuilderTests {
  @Test("letters.bin is what its builder makes of forms.bin")
  func isFresh() throws {
    let made = LetterModelBuilder.build(.italian)
    #expect(made.bytes == (try Committed.bytes("letters.bin")), "stale: make it again with 'vaglio lexicon build'")
    #expect(made.count > 5000)
  }

  @Test func aFileThatIsNoLexiconIsRefused() {
    #expect(throws: LexiconError.self) { try LetterModelBuilder.file(forForms: [1, 2, 3]) }
  }
}
