internal import CLexicons

/// The phrases by which furniture of a page is known: "Lascia un commento", "utilizza i cookie".
///
/// Phrases and lines are compared as sequences of word hashes, so case, punctuation and kinds of apostrophe do not count,
/// and nothing is allocated for a line. A table of first words says at most words at once that no phrase starts there.
struct FurniturePhrases: Sendable {
  enum Match: String, Sendable {
    /// The line is the phrase.
    case line
    /// A line of at most 25 words starts with the phrase.
    case start
    /// A line of at most 30 words holds the phrase.
    case inside
    /// Any line that holds the phrase.
    case anywhere
    /// As `line`, and the article is over.
    case end
  }

  struct Phrase: Sendable {
    let kind: Line.Kind
    let match: Match
    let score: Float
    let words: [UInt64]
    /// Whether a colon has to follow, as in `Tag: …`, which sets it apart from a sentence that starts with the word.
    let needsColon: Bool
  }

  private var phrases: [Phrase] = []
  /// The phrases that start with a word, by the word's hash.
  private var byFirstWord: [UInt64: [Int]] = [:]
  /// One bit for each value of the low bits of a first word's hash.
  private var filter = [UInt64](repeating: 0, count: Self.filterBits / 64)
  private static let filterBits = 1 << 14

  /// - Parameter tsv: lines of kind, match, score and phrase; `#` starts a comment.
  /// - Throws: `LexiconError` with the line.
  init(tsv: String, file: String) throws(LexiconError) {
    for (number, line) in tsv.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      func fail(_ reason: String) -> LexiconError { LexiconError(file: file, line: number + 1, reason: reason) }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 4 else {
        throw fail("found \(fields.count) fields, expected kind, match, score and phrase, with tabs between")
      }
      guard let match = Match(rawValue: String(fields[1])) else {
        throw fail("found the match '\(fields[1])', expected line, start, inside, anywhere or end")
      }
      guard let score = Float(String(fields[2])), score > 0, score <= 1 else {
        throw fail("found the score '\(fields[2])', expected a number above 0 and at most 1")
      }
      let bytes = Array(fields[3].utf8)
      let words = bytes.withUnsafeBufferPointer { LineFeatures.wordHashes(of: $0) }
      guard let first = words.first else { throw fail("found the phrase '\(fields[3])' without a letter or digit") }
      byFirstWord[first, default: []].append(phrases.count)
      filter[Int(first % UInt64(Self.filterBits)) / 64] |= 1 << (first % 64)
      phrases.append(
        Phrase(
          kind: Line.Kind(String(fields[0])), match: match, score: score, words: words,
          needsColon: fields[3].hasSuffix(":")))
    }
  }

  private init() {}

  static let italian: FurniturePhrases = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_boilerplate(&size), count: size)
    return (try? FurniturePhrases(tsv: String(decoding: bytes, as: UTF8.self), file: "boilerplate.tsv"))
      ?? FurniturePhrases()
  }()

  /// The surest phrase of a line. O(words).
  ///
  /// - Parameter wordsBeforeColon: how many words come before the first colon.
  func best(in words: ArraySlice<UInt64>, wordsBeforeColon: Int?) -> Phrase? {
    var best: Phrase?
    for start in words.indices {
      let word = words[start]
      guard filter[Int(word % UInt64(Self.filterBits)) / 64] & 1 << (word % 64) != 0, let candidates = byFirstWord[word]
      else { continue }
      for candidate in candidates {
        let phrase = phrases[candidate]
        guard start + phrase.words.count <= words.endIndex, phrase.score > best?.score ?? 0 else { continue }
        if phrase.needsColon, start - words.startIndex + phrase.words.count != wordsBeforeColon { continue }
        let isAllowed =
          switch phrase.match {
          case .line, .end: start == words.startIndex && phrase.words.count == words.count
          case .start: start == words.startIndex && words.count <= 25
          case .inside: words.count <= 30
          case .anywhere: true
          }
        if isAllowed, words[start..<start + phrase.words.count].elementsEqual(phrase.words) { best = phrase }
      }
    }
    return best
  }
}
