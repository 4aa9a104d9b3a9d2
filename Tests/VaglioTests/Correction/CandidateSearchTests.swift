import Testing

@testable import Vaglio

@Suite struct CandidateSearchTests {
  private func readings(
    _ read: String, cost: Float = 14, edits: Int = 2, isGeneric: Bool = false, splits: Bool = true,
    isDeep: Bool = false
  ) -> [String] {
    var search = CandidateSearch(forms: .italian, graph: .italian, suffixes: .italianReversed, confusions: .italian)
    search.search(
      Array(read.utf8), limits: .init(cost: cost, edits: edits, isGeneric: isGeneric, splits: splits, isDeep: isDeep))
    return search.candidates.map { String(decoding: search.form($0), as: UTF8.self) }
  }

  @Test(
    arguments: [
      ("relazi0ne", "relazione"), ("rninistro", "ministro"), ("effettua-re", "effettuare"),
      ("teleco- municazioni", "telecomunicazioni"), ("citta", "città"), ("asfruttare", "a sfruttare"),
      ("nelfambito", "nell'ambito"), ("cornunita", "comunità"),
    ])
  func finds(read: String, printed: String) {
    #expect(readings(read, edits: 3).contains(printed), "\(readings(read, edits: 3))")
  }

  @Test func aWordThatIsOneIsNoReadingOfItself() {
    #expect(!readings("relazione").contains("relazione"))
  }

  @Test func limitsHold() {
    #expect(readings("relazi0ne", cost: 0.5).isEmpty)
    #expect(!readings("rninistr0", edits: 1).contains("ministro"))
    #expect(!readings("asfruttare", splits: false).contains("a sfruttare"))
    #expect(readings("govxrno", edits: 1).isEmpty)
    #expect(readings("govxrno", edits: 2, isGeneric: true).contains("governo"))
  }

  @Test func aRareReadingIsSoughtWhereNothingElseIsFound() {
    #expect(!readings("medesinw", cost: 18, isGeneric: true).contains("medesimo"))
    #expect(readings("medesinw", cost: 18, isGeneric: true, isDeep: true).contains("medesimo"))
    // Two rare words do not end the search for one.
    #expect(readings("malarado", cost: 18, isGeneric: true).contains("malgrado"))
    // An I among small letters is an l before it is an i.
    #expect(readings("daI").first == "dal")
  }

  @Test func signsAndCapitalsInsideNeedChanges() {
    #expect(readings("speCralizzazione", edits: 3, isGeneric: true).contains("specializzazione"))
    #expect(readings("dell' acqua", edits: 1).contains("dell'acqua"))
    #expect(readings("pub- bli- ca", edits: 1).isEmpty)
  }

  /// What no word has at its place may be any letter, or two, whatever the engine; a letter costs more.
  @Test(
    arguments: [
      ("coZertura", "copertura"), ("minis^o", "ministro"), ("di§usa", "diffusa"), ("go◊er◊o", "governo"),
      ("tuQi", "tutti"),
    ])
  func signsAreWildCards(read: String, printed: String) {
    #expect(readings(read, cost: 14, isGeneric: true).contains(printed), "\(readings(read, cost: 14, isGeneric: true))")
    #expect(!readings(read, cost: 14, isGeneric: false).contains(printed))
  }

  @Test func theCheapestComesFirstAndOnce() {
    var search = CandidateSearch(forms: .italian, graph: .italian, suffixes: .italianReversed, confusions: .italian)
    for read in ["cornunita", "pubbliche-", "nelfambito", "ltalia", "d1"] {
      search.search(Array(read.utf8), limits: .init(cost: 18, edits: 3))
      let costs = search.candidates.map(\.cost)
      #expect(costs == costs.sorted())
      #expect(costs.last ?? 0 <= (costs.first ?? 0) + 7)
      #expect(Set(search.candidates.map { Array(search.form($0)) }).count == costs.count)
    }
  }

  @Test func signsAndLongStretchesEnd() {
    #expect(readings(String(repeating: "|_", count: 20), cost: 18, edits: 3, isGeneric: true).count < 100)
    #expect(readings(String(repeating: "a", count: 200)).isEmpty)
    #expect(readings("").isEmpty)
  }
}
