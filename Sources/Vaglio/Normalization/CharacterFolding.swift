/// Characters that carry nothing, or only a shape: controls, zero-width ones, soft hyphens, kinds of blanks and of line
/// ends, ligatures and full-width forms.
///
/// By name and not by NFKC, which would turn `1º` into `1o` and `m²` into `m2`.
struct CharacterFolding: NormalizationPass {
  private let options: Normalizer.Options

  init(_ options: Normalizer.Options = .characters) { self.options = options }

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var isRightToLeft: Bool?
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x20 && byte < 0x7F || byte == 0x0A {
        index += 1
        continue
      }
      let (value, length) = text.scalar(at: index)
      guard Self.option(of: value).map({ options.contains($0) }) ?? false else {
        index += length
        continue
      }
      if let replacement = replacement(in: text, at: index, value, length, &isRightToLeft) {
        result.append(replacement)
        index = replacement.range.upperBound
      } else {
        index += length
      }
    }
    return result
  }

  /// The switch that a scalar is under; nil when it stays as it is.
  @inline(__always)
  static func option(of value: UInt32) -> Normalizer.Options? {
    switch value {
    case 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: .lineEnds
    case 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .blanks
    case 0...0x1F, 0x7F...0x9F, 0x206A...0x206F, 0xFFF9...0xFFFC, 0xFFFE, 0xFFFF: .controls
    case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF, 0x061C, 0x202A...0x202E, 0x2066...0x2069: .invisibles
    case 0xFB00...0xFB06: .ligatures
    case 0xFF01...0xFF5E: .widths
    default: nil
    }
  }

  private func replacement(
    in text: UnsafeBufferPointer<UInt8>, at index: Int, _ value: UInt32, _ length: Int, _ isRightToLeft: inout Bool?
  ) -> Replacement? {
    func change(_ string: String, _ rule: String, _ confidence: Float = 0.99, size: Int? = nil) -> Replacement {
      Replacement(index..<index + (size ?? length), with: string, because: .normalize(rule, confidence))
    }
    switch value {
    case 0x0D:
      let isPair = index + 1 < text.count && text[index + 1] == 0x0A
      // Of a pair the carriage return alone goes: the line feed stays where it is.
      return isPair ? change("", "line-end/carriage-return", 1) : change("\n", "line-end/carriage-return", 1)
    case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: return change("\n", "line-end/unicode")
    case 0x09: return change(" ", "space/tab")
    case 0x1B: return change("", "character/terminal-escape", size: lengthOfTerminalEscape(text, at: index))
    case 0...0x1F, 0x7F...0x9F, 0x206A...0x206F, 0xFFF9...0xFFFC, 0xFFFE, 0xFFFF: return change("", "character/control")
    case 0xAD:
      // A soft hyphen at a line's end holds a word together.
      let holds =
        index + 2 < text.count && text[index + 2] == 0x0A && isWordEnd(text, index) && isWordStart(text, index + 3)
      return change("", "character/soft-hyphen", size: holds ? 3 : 2)
    case 0x200B, 0x2060...0x2064, 0xFEFF: return change("", "character/zero-width")
    case 0x200C, 0x200D: return joins(text, index, length) ? nil : change("", "character/zero-width", 0.98)
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069:
      let needed = isRightToLeft ?? hasRightToLeftLetters(text)
      isRightToLeft = needed
      return needed ? nil : change("", "character/bidirectional")
    case 0xFB00...0xFB06: return change(Self.ligatures[Int(value - 0xFB00)], "character/ligature")
    case 0xFF01...0xFF5E: return change(String(UnicodeScalar(UInt8(value - 0xFEE0))), "character/full-width", 0.98)
    default: return change(" ", "space/kind")
    }
  }

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

  /// `ESC [ … m` as terminals take it, else the escape alone.
  private func lengthOfTerminalEscape(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard index + 2 < text.count, text[index + 1] == UInt8(ascii: "[") else { return 1 }
    var end = index + 2
    while end < text.count, end - index < 20, (0x30...0x3F).contains(text[end]) { end += 1 }
    return end < text.count && (0x40...0x7E).contains(text[end]) ? end + 1 - index : 1
  }

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
