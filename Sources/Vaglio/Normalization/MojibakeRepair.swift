/// UTF-8 that was read as Windows-1252 and written as UTF-8 again: `Ã¨` → `è`, `lâ€™azienda` → `l’azienda`.
///
/// A stretch is repaired when its scalars, as bytes of Windows-1252, are the UTF-8 of one scalar that Italian text uses, and
/// could hardly have been meant: the first is one of `Â Ã â ï Å`, which Italian does not use before such signs.
/// Several layers come off one a round. `cittÃ di`, whose no-break space was flattened to a blank, is repaired where the
/// lexicon knows the word with `à`.
struct MojibakeRepair: NormalizationPass {
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while index < text.count {
      if text[index] < 0x80 {
        index = text.endOfASCII(from: index)
        continue
      }
      let (value, length) = text.scalar(at: index)
      guard let size = Self.expectedLength[value] else {
        index += length
        continue
      }
      if let (scalar, end) = decoded(text, at: index, size: size) {
        result.append(
          Replacement(index..<end, with: String(scalar), because: .normalize("mojibake/windows-1252", 0.98)))
        index = end
      } else if value == 0xC3, let replacement = flattened(text, at: index) {
        result.append(replacement)
        index += length
      } else {
        index += length
      }
    }
    return result
  }

  /// How many bytes of UTF-8 the misread first byte announces.
  private static let expectedLength: [UInt32: Int] = [0xC2: 2, 0xC3: 2, 0xC5: 2, 0xE2: 3, 0xEF: 3]

  /// The scalar meant by the `size` misread bytes at `index`, and where they end.
  private func decoded(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, size: Int
  ) -> (Unicode.Scalar, end: Int)? {
    var value: UInt32 = 0
    var end = index
    for position in 0..<size {
      guard end < text.count else { return nil }
      let (scalar, length) = text.scalar(at: end)
      guard let byte = Self.byte(of: scalar), position == 0 || UTF8.isContinuation(byte) else { return nil }
      value = position == 0 ? UInt32(byte) & (size == 2 ? 0x1F : 0xF) : value << 6 | UInt32(byte & 0x3F)
      end += length
    }
    let isUsed =
      switch value {
      case 0xA0...0xFF, 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E: true
      case 0x2010...0x2044, 0x20AC, 0x2122, 0x2190...0x2193, 0x25A0...0x26FF, 0xFB00...0xFB04, 0xFEFF, 0xFFFD: true
      default: false
      }
    guard isUsed, let scalar = Unicode.Scalar(value) else { return nil }
    // Windows-1252 has no 0x9D, 0x81 …: those were passed through as C1 controls.
    return (scalar, end)
  }

  private static func byte(of scalar: UInt32) -> UInt8? {
    if scalar >= 0x80, scalar <= 0xFF { return UInt8(scalar) }
    guard let place = windows1252[..<32].firstIndex(of: scalar) else { return nil }
    return UInt8(0x80 + place)
  }

  /// `cittÃ di`: Ã at the end of a word that the lexicon knows with à.
  private func flattened(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Replacement? {
    let end = index + 2
    guard end == text.count || !isLatinLetter(text.scalar(at: end).value) else { return nil }
    let start = text.startOfLatinWord(endingAt: index)
    guard index - start >= 2 else { return nil }
    var word: [UInt32] = []
    var position = start
    while position < index {
      let (value, length) = text.scalar(at: position)
      word.append(value)
      position += length
    }
    let isUpper = word.allSatisfy(isLatinUppercase)
    guard let entry = FormLexicon.italian[word + [0xE0]], entry.frequency > 0,
      FormLexicon.italian[word + [0xE3]] == nil
    else { return nil }
    return Replacement(index..<end, with: isUpper ? "À" : "à", because: .normalize("mojibake/no-break-space", 0.95))
  }
}
