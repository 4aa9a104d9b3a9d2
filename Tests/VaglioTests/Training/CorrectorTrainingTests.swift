import Foundation
import Testing

@testable import Vaglio
@testable import VaglioTraining

@Suite struct CorrectorTrainingTests {
  /// Pages on which `o` is read as `0` and `è` as `e`, again and again.
  private let pairs: [OCRPair] = (0..<12).map { number in
    let printed = "Il governo è pronto \(number): il ministro ha detto che il lavoro è molto lungo e costoso."
    let read = printed.replacing("governo", with: "govern0").replacing("lavoro", with: "lav0ro")
      .replacing("è molto", with: "e molto")
    return OCRPair(engine: number % 2 == 0 ? "one" : "two", read: Array(read.utf8), printed: Array(printed.utf8))
  }

  @Test func theSamePagesGiveTheSameBytes() throws {
    let first = try CorrectorTraining(pairs: pairs).build()
    let second = try CorrectorTraining(pairs: pairs).build()
    #expect(first.map(\.name) == ["channel.bin", "decisions.bin"])
    for (one, other) in zip(first, second) { #expect(one.bytes == other.bytes) }
    let count = first[0].bytes[8..<12].enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    #expect(count == first[0].count && count > 0)
  }

  @Test func anEngineCanBeLeftOut() throws {
    let evaluation = try CorrectorTraining(pairs: pairs).evaluation(leavingOut: "two")
    #expect(evaluation.proposals > 0)
    #expect(evaluation.right > 0 && evaluation.right <= evaluation.proposals)
  }

  @Test func shortTextsAloneAndAsPages() {
    let texts = (0..<12).map { Array("\($0)".utf8) }
    let pages = CorrectorTraining.pages(texts).map { String(decoding: $0, as: UTF8.self) }
    #expect(pages == ["0", "4", "8", "1 2 3 5", "6 7 9 10", "11"])
    #expect(CorrectorTraining.pages([]).isEmpty)
  }

  @Test func aLineThatIsNoPairIsRefused() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "vaglio-pairs-\(UUID()).jsonl")
    try Data("{\"ocr\":\"a\",\"gold\":\"b\"}\n{\"ocr\":\"a\"}\n".utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let error = #expect(throws: LexiconError.self) { try OCRPair.pairs(url.path) }
    #expect(error?.line == 2)
  }
}
