import Testing

@testable import Vaglio

@Suite struct ClassModelTests {
  private let model = ClassModel.italian

  private func gain(_ left: String, _ right: String) -> Float {
    model.gain(model.number(of: Array(left.utf8)), model.number(of: Array(right.utf8)))
  }

  @Test func wordsThatAgreeGoTogether() {
    for (left, right, wrong) in [
      ("il", "ministro", "ministri"), ("degli", "uomini", "uomo"), ("hanno", "detto", "dice"),
      ("della", "legge", "fatto"),
    ] {
      #expect(gain(left, right) > gain(left, wrong), "\(left) \(right), \(wrong)")
    }
  }

  @Test func wordsOfNoClusterAreOfTheClassOfTheirEnding() {
    let rare = model.number(of: Array("sgranocchiavano".utf8))
    #expect(rare >= ClassModel.firstEnding && rare < model.count)
    #expect(rare == model.number(of: Array("spilluzzicavano".utf8)))
    #expect(model.number(of: Array("xqz".utf8)) == ClassModel.other)
    #expect(model.number(of: []) == ClassModel.other)
  }

  @Test func apostropheAndAccentMakeNoOtherClass() {
    #expect(model.number(of: Array("dell'".utf8)) == model.number(of: Array("dell".utf8)))
    #expect(model.number(of: Array("dell'".utf8)) > 0 && model.number(of: Array("dell'".utf8)) <= 60)
    #expect(model.number(of: Array("sarà".utf8)) == model.number(of: Array("sara".utf8)))
  }

  @Test func everyPairHasAGain() {
    for left in 0..<model.count {
      for right in 0..<model.count { #expect(abs(model.gain(left, right)) <= 16) }
    }
  }

  @Test func whatIsNoModelIsRefused() throws {
    let bytes = try Committed.bytes("classes.bin")
    for broken in [Array(bytes.dropLast()), Array("VGLCLAS9".utf8) + bytes.dropFirst(8), Array(bytes.prefix(9)), []] {
      broken.withUnsafeBufferPointer { buffer in
        let error = #expect(throws: LexiconError.self) { try ClassModel(buffer, words: .italian, file: "mine.bin") }
        #expect(error?.description.contains("mine.bin") == true)
        #expect(error?.description.contains("vaglio train classes") == true)
      }
    }
  }
}
