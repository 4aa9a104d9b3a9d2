import Testing

@testable import Vaglio

@Suite struct TokenScannerTests {
  /// Tokens of the layer and those that are asked for one by one.
  private func check(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    bytes.withUnsafeBufferPointer { buffer in
      let layer = TokenScanner.tokens(buffer)
      var scanner = TokenScanner(buffer)
      var index = 0
      while let token = scanner.next() {
        guard index < layer.count, layer.range(index) == token.range, layer.kind(index) == token.kind else {
          Issue.record(
            "token \(index) at \(token.range) in \(String(decoding: bytes.prefix(300), as: UTF8.self))",
            sourceLocation: sourceLocation)
          return
        }
        index += 1
      }
      #expect(layer.count == index, sourceLocation: sourceLocation)
    }
  }

  @Test("The loop over common words finds what the scanner finds")
  func commonWords() {
    let words = [
      "casa", "l'Autorità", "dell'Agcom", "l'ha", "O'Brien", "c'è", "città,", "Il", "dott.", "h", "ha", "http://a.it",
      "www.x.it", "ftp", "a@b.it", "è", "À", "×", "÷a", "naïve", "po'", "'90", "'a'", "3", "10,5", "x,y", "x, y", "«a»",
      "caffè’s", "e\u{301}", "a\u{301},", ",\u{301} ", "漢", "l'漢", "don't", "they'll", "precipitevolissimevolmente",
      "\n", "\u{a0}", "  ", "Hz", "fts", "perché", "AT&T", "d’arte", "x_y", "S.p.A.",
    ]
    var random = SeededRandom(seed: 21)
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        (words.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? " " : "")
      }
      check(Array(text.joined().utf8))
    }
  }

  @Test("Blocks of tokens join, whatever their number", arguments: [509, 510, 511, 512, 513, 1022, 1023, 1024])
  func blocks(_ count: Int) {
    for pieces in [["a "], ["a, "], ["a ", "b, "], ["1 "]] {
      let text = (0..<count).map { pieces[$0 % pieces.count] }.joined()
      check(Array(text.utf8))
      check(Array((text + String(repeating: " ", count: 80)).utf8))
    }
  }

  @Test func hostileText() {
    var random = SeededRandom(seed: 22)
    for _ in 0..<500 { check(Array(HostileText.random(using: &random).utf8)) }
    for _ in 0..<500 {
      check((0..<Int.random(in: 0...120, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }
}
