import Testing

@testable import Vaglio

@Suite struct ReadStretchTests {
  private func stretch(_ text: String, ignoresCase: Bool = false) -> ReadStretch {
    var stretch = ReadStretch(graph: .italian, suffixes: .italianReversed)
    stretch.read(Array(text.utf8), ignoresCase: ignoresCase, confusions: .italian)
    return stretch
  }

  @Test func aWordNeedsNoChange() {
    let word = stretch("relazione")
    #expect(word.count == 9 && word.firstEnding == 0 && word.needed(0) == 0)
    #expect(word.cost(ofChanges: 0, from: 0) == 0)
  }

  @Test func whatEndsLikeNoFormNeedsOneUpToThere() {
    let word = stretch("relaziqne")
    // `ne` is an ending, `qne` is none.
    #expect(word.firstEnding == 7)
    #expect(word.needed(0) == 1 && word.needed(6) == 1 && word.needed(7) == 0)
    #expect(word.cost(ofChanges: 1, from: 0) > 0)
    #expect(word.cost(ofChanges: 2, from: 0) == 2 * word.cost(ofChanges: 1, from: 0))
  }

  @Test func whatStandsBeforeTheRestMakesAnEnding() {
    let word = stretch("relazione")
    // `zione` ends words behind an a, and none behind a q; what is no letter is not asked.
    #expect(word.mayPrecede(4) & FormGraph.italian.bit(0x61) != 0)
    #expect(word.mayPrecede(4) & FormGraph.italian.bit(0x71) == 0)
    #expect(word.mayPrecede(4) & ConfusionTable.blank != 0)
    // Words end in e, and in most other letters.
    #expect(word.mayPrecede(9) & FormGraph.italian.bit(0x65) != 0)
  }

  @Test func signsThatAreFarApartNeedOneEach() {
    #expect(stretch("a- municazionizzanti -a").needed(0) >= 2)
    #expect(stretch("ser- vizio").needed(0) == 1)
  }

  @Test func aCapitalInsideIsAChangeUnlessCaseIsIgnored() {
    #expect(stretch("relaZione").needed(0) == 1)
    #expect(stretch("relaZione").bit(4) != 0 && stretch("relaZione").exactBit(4) == 0)
    #expect(stretch("RELAZIONE", ignoresCase: true).needed(0) == 0)
    #expect(stretch("Relazione").needed(0) == 0)
  }

  @Test func signsAreNoPartOfAWord() {
    let word = stretch("e|e")
    #expect(word.lower(1) == 0 && word.bit(1) == 0 && word[1] == 0x7c)
  }
}
