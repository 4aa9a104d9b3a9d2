import Testing

@testable import Vaglio

@Suite struct ConfusionTableTests {
  private let table = ConfusionTable.italian
  private let model = ChannelModel.italian

  @Test func everyConfusionIsInTheRangeOfItsBit() {
    for first in 0..<257 {
      var found: [Int32] = []
      for number in 0..<64 where table.mask(first) & (1 << UInt64(number)) != 0 {
        let range = table.range(first, 1 << UInt64(number))
        #expect(!range.isEmpty)
        var cost: Int32 = 0
        for index in range {
          let confusion = table[index]
          #expect(confusion.bit == 1 << UInt64(number))
          #expect(confusion.cost >= cost, "the cheapest first")
          cost = confusion.cost
          found.append(cost)
        }
      }
      let costs = model.range(first).filter { bit(model[$0]) != 0 }.map { model[$0].costInSixteenths }
      #expect(found.sorted() == costs.sorted(), "first byte \(first)")
      #expect(table.cheapest(first) == costs.min() ?? .max)
    }
  }

  private func bit(_ confusion: ChannelModel.Confusion) -> UInt64 {
    if confusion.printedCount == 0 { return ConfusionTable.nothing }
    return confusion.printed[0] == 0x20 ? ConfusionTable.blank : FormGraph.italian.bit(confusion.printed[0])
  }

  @Test func longOnesAreThoseThatReadThreeBytes() {
    for first in 0..<256 {
      let longOnes = table.longOnes(UInt8(first)).map { table[Int($0)] }
      #expect(longOnes.allSatisfy { $0.readCount > 2 && $0.read[0] == UInt8(first) && $0.read[1] == $0.secondRead })
      #expect(longOnes.count == model.range(first).count { model[$0].readCount > 2 && bit(model[$0]) != 0 })
    }
  }

  @Test func oneSideMayBeNothing() {
    #expect(table.mask(256) & ConfusionTable.nothing == 0)
    #expect(!table.range(0x2d, ConfusionTable.nothing).isEmpty, "a hyphen at a line end")
  }
}
