import Testing

@testable import Vaglio

struct FurniturePhraseFileTests {
  @Test func errorsSayWhere() {
    for (tsv, reason) in [
      ("# x\ncookie\tline\t0.9", "p.tsv:2: found 3 fields"),
      ("cookie\tword\t0.9\tok", "p.tsv:1: found the match 'word'"),
      ("cookie\tline\t2\tok", "p.tsv:1: found the score '2'"),
      ("cookie\tline\t0.5\t—", "p.tsv:1: found the phrase '—'"),
    ] {
      let error = #expect(throws: LexiconError.self) { _ = try FurniturePhraseFile(tsv: tsv, file: "p.tsv") }
      #expect(error?.description.hasPrefix(reason) == true)
    }
  }

  @Test func aPhraseAloneIsEnoughForAUser() throws {
    let phrases = try FurniturePhraseFile(
      tsv: "scarica l'app\r\n\n# no\nadvert\tline\t1\tora", file: "p", areUsers: true
    )
    .phrases
    #expect(phrases.map(\.match) == [.inside, .line])
    #expect(phrases.allSatisfy { $0.isUsers && $0.isSure })
    #expect(phrases[0].words.count == 3)
  }
}
