import Testing
import VaglioTraining

@testable import Vaglio

/// That the boundaries are ICU's is shown by asking ICU, in `WordBreakComparisonTests`; here are some to look at.
@Suite struct WordBreakerTests {
  /// A bar stands at every boundary inside the text.
  @Test(arguments: [
    "L'Autorità| |decide|.", "1.234,56| |€", "dell’Agcom", "a|-|b", "nome_1|:| |x", "3|.|a", "a|.|1", "a.b", "x|'",
    "e\u{301}\u{ad}o", "a|  |b", "a|\r\n|\n|\u{301}|b", " \u{301}| |a", "漢字| |Agcom", "caffè|👩‍👧|no", "🇮🇹|🇫🇷", "אב\"ג",
    "ไทย| |io", "a\u{200d}b",
  ])
  func segments(_ marked: String) {
    let scalars = marked.unicodeScalars.split(separator: "|").map { String($0) }
    let text = scalars.joined()
    #expect(WordBreaker().segments(in: text).map(String.init).map { Array($0.utf8) } == scalars.map { Array($0.utf8) })
  }

  @Test func nothing() {
    #expect(WordBreaker().segments(in: "").isEmpty)
    WordBreaker().forEachBoundary(in: UnsafeBufferPointer(start: nil, count: 0)) { _ in Issue.record("a boundary") }
  }

  @Test(arguments: [
    "a", " ", "'", "a'", "\u{301}", "漢", "a 漢", "👩‍", "1,", "\n", "_", "\u{fe0f}", "é漢 ", "ไ", "\u{200d}",
  ])
  func longText(_ piece: String) {
    let size = 300_000
    let bytes = [UInt8](repeatElement(Array(piece.utf8), count: size / piece.utf8.count).joined())
    var last = 0
    bytes.withUnsafeBufferPointer { bytes in
      WordBreaker().forEachBoundary(in: bytes) { end in
        #expect(end > last)
        last = end
      }
    }
    #expect(last == bytes.count)
  }

  @Test("The tokenizer differs from Unicode's words only for a reason", .enabled(if: SharedData.isPresent))
  func tokenizerRefinesWordBreaks() throws {
    for path in ["ud/it_isdt-ud-dev.conllu", "ud/it_vit-ud-dev.conllu", "ud/it_postwita-ud-dev.conllu"] {
      let bytes = Array(TokenEvaluation(conllu: try SharedData.string(path)).text.utf8)
      let document = try Pipeline(Tokenizer())(bytes)
      var tokenEdges = Set<Int>()
      for index in 0..<document.tokenLayer.count {
        tokenEdges.insert(document.tokenLayer.start(index))
        tokenEdges.insert(document.tokenLayer.end(index))
      }
      var wordEdges: Set<Int> = [0]
      bytes.withUnsafeBufferPointer { WordBreaker().forEachBoundary(in: $0) { wordEdges.insert($0) } }
      var unexplained: [String] = []
      for edge in tokenEdges.symmetricDifference(wordEdges).sorted() {
        // White space is no token, and each blank is a segment or not.
        if isBlank(edge, bytes), isBlank(edge - 1, bytes) { continue }
        if isExplained(edge, bytes) { continue }
        unexplained.append(
          String(decoding: bytes[max(0, edge - 12)..<edge], as: UTF8.self) + "|"
            + String(decoding: bytes[edge..<min(bytes.count, edge + 12)], as: UTF8.self))
      }
      #expect(unexplained.isEmpty, "\(path): \(unexplained.count): \(unexplained.prefix(40))")
    }
  }

  private func isBlank(_ index: Int, _ bytes: [UInt8]) -> Bool {
    !bytes.indices.contains(index) || Vaglio.isBlank(bytes[index])
  }

  /// Whether a sign stands before or after an edge that the tokenizer has a rule for: elisions and quotes, stops of
  /// abbreviations and numbers, compounds, addresses and tags, and runs of one mark.
  private func isExplained(_ edge: Int, _ bytes: [UInt8]) -> Bool {
    let signs: Set<UInt8> = Set("'.-/:@#_&°*=<>!?~|`^,+%".utf8)
    for index in [edge - 1, edge] where bytes.indices.contains(index) {
      if signs.contains(bytes[index]) { return true }
    }
    if bytes[..<edge].suffix(3).elementsEqual("’".utf8) || bytes[edge...].prefix(3).elementsEqual("’".utf8) {
      return true
    }
    // ;)
    return bytes[..<edge].last == UInt8(ascii: ";") && bytes[edge...].first == UInt8(ascii: ")")
  }
}
