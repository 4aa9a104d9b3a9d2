internal import CICU

/// What a scalar is to the rules of word boundaries (Unicode Standard Annex 29), for the scalars that they are applied to
/// here.
enum WordBreakClass: UInt8 {
  case other, letter, number
  /// `_` and other connectors.
  case connector
  /// Between letters; between numbers; between either: middle dot; comma; stop and apostrophe.
  case midLetter, midNumber, midBoth
  case space, carriageReturn, lineFeed, newline
  /// Combining marks and format characters: belongs to what it follows.
  case mark
  /// Left to ICU: scripts with breaks by dictionary, Hebrew, Katakana, flags, emoji sequences, ill-formed bytes.
  case uncovered

  /// The classes of three stretches: U+0000 to U+07FF, letters up to Syriac; U+1E00 to U+2BFF, further letters of Latin
  /// and Greek, punctuation and symbols; U+1F300 to U+1FAFF, emoji.
  ///
  /// ICU is asked for them once, so that they are those of its version of Unicode. Points into memory that is never freed.
  nonisolated(unsafe) static let table: UnsafePointer<WordBreakClass> = {
    let table = UnsafeMutablePointer<WordBreakClass>.allocate(capacity: 0x1e00)
    for scalar in [0..<0x800, 0x1e00..<0x2c00, 0x1f300..<0x1fb00].joined() {
      guard let index = index(of: UInt32(scalar)) else { continue }
      (table + index).initialize(to: askICU(scalar))
    }
    // Where ICU's rules are not those of the annex, and not the same in all versions, it is asked what it does.
    for (scalar, between) in [("@", "a@a"), (":", "a:a")] {
      guard let value = scalar.unicodeScalars.first?.value else { continue }
      let isJoined = cicu_breaks_count(cicu_breaks_word, between, 3) == 1
      let isLetter = cicu_breaks_count(cicu_breaks_word, "\(scalar)a", 2) == 1
      table[Int(value)] = isJoined ? isLetter ? .letter : .midLetter : .other
    }
    return UnsafePointer(table)
  }()

  /// The place of a scalar in the table; nil when it has none.
  @inline(__always)
  static func index(of scalar: UInt32) -> Int? {
    switch scalar {
    case 0..<0x800: Int(scalar)
    case 0x1e00..<0x2c00: Int(scalar) - 0x1600
    case 0x1f300..<0x1fb00: Int(scalar) - 0x1dd00
    default: nil
    }
  }

  private static func askICU(_ scalar: Int) -> WordBreakClass {
    // The numbers are those of ICU's UWordBreakValues.
    switch cicu_word_break(Int32(scalar)) {
    case 0, 16: .other
    case 1: .letter
    case 2, 9: .mark
    case 4: .midLetter
    case 5: .midNumber
    case 6: .number
    case 7: .connector
    case 8: .carriageReturn
    case 10: .lineFeed
    case 11, 15: .midBoth
    case 12: .newline
    case 22: .space
    default: .uncovered
    }
  }
}
