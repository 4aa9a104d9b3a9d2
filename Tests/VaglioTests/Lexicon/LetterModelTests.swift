import Testing

@testable import Vaglio

@Suite struct LetterModelTests {
  private func fit(_ text: String) -> LetterModel.Fit { LetterModel.italian.fit(Array(text.utf8)) }

  @Test func italianFitsBetterThanMisreadings() {
    for (word, misread) in [
      ("ministro", "minjstro"), ("tribunale", "trbunale"), ("città", "citlà"), ("acqua", "acgua"),
    ] {
      #expect(fit(word).mean < fit(misread).mean, "\(word), \(misread)")
      #expect(fit(word).worst < fit(misread).worst, "\(word), \(misread)")
    }
  }

  @Test func countsLettersAndTheEndOfEachWord() {
    #expect(fit("").count == 0 && fit("").mean == 0)
    #expect(fit("più").count == 4)
    #expect(fit("la casa").count == 8)
    // What is no letter parts words, however much of it there is.
    #expect(fit("la -  casa").sum == fit("la casa").sum)
    #expect(fit("la€casa").sum == fit("la casa").sum)
  }

  @Test func acuteAndGraveAreOneLetter() { #expect(fit("perché").sum == fit("perchè").sum) }

  @Test func lettersOfOtherScriptsAndCutBytesAreNone() {
    #expect(fit("Ωмir").count == fit("ir").count)
    #expect(LetterModel.italian.fit([0x61, 0xc3]).count == fit("a").count)
    #expect(LetterModel.italian.fit([0xc3, 0xb1]).count == 0)
  }

  @Test func whatIsNoModelIsRefused() throws {
    let bytes = try Committed.bytes("letters.bin")
    for broken in [Array(bytes.dropLast()), Array("VGLLETT9".utf8) + bytes.dropFirst(8), []] {
      broken.withUnsafeBufferPointer { buffer in
        let error = #expect(throws: LexiconError.self) { try LetterModel(buffer, file: "mine.bin") }
        #expect(error?.description.contains("mine.bin") == true)
      }
    }
  }
}
