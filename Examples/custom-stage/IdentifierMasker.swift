import Vaglio

/// A stage of your own: hides the identifiers of people and firms behind `[EMAIL]`, `[IBAN]` and `[PARTITA IVA]`.
///
/// An IBAN or a VAT number is hidden only when its check digits are right, so that a protocol number or a price stays.
/// The edits carry the cause `mask:…`; the document's source still has what was hidden, so drop it where that matters.
struct IdentifierMasker: Stage {
  let name = "mask"

  func process(_ document: inout Document) {
    let text = document.text
    var replacements: [Replacement] = []
    var position = 0
    while position < text.count {
      guard isWordByte(text[position]) else {
        position += 1
        continue
      }
      let match = text[position...].withUnsafeBufferPointer { rest in
        email(rest) ?? iban(rest) ?? vatNumber(rest)
      }
      if let match {
        replacements.append(
          Replacement(
            position..<position + match.length, with: "[\(match.label)]",
            because: Cause(stage: name, rule: match.rule, confidence: match.confidence)))
        position += match.length
      }
      // On to the end of the word: an identifier never starts inside one.
      while position < text.count, isWordByte(text[position]) { position += 1 }
    }
    document.apply(replacements)
  }

  private struct Match {
    let length: Int
    let label: String
    let rule: String
    let confidence: Float
  }

  /// `nome.cognome@ente.gov.it`
  private func email(_ text: UnsafeBufferPointer<UInt8>) -> Match? {
    // RFC 5321: at most 64 bytes before the @, and 255 after it.
    guard let at = text.prefix(65).firstIndex(where: { !isWordByte($0) && !".+-".utf8.contains($0) }),
      text[at] == UInt8(ascii: "@"), text[at - 1] != UInt8(ascii: ".")
    else { return nil }
    var end = at + 1
    var dot: Int?
    while end < min(text.count, at + 256), isDomainByte(text[end]) {
      if text[end] == UInt8(ascii: ".") {
        // A full stop ends the sentence, unless a letter follows.
        guard end + 1 < text.count, isDomainByte(text[end + 1]), text[end + 1] != UInt8(ascii: ".") else { break }
        dot = end
      }
      end += 1
    }
    guard let dot, end - dot > 2 else { return nil }
    return Match(length: end, label: "EMAIL", rule: "email", confidence: 0.99)
  }

  /// An Italian IBAN, 27 characters, perhaps in groups of four: `IT60 X054 2811 1010 0000 0123 456`.
  private func iban(_ text: UnsafeBufferPointer<UInt8>) -> Match? {
    guard text.count >= 27, text[0] | 0x20 == UInt8(ascii: "i"), text[1] | 0x20 == UInt8(ascii: "t") else { return nil }
    var characters: [UInt8] = []
    var end = 0
    while end < text.count, characters.count < 27 {
      if let value = alphanumericValue(text[end]) {
        characters.append(value)
      } else if text[end] != UInt8(ascii: " ") || text[end - 1] == UInt8(ascii: " ") {
        return nil
      }
      end += 1
    }
    guard characters.count == 27, end == text.count || !isWordByte(text[end]) else { return nil }
    // ISO 13616: the number made of the characters, the first four last, leaves 1 when divided by 97.
    let rest = (characters[4...] + characters[..<4]).reduce(0) { rest, value in
      (rest * (value < 10 ? 10 : 100) + Int(value)) % 97
    }
    return rest == 1 ? Match(length: end, label: "IBAN", rule: "iban", confidence: 0.999) : nil
  }

  /// Eleven digits whose last one checks the others by Luhn's method: `01234567897`, `IT01234567897`.
  private func vatNumber(_ text: UnsafeBufferPointer<UInt8>) -> Match? {
    let hasCountry = text.count > 2 && text[0] == UInt8(ascii: "I") && text[1] == UInt8(ascii: "T")
    let start = hasCountry ? 2 : 0
    let digits = text.dropFirst(start).prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.prefix(12)
    guard digits.count == 11, digits.contains(where: { $0 != UInt8(ascii: "0") }),
      digits.endIndex == text.count || !isWordByte(text[digits.endIndex])
    else { return nil }
    let sum = digits.enumerated().reduce(0) { sum, digit in
      let value = Int(digit.element - UInt8(ascii: "0"))
      if digit.offset.isMultiple(of: 2) { return sum + value }
      return sum + (value > 4 ? 2 * value - 9 : 2 * value)
    }
    guard sum.isMultiple(of: 10) else { return nil }
    // One number of eleven digits in ten has a check digit that is right by chance.
    return Match(length: start + 11, label: "PARTITA IVA", rule: "vat-number", confidence: hasCountry ? 0.99 : 0.9)
  }

  private func alphanumericValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  /// Letters, digits, `_`, and all bytes of letters beyond ASCII.
  private func isWordByte(_ byte: UInt8) -> Bool {
    alphanumericValue(byte) != nil || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private func isDomainByte(_ byte: UInt8) -> Bool {
    alphanumericValue(byte) != nil || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}
