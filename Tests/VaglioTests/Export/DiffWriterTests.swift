import Testing

@testable import Vaglio

@Suite struct DiffWriterTests {
  private func diff(
    _ text: String, name: String? = nil, isColored: Bool = false, _ replacements: [Replacement]
  ) -> String {
    diff(Array(text.utf8), name: name, isColored: isColored, replacements)
  }

  private func diff(
    _ text: [UInt8], name: String? = nil, isColored: Bool = false, _ replacements: [Replacement]
  ) -> String {
    var document = Document(text)
    document.apply(replacements)
    var bytes: [UInt8] = []
    DiffWriter(isColored: isColored).write(document, name: name, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Every mark of the text becomes a replacement by its label.
  private func diff(_ text: MarkedText, name: String? = nil, isColored: Bool = false) -> String {
    diff(
      text.text, name: name, isColored: isColored,
      text.marks.map {
        Replacement($0.range, with: $0.label, because: Cause(stage: "correct", rule: "a/b", confidence: 0.97))
      })
  }

  @Test("Nothing changed, nothing written")
  func unchanged() { #expect(diff("uno\ndue") == "") }

  @Test("The line, the marks, and the reasons")
  func line() {
    #expect(
      diff("prima riga\nAgcom ⟦e|è⟧ stata, in base ⟦alia|alla⟧ norma\n", name: "page.txt") == """
        page.txt:2: Agcom [-e-]{+è+} stata, in base [-alia-]{+alla+} norma
            [-e-]{+è+}  correct a/b 0.97
            [-alia-]{+alla+}  correct a/b 0.97

        """)
  }

  @Test("Insertions and deletions have one mark; line breaks and what is invisible can be seen")
  func invisible() {
    #expect(
      diff("in⟦| ⟧sieme\r\n⟦Menu\r\n|⟧ca⟦\u{ad}|⟧sa ⟦effettua-\nre|effettuare⟧ ora\u{1b}[31m\nfine") == """
        1: in{+ +}sieme
            {+ +}  correct a/b 0.97
        2: [-Menu<U+000D>⏎-]
            [-Menu<U+000D>⏎-]  correct a/b 0.97
        3: ca[-<U+00AD>-]sa [-effettua-⏎re-]{+effettuare+} ora<U+001B>[31m
            [-<U+00AD>-]  correct a/b 0.97
            [-effettua-⏎re-]{+effettuare+}  correct a/b 0.97

        """)
  }

  @Test("Only the text near a change is shown, in whole words")
  func context() {
    let words = String(repeating: "parola ", count: 40)
    let text = diff(MarkedText("\(words)⟦alia|alla⟧ \(words)⟦e|è⟧ \(words)"))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("1: …parola parola") && lines[0].hasSuffix("parola parola…"))
    #expect(lines[0].count < 170 && lines[0].contains("parola [-alia-]{+alla+} parola"))
    #expect(lines[2].hasPrefix("1: …parola") && lines[2].contains("[-e-]{+è+}"))
  }

  @Test("Colours only when asked for")
  func colors() {
    #expect(
      diff("⟦e|è⟧", isColored: true)
        == "1: \u{1b}[31m[-e-]\u{1b}[m\u{1b}[32m{+è+}\u{1b}[m\n    \u{1b}[31m[-e-]\u{1b}[m\u{1b}[32m{+è+}\u{1b}[m"
        + "\u{1b}[2m  correct a/b 0.97\u{1b}[m\n")
  }

  @Test("Any bytes: what is written is well-formed, without control characters")
  func hostileBytes() {
    var random = SeededRandom(seed: 5)
    for round in 0..<300 {
      let source = HostileBytes.random(pieces: 5 + round, using: &random)
      let cuts = (0..<6).map { _ in Int.random(in: 0...source.count, using: &random) }.sorted()
      let replacements = stride(from: 0, to: 6, by: 2).map {
        Replacement(cuts[$0]..<cuts[$0 + 1], with: "x\u{1b}\n", because: Cause(stage: "test", rule: "any"))
      }
      let text = diff(source, replacements)
      #expect(!text.isEmpty)
      #expect(!text.unicodeScalars.contains { $0 != "\n" && $0 != "\t" && $0.properties.generalCategory == .control })
    }
  }

  @Test("A megabyte on one line with a change in every word is linear", .timeLimit(.minutes(1)))
  func longLine() {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    let replacements = stride(from: 0, to: text.count, by: 100).map {
      Replacement($0..<$0 + 1, with: "b", because: Cause(stage: "test", rule: "any"))
    }
    #expect(diff(text, replacements).utf8.count > text.count)
  }
}
