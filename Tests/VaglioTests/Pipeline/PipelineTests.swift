import Testing

@testable import Vaglio

/// One token for each blank-separated word.
private struct Words: Stage {
  let name = "words"
  let provides = [Layer.tokens]
  func process(_ document: inout Document) {
    var tokens: [(range: Range<Int>, kind: Token.Kind)] = []
    var start = 0
    for (position, byte) in (document.text + [32]).enumerated() where byte == 32 {
      if position > start { tokens.append((start..<position, .word)) }
      start = position + 1
    }
    document.setTokens(tokens)
  }
}

/// Doubles the token `x`.
private struct Doubling: Stage {
  let name = "double"
  let requires = [Layer.tokens]
  func process(_ document: inout Document) {
    let text = document.text
    document.apply(
      document.tokens.filter { text[$0.textRange].elementsEqual("x".utf8) }.map {
        Replacement($0.textRange, with: "x x", because: Cause(stage: name, rule: "x"))
      })
  }
}

private struct Counting: Stage {
  let name = "count"
  let requires = [Layer.tokens]
  let provides = [Layer("count")]
  func process(_ document: inout Document) { document.add(Layer("count")) }
}

/// Takes one `a` off the end of a text, and stops at one.
private struct Shortening: Stage {
  let name = "shorten"
  let repetition: Repetition
  func process(_ document: inout Document) {
    let text = document.text
    guard text.count > 1, text.last == 97 else { return }
    document.apply(Replacement(text.count - 1..<text.count, with: "", because: Cause(stage: name, rule: "a")))
  }
}

/// Puts an `a` at the end of a text that has none.
private struct Lengthening: Stage {
  let name = "lengthen"
  func process(_ document: inout Document) {
    let count = document.text.count
    document.apply(Replacement(count..<count, with: "aa", because: Cause(stage: name, rule: "a")))
  }
}

struct PipelineTests {
  @Test func cleaningStagesRunUntilTheTextIsStable() throws {
    #expect(try Pipeline(Shortening(repetition: .never))("baaa").string == "baa")
    #expect(try Pipeline(Shortening(repetition: .untilStable))("baaa").string == "b")
    // A stage that need only look again after others does so; the others are not run again.
    #expect(try Pipeline(Shortening(repetition: .afterOthers), Lengthening())("b").string == "ba")
    #expect(try Pipeline(Shortening(repetition: .untilStable), Lengthening())("b").string == "b")
    // However long it would go on.
    #expect(
      try Pipeline(Shortening(repetition: .untilStable))("b" + String(repeating: "a", count: 99)).string.count > 50)
  }

  @Test func layersClearedByAnEditAreMadeAgain() throws {
    let pipeline = try Pipeline(Words(), Doubling(), Counting())
    let document = pipeline("a x b")
    #expect(document.string == "a x x b")
    #expect(document.tokens.map { document.string($0) } == ["a", "x", "x", "b"])
    checkInvariants(document)
  }

  @Test func layersAreThereAtTheEnd() throws {
    let document = try Pipeline(Words(), Doubling())("x")
    #expect(document.has(.tokens))
    #expect(document.tokens.count == 2)
  }

  @Test func missingLayerIsRefusedAtConstruction() {
    #expect {
      _ = try Pipeline(Normalizer(), Counting())
    } throws: { error in
      let error = error as? PipelineError
      return error?.stage == "count" && error?.missing == .tokens
        && error?.description.contains("put a stage that provides tokens before it") == true
    }
    #expect {
      _ = try Pipeline(Counting(), Words())
    } throws: { ($0 as? PipelineError)?.description.contains("move stage 'words' before it") == true }
    #expect(throws: Never.self) { _ = try Pipeline(stages: [Counting()], given: [.tokens]) }
  }

  @Test(arguments: [1, 2, 3, 7])
  func sequencesKeepTheirOrder(jobs: Int) async throws {
    let pipeline = try Pipeline(Words(), Doubling())
    let texts = (0..<200).map { "x \($0)" + String(repeating: " y", count: $0 % 17 * 50) }
    var results: [String] = []
    await pipeline.process(texts, jobs: jobs) {
      $0($1).string
    } consume: {
      results.append($0)
    }
    #expect(results == texts.map { pipeline($0).string })
  }

  /// However slow one text is, no more than `4 * jobs` are in memory.
  @Test func memoryIsBounded() async throws {
    let pipeline = try Pipeline(Words())
    var started = 0
    var consumed = 0
    var most = 0
    let inputs = AnySequence { () -> AnyIterator<Int> in
      var next = 0
      return AnyIterator {
        guard next < 300 else { return nil }
        started += 1
        most = max(most, started - consumed)
        next += 1
        return next
      }
    }
    await pipeline.process(inputs, jobs: 2) { _, number in
      if number == 1 { for _ in 0..<200 { _ = pipeline(String(repeating: "parola ", count: 200)) } }
      return number
    } consume: { _ in
      consumed += 1
    }
    #expect(consumed == 300)
    #expect(most <= 8)
  }

  @Test func documentsAreMadeAsTheyAreAskedFor() throws {
    let pipeline = try Pipeline(Words())
    let endless = sequence(first: "a") { $0 + " a" }
    let first = Array(pipeline.documents(endless).prefix(3))
    #expect(first.map(\.tokens.count) == [1, 2, 3])
  }
}
