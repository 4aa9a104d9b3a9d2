/// Breaks a text into words, numbers, punctuation marks and symbols: the surface tokens of Universal Dependencies.
///
/// ```swift
/// Tokenizer().tokens(in: "dell'Agcom")   // ["dell'", "Agcom"]
/// ```
///
/// An elided word keeps its apostrophe (`l'`, `dell'`, `po'`), straight or typographic; a contraction (`della`) and a
/// verb with its pronouns (`vederlo`) stay one token; an abbreviation keeps its stop (`dott.`, `S.p.A.`). Numbers, times
/// and dates are one token (`1.234,56`, `10:30`, `270/82`); a sign of currency or per cent is one of its own. Every
/// scalar that is not white space lies in exactly one token.
///
/// Words in Latin, Greek and Cyrillic letters are found by a scanner with rules for Italian; the breaks in other scripts
/// and in emoji are those of ICU. O(n).
public struct Tokenizer: Stage {
  public init() {}

  public var name: String { StageName.tokenize }
  public var provides: [Layer] { [.tokens] }

  public func process(_ document: inout Document) {
    let layer = document.text.withUnsafeBufferPointer { TokenScanner.tokens($0) }
    document.setTokens(layer)
  }

  /// The tokens of a text, in order. O(n).
  public func tokens(in text: String) -> [Substring] {
    var text = text
    let layer = text.withUTF8 { TokenScanner.tokens($0) }
    return text.substrings((0..<layer.count).lazy.map { layer.range($0) })
  }
}

extension String {
  /// The parts at sorted ranges of UTF-8 bytes.
  func substrings(_ ranges: some Sequence<Range<Int>>) -> [Substring] {
    ranges.map { range in
      let start = utf8.index(startIndex, offsetBy: range.lowerBound)
      return self[start..<utf8.index(start, offsetBy: range.count)]
    }
  }
}
