import Testing

@testable import Vaglio
@testable import VaglioTraining

/// A sample of what `vaglio evaluate breaks` compares; `make check` compares all.
@Suite struct WordBreakComparisonTests {
  @Test("The boundaries of every code point of the scalars that are covered, and of some others, are ICU's")
  func codePoints() {
    let comparison = WordBreakComparison()
    for codePoint in UInt32(0)..<0x900 { comparison.compare(codePoint: codePoint) }
    for codePoint in UInt32(0x1e00)..<0x2c10 { comparison.compare(codePoint: codePoint) }
    for codePoint in UInt32(0x1f1e0)..<0x1fb10 { comparison.compare(codePoint: codePoint) }
    for codePoint in stride(from: UInt32(0x900), to: 0x20000, by: 97) { comparison.compare(codePoint: codePoint) }
    #expect(comparison.texts > 100_000)
    #expect(comparison.differenceCount == 0, "\(comparison.differences.prefix(5))")
  }

  @Test("The boundaries of random texts are ICU's", arguments: [1, 2, 3] as [UInt64])
  func random(seed: UInt64) {
    let comparison = WordBreakComparison()
    var numbers = SeededNumbers(seed: seed)
    var space: [UInt8] = []
    for _ in 0..<30_000 { comparison.compareRandom(&numbers, &space) }
    #expect(comparison.boundaries > 100_000)
    #expect(comparison.differenceCount == 0, "\(comparison.differences.prefix(5))")
  }

  @Test("The boundaries of treebanks are ICU's", .enabled(if: SharedData.isPresent))
  func treebanks() throws {
    let comparison = WordBreakComparison()
    for path in ["ud/it_isdt-ud-dev.conllu", "ud/it_postwita-ud-dev.conllu"] {
      comparison.compare(TokenEvaluation(conllu: try SharedData.string(path)).text)
    }
    #expect(comparison.boundaries > 40_000)
    #expect(comparison.differenceCount == 0)
  }

  @Test("A difference would be seen")
  func difference() {
    let difference = WordBreakComparison.Difference(text: [0x61, 0x0a], ours: [2], theirs: [1, 2])
    #expect(difference.description == "61 0A: ours at 2, ICU's at 1 2")
  }

  @Test("Numbers are the same for a seed")
  func numbers() {
    var one = SeededNumbers(seed: 7)
    var two = SeededRandom(seed: 7)
    for _ in 0..<10 { #expect(one.next() == two.next()) }
  }
}
