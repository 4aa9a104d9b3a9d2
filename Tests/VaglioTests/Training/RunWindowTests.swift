import Testing

@testable import VaglioTraining

@Suite("What stands before the next form")
struct RunWindowTests {
  @Test("a sentence begins anew, and its start alone makes no run of three")
  func sentences() {
    var window = RunWindow(sentenceStart: 0, sentenceEnd: 1)
    func isWord(_ form: Int) -> Bool { form > 1 }
    #expect(!window.hasTriple(isWord))
    window.advance(to: 7)
    #expect((window.before, window.last) == (0, 7) && window.hasTriple(isWord))
    window.advance(to: 7)
    // "molto molto": the same word twice is a run.
    #expect((window.before, window.last) == (7, 7) && window.hasTriple(isWord))
    window.advance(to: 1)
    #expect((window.before, window.last) == (0, 0) && !window.hasTriple(isWord))
  }
}
