/// Controls of C1 in a text that has no use for them: bytes of Windows-1252 or Mac Roman that were read as Latin-1.
/// `l\u{92}azienda` → `l’azienda`, `parlato\u{85} e poi` → `parlato… e poi`, `tur\u{92}stico` → `turístico`.
///
/// Windows-1252, unless the sign it makes cannot stand between two small letters and Mac Roman's letter can.
/// U+0085 is a line end too, and stays for `CharacterFolding` where no blank follows it.
struct C1Controls: NormalizationPass {
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while let place = text.firstIndex(of: 0xC2, from: index) {
      index = place + 1
      guard index < text.count, (0x80...0x9F).contains(text[index]) else { continue }
      index += 1
      if let (value, rule) = meaning(text, place), let scalar = Unicode.Scalar(value) {
        result.append(Replacement(place..<index, with: String(scalar), because: .normalize(rule, 0.9)))
      }
    }
    return result
  }

  private func meaning(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> (UInt32, String)? {
    let byte = Int(text[place + 1])
    let before = place > 0 ? text.scalar(before: place).value : 0x0A
    let after = place + 2 < text.count ? text.scalar(at: place + 2).value : 0x0A
    if byte == 0x85 {
      let isEllipsis = before > 0x20 && (after == 0x20 || after == 0x0A || after == 0x22 || after == 0xBB)
      return isEllipsis ? (0x2026, "encoding/c1") : nil
    }
    let macRoman = CodePage.macRoman.scalars[byte - 0x80]
    if isSmallLetter(before), isSmallLetter(after), isLatinLetter(macRoman), !isLatinUppercase(macRoman) {
      let start = text.startOfLatinWord(endingAt: place)
      // `l\u{92}azienda`: in Mac Roman that would be `líazienda`.
      let isElided = byte == 0x92 && Self.elided.contains(text, start..<place)
      let isLetter = windows1252[byte - 0x80].map(isLatinLetter) ?? false
      if !isElided, !isLetter { return (macRoman, "encoding/mac-roman") }
    }
    return windows1252[byte - 0x80].map { ($0, "encoding/c1") }
  }

  /// Those that nearly always have a word right after them.
  private static let elided = WordSet(
    "l dell all dall nell sull coll un d c quell quest com dov cos tutt s n m t v anch nient sant bell vent gl degl")

  private func isSmallLetter(_ value: UInt32) -> Bool { isLatinLetter(value) && !isLatinUppercase(value) }
}
