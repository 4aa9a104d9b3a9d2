import Testing

@testable import Vaglio

@Suite("Runs whose counts are lowered")
struct HeldBackRunsTests {
  private let pair = BigramModel.key(BigramModel.key("unione".utf8), BigramModel.key("europea".utf8))
  private let other = BigramModel.key(BigramModel.key("che".utf8), BigramModel.key("ha".utf8))

  @Test("what is held back is lower or gone, all else stays")
  func lowers() throws {
    let model = BigramModel.italian
    let count = model.count(pair)
    #expect(count > 100)
    for (amount, isLeft) in [(Float(count / 2), true), (Float(count), false), (Float(count * 2), false)] {
      let runs = HeldBackRuns([pair: amount])
      defer { runs.free() }
      let lowered = model.holdingBack(runs)
      #expect(isLeft ? lowered.count(pair) > 1 && lowered.count(pair) < count * 0.6 : lowered.count(pair) == 0)
      #expect(lowered.count(other) == model.count(other))
      #expect(lowered.tripleClass(other, limit: 63) == model.tripleClass(other, limit: 63))
    }
  }

  @Test("the classes of small counts are told apart")
  func smallCounts() {
    let runs = HeldBackRuns([1: 1, 2: 2, 3: 3])
    defer { runs.free() }
    // 2 - 1 is too few to be in a table; 3 - 1 is 2.
    #expect(runs.lowered(4, of: 1) == nil)
    #expect(runs.lowered(6, of: 1) == 4)
    #expect(runs.lowered(4, of: 2) == nil)
    #expect(runs.lowered(6, of: 3) == nil)
    #expect(runs.lowered(9, of: 9) == 9)
  }

  @Test("a form that nothing is left of is one of the lists only")
  func forms() {
    let runs = HeldBackRuns([7: 1, 8: 3])
    defer { runs.free() }
    #expect(runs.lowered(1, ofForm: 7) == 0)
    // 2 - 1 is 1, and 4 - 3.
    #expect(runs.lowered(9, ofForm: 7) == 1)
    #expect(runs.lowered(17, ofForm: 8) == 1)
    #expect(runs.lowered(0, ofForm: 8) == 0)
    #expect(runs.lowered(200, ofForm: 8) == 200)
    #expect(runs.lowered(9, ofForm: 9) == 9)
  }
}
