public import Vaglio

/// How well spans are found: those that are exactly right, among those found and those of the gold.
public struct SpanScore: Sendable, Hashable, CustomStringConvertible {
  public var right = 0
  public var found = 0
  public var gold = 0

  public init() {}

  public var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
  public var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
  public var f1: Double { found + gold == 0 ? 0 : 2 * Double(right) / Double(found + gold) }

  /// `P 99.61 R 99.58 F 99.60 (11200 of 11244 found, 11247 gold)`
  public var description: String {
    func percent(_ value: Double) -> String {
      let hundredths = Int((value * 10_000).rounded())
      let rest = hundredths % 100
      return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
    return "P \(percent(precision)) R \(percent(recall)) F \(percent(f1)) (\(right) of \(found) found, \(gold) gold)"
  }
}

/// Compares the tokens and sentences that are found in a text with those of a treebank.
///
/// The text is that of the treebank's sentences, joined by one blank. Tokens are surface tokens: `della` is one, though
/// the treebank goes on to break it into two words.
public struct TokenEvaluation: Sendable {
  /// The treebank's text.
  public let text: String
  /// Bytes of the text.
  public let tokens: [Range<Int>]
  /// Bytes of the text.
  public let sentences: [Range<Int>]

  /// - Parameter conllu: a file in the CoNLL-U format. Lines that are none are passed over.
  public init(conllu: String) {
    var text: [UInt8] = []
    var tokens: [Range<Int>] = []
    var sentences: [Range<Int>] = []
    var sentenceStart = 0
    var lastOfRange = 0

    func endSentence() {
      while text.last == UInt8(ascii: " ") { text.removeLast() }
      if text.count > sentenceStart { sentences.append(sentenceStart..<text.count) }
      if !text.isEmpty { text.append(UInt8(ascii: " ")) }
      sentenceStart = text.count
      lastOfRange = 0
    }

    for line in conllu.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if text.count > sentenceStart { endSentence() }
        continue
      }
      if line.utf8.first == UInt8(ascii: "#") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count >= 10 else { continue }
      let numbers = fields[0].split(separator: "-").compactMap { Int($0) }
      // "8.1" is an empty node, and "3" after "3-4" is a part of that token.
      guard let first = numbers.first, numbers.count == 2 || first > lastOfRange else { continue }
      if numbers.count == 2 { lastOfRange = numbers[1] }
      let start = text.count
      text.append(contentsOf: fields[1].utf8)
      tokens.append(start..<text.count)
      let isJoined = fields[9].split(separator: "|").contains("SpaceAfter=No")
      if !isJoined { text.append(UInt8(ascii: " ")) }
    }
    endSentence()
    self.text = String(decoding: text, as: UTF8.self)
    self.tokens = tokens
    self.sentences = sentences
  }

  public func score(_ document: Document) -> (tokens: SpanScore, sentences: SpanScore) {
    (
      Self.score(document.tokens.map(\.range), gold: tokens),
      Self.score(document.sentences.map(\.range), gold: sentences)
    )
  }

  /// O(found + gold); both are sorted.
  public static func score(_ found: [Range<Int>], gold: [Range<Int>]) -> SpanScore {
    var score = SpanScore()
    score.found = found.count
    score.gold = gold.count
    var next = 0
    for range in gold {
      while next < found.count, found[next].lowerBound < range.lowerBound { next += 1 }
      if next < found.count, found[next] == range { score.right += 1 }
    }
    return score
  }

  /// What is missed and what is found instead, in the order of the text: `- token 17..<21 art.`
  public func differences(_ document: Document) -> [String] {
    let bytes = Array(text.utf8)
    func lines(_ name: String, _ found: [Range<Int>], _ gold: [Range<Int>]) -> [(start: Int, line: String)] {
      func line(_ sign: String, _ range: Range<Int>) -> (Int, String) {
        (range.lowerBound, "\(sign) \(name) \(range) \(String(decoding: bytes[range], as: UTF8.self))")
      }
      let right = Set(found).intersection(gold)
      return gold.filter { !right.contains($0) }.map { line("-", $0) }
        + found.filter { !right.contains($0) }.map { line("+", $0) }
    }
    let all =
      lines("token", document.tokens.map(\.range), tokens)
      + lines("sentence", document.sentences.map(\.range), sentences)
    return all.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element.line)
  }
}
