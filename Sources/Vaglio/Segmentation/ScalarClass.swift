internal import CICU

/// What a scalar is to the tokenizer.
enum ScalarClass: UInt8 {
  case space, letter, digit, punctuation, symbol
  /// Combining marks, format characters and ill-formed bytes: belongs to what it follows.
  case mark
  /// Scripts whose words are not found by blanks and letters, and emoji: ICU finds the breaks.
  case foreign

  /// For the 128 ASCII bytes. Points into memory that is never freed, so that the scanner can hold it in a register.
  nonisolated(unsafe) static let ascii: UnsafePointer<ScalarClass> = {
    let table = UnsafeMutablePointer<ScalarClass>.allocate(capacity: 128)
    for byte in UInt8(0)..<128 {
      let value: ScalarClass =
        switch byte {
        case 9...13, 32: .space
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): .letter
        case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"),
          UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"), 0..<9, 14..<32, 127:
          .symbol
        default: .punctuation
        }
      (table + Int(byte)).initialize(to: value)
    }
    return UnsafePointer(table)
  }()

  /// - Parameter scalar: not ASCII; U+FFFD for an ill-formed byte.
  static func of(_ scalar: UInt32) -> ScalarClass {
    switch scalar {
    case 0xc0...0x24f: scalar == 0xd7 || scalar == 0xf7 ? .symbol : .letter
    // The apostrophe among the letters: one at the start of a word or alone is a quotation mark like the others.
    case 0x2bc: .punctuation
    case 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: .space
    case 0x80..<0xc0: latin1(scalar)
    // The hyphens and the apostrophes that stand in words are taken there, before they are punctuation.
    case 0x2010...0x2027, 0x2030...0x205e: scalar == 0x2044 || scalar == 0x2052 ? .symbol : .punctuation
    case 0x300...0x36f, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2064, 0x2066...0x206f, 0xfe00...0xfe0f, 0xfeff,
      0xfffd:
      .mark
    case 0x20a0...0x20cf: .symbol
    default: rare(scalar)
    }
  }

  private static func latin1(_ scalar: UInt32) -> ScalarClass {
    switch scalar {
    case 0xaa, 0xb5, 0xba: .letter
    case 0xb2, 0xb3, 0xb9, 0xbc...0xbe: .digit
    case 0xab, 0xbb, 0xa1, 0xbf, 0xa7, 0xb6, 0xb7: .punctuation
    case 0xad: .mark
    default: .symbol
    }
  }

  private static func rare(_ scalar: UInt32) -> ScalarClass {
    let isSimpleScript =
      scalar < 0x530 || (0x1d00...0x1fff).contains(scalar) || (0x2c60...0x2c7f).contains(scalar)
      || (0xa720...0xa7ff).contains(scalar) || (0xfb00...0xfb06).contains(scalar)
    // The numbers are those of ICU's UCharCategory.
    return switch cicu_general_category(Int32(truncatingIfNeeded: scalar)) {
    case 6, 7, 8, 16: .mark
    case 1...5: isSimpleScript ? .letter : .foreign
    case 9...11: scalar < 0x2500 ? .digit : .foreign
    case 12...14: .space
    case 19...23, 28, 29: scalar < 0x530 || (0x2010...0x2bff).contains(scalar) ? .punctuation : .foreign
    case 24...26: scalar < 0x1f000 ? .symbol : .foreign
    case 27: scalar < 0x2600 ? .symbol : .foreign
    // Unassigned, private use, controls, surrogates.
    default: .symbol
    }
  }
}
