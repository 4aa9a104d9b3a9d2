/// Phrases of furniture as a file has them, one a line: kind, match, score and phrase with tabs between, or the phrase
/// alone. `#` starts a comment.
struct FurniturePhraseFile {
  private(set) var phrases: [FurniturePhrase] = []

  /// - Parameter areUsers: whether a caller gave them; then a line may be the phrase alone, which is furniture wherever
  ///   a line of at most 30 words holds it.
  /// - Throws: `LexiconError` with file and line.
  init(tsv: String, file: String, areUsers: Bool = false) throws(LexiconError) {
    for (number, line) in tsv.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = areUsers ? line.drop { $0 == " " } : line
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      func fail(_ reason: String) -> LexiconError { LexiconError(file: file, line: number + 1, reason: reason) }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let isBare = areUsers && fields.count == 1
      guard isBare || fields.count == 4 else {
        throw fail("found \(fields.count) fields, expected kind, match, score and phrase, with tabs between")
      }
      let match = isBare ? .inside : FurniturePhrase.Match(name: fields[1])
      guard let match else {
        throw fail("found the match '\(fields[1])', expected line, start, inside, anywhere or end")
      }
      let score = isBare ? 1 : Float(String(fields[2]))
      guard let score, score > 0, score <= 1 else {
        throw fail("found the score '\(fields[2])', expected a number above 0 and at most 1")
      }
      let text = fields[fields.count - 1]
      let words = FurnitureLexicon.hashes(text)
      guard !words.isEmpty else { throw fail("found the phrase '\(text)' without a letter or digit") }
      phrases.append(
        FurniturePhrase(
          kind: isBare ? .navigation : Line.Kind(String(fields[0])), match: match, score: score, words: words,
          needsColon: text.hasSuffix(":"), isUsers: areUsers))
    }
  }
}
