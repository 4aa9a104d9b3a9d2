public import Vaglio

/// Cleans random texts and looks whether what must always hold does: the edits are sorted, disjoint and in bounds, the text
/// is the source with the edits, and cleaning twice changes nothing more.
///
/// The texts are runs of pieces that repairs look for, of words, of random scalars and random bytes; some have bytes
/// changed, dropped or doubled.
public struct CleaningCheck {
  public struct Failure: CustomStringConvertible {
    public let text: [UInt8]
    public let reason: String
    public var description: String { "\(reason): \(String(decoding: text, as: UTF8.self).debugDescription)" }
  }

  private let pipeline: Pipeline
  private var random: SeededNumbers

  /// - Parameter seed: the same seed makes the same texts.
  public init(_ pipeline: Pipeline, seed: UInt64) {
    self.pipeline = pipeline
    random = SeededNumbers(seed: seed)
  }

  /// - Returns: what does not hold of the next so many texts. O(texts).
  public mutating func failures(in count: Int) -> [Failure] {
    var failures: [Failure] = []
    for _ in 0..<count {
      let text = nextText()
      if let reason = Self.reason(pipeline(text), pipeline) { failures.append(Failure(text: text, reason: reason)) }
    }
    return failures
  }

  private static func reason(_ document: Document, _ pipeline: Pipeline) -> String? {
    var text: [UInt8] = []
    var position = 0
    for edit in document.edits {
      guard edit.range.lowerBound >= position, edit.range.upperBound <= document.source.count else {
        return "edits overlap or leave the source"
      }
      if edit.causes.isEmpty { return "an edit has no cause" }
      text += document.source[position..<edit.range.lowerBound]
      text += edit.string.utf8
      position = edit.range.upperBound
    }
    text += document.source[position...]
    if text != document.text { return "the text is not the source with the edits" }
    let again = pipeline(document.text)
    guard let edit = again.edits.first else { return nil }
    return "cleaning twice changes \(again.sourceString(edit.range).debugDescription) to "
      + "\(edit.string.debugDescription) by \(edit.causes)"
  }

  private mutating func nextText() -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<random.index(below: 12) {
      switch random.index(below: 16) {
      case 0:
        let scalar = Unicode.Scalar(UInt32(random.index(below: 0x3000))) ?? "a"
        text += Array(String(scalar).utf8)
      case 1: text.append(UInt8(truncatingIfNeeded: random.next()))
      default: text += Self.pieces[random.index(below: Self.pieces.count)]
      }
      if random.index(below: 3) == 0 { text.append(0x20) }
    }
    while !text.isEmpty, random.index(below: 4) == 0 {
      let index = random.index(below: text.count)
      switch random.index(below: 3) {
      case 0: text.remove(at: index)
      case 1: text.insert(text[index], at: index)
      default: text[index] ^= 1 << UInt8(random.index(below: 8))
      }
    }
    return text
  }

  private static let pieces: [[UInt8]] =
    [
      "perche'", "perche", "E'", "E’", "c'e'", "po'", "citta", "citta’", "è", "é", "pò", "nè", "perchè", "là", "qual'è",
      "&amp;", "&egrave;", "&#8217;", "&", "Ã", "Ã¨", "Ã¢â‚¬â„¢", "â", "â€™", "€", "™", "Â", "\u{A0}", "\u{200B}",
      "\u{AD}",
      "\r\n", "\n", "\t", "e\u{301}", "\u{301}", "«", "»", "“", "”", "(", ")", ".", ",", ";", ":", "!", "?", "'", "’",
      "`",
      "´", "\"", "ﬁ", "Ａ", "a", "città", "l' a", "🙂", "\u{200D}", "ا", "\u{202E}", "\u{2028}", "日", "\u{FFFD}",
      "perch\u{FFFD}", "-", "¬", "effettua-re", "teleco-", "municazioni", "e-commerce", "…", "citt…", "•", "ª", "º",
      "®",
      "Ç", "Ë", "<", ">", "<b>", "</b>", "<br>", "<<", ">>", "``", "''", "<9d>", "√®", "├®", "┬", "Г", "вЂ™", "mercato",
      "Per", "il", "di", "La", "S.p.A.", "10:30", "1.234,56", "www.agcom.it", "\u{85}", "\u{92}", "\u{8F}",
      "la società",
      "per cui", "non ha", "Agcom", "PIU", "E", "\u{0}", "\u{1B}[0m", "\u{FEFF}", "ÿþ", "dell", "un",
    ].map { Array($0.utf8) } + [[0xE8], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0x9D], [0xFF, 0xFE], [0x8A]]
}

extension SeededNumbers {
  fileprivate mutating func index(below bound: Int) -> Int { Int(truncatingIfNeeded: next() >> 1) % bound }
}
