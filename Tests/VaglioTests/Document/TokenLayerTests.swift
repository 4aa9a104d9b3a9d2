import Testing

@testable import Vaglio

struct TokenLayerTests {
  @Test func holdsRangesAndKinds() {
    var layer = TokenLayer()
    layer.append(0..<3, .word)
    layer.append(3..<4, .punctuation)
    layer.append(5..<70_000, .url)
    #expect(layer.count == 3)
    #expect(layer.range(2) == 5..<70_000)
    #expect([0, 1, 2].map(layer.kind) == [.word, .punctuation, .url])
  }

  @Test func inBlocksAndWithoutChecks() {
    var layer = TokenLayer()
    let starts: [UInt32] = [4, 9]
    let lengths = [TokenLayer.length(3, .word), TokenLayer.length(1 << 30, .symbol)]
    starts.withUnsafeBufferPointer { starts in
      lengths.withUnsafeBufferPointer { layer.append(starts: starts, lengths: $0) }
    }
    layer.withUnsafeTokens { tokens in
      #expect(tokens.count == 2 && tokens.range(0) == 4..<7 && tokens.kind(1) == .symbol)
      #expect(tokens.start(1) == 9 && tokens.end(1) == 9 + 1 << 29 - 1, "cut at 512 MB")
    }
    #expect(layer.range(0) == 4..<7)
  }

  @Test func stemsStandInOneBuffer() {
    var stems = StemLayer()
    for stem in ["andav", "", "cas"] { stems.append { $0 += stem.utf8 } }
    #expect((0..<4).map { String(decoding: stems[$0], as: UTF8.self) } == ["andav", "", "cas", ""])
    #expect(stems.bytes.count == 8)
  }

  @Test func tokensOfADocumentMapToTheSource() {
    var document = Document("l'Autorita' dice")
    document.apply(Replacement(10..<11, with: "", because: Cause(stage: "t", rule: "r")))
    document.setTokens([(0..<2, .word), (2..<10, .word), (11..<15, .word)])
    #expect(document.tokens.map { document.sourceString($0.range) } == ["l'", "Autorita", "dice"])
    #expect(document.tokens.map(\.index) == [0, 1, 2])
    checkInvariants(document)
  }
}
