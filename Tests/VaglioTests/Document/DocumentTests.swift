import Testing

@testable import Vaglio

struct DocumentTests {
  private let cause = Cause(stage: "test", rule: "rule", confidence: 0.5)

  private func replace(_ range: Range<Int>, _ string: String) -> Replacement {
    Replacement(range, with: string, because: cause)
  }

  @Test func sourceStaysAndTextIsDerived() {
    var document = Document("in base alia legge")
    document.apply(replace(8..<12, "alla"))
    #expect(document.sourceString(0..<document.source.count) == "in base alia legge")
    #expect(document.string == "in base alla legge")
    #expect(document.edits == [Edit(range: 8..<12, string: "alla", causes: [cause])])
    checkInvariants(document)
  }

  @Test func replacementThatChangesNothingIsNoEdit() {
    var document = Document("già")
    document.apply(replace(0..<4, "già"))
    #expect(document.edits.isEmpty)
  }

  @Test func laterChangeOfAReplacementJoinsIt() {
    var document = Document("perche' no")
    let first = Cause(stage: "normalize", rule: "accent/apostrophe", confidence: 0.9)
    let second = Cause(stage: "correct", rule: "word", confidence: 0.8)
    document.apply(Replacement(0..<7, with: "perche", because: first))
    document.apply(Replacement(0..<6, with: "perché", because: second))
    #expect(document.string == "perché no")
    #expect(document.edits == [Edit(range: 0..<7, string: "perché", causes: [first, second])])
    #expect(document.edits[0].confidence == 0.8)
  }

  @Test func changesThatCancelLeaveNoEdit() {
    var document = Document("abc")
    document.apply(replace(1..<2, "x"))
    document.apply(replace(1..<2, "b"))
    #expect(document.edits.isEmpty)
    #expect(document.string == "abc")
  }

  @Test func deletionOverEarlierEditsIsOneEdit() {
    var document = Document("uno due tre")
    document.apply([replace(0..<3, "1"), replace(4..<7, "2")])
    #expect(document.string == "1 2 tre")
    document.apply(replace(0..<4, ""))
    #expect(document.string == "tre")
    #expect(document.edits.map(\.range) == [0..<8])
  }

  @Test func insertionsAtOnePlaceKeepTheirOrder() {
    var document = Document("ab")
    document.apply(replace(1..<1, "1"))
    document.apply(replace(2..<2, "2"))
    document.apply(replace(1..<1, "0"))
    #expect(document.string == "a012b")
    checkInvariants(document)
  }

  @Test func editingClearsWhatDescribesTheText() {
    var document = Document("in base alia legge")
    document.setTokens([(0..<2, .word), (3..<7, .word), (8..<12, .word)])
    document.setSentences([0..<18])
    document.addEntities([Name(textRange: 3..<7, label: .company)])
    document.setLines([Line(range: 0..<18, number: 0, isKept: true, kind: .body, score: 1)])
    #expect(document.has(.tokens) && document.has(.sentences) && document.has(.entities))
    document.apply(replace(8..<12, "alla"))
    #expect(!document.has(.tokens) && !document.has(.sentences) && !document.has(.entities))
    #expect(document.tokens.isEmpty && document.sentences.isEmpty && document.entities.isEmpty)
    #expect(document.has(.lines) && document.lines.count == 1, "lines describe the source")
  }

  @Test func tokensInsideAReplacementKeepApart() {
    var document = Document("pronti asfruttare le")
    document.apply(replace(7..<17, "a sfruttare"))
    document.setTokens([(0..<6, .word), (7..<8, .word), (9..<18, .word), (19..<21, .word)])
    #expect(document.tokens.map { document.string($0) } == ["pronti", "a", "sfruttare", "le"])
    #expect(document.tokens.map { document.sourceString($0.range) } == ["pronti", "a", "sfruttare", "le"])
    checkInvariants(document)
  }

  @Test func overlappingNamesKeepTheFirst() {
    var document = Document("Poste italiane spa e altri")
    document.addEntities([
      Name(textRange: 0..<5, label: .company), Name(textRange: 0..<14, label: .company),
      Name(textRange: 6..<18, label: .organization), Name(textRange: 21..<26, label: .person),
    ])
    #expect(document.entities.map { document.string($0) } == ["Poste italiane", "altri"])
    document.addEntities([Name(textRange: 0..<5, label: .place), Name(textRange: 15..<18, label: .place)])
    #expect(document.entities.map { document.string($0) } == ["Poste italiane", "spa", "altri"])
    checkInvariants(document)
  }

  /// Thousands of random chains of edits, against rewriting the bytes naively.
  @Test(arguments: 0..<8)
  func randomChainsEqualNaiveRewriting(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let letters = ["a", "b", "è", "é", "e\u{301}", " ", "\n", "🙂", "l'", "S.p.A.", "日"]
    func randomString(_ length: Int) -> String {
      (0..<length).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
    }
    for _ in 0..<500 {
      let source = randomString(Int.random(in: 0...12, using: &random))
      var document = Document(source)
      var naive = source
      // Single replacements take a way of their own.
      let isSingle = Bool.random(using: &random)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        // A batch of disjoint replacements of whole scalars.
        var replacements: [Replacement] = []
        var rewritten = ""
        let scalars = Array(naive.unicodeScalars)
        var index = 0
        var offset = 0
        while index <= scalars.count {
          if Int.random(in: 0..<4, using: &random) == 0, !isSingle || replacements.isEmpty {
            let length = Int.random(in: 0...min(3, scalars.count - index), using: &random)
            let old = String(String.UnicodeScalarView(scalars[index..<index + length]))
            let new = randomString(Int.random(in: 0...2, using: &random))
            replacements.append(replace(offset..<offset + old.utf8.count, new))
            rewritten += new
            index += length
            offset += old.utf8.count
          }
          guard index < scalars.count else { break }
          rewritten.unicodeScalars.append(scalars[index])
          offset += String(scalars[index]).utf8.count
          index += 1
        }
        document.apply(replacements)
        naive = rewritten
        #expect(document.alignment.changes == Alignment(edits: document.edits, source: document.source).changes)
        #expect(Array(document.text) == Array(naive.utf8), "\(source.debugDescription) with \(replacements)")
        checkInvariants(document)

        if Int.random(in: 0..<4, using: &random) == 0 {
          // Undo some, naively: those stretches read as the source again.
          let undone = Set(document.edits.indices.filter { _ in Bool.random(using: &random) })
          var expected: [UInt8] = []
          var position = 0
          for (number, edit) in document.edits.enumerated() {
            expected += document.source[position..<edit.range.lowerBound]
            expected += undone.contains(number) ? Array(document.source[edit.range]) : Array(edit.string.utf8)
            position = edit.range.upperBound
          }
          expected += document.source[position...]
          let ranges = undone.map { document.edits[$0].range }
          document.undo { ranges.contains($0.range) }
          #expect(document.text == expected)
          checkInvariants(document)
          naive = document.string
        }
      }
    }
  }

  private func scalarStarts(_ bytes: [UInt8]) -> [Int] { bytes.indices.filter { !UTF8.isContinuation(bytes[$0]) } }

  @Test func sourceRangesOfRandomTokensAreSortedAndDisjoint() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<500 {
      var document = Document(
        (0..<40).map { _ in String("abcdè🙂 ".randomElement(using: &random) ?? "a") }.joined())
      var boundaries = scalarStarts(document.text)
      var replacements: [Replacement] = []
      var next = 0
      while next + 2 < boundaries.count {
        let length = Int.random(in: 0...2, using: &random)
        replacements.append(
          replace(
            boundaries[next]..<boundaries[next + length], ["", "x", "yè", "a b c"].randomElement(using: &random) ?? ""))
        next += length + 1 + Int.random(in: 0...5, using: &random)
      }
      document.apply(replacements)
      document.deriveText()
      boundaries = scalarStarts(document.text)
      var tokens: [(range: Range<Int>, kind: Token.Kind)] = []
      for (start, end) in zip(boundaries, boundaries.dropFirst()) where Bool.random(using: &random) {
        tokens.append((start..<end, .word))
      }
      document.setTokens(tokens)
      checkInvariants(document)
    }
  }

  /// Cost is per edit: this would take minutes if each of the 1,000 edits copied the megabyte.
  @Test func manyEditsInALargeDocumentAreCheap() {
    var document = Document([UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20))
    let clock = ContinuousClock()
    let batch = (0..<1000).map { replace($0 * 1000..<$0 * 1000 + 3, "bb") }
    let batchTime = clock.measure { document.apply(batch) }
    let singleTime = clock.measure {
      for number in 0..<1000 { document.apply(replace(number * 999 + 500..<number * 999 + 501, "c")) }
    }
    #expect(document.edits.count == 2000)
    #expect(batchTime < .milliseconds(200), "debug build; a release build takes well under a millisecond")
    #expect(singleTime < .seconds(20))
    checkInvariants(document)
  }
}
