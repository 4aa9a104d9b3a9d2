import Testing

@testable import Vaglio

@Suite struct PrefixFilterTests {
  @Test func everySuffixOfAFormIsThereBackwards() {
    var count = 0
    FormLexicon.italian.forEachForm { form, _ in
      count += 1
      guard count % 50 == 0 else { return }
      var suffix: [UInt8] = []
      for byte in form.reversed() {
        suffix.append(byte)
        #expect(PrefixFilter.italianReversed.mayContain(BigramModel.key(suffix)), "\(Array(form))")
      }
    }
  }

  @Test func hardlyAnythingElseIs() {
    let letters = Array("qwxzkj".utf8)
    var random = SeededRandom(seed: 1)
    let found = (0..<1000).count { _ in
      let form = (0..<7).map { _ in letters.randomElement(using: &random) ?? 0 }
      return PrefixFilter.italianReversed.mayContain(BigramModel.key(form))
    }
    #expect(found < 150)
  }

  @Test func whatIsNoFilterIsRefused() {
    [UInt8]("VGLPREF1".utf8 + [UInt8](repeating: 3, count: 40)).withUnsafeBufferPointer { buffer in
      let error = #expect(throws: LexiconError.self) { try PrefixFilter(buffer, file: "mine.bin") }
      #expect(error?.description.contains("mine.bin") == true)
    }
  }
}
