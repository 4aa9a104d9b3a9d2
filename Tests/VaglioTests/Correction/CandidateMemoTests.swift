import Testing

@testable import Vaglio

@Suite struct CandidateMemoTests {
  private typealias Limits = CandidateSearch.Limits

  private func search() -> CandidateSearch {
    CandidateSearch(forms: .italian, graph: .italian, suffixes: .italianReversed, confusions: .italian)
  }

  private func readings(_ search: inout CandidateSearch, _ read: String, _ limits: Limits) -> [String] {
    search.search(Array(read.utf8), limits: limits)
    return search.candidates.map { candidate in
      "\(String(decoding: search.form(candidate), as: UTF8.self)) \(candidate.cost) \(candidate.edits)"
        + " \(candidate.frequency) \(candidate.isOneWord) \(candidate.hash)"
    }
  }

  @Test func whatIsSoughtAgainIsFoundAsBefore() {
    let words = ["cornunita", "rninistro", "asfruttare", "nelfambito", "relazione", "dell' acqua", "xqzw"]
    let limits = [
      Limits(cost: 14, edits: 2), Limits(cost: 10, edits: 1, isGeneric: false, splits: false),
      Limits(cost: 14, edits: 2, isGeneric: false), Limits(cost: 14, edits: 2, ignoresCase: true),
    ]
    var remembering = search()
    for _ in 0..<3 {
      for word in words {
        for limits in limits {
          var forgetful = search()
          #expect(readings(&remembering, word, limits) == readings(&forgetful, word, limits), "\(word) \(limits)")
        }
      }
    }
  }

  private func key(_ read: [UInt8], _ limits: Limits) -> [UInt8] {
    var key: [UInt8] = [9]
    CandidateMemo.write(read, limits, to: &key)
    return key
  }

  @Test func keysTellSearchesApart() {
    let keys = [
      key(Array("alia".utf8), Limits(cost: 14, edits: 2)),
      key(Array("alia".utf8), Limits(cost: 14.5, edits: 2)),
      key(Array("alia".utf8), Limits(cost: 14, edits: 3)),
      key(Array("alia".utf8), Limits(cost: 14, edits: 2, isGeneric: false)),
      key(Array("alia".utf8), Limits(cost: 14, edits: 2, splits: false)),
      key(Array("alia".utf8), Limits(cost: 14, edits: 2, ignoresCase: true)),
      key(Array("alla".utf8), Limits(cost: 14, edits: 2)),
    ]
    #expect(Set(keys).count == keys.count)
  }

  /// A memory of a few places: all but the last are forgotten, and none is found for another.
  @Test func whenItIsFullItStartsAnew() {
    let memo = CandidateMemo(capacity: 4)
    var candidates: [CandidateSearch.Candidate] = []
    var bytes: [UInt8] = []
    for number in 0..<100 {
      // All at one place of the table.
      let key = Array("word\(number)".utf8)
      let form = Array("form\(number)".utf8)
      let candidate = CandidateSearch.Candidate(
        start: 0, count: form.count, cost: Float(number), edits: 1, isOneWord: true, frequency: 7, hash: 1)
      #expect(!memo.find(key, 5, candidates: &candidates, bytes: &bytes))
      memo.insert(key, 5, candidates: [candidate], bytes: form)
      #expect(memo.find(key, 5, candidates: &candidates, bytes: &bytes))
      #expect(candidates.count == 1 && candidates[0].cost == Float(number) && bytes == form)
    }
    let kept = (0..<100).count { memo.find(Array("word\($0)".utf8), 5, candidates: &candidates, bytes: &bytes) }
    #expect(kept >= 1 && kept <= 8)
  }

  @Test func whatItHasStaysWhileItGrows() {
    let memo = CandidateMemo()
    var candidates: [CandidateSearch.Candidate] = []
    var bytes: [UInt8] = []
    let keys = (0..<5000).map { Array("word\($0)".utf8) }
    for key in keys { memo.insert(key, BigramModel.key(key), candidates: [], bytes: key.reversed()) }
    for key in keys {
      #expect(memo.find(key, BigramModel.key(key), candidates: &candidates, bytes: &bytes))
      #expect(bytes == key.reversed())
    }
  }

  @Test func nothingFoundIsRememberedToo() {
    let memo = CandidateMemo()
    var candidates = [
      CandidateSearch.Candidate(start: 0, count: 1, cost: 1, edits: 1, isOneWord: true, frequency: 1, hash: 1)
    ]
    var bytes: [UInt8] = [0x61]
    memo.insert([1, 2, 3], 9, candidates: [], bytes: [])
    #expect(memo.find([1, 2, 3], 9, candidates: &candidates, bytes: &bytes))
    #expect(candidates.isEmpty && bytes.isEmpty)
    #expect(!memo.find([1, 2, 4], 9, candidates: &candidates, bytes: &bytes))
  }
}
