import Testing

@testable import Vaglio

/// Texts that no one writes, and the laws that hold for them all the same.
enum HostileText {
  private static let pieces: [String] = [
    " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{2028}", "\0", "\u{7f}", "\u{85}", ".", ".", "..", "…", ",",
    ":", ";", "!", "?",
    "'", "’", "ʼ", "‘", "\"", "«", "»", "“", "”", "(", ")", "[", "]", "-", "–", "—", "/", "@", "#", "&", "_", "%", "€",
    "°",
    "*", "=", "<", ">", "a",
    "A", "è", "È", "il", "Il", "dell", "po", "S.p.A", "dott", "ecc", "art", "Agcom", "www.", "http://", "it", "1", "23",
    "456", "²", "ª",
    "\u{301}", "e\u{301}", "\u{ad}", "\u{200b}", "\u{200d}", "\u{feff}", "\u{202e}", "\u{fe0f}", "\u{fffd}", "👩", "👩‍👧",
    "🇮", "漢字", "ไทย",
    "العربية", "हिन्दी", "Ж", "ł", "ﬁ", "\u{e0001}", "\u{10ffff}",
  ]

  static func random(using random: inout SeededRandom) -> String {
    (0..<Int.random(in: 0...24, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// Every scalar that is not white space lies in exactly one token, every token in exactly one sentence, and tokens and
  /// sentences have no white space at their ends.
  static func checkCover(_ document: Document, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = document.text
    var position = 0
    var fault: String?
    text.withUnsafeBufferPointer { bytes in
      func isSpace(_ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while position < range.upperBound {
          let (scalar, length) = bytes.scalar(at: position)
          guard Unicode.Scalar(scalar)?.properties.isWhitespace == true else { return false }
          position += length
        }
        return true
      }
      let tokens = document.tokenLayer
      for index in 0..<tokens.count {
        let range = tokens.range(index)
        if range.lowerBound < position || range.isEmpty || range.upperBound > bytes.count {
          fault = "order at \(range)"
        }
        if !isSpace(position..<range.lowerBound) { fault = "a gap before \(range)" }
        if isSpace(range.lowerBound..<range.lowerBound + bytes.scalar(at: range.lowerBound).length) {
          fault = "white space at \(range)"
        }
        position = range.upperBound
      }
      if !isSpace(position..<bytes.count) { fault = "a gap at the end" }
      guard document.has(.sentences) else { return }
      var index = 0
      for sentence in zip(document.sentenceStarts, document.sentenceEnds) {
        if index >= tokens.count || Int(sentence.0) != tokens.start(index) { fault = "sentence starts at \(sentence)" }
        while index < tokens.count, tokens.end(index) <= Int(sentence.1) { index += 1 }
        if index == 0 || tokens.end(index - 1) != Int(sentence.1) { fault = "sentence ends at \(sentence)" }
      }
      if index != tokens.count { fault = "tokens outside sentences" }
    }
    #expect(fault == nil, "\(fault ?? "") in \(text.prefix(200))", sourceLocation: sourceLocation)
  }
}
