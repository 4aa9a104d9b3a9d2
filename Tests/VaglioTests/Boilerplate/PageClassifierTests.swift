import Testing

@testable import Vaglio

struct PageClassifierTests {
  private func kept(_ lines: [String]) -> [Bool] {
    var words: [UInt64] = []
    let features = lines.map { line in
      Array(line.utf8).withUnsafeBufferPointer { LineFeatures($0, 0..<$0.count, phrases: .italian, words: &words) }
    }
    return PageClassifier(lines: features).verdicts().map(\.isKept)
  }

  private let prose = "La società ha comunicato che il servizio sarà attivo in tutta Italia entro la fine del mese."

  @Test func menusAboveNeedACue() {
    #expect(kept(["Sport", "Cinema", "Libri", prose]) == [true, true, true, true])
    #expect(kept(["Sport", "Cinema", "Skip to content", prose]) == [false, false, false, true])
  }

  @Test func whatEndsAnArticleEndsIt() {
    #expect(
      kept([prose, prose, "Articoli correlati", "Un altro titolo lungo che parla di cose diverse", prose])
        == [true, true, false, false, false])
  }

  @Test func anEndBeforeTheProseDoesNot() {
    #expect(kept(["Ultimi articoli", prose, prose, prose]) == [false, true, true, true])
  }
}
