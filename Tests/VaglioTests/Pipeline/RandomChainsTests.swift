import Testing

@testable import Vaglio

/// Random chains of all stages over random and hostile texts (as Lucene's TestRandomChains does): whatever comes, nothing
/// fails and the laws hold.
struct RandomChainsTests {
  private static let stages: [any Stage] = [
    Normalizer(), Normalizer([.spacing]), BoilerplateRemover(), Tokenizer(), SentenceSplitter(), Corrector(), Stemmer(),
    EntityTagger(),
  ]

  /// A chain in random order, with whatever has to come first put before a stage that asks for it.
  private func chain(_ random: inout SeededRandom) throws -> Pipeline {
    var chain: [any Stage] = []
    var provided: Set<Layer> = []
    for _ in 0..<Int.random(in: 1...7, using: &random) {
      guard let stage = Self.stages.randomElement(using: &random) else { continue }
      for layer in stage.requires where !provided.contains(layer) {
        guard let provider = Self.stages.first(where: { $0.provides.contains(layer) && $0.requires.isEmpty }) else {
          continue
        }
        chain.append(provider)
        provided.formUnion(provider.provides)
      }
      chain.append(stage)
      provided.formUnion(stage.provides)
    }
    return try Pipeline(stages: chain)
  }

  static let pieces: [[UInt8]] =
    [
      "Agcom", "agcom", "Poste italiane", "S.p.A.", "dell'", "dell’", "l'", "alia", "è", "e", "E'", "perche'",
      "asfruttare",
      "effettua-re", "effettua-", "re", "\n", "\r\n", "\n\n", " ", " ", " ", "\t", ".", ",", "...", "»", "«", "(",
      "1.234,56",
      "10:30", "www.agcom.it", "a@b.it", "Lascia un commento", "Leggi anche:", "Tim", "MISE", "(MISE)", "Rossi", "di",
      "la",
      "\u{0}", "\u{AD}", "\u{200B}", "\u{301}", "e\u{301}", "🙂", "👩‍👩‍👧", "🇮🇹", "\u{202E}", "שלום", "日本語", "ไทย",
      "\u{FEFF}", "\u{2028}", "Ã¨", "&egrave;", "'", "’", "-", "—", "|", "_", "0", "I", "l", "II",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC3], [0xE8], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF0, 0x9F], [0x80],
    ]

  @Test(arguments: 0..<4)
  func randomTexts(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed) + 100)
    for _ in 0..<60 {
      let pipeline = try chain(&random)
      for _ in 0..<10 {
        let pieces = (0..<Int.random(in: 0...40, using: &random)).map { _ in
          Self.pieces.randomElement(using: &random) ?? []
        }
        let bytes = Array(
          Bool.random(using: &random) ? pieces.joined(separator: [0x20]).map(\.self) : pieces.flatMap(\.self))
        checkInvariants(pipeline(bytes), scalarBoundaries: false)
      }
    }
  }

  /// Cleaning twice changes nothing more, whatever the text.
  @Test(arguments: 0..<2)
  func randomTextsAreCleanAfterOneCleaning(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed) + 500)
    for _ in 0..<250 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        bytes += Self.pieces.randomElement(using: &random) ?? []
        if Int.random(in: 0..<3, using: &random) > 0 { bytes.append(0x20) }
      }
      let document = Pipeline.standard(bytes)
      checkInvariants(document, scalarBoundaries: false)
      checkIdempotence(.standard, document)
    }
  }

  @Test func randomBytes() throws {
    var random = SeededRandom(seed: 17)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...64, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      checkInvariants(Pipeline.standard(bytes), scalarBoundaries: false)
    }
  }

  static let hostile: [(String, [UInt8])] = [
    ("empty", []),
    ("one megabyte without a blank", [UInt8](repeating: 0x61, count: 1 << 20)),
    ("capitals without a blank", [UInt8](repeating: 0x41, count: 1 << 18)),
    ("stops", [UInt8](repeating: 0x2E, count: 1 << 18)),
    ("apostrophes", [UInt8](repeating: 0x27, count: 1 << 18)),
    ("hyphens", [UInt8](repeating: 0x2D, count: 1 << 18)),
    ("blanks", [UInt8](repeating: 0x20, count: 1 << 18)),
    ("line ends", [UInt8](repeating: 0x0A, count: 1 << 18)),
    ("NUL", [UInt8](repeating: 0, count: 1 << 16)),
    ("bytes that are never UTF-8", [UInt8](repeating: 0xFF, count: 1 << 16)),
    ("continuation bytes", [UInt8](repeating: 0x80, count: 1 << 16)),
    ("marks on one letter", Array(("a" + String(repeating: "\u{301}\u{316}", count: 1 << 14)).utf8)),
    ("bidi controls", Array(String(repeating: "\u{202E}a\u{202C}", count: 1 << 13).utf8)),
    ("emoji", Array(String(repeating: "👩‍👩‍👧🇮🇹", count: 1 << 12).utf8)),
    ("wrong accents", Array(String(repeating: "perchè", count: 1 << 14).utf8)),
    ("elisions", Array(String(repeating: "l'", count: 1 << 16).utf8)),
    ("ampersands", Array(String(repeating: "&amp;", count: 1 << 14).utf8)),
    ("brackets", Array(String(repeating: "(", count: 1 << 16).utf8)),
    ("short lines", Array(String(repeating: "Home\n", count: 1 << 14).utf8)),
    ("names", Array(String(repeating: "Tim Poste Agcom ", count: 1 << 13).utf8)),
    ("misreadings", Array(String(repeating: "alia ", count: 1 << 14).utf8)),
    ("hyphened", Array(String(repeating: "effettua- ", count: 1 << 14).utf8)),
  ]

  @Test(arguments: hostile.map(\.0))
  func hostileTexts(_ name: String) throws {
    let bytes = try #require(Self.hostile.first { $0.0 == name }?.1)
    let clock = ContinuousClock()
    var document = Document(bytes)
    let time = clock.measure { Pipeline.standard.process(&document) }
    checkInvariants(document, scalarBoundaries: false)
    // A release build takes milliseconds; what is quadratic takes hours.
    #expect(time < .seconds(60))
  }
}
