import Testing

@testable import Vaglio

@Suite struct M2WriterTests {
  private static let noop = "A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||0"

  private func m2(_ document: Document) -> String {
    var bytes: [UInt8] = []
    M2Writer().write(document, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Every mark of the text becomes a replacement by its label.
  private func m2(_ text: MarkedText) -> String {
    var document = Document(text.text)
    document.apply(
      text.marks.map { Replacement($0.range, with: $0.label, because: Cause(stage: "correct", rule: "a/b")) })
    return m2(document)
  }

  @Test("Sentences of the source with their changes; without one, a noop")
  func sentences() {
    #expect(
      m2("In base ⟦alia|alla⟧ norma. Tutto bene. ⟦E|È⟧ ⟦asfruttare|a sfruttare⟧.") == """
        S In base alia norma .
        A 2 3|||R:a/b|||alla|||REQUIRED|||-NONE-|||0

        S Tutto bene .
        \(Self.noop)

        S E asfruttare .
        A 0 1|||R:a/b|||È|||REQUIRED|||-NONE-|||0
        A 1 2|||R:a/b|||a sfruttare|||REQUIRED|||-NONE-|||0


        """)
  }

  @Test("Tokens that are missing, unnecessary or joined; white space alone is no change of tokens")
  func operations() {
    #expect(m2("uno⟦|,⟧ due") == "S uno due\nA 1 1|||M:a/b|||,|||REQUIRED|||-NONE-|||0\n\n")
    #expect(m2("uno⟦ ||⟧ due") == "S uno | due\nA 1 2|||U:a/b||||||REQUIRED|||-NONE-|||0\n\n")
    #expect(
      m2("di effettua⟦-\n|⟧re ora") == "S di effettua - re ora\nA 1 4|||R:a/b|||effettuare|||REQUIRED|||-NONE-|||0\n\n")
    #expect(m2("uno⟦  | ⟧due") == "S uno due\n\(Self.noop)\n\n")
    #expect(m2("⟦|Fine⟧") == "S\nA 0 0|||M:a/b|||Fine|||REQUIRED|||-NONE-|||0\n\n")
    #expect(m2("") == "")
  }

  @Test("A cut through several sentences is a cut in each; another change joins what it spans")
  func acrossSentences() {
    #expect(
      m2("⟦Menu\n\nCerca\n\n|⟧Testo.") == """
        S Menu
        A 0 1|||U:a/b||||||REQUIRED|||-NONE-|||0

        S Cerca
        A 0 1|||U:a/b||||||REQUIRED|||-NONE-|||0

        S Testo .
        \(Self.noop)


        """)
    #expect(
      m2("Si ⟦fa.\n\nRe|fare⟧ oggi. Bene.") == """
        S Si fa . Re oggi .
        A 1 4|||R:a/b|||fare|||REQUIRED|||-NONE-|||0

        S Bene .
        \(Self.noop)


        """)
  }

  @Test("Tokens that were given are kept, with a no-break space for a blank")
  func givenTokens() {
    var document = Document("10 000 euro")
    document.setTokens([(0..<6, .number), (7..<11, .word)])
    #expect(m2(document) == "S 10\u{a0}000 euro\n\(Self.noop)\n\n")
  }

  @Test("With its changes made, what is written is the tokens of the clean text, whatever the edits")
  func changesMade() throws {
    var random = SeededRandom(seed: 12)
    for _ in 0..<400 {
      let pieces = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        RandomChainsTests.pieces.randomElement(using: &random) ?? []
      }
      let source = Array(pieces.joined(separator: Bool.random(using: &random) ? [0x20] : []))
      var document = Document(source)
      let cuts = (0..<6).map { _ in Int.random(in: 0...source.count, using: &random) }.sorted()
      document.apply(
        stride(from: 0, to: 6, by: 2).map {
          Replacement(
            cuts[$0]..<cuts[$0 + 1], with: ["", " ", "è", "fa re", "\n\n"].randomElement(using: &random) ?? "",
            because: Cause(stage: "test", rule: "any"))
        })
      // By scalars: a blank before a combining mark is part of a `Character`.
      func split(_ line: some Collection<Unicode.Scalar>, _ separator: Unicode.Scalar) -> [String] {
        line.split(separator: separator).map { piece in String(String.UnicodeScalarView(piece)) }
      }
      var made: [String] = []
      var tokens: [String] = []
      var shift = 0
      for line in split(m2(document).unicodeScalars, "\n") {
        if line.hasPrefix("S") {
          made += tokens
          tokens = Array(split(line.unicodeScalars, " ").dropFirst())
          shift = 0
        } else if !line.hasPrefix("A -1") {
          let ends = split(line.unicodeScalars.dropFirst(2).prefix { $0 != "|" }, " ").compactMap { Int($0) }
          let rest = line.unicodeScalars.drop { $0 != "|" }.dropFirst(3).drop { $0 != "|" }.dropFirst(3)
          let words = split(rest.dropLast("|||REQUIRED|||-NONE-|||0".count), " ")
          try #require(ends[1] + shift <= tokens.count)
          tokens.replaceSubrange(ends[0] + shift..<ends[1] + shift, with: words)
          shift += words.count - (ends[1] - ends[0])
        }
      }
      made += tokens
      let clean = document.text
      let layer = clean.withUnsafeBufferPointer { TokenScanner.tokens($0) }
      let expected = (0..<layer.count).map { String(decoding: clean[layer.range($0)], as: UTF8.self) }
      #expect(made.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }
  }
}
