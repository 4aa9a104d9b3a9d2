import Testing

@testable import Vaglio

@Suite struct FlatTableTests {
  @Test func holdsWhatWasPutIn() {
    var random = SeededRandom(seed: 1)
    var table = FlatTable()
    var expected: [UInt64: UInt32] = [:]
    for _ in 0..<5_000 {
      let key = random.next() | 1
      let value = UInt32.random(in: 1...1_000, using: &random)
      table.update(key) { $0 &+= value }
      expected[key, default: 0] &+= value
    }
    for (key, value) in expected { #expect(table[key] == value) }
    #expect(table.count == expected.count)
    for _ in 0..<1_000 {
      let key = random.next() | 1
      #expect(table[key] == expected[key, default: 0])
    }
  }
}
