import Testing

@testable import Vaglio

@Suite struct CandidateSearcherTests {
  private func searcher() -> CandidateSearcher {
    CandidateSearcher(
      CandidateSearch(forms: .italian, graph: .italian, suffixes: .italianReversed, confusions: .italian))
  }

  @Test func whatIsBroughtBackIsTakenOnce() {
    let pool = CandidateSearcherPool()
    #expect(pool.take() == nil)
    pool.bringBack(searcher())
    #expect(pool.take() != nil)
    #expect(pool.take() == nil)
  }

  /// What one text left behind changes nothing for the next, on any thread.
  @Test func threadsShareACorrector() async {
    let texts = (0..<8).map {
      "La cornmissione e stata la prirna a dec1dere, in base alia normativa: teleco- municazioni \($0), ministero."
    }
    let alone = texts.map { Corrector().corrected($0) }
    let corrector = Corrector()
    let together = await withTaskGroup(of: (Int, String).self) { group in
      for round in 0..<4 {
        for (index, text) in texts.enumerated() {
          group.addTask { (round * texts.count + index, corrector.corrected(text)) }
        }
      }
      return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    for (index, text) in together { #expect(text == alone[index % texts.count]) }
    #expect(together.count == 32 && alone[0].contains("commissione è stata la prima a decidere"))
  }
}
