import Testing

@testable import Vaglio

/// The rules by which a change of the clean text becomes an edit of the source; `DocumentTests` checks chains of them
/// against naive rewriting.
struct EditMergerTests {
  private let cause = Cause(stage: "test", rule: "one")
  private let second = Cause(stage: "test", rule: "two")

  private func merged(_ source: String, _ edits: [(Range<Int>, String)], _ new: [(Range<Int>, String)]) -> [Edit] {
    EditMerger(source: Array(source.utf8), edits: edits.map { Edit(range: $0.0, string: $0.1, causes: [cause]) })
      .merged(with: new.map { Replacement($0.0, with: $0.1, because: second) })
  }

  @Test func untouchedEditsStay() {
    let edits = merged("abcdef", [(0..<1, "AA"), (5..<6, "F")], [(3..<4, "C")])
    #expect(edits.map(\.range) == [0..<1, 2..<3, 5..<6])
    #expect(edits.map(\.causes) == [[cause], [second], [cause]])
  }

  @Test func oneReplacementJoinsSeveralEdits() {
    let edits = merged("abcdef", [(1..<2, "BB"), (3..<4, "DD")], [(2..<6, "x")])
    #expect(edits == [Edit(range: 1..<4, string: "Bx", causes: [cause, second])])
  }

  @Test func severalReplacementsJoinOneEdit() {
    let edits = merged("ab", [(0..<2, "uvwxyz")], [(0..<1, "U"), (2..<3, ""), (5..<6, "ZZ")])
    #expect(edits == [Edit(range: 0..<2, string: "UvxyZZ", causes: [cause, second])])
  }

  @Test func neighboursStayApart() {
    let edits = merged("abcd", [(1..<2, "")], [(0..<1, "A"), (1..<2, "C")])
    #expect(edits.map(\.range) == [0..<1, 1..<2, 2..<3])
    #expect(edits.map(\.string) == ["A", "", "C"])
  }

  @Test func restoringTheSourceLeavesNothing() {
    #expect(merged("abc", [(1..<2, "x")], [(1..<2, "b")]).isEmpty)
    #expect(merged("abc", [], [(1..<2, "b")]).isEmpty)
  }
}
