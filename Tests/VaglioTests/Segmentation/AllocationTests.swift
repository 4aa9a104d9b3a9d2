import CAllocations
import Testing

@testable import Vaglio

/// Nothing is allocated for a token: a text four times as long costs the same allocations, but for the few by which its
/// layers grow.
@Suite struct AllocationTests {
  private static let paragraph = """
    L'Autorità ha deciso ieri, dopo un'istruttoria di 18 mesi, che la Vega S.p.A. dovrà pagare 1.234,56 euro: il resto è
    rinviato. Perché no? Lo dice l'art. 5 della legge n. 249 del 1997; il dott. Bianchi (www.vaglio.example) è d'accordo…
    «Bene», replica chi c'era, «e poi?». Nel '90 la città era più piccola, e-mail non ce n'erano. È così!\n\n
    """

  private func text(_ paragraphs: Int) -> [UInt8] {
    Array(repeatElement(Array(Self.paragraph.utf8), count: paragraphs).joined())
  }

  private func allocations(_ body: () -> Void) -> Int {
    let before = callocations_count()
    body()
    return callocations_count() - before
  }

  /// Whether allocations can be counted here at all.
  private static let isCounting: Bool = {
    let before = callocations_count()
    let bytes = [UInt8](repeating: 1, count: Int.random(in: 5000...6000))
    withExtendedLifetime(bytes) {}
    return callocations_count() > before
  }()

  /// - Parameter before: the stages whose layers the stage needs.
  private func check(_ stage: some Stage, before: [any Stage], most: Int) throws {
    let counts = try [50, 800].map { paragraphs in
      let document = try Pipeline(stages: before)(text(paragraphs))
      // Tables that are made once are made here.
      var first = document
      stage.process(&first)
      var second = document
      return allocations { stage.process(&second) }
    }
    #expect(counts[0] > 0, "the layer itself is allocated")
    #expect(counts[1] <= counts[0] + most, "\(stage.name): \(counts) allocations")
  }

  @Test(.enabled(if: isCounting)) func tokenizer() throws { try check(Tokenizer(), before: [], most: 0) }

  @Test(.enabled(if: isCounting)) func sentenceSplitter() throws {
    // The list of sentences doubles four times, and is copied into the document's.
    try check(SentenceSplitter(), before: [Tokenizer()], most: 12)
  }

  @Test(.enabled(if: isCounting), arguments: [Stemmer.Algorithm.snowball, .light])
  func stemmer(_ algorithm: Stemmer.Algorithm) throws {
    try check(Stemmer(algorithm), before: [Tokenizer()], most: 0)
  }

  @Test(.enabled(if: isCounting)) func wordBreaker() {
    let counts = [50, 800].map { paragraphs in
      let text = text(paragraphs)
      return text.withUnsafeBufferPointer { bytes in
        WordBreaker().forEachBoundary(in: bytes) { _ in }
        return allocations { WordBreaker().forEachBoundary(in: bytes) { _ in } }
      }
    }
    #expect(counts[0] == counts[1], "\(counts) allocations")
  }

  @Test func aTokenTakesEightBytes() {
    #expect(MemoryLayout<UInt32>.stride * 2 == 8)
    var layer = TokenLayer()
    layer.append(5..<9, .number)
    layer.withUnsafeTokens { tokens in
      #expect(tokens.count == 1 && tokens.range(0) == 5..<9 && tokens.kind(0) == .number)
    }
  }
}
