import Testing

@testable import Vaglio

struct WordSetTests {
  @Test func looksAtAStretchInAnyCase() {
    let words = WordSet("il la\nle")
    Array("Per LA via".utf8).withUnsafeBufferPointer { text in
      #expect(words.contains(text, 4..<6))
      #expect(!words.contains(text, 0..<3))
      #expect(!words.contains(text, 4..<4))
    }
    #expect(words.contains("le"))
  }
}
