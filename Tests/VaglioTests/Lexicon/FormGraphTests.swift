import Testing
import VaglioTraining

@testable import Vaglio

@Suite struct FormGraphTests {
  /// Calls `body` with the graph of some forms.
  private func withGraph(_ forms: [String], _ body: (FormGraph) throws -> Void) throws {
    let file = FormGraphBuilder.build(forms.map { Array($0.utf8) })
    #expect(file.count == Set(forms).subtracting([""]).count)
    try file.bytes.withUnsafeBufferPointer { try body(FormGraph($0, file: "mine.bin")) }
  }

  @Test func itHasTheFormsAndNoOthers() throws {
    let forms = ["alla", "alle", "allo", "dalla", "dalle", "è", "all'", "a", "dalla", ""]
    try withGraph(forms) { graph in
      for form in forms where !form.isEmpty { #expect(graph.contains(form.utf8), "\(form)") }
      for other in ["", "all", "dallo", "b", "é", "alla'", "dall", "allaa", "\u{0}"] {
        #expect(!graph.contains(other.utf8), "\(other)")
      }
      #expect(graph.count == 8)
    }
  }

  @Test func whatEndsAlikeIsThereOnce() {
    let one = FormGraphBuilder.build(["abcdefg"].map { Array($0.utf8) }).bytes.count
    // Another beginning is another edge of the root and no more.
    #expect(FormGraphBuilder.build(["abcdefg", "gbcdefg"].map { Array($0.utf8) }).bytes.count == one + 4)
  }

  @Test func aNodeTellsWhatItGoesOnWith() throws {
    try withGraph(["ab", "ac", "abd"]) { graph in
      let start = graph.mask(graph.root)
      #expect(start == graph.bit(0x61))
      let (node, isEnd) = graph.child(graph.root, start, mask: start)
      #expect(!isEnd)
      #expect(graph.mask(node) == graph.bit(0x62) | graph.bit(0x63))
      #expect(graph.child(node, graph.bit(0x62), mask: graph.mask(node)).isEnd)
      #expect(graph.bit(0x7a) == 0)
    }
  }

  @Test func theGraphOfVaglioHasTheFormsOfTheLexicon() {
    #expect(FormGraph.italian.count == FormLexicon.italian.count)
    var number = 0
    FormLexicon.italian.forEachForm { form, _ in
      number += 1
      if number % 20 == 0 { #expect(FormGraph.italian.contains(form), "\(Array(form))") }
    }
    var random = SeededRandom(seed: 4)
    let letters = Array("aeioulrnst".utf8)
    for _ in 0..<2000 {
      let form = (0..<Int.random(in: 1...6, using: &random)).map { _ in letters.randomElement(using: &random) ?? 0 }
      let isForm = form.withUnsafeBufferPointer { FormLexicon.italian[$0] != nil }
      #expect(FormGraph.italian.contains(form) == isForm, "\(form)")
    }
  }

  @Test func whatIsNoGraphIsRefused() {
    let whole = FormGraphBuilder.build([Array("alla".utf8)]).bytes
    var strangeRoot = whole
    strangeRoot[16] = 200
    for bytes in [[], Array(whole.dropLast()), whole + [0], Array("VGLGRPH0".utf8) + whole.dropFirst(8), strangeRoot] {
      bytes.withUnsafeBufferPointer { buffer in
        let error = #expect(throws: LexiconError.self) { try FormGraph(buffer, file: "mine.bin") }
        #expect(error?.description.contains("mine.bin") == true)
      }
    }
  }

  @Test func aGraphWithoutFormsHasNone() {
    #expect(!FormGraph().contains("a".utf8))
    #expect(!FormGraph().contains("".utf8))
  }
}
