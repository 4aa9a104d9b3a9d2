import CAllocations
import Vaglio

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Shows that nothing is allocated for a token: a text sixteen times as long costs the same allocations, but for those by
// which a list grows. Exit status 1 when that is not so. Only ICU allocates for the stretches that are left to it (Chinese,
// Thai, flags), and there are none here. For a release build: without optimization there are more.

let paragraph = """
  L'Autorità ha deciso ieri, dopo un'istruttoria di 18 mesi, che la Vega S.p.A. dovrà pagare 1.234,56 euro: il resto è
  rinviato. Perché no? Lo dice l'art. 5 della legge n. 249 del 1997; il dott. Bianchi (www.vaglio.example) è d'accordo…
  «Bene», replica chi c'era, «e poi?». Nel '90 la città era più piccola, e-mail non ce n'erano. È così! 🙂\n\n
  """

struct AllocationCheck {
  private(set) var hasFailed = false

  static func text(_ paragraphs: Int) -> [UInt8] {
    Array(repeatElement(Array(paragraph.utf8), count: paragraphs).joined())
  }

  static func allocations(_ body: () -> Void) -> Int {
    let before = callocations_count()
    body()
    return Int(callocations_count()) - Int(before)
  }

  /// - Parameter most: how many more there may be for sixteen times the text.
  mutating func report(_ name: String, most: Int, _ count: (_ paragraphs: Int) throws -> Int) rethrows {
    let counts = try [50, 800].map(count)
    let isRight = counts[1] <= counts[0] + most
    print("\(name): \(counts[0]) allocations, \(counts[1]) for 16 times the text\(isRight ? "" : ": too many")")
    hasFailed = hasFailed || !isRight
  }

  mutating func check(_ name: String, _ stage: some Stage, after stages: [any Stage], most: Int) throws {
    try report(name, most: most) { paragraphs in
      let document = try Pipeline(stages: stages)(Self.text(paragraphs))
      // Tables that are made once are made here.
      var first = document
      stage.process(&first)
      var second = document
      return Self.allocations { stage.process(&second) }
    }
  }

  mutating func checkWordBreaks() {
    report("word breaks", most: 0) { paragraphs in
      Self.text(paragraphs).withUnsafeBufferPointer { bytes in
        var boundaries = 0
        WordBreaker().forEachBoundary(in: bytes) { _ in boundaries += 1 }
        return Self.allocations { WordBreaker().forEachBoundary(in: bytes) { _ in boundaries += 1 } }
      }
    }
  }
}

var check = AllocationCheck()
if AllocationCheck.allocations({ withExtendedLifetime(AllocationCheck.text(1)) {} }) == 0 {
  print("allocations cannot be counted here")
} else {
  try check.check("tokens", Tokenizer(), after: [], most: 2)
  // The list of sentences doubles four times, and so do the two of the document.
  try check.check("sentences", SentenceSplitter(), after: [Tokenizer()], most: 12)
  try check.check("stems, Snowball", Stemmer(.snowball), after: [Tokenizer()], most: 0)
  try check.check("stems, light", Stemmer(.light), after: [Tokenizer()], most: 0)
  check.checkWordBreaks()
}
exit(check.hasFailed ? 1 : 0)
