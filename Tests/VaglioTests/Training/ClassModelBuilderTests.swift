import Foundation
import Testing

@testable import Vaglio
@testable import VaglioTraining

@Suite struct ClassModelBuilderTests {
  private func model(_ lines: [String]) throws -> (bytes: [UInt8], count: Int) {
    var builder = try #require(ClassModelBuilder())
    for line in lines { Array(line.utf8).withUnsafeBufferPointer { builder.add($0) } }
    return builder.build()
  }

  @Test func countsWhatStandsSideBySide() throws {
    let made = try model(Array(repeating: "Il ministro parla, e la legge dorme. Poi 3 leggi!", count: 40))
    #expect(made.count > 8)
    made.bytes.withUnsafeBufferPointer { buffer in
      guard let model = try? ClassModel(buffer, words: .italian, file: "mine.bin") else {
        Issue.record("the file does not open")
        return
      }
      func gain(_ left: String, _ right: String) -> Float {
        model.gain(model.number(of: Array(left.utf8)), model.number(of: Array(right.utf8)))
      }
      #expect(gain("il", "ministro") > 1)
      #expect(gain("il", "dorme") < 0)
      #expect(model.gain(ClassModel.number, model.number(of: Array("leggi".utf8))) > 1)
      #expect(model.gain(ClassModel.boundary, model.number(of: Array("il".utf8))) > 0)
      #expect(model.gain(ClassModel.comma, ClassModel.number) < 0)
    }
  }

  @Test func theSameTextsGiveTheSameBytes() throws {
    let lines = ["Sgranocchiavano e spilluzzicavano.", "La sgranocchiata, il bubbolio!", "E poi?"]
    #expect(try model(lines).bytes == (try model(lines).bytes))
  }

  @Test func noTextMakesAModelThatSaysHardlyAnything() throws {
    let made = try model([])
    #expect(made.count == 0)
    made.bytes.withUnsafeBufferPointer { buffer in
      let model = try? ClassModel(buffer, words: .italian, file: "mine.bin")
      #expect(model?.count == ClassModel.firstEnding)
      #expect(model.map { abs($0.gain(3, 5)) < 1 && $0.gain(3, 5) == $0.gain(5, 3) } == true)
    }
  }

  @Test(
    "classes.bin is what 'vaglio train classes' makes (set VAGLIO_REBUILD_LEXICONS=1)",
    .enabled(if: SharedData.isPresent && ProcessInfo.processInfo.environment["VAGLIO_REBUILD_LEXICONS"] == "1"))
  func isFresh() throws {
    var builder = try #require(ClassModelBuilder())
    for (file, stride) in WordClassTrainer.sources {
      try builder.read(CompressedFile(SharedData.root.path + "/text/\(file).txt.gz"), stride: stride)
    }
    #expect(
      builder.build().bytes == (try Committed.bytes("classes.bin")), "stale: make it again with 'vaglio train classes'")
  }
}
