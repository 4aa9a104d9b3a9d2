import Testing

@testable import Vaglio

@Suite struct BratWriterTests {
  private func brat(_ document: Document) -> [String] {
    var bytes: [UInt8] = []
    BratWriter().write(document, into: &bytes)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Every mark of the text becomes a replacement by its label.
  private func edited(_ text: MarkedText, stage: String = "correct") -> Document {
    var document = Document(text.text)
    document.apply(
      text.marks.map {
        Replacement($0.range, with: $0.label, because: Cause(stage: stage, rule: "a/b", confidence: 0.97))
      })
    return document
  }

  @Test("Names with their entries, and changes with what they become; offsets are code points of the source")
  func layers() {
    var document = edited("Perché 🙂 in base ⟦alia|alla⟧ norma Agcom multa l'Acme")
    document.setTokens([])
    let text = document.string
    func range(_ name: String) -> Range<Int> {
      let start = text.utf8.count - text.components(after: name)
      return start - name.utf8.count..<start
    }
    document.addEntities([
      Name(textRange: range("Agcom"), label: .regulator, entry: "agcom", name: "Autorità per le garanzie"),
      Name(textRange: range("Acme"), label: .company),
    ])
    #expect(
      brat(document) == [
        "T1\tregulator 28 33\tAgcom", "N1\tReference T1 Vaglio:agcom\tAutorità per le garanzie",
        "T2\tcompany 42 46\tAcme", "T3\tcorrect 17 21\talia", "#1\tAnnotatorNotes T3\talla (a/b 0.97)",
      ])
  }

  @Test("What runs over line breaks has a fragment on each line, as brat asks")
  func fragments() {
    var document = Document("Poste  \r\n  italiane e \u{2028}Banca\tSella")
    document.setTokens([])
    document.addEntities([
      Name(textRange: 0..<19, label: .company), Name(textRange: 22..<36, label: .company),
    ])
    #expect(brat(document) == ["T1\tcompany 0 5;11 19\tPoste italiane", "T2\tcompany 23 28;29 34\tBanca Sella"])
  }

  @Test("Where nothing visible is replaced, a change lies on the character before it, or after it")
  func beside() {
    #expect(brat(edited("pò⟦| ⟧di")) == ["T1\tcorrect 1 2\tò", "#1\tAnnotatorNotes T1\t  (a/b 0.97)"])
    #expect(brat(edited("uno⟦  | ⟧due")) == ["T1\tcorrect 2 3\to", "#1\tAnnotatorNotes T1\t  (a/b 0.97)"])
    #expect(brat(edited("⟦|È ⟧qui")) == ["T1\tcorrect 0 1\tq", "#1\tAnnotatorNotes T1\tÈ  (a/b 0.97)"])
    #expect(brat(edited("a \n⟦\n|⟧\nb")).isEmpty)
    #expect(
      brat(edited("⟦Menu\nCerca\n|⟧Testo", stage: "my stage"))
        == ["T1\tmy_stage 0 4;5 10\tMenu Cerca", "#1\tAnnotatorNotes T1\t(a/b 0.97)"])
  }

  @Test("Any bytes: every line has its columns, and the text is that of its offsets")
  func hostileBytes() throws {
    var random = SeededRandom(seed: 11)
    for round in 0..<300 {
      let source = HostileBytes.random(pieces: 5 + round, using: &random)
      var boundaries = [0]
      source.withUnsafeBufferPointer { source in
        while let last = boundaries.last, last < source.count {
          boundaries.append(last + MaximalSubpart(in: source, at: last).length)
        }
      }
      let cuts = (0..<6).map { _ in boundaries.randomElement(using: &random) ?? 0 }.sorted()
      var document = Document(source)
      document.apply(
        stride(from: 0, to: 6, by: 2).map {
          Replacement(cuts[$0]..<cuts[$0 + 1], with: "x\n\t", because: Cause(stage: "test", rule: "any"))
        })
      let scalars = Array(String(decoding: source, as: UTF8.self).unicodeScalars)
      for line in brat(document) where line.hasPrefix("T") {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        try #require(columns.count == 3)
        let fragments = columns[1].drop { $0 != " " }.dropFirst().split(separator: ";")
        let texts = fragments.map { fragment in
          let ends = fragment.split(separator: " ").compactMap { Int($0) }
          return String(String.UnicodeScalarView(scalars[ends[0]..<ends[1]]))
        }
        #expect(texts.joined(separator: " ").unicodeScalars.elementsEqual(columns[2].unicodeScalars))
      }
    }
  }
}

extension String {
  /// How many bytes come after the first place of a word.
  fileprivate func components(after word: String) -> Int {
    var rest = Substring(self)
    while !rest.isEmpty, !rest.hasPrefix(word) { rest = rest.dropFirst() }
    return rest.utf8.count - word.utf8.count
  }
}
