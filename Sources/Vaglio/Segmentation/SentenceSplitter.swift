/// Breaks a text into sentences.
///
/// ```swift
/// SentenceSplitter().sentences(in: "Lo dice l'art. 5. Il dott. Bianchi no.")
/// // ["Lo dice l'art. 5.", "Il dott. Bianchi no."]
/// ```
///
/// A sentence ends at a full stop, a question or exclamation mark or an ellipsis, with the quotation marks and brackets
/// that close after it, where what follows may start a sentence; at a blank line; and at the end of a line that is no
/// running prose, such as a heading. Abbreviations, initials and numbers do not end it. Sentences hold no white space at
/// their ends, and together they cover every token. O(n).
///
/// On a document with tokens it keeps to them: no boundary falls inside one.
public struct SentenceSplitter: Stage {
  public init() {}

  public var name: String { StageName.sentences }
  public var provides: [Layer] { [.sentences] }

  public func process(_ document: inout Document) {
    let ranges = document.text.withUnsafeBufferPointer { bytes in
      Self.ranges(bytes, document.has(.tokens) ? document.tokenLayer : TokenScanner.tokens(bytes))
    }
    document.setSentences(ranges)
  }

  /// The sentences of a text, in order. O(n).
  public func sentences(in text: String) -> [Substring] {
    var text = text
    let ranges = text.withUTF8 { Self.ranges($0, TokenScanner.tokens($0)) }
    return text.substrings(ranges)
  }

  private static func ranges(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: TokenLayer) -> [Range<Int>] {
    tokens.withUnsafeTokens { tokens in
      var boundaries = SentenceBoundaries(bytes, tokens)
      var ranges: [Range<Int>] = []
      var first = 0
      while let last = boundaries.nextEnd(from: first) {
        ranges.append(tokens.start(first)..<tokens.end(last))
        first = last + 1
      }
      return ranges
    }
  }
}
