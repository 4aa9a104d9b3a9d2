/// Characters that carry nothing, or only a shape: controls, zero-width ones, soft hyphens, kinds of blanks and of line
/// ends, ligatures and full-width forms.
///
/// By name and not by NFKC, which would turn `1º` into `1o` and `m²` into `m2`.
struct CharacterFolding: NormalizationPass {
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var isRightToLeft: Bool?
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x20, byte < 0x7F {
        index += 1
        continue
      }
      if byte == 0x0A {
        index += 1
        continue
      }
      let (value, length) = text.scalar(at: index)
      var size = length
      let change: (String, String, Float)? =
        switch value {
        case 0x0D:
          {
            if index + 1 < text.count, text[index + 1] == 0x0A { size = 2 }
            return ("\n", "line-end/carriage-return", 1)
          }()
        case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: ("\n", "line-end/unicode", 0.99)
        case 0x09: (" ", "space/tab", 0.99)
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: (" ", "space/kind", 0.99)
        case 0...0x1F, 0x7F...0x9F: ("", "character/control", 0.99)
        case 0xAD:
          {
            // A soft hyphen at a line's end holds a word together.
            if index + 2 < text.count, text[index + 2] == 0x0A, isWordEnd(text, index), isWordStart(text, index + 3) {
              size = 3
            }
            return ("", "character/soft-hyphen", 0.99)
          }()
        case 0x200B, 0x2060, 0xFEFF: ("", "character/zero-width", 0.99)
        case 0x200C, 0x200D:
          joins(text, index, length) ? nil : ("", "character/zero-width", 0.98)
        case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069:
          {
            let needed = isRightToLeft ?? hasRightToLeftLetters(text)
            isRightToLeft = needed
            return needed ? nil : ("", "character/bidirectional", 0.99)
          }()
        case 0xFB00...0xFB06: (Self.ligatures[Int(value - 0xFB00)], "character/ligature", 0.99)
        case 0xFF01...0xFF5E: (String(UnicodeScalar(UInt8(value - 0xFEE0))), "character/full-width", 0.98)
        default: nil
        }
      if let (string, rule, confidence) = change {
        result.append(Replacement(index..<index + size, with: string, because: .normalize(rule, confidence)))
      }
      index += size
    }
    return result
  }

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

  private func isWordEnd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index > 0 && isLatinLetter(text.scalar(before: index).value)
  }

  private func isWordStart(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index < text.count else { return false }
    let value = text.scalar(at: index).value
    return isLatinLetter(value) && !isLatinUppercase(value)
  }

  /// Whether a (non-)joiner means something: between emoji and in scripts that join, not beside Latin letters or blanks.
  private func joins(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int) -> Bool {
    guard index > 0, index + length < text.count else { return false }
    return text.scalar(before: index).value >= 0x250 && text.scalar(at: index + length).value >= 0x250
  }

  private func hasRightToLeftLetters(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < text.count {
      let (value, length) = text.scalar(at: index)
      switch value {
      case 0x590...0x61B, 0x61D...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF: return true
      default: index += length
      }
    }
    return false
  }
}
