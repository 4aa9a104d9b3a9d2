/// How quotation marks and apostrophes are to look.
public enum QuoteStyle: String, Sendable, Hashable, CaseIterable {
  /// As the author wrote them.
  case kept
  /// `"` and `'` for “ ” „ and ‘ ’ ‚. Guillemets « » are another sign and stay.
  case straight
  /// “ ” and ‘ ’ for `"` and `'`, by their neighbours.
  case curly
}

/// Writes all quotation marks and apostrophes in one style. It runs after the repairs, which do not depend on it.
struct QuoteStyling: NormalizationPass {
  let style: QuoteStyle

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == 0xE2, style == .straight {
        let (value, length) = text.scalar(at: index)
        let straight: String? =
          switch value {
          case 0x2018...0x201B: "'"
          case 0x201C...0x201F: "\""
          default: nil
          }
        if let straight {
          result.append(
            Replacement(index..<index + length, with: straight, because: .normalize("quote/straight", 0.99)))
        }
        index += length
        continue
      }
      if style == .curly, byte == 0x22 || byte == 0x27 {
        result.append(
          Replacement(index..<index + 1, with: curly(text, index, byte), because: .normalize("quote/curly", 0.95)))
      }
      index += 1
    }
    return result
  }

  /// An opening quote stands after a blank or another opening sign and before a word; all others close.
  private func curly(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ byte: UInt8) -> String {
    let before = index > 0 ? text.scalar(before: index).value : 0x0A
    let after = index + 1 < text.count ? text.scalar(at: index + 1).value : 0x0A
    let isAfterWord: Bool =
      switch before {
      case 0x20, 0x0A, 0x28, 0x5B, 0xAB, 0x2014, 0x2013, 0x2018, 0x201C, 0x22, 0x27: false
      default: true
      }
    if byte == 0x22 {
      // `dell'"azienda"`
      if isApostrophe(before), after != 0x20, after != 0x0A, index > 1,
        isLatinLetter(text.scalar(before: index - 1).value)
      {
        return "“"
      }
      return isAfterWord || after == 0x20 || after == 0x0A ? "”" : "“"
    }
    // `gli anni '90`; `'Ndrangheta` where nothing closes on the line.
    if isAfterWord || isDigit(after) || after == 0x20 || after == 0x0A { return "’" }
    var end = index + 1
    while end < min(text.count, index + 400), text[end] != 0x0A {
      let next = end + 1 < text.count ? text.scalar(at: end + 1).value : 0x0A
      if text[end] == 0x27, !isLatinLetter(next), !isDigit(next) { return "‘" }
      end += 1
    }
    return "’"
  }
}
