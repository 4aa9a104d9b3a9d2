import Testing

@testable import Vaglio

@Suite struct RunTableTests {
  /// A table of one run in three slots.
  private func table(_ run: UInt64, countClass: UInt32) -> [UInt8] {
    var slots = [UInt32](repeating: 0, count: 3)
    let (slot, fingerprint) = RunTable.place(run, slotCount: 3)
    slots[Int(slot)] = countClass << 18 | fingerprint
    var bytes = Array("VGLRUNS1".utf8) + [1, 0, 0, 0, 3, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
    for slot in slots { bytes += [UInt8(slot & 255), UInt8(slot >> 8 & 255), UInt8(slot >> 16)] }
    return bytes + [0]
  }

  @Test func findsWhatIsThere() throws {
    let run = BigramModel.key(BigramModel.key("unione".utf8), BigramModel.key("europea".utf8))
    try table(run, countClass: 7).withUnsafeBufferPointer { bytes in
      let table = try RunTable(bytes, file: "runs.bin")
      #expect(table.count == 1)
      #expect(table.countClass(run) == 7)
      #expect(abs(table.count(run) - 4) < 0.01)
      #expect(table.count(run &+ 1) == 0)
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

  @Test(arguments: [0, 10, 24, 33]) func whatIsNoTableIsRefused(count: Int) throws {
    let bytes = Array(table(1, countClass: 1).prefix(count))
    bytes.withUnsafeBufferPointer { buffer in
      let error = #expect(throws: LexiconError.self) { try RunTable(buffer, file: "mine.bin") }
      #expect(error?.description.contains("mine.bin") == true)
    }
  }
}
