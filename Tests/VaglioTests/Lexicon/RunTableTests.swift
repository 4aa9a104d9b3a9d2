import Testing
import VaglioTraining

@testable import Vaglio

@Suite struct RunTableTests {
  /// A table of runs with the given classes.
  private func table(_ runs: [(key: UInt64, countClass: UInt32)], width: Int = 3) -> [UInt8] {
    var builder = RunTableBuilder(width: width)
    for run in runs { builder.add(run.key, countClass: run.countClass) }
    return builder.build().bytes
  }

  @Test func findsWhatIsThere() throws {
    let run = BigramModel.key(BigramModel.key("unione".utf8), BigramModel.key("europea".utf8))
    try table([(run, 7)]).withUnsafeBufferPointer { bytes in
      let table = try RunTable(bytes, file: "runs.bin")
      #expect(table.count == 1)
      #expect(table.countClass(run) == 7)
      #expect(table.countClass(run, limit: 7) == 7 && table.countClass(run, limit: 6) == nil)
      #expect(abs(table.count(run) - 4) < 0.01)
      #expect(table.count(run &+ 1) == 0)
    }
  }

  @Test(arguments: [2, 3]) func everyRunHasItsClass(width: Int) throws {
    var random = SeededRandom(seed: 7)
    let runs = (0..<20_000).map { _ in (key: random.next(), countClass: UInt32.random(in: 0..<64, using: &random)) }
    let bytes = table(runs, width: width)
    // A fifth more for so few, an eighth for a million, and what rounding to segments adds.
    #expect(bytes.count < 20_000 * width * 7 / 5)
    #expect(bytes == table(runs.reversed(), width: width))
    try bytes.withUnsafeBufferPointer { bytes in
      let table = try RunTable(bytes, file: "runs.bin")
      #expect(runs.allSatisfy { table.countClass($0.key) == Int($0.countClass) })
      let wrong = (0..<100_000).count { _ in table.countClass(random.next()) != nil }
      #expect(width == 3 ? wrong < 8 : wrong < 200, "\(wrong) of 100,000 runs that are not there were found")
      let believed = (0..<100_000).count { _ in table.countClass(random.next(), limit: 3) != nil }
      #expect(believed < 20)
    }
  }

  @Test func ofTwoClassesTheHigherCounts() throws {
    try table([(5, 1), (5, 9), (5, 4)]).withUnsafeBufferPointer { bytes in
      let table = try RunTable(bytes, file: "runs.bin")
      #expect(table.countClass(5) == 9)
    }
  }

  @Test func withoutRunsNothingIsFound() throws {
    #expect(RunTable().countClass(1) == nil)
    try table([]).withUnsafeBufferPointer { bytes in
      let table = try RunTable(bytes, file: "runs.bin")
      #expect(table.countClass(1) == nil)
    }
  }

  @Test func classesAreLogarithms() {
    func countClass(_ count: Double) -> UInt32 {
      RunTable.countClass(count) { Double($0.exponent) }
    }
    #expect(countClass(0) == 0 && countClass(1) == 0)
    #expect(countClass(4) == 7)
    #expect(countClass(1e12) == 63)
  }

  @Test(arguments: [0, 10, 24, 33, 37]) func whatIsNoTableIsRefused(count: Int) throws {
    let bytes = Array(table([(1, 1)]).prefix(count))
    bytes.withUnsafeBufferPointer { buffer in
      let error = #expect(throws: LexiconError.self) { try RunTable(buffer, file: "mine.bin") }
      #expect(error?.description.contains("mine.bin") == true)
    }
  }
}
