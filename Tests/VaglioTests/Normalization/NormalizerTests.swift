import Foundation
import Testing

@testable import Vaglio

/// What goes in, what comes out. Every case also keeps the invariants and is not changed again.
func expectNormalized(
  _ input: String, _ expected: String, _ normalizer: Normalizer = Normalizer(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let pipeline = try Pipeline(normalizer)
  let document = pipeline(input)
  #expect(document.string == expected, sourceLocation: sourceLocation)
  checkInvariants(document, sourceLocation: sourceLocation)
  checkIdempotence(pipeline, document, sourceLocation: sourceLocation)
}

struct NormalizerTests {
  @Test func cleanTextIsNotTouched() throws {
    for text in [
      "", " ".trimmed, "Perché no? L’Autorità ha deciso: «È così», disse.",
      "S.p.A. e S.r.l., n. 171/25/CONS, alle 10:30.",
      "1.234,56 euro – il 5% – e-commerce", "un po' di sale, di' la verità, gli anni '90, 'Ndrangheta", "AT&T e R&D",
      "Nestlé® e Bimby™, 1º maggio, m², n° 5", "👩‍👩‍👧 e 🇮🇹", "שלום \u{200F}(ciao)\u{200F}",
    ] {
      try expectNormalized(text, text)
      #expect(Document(text).edits.isEmpty)
    }
  }

  @Test func repairsWorkTogether() throws {
    try expectNormalized(
      "E&#39;  stata la cittÃ\u{A0} a perdere , perche\u{301} no\u{200B}n c'e' accordo .\r\nFine",
      "È stata la città a perdere, perché non c'è accordo.\nFine")
  }

  @Test func everyChangeSaysWhy() throws {
    let document = try Pipeline(Normalizer())("perche' no")
    #expect(document.edits.map(\.causes.description) == ["[normalize:accent/apostrophe]"])
    #expect(document.edits[0].confidence > 0.9)
  }

  @Test func optionsSwitchRepairsOff() throws {
    try expectNormalized("perche'  no", "perche' no", Normalizer([.spacing]))
    try expectNormalized("perche'  no", "perché  no", Normalizer([.accents]))
    try expectNormalized("perche'  no", "perche'  no", Normalizer([]))
  }

  @Test(.enabled(if: SharedData.isPresent))
  func factsOfTypography() throws {
    let object = try JSONSerialization.jsonObject(with: Data(SharedData.bytes("unicode/italian-typography-facts.json")))
    let cases = try #require((object as? [String: Any])?["cases"] as? [[String: String]])
    var wrong: [String: Int] = [:]
    for fact in cases {
      guard let input = fact["input"], let expected = fact["expected"], let category = fact["category"] else {
        continue
      }
      if Normalizer().normalized(input) != expected {
        wrong[category, default: 0] += 1
        #expect(!category.hasSuffix("must-stay"), "\(input) must stay")
      }
    }
    #expect(wrong.isEmpty, "\(wrong)")
  }

  /// Mojibake alone, quotes kept, to the letter; and with all repairs, as clean as the clean text.
  @Test(.enabled(if: SharedData.isPresent))
  func mojibakeFoundOnPages() throws {
    let object = try JSONSerialization.jsonObject(with: Data(SharedData.bytes("unicode/italian-mojibake-wild.json")))
    let cases = try #require((object as? [String: Any])?["cases"] as? [[String: String]])
    for fact in cases {
      let input = try #require(fact["input"])
      let expected = try #require(fact["expected"])
      #expect(Normalizer([.encoding, .mojibake, .losses]).normalized(input) == expected)
      #expect(Normalizer().normalized(input) == Normalizer().normalized(expected))
    }
  }

  @Test(.enabled(if: SharedData.isPresent))
  func factsOfAPeer() throws {
    let operations: [String: Normalizer.Options] = [
      "unescape_html": .characterReferences, "remove_control_chars": [.controls, .invisibles],
      "remove_terminal_escapes": .controls, "fix_character_width": [.widths, .blanks], "fix_line_breaks": .lineEnds,
      "fix_text": .all,
    ]
    let object = try JSONSerialization.jsonObject(with: Data(SharedData.bytes("unicode/ftfy-cases.json")))
    let cases = try #require((object as? [String: Any])?["cases"] as? [[String: Any]])
    var repairedFailures = 0
    for fact in cases {
      let input = try #require(fact["input"] as? String)
      let expected = try #require(fact["expected_encoding"] as? String)
      let options = (fact["operation"] as? String).flatMap { operations[$0] } ?? [.encoding, .mojibake]
      let result = Normalizer(options).normalized(input)
      if fact["upstream"] as? String == "passes" {
        #expect(result == expected, "\(fact["id"] ?? "")")
      } else if result == expected {
        repairedFailures += 1
      }
    }
    #expect(repairedFailures >= 4)
  }

  /// Random mixtures of what the passes look for, and of bytes that are no UTF-8.
  @Test func randomTextsKeepTheInvariantsAndSettle() throws {
    var random = SeededRandom(seed: 3)
    let pieces: [[UInt8]] =
      [
        "perche'", "E' ", "&amp;", "amp;", "egrave;", "&#", "Ã", "¨", "\u{A0}", "\u{200B}", "\u{AD}", "\r", "\n", " ",
        "  ",
        "e\u{301}", "\u{301}", "«", "»", "(", ")", ".", ",", "'", "’", "`", "ﬁ", "Ａ", "a", "città", "pò", "qual'è",
        "l' a",
        "🙂\u{200D}", "ا", "\u{202E}", "\u{2028}", "\u{0}", "日",
      ].map { Array($0.utf8) } + [
        [0xE8], [0xC3], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF4, 0x90], [0x9D], [0xFF],
      ]
    let pipeline = try Pipeline(Normalizer())
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in pieces.randomElement(using: &random) ?? []
      }
      let document = pipeline(bytes)
      checkInvariants(document, scalarBoundaries: false)
      checkIdempotence(pipeline, document)
      #expect(document.string.utf8.elementsEqual(document.text), "the text is well-formed")
    }
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
