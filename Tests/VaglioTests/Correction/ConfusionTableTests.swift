import Testing

@testable import Vaglio

@Suite struct ConfusionTableTests {
  private let table = ConfusionTable.italian
  private let model = ChannelModel.italian

  @Test func everyConfusionIsInTheRangeOfItsBit() {
    var total = 0
    for number in 0..<table.count {
      let misreading = table.misreading(Int32(number)).pointee
      var found: [Int32] = []
      for number in 0..<64 where misreading.mask & (1 << UInt64(number)) != 0 {
        let range = misreading.range(1 << UInt64(number))
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
      let read = read(misreading)
      let costs = (0..<model.count).map { model[$0] }.filter {
        bit($0) != 0 && read == Array(UnsafeBufferPointer(start: $0.read, count: $0.readCount))
      }.map(\.costInSixteenths)
      #expect(found.sorted() == costs.sorted(), "\(read)")
      #expect(misreading.cheapest == costs.min() ?? .max)
      total += found.count
    }
    #expect(total == (0..<model.count).count { bit(model[$0]) != 0 })
  }

  private func read(_ misreading: ConfusionTable.Misreading) -> [UInt8] {
    Array(UnsafeBufferPointer(start: misreading.read, count: Int(misreading.readCount)))
  }

  private func bit(_ confusion: ChannelModel.Confusion) -> UInt64 {
    if confusion.printedCount == 0 { return ConfusionTable.nothing }
    return confusion.printed[0] == 0x20 ? ConfusionTable.blank : FormGraph.italian.bit(confusion.printed[0])
  }

  /// All misreadings of a place, by looking at every one of them.
  @Test func whatIsFoundAtAPlaceIsWhatStandsThere() {
    let all = (0..<table.count - 1).map { read(table.misreading(Int32($0)).pointee) }
    let text = Array("l’ltalia rnoderna e1iminò l'ln- iziativa deì nuovì, alIa ﬁne; “Ia ”".utf8)
    text.withUnsafeBufferPointer { text in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: ConfusionTable.mostAtPlace) { numbers in
        for place in text.indices {
          let rest = UnsafeBufferPointer(rebasing: text[place...])
          let count = table.find(rest, into: numbers.baseAddress!)
          let found = numbers.prefix(count).map { read(table.misreading($0).pointee) }
          #expect(found == all.filter { rest.starts(with: $0) }.sorted { $0.count < $1.count })
        }
      }
    }
  }

  @Test func oneSideMayBeNothing() {
    #expect(table.omission.pointee.readCount == 0 && table.omission.pointee.mask != 0)
    #expect(table.omission.pointee.mask & ConfusionTable.nothing == 0)
    let hyphen = (0..<table.count).map { table.misreading(Int32($0)).pointee }.filter { read($0) == [0x2d] }
    #expect(hyphen.count == 1 && hyphen.allSatisfy { $0.mask & ConfusionTable.nothing != 0 }, "a hyphen at a line end")
  }
}
