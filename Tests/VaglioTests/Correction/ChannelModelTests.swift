import Testing

@testable import Vaglio

@Suite struct ChannelModelTests {
  /// The costs of what was read for what was printed.
  private func cost(_ read: String, _ printed: String) -> Float? {
    let model = ChannelModel.italian
    for index in model.range(read.utf8.first.map { Int($0) } ?? 256) {
      let confusion = model[index]
      let isRead = UnsafeBufferPointer(start: confusion.read, count: confusion.readCount).elementsEqual(read.utf8)
      let isPrinted = UnsafeBufferPointer(start: confusion.printed, count: confusion.printedCount)
        .elementsEqual(printed.utf8)
      if isRead, isPrinted { return confusion.cost }
    }
    return nil
  }

  @Test func theCommittedModelKnowsTheUsualConfusions() throws {
    #expect(ChannelModel.italian.count > 1000)
    for (read, printed) in [("0", "o"), ("-", ""), ("rn", "m"), ("a", "à"), ("1", "l"), ("é", "è"), ("", " ")] {
      #expect(cost(read, printed) != nil, "\(read) for \(printed)")
    }
    let lostAccent = try #require(cost("a", "à"))
    let lostLetter = try #require(cost("i", "l"))
    #expect(lostAccent < lostLetter)
  }

  @Test func theCheapestComeFirst() {
    let model = ChannelModel.italian
    for first in 0...256 {
      let costs = model.range(first).map { model[$0].cost }
      #expect(costs == costs.sorted())
    }
  }

  @Test(arguments: [4, 40, 1056, 1060]) func whatIsNoModelIsRefused(count: Int) {
    [UInt8]("VGLCHAN1".utf8 + [UInt8](repeating: 9, count: 1200)).prefix(count).withUnsafeBufferPointer { buffer in
      let error = #expect(throws: LexiconError.self) { try ChannelModel(buffer, file: "mine.bin") }
      #expect(error?.description.contains("mine.bin") == true)
    }
  }
}
