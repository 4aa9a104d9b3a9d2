/// The rules of the light stemmer for Italian: accents go, and then one vowel, or two where the first only kept a sound
/// or the plural has both.
extension StemmerWord {
  /// Words of less letters stay as they are.
  private static let shortest = 6

  /// Stems the word in place. False when it stays as it is. O(length).
  mutating func stemLightly() -> Bool {
    guard count >= Self.shortest else { return false }
    for index in 0..<count { characters[index] = Self.withoutAccent(characters[index]) }
    let last = characters[count - 1]
    let previous = characters[count - 2]
    switch last {
    // bianche, viaggi: bianc, viagg; but case: cas.
    case UInt8(ascii: "e"), UInt8(ascii: "i"):
      removeLast(previous == UInt8(ascii: "i") || previous == UInt8(ascii: "h") ? 2 : 1)
    // notizia, ufficio: notiz, uffic
    case UInt8(ascii: "a"), UInt8(ascii: "o"):
      removeLast(previous == UInt8(ascii: "i") ? 2 : 1)
    default: break
    }
    return true
  }

  /// The vowel without its grave, acute, circumflex or diaeresis. The marks of the other algorithm go, too.
  private static func withoutAccent(_ character: UInt8) -> UInt8 {
    switch character {
    case 0xe0, 0xe1, 0xe2, 0xe4: UInt8(ascii: "a")
    case 0xe8, 0xe9, 0xea, 0xeb: UInt8(ascii: "e")
    case 0xec, 0xed, 0xee, 0xef, UInt8(ascii: "I"): UInt8(ascii: "i")
    case 0xf2, 0xf3, 0xf4, 0xf6: UInt8(ascii: "o")
    case 0xf9, 0xfa, 0xfb, 0xfc, UInt8(ascii: "U"): UInt8(ascii: "u")
    default: character
    }
  }
}
