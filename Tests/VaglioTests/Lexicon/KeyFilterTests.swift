import Testing

@testable import Vaglio

@Suite struct KeyFilterTests {
  @Test func whatWasPutInIsThereAndHardlyAnythingElse() {
    var random = SeededRandom(seed: 6)
    let keys = (0..<200).map { _ in UInt64.random(in: .min ... .max, using: &random) }
    var filter = KeyFilter()
    #expect(!keys.contains { filter.mayContain($0) })
    for key in keys { filter.insert(key) }
    #expect(keys.allSatisfy { filter.mayContain($0) })
    let others = (0..<2000).count { _ in filter.mayContain(UInt64.random(in: .min ... .max, using: &random)) }
    // 200 of 16,384 bits.
    #expect(others < 60)
  }
}
