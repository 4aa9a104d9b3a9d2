import Testing

@testable import Vaglio

struct AlignmentTests {
  private func document(_ source: String, _ edits: [(Range<Int>, String)]) -> Document {
    var document = Document(source)
    document.apply(edits.map { Replacement($0.0, with: $0.1, because: Cause(stage: "test", rule: "r")) })
    return document
  }

  @Test func deletionBetweenWordsBelongsToNeither() {
    // "Paese »" → "Paese»"
    let document = document("Paese »", [(5..<6, "")])
    #expect(document.string == "Paese»")
    #expect(document.sourceRange(ofText: 0..<5) == 0..<5)
    #expect(document.sourceRange(ofText: 5..<7) == 6..<8)
    #expect(document.sourceRange(ofText: 0..<7) == 0..<8)
    #expect(document.textRange(ofSource: 0..<5) == 0..<5)
    #expect(document.textRange(ofSource: 6..<8) == 5..<7)
  }

  @Test func insertionBetweenWordsBelongsToNeither() {
    let document = document("asfruttare", [(0..<10, "a sfruttare")])
    #expect(document.sourceRange(ofText: 0..<1) == 0..<1)
    #expect(document.sourceRange(ofText: 2..<11) == 1..<10)
    #expect(document.textRange(ofSource: 0..<1) == 0..<1)
    #expect(document.textRange(ofSource: 1..<10) == 2..<11)
    #expect(document.textRange(ofSource: 0..<10) == 0..<11)
  }

  @Test func replacedWordMapsWhole() {
    let document = document("in base alia legge", [(8..<12, "alla")])
    #expect(document.sourceRange(ofText: 8..<12) == 8..<12)
    #expect(document.textRange(ofSource: 8..<12) == 8..<12)
    #expect(document.textRange(ofSource: 13..<18) == 13..<18)
  }

  @Test func commonEndsStopAtScalars() {
    // è and é share their first byte.
    let document = document("è", [(0..<2, "é")])
    #expect(document.alignment.changes == [Alignment.Change(source: 0..<2, text: 0..<2)])
  }

  @Test func positionsAfterAllEditsShift() {
    let document = document("aXbYc", [(1..<2, ""), (3..<4, "yyy")])
    #expect(document.string == "abyyyc")
    #expect(document.sourceRange(ofText: 5..<6) == 4..<5)
    #expect(document.textRange(ofSource: 4..<5) == 5..<6)
    #expect(document.sourceRange(ofText: 2..<5) == 3..<4)
  }
}
