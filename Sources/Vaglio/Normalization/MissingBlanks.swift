/// A stop with no blank after it: `sul mercato.Per ora` → `sul mercato. Per ora`, `ieri,oggi` → `ieri, oggi`.
///
/// Between words of the lexicon only, so that `S.p.A.`, `www.agcom.it`, `1.234,56` and `10:30` stay; and not where the
/// next word belongs to a name of a program (`stringa.Format(`) or to a list without blanks (`nome,cognome,data`).
struct MissingBlanks: NormalizationPass {
  private let lexicon: FormLexicon

  init(lexicon: FormLexicon = .italian) { self.lexicon = lexicon }

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 1
    while index + 1 < text.count {
      // Most marks have their blank.
      if text[index] < 0x40, text[index + 1] >= 0x41, let replacement = replacement(in: text, at: index) {
        result.append(replacement)
      }
      index += 1
    }
    return result
  }

  /// The blank to put in behind the mark at `index`; nil when none is missing.
  func replacement(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Replacement? {
    switch text[index] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ","), UInt8(ascii: ";"): break
    default: return nil
    }
    guard index > 2, index + 1 < text.count, text[index + 1] >= 0x41 else { return nil }
    let isInside = text[index] == UInt8(ascii: ",") || text[index] == UInt8(ascii: ";")
    let first = text.scalar(at: index + 1).value
    guard isLatinLetter(first), isInside || isLatinUppercase(first) else { return nil }
    let right = index + 1..<text.endOfLatinWord(startingAt: index + 1)
    let left = text.startOfLatinWord(endingAt: index)..<index
    guard left.count >= (isInside ? 2 : 3), left.count <= 30, right.count <= 30,
      isSentenceWord(text, left, least: 24), isStart(text, right, isInside: isInside), !isBound(text, left, right)
    else { return nil }
    return Replacement(
      index + 1..<index + 1, with: " ", because: .normalize("space/missing", isInside ? 0.92 : 0.96))
  }

  /// A word in small letters, used often.
  private func isSentenceWord(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, least: UInt8) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let (value, length) = text.scalar(at: index)
      if isLatinUppercase(value) { return false }
      index += length
    }
    guard let entry = lexicon[UnsafeBufferPointer(rebasing: text[range])] else { return false }
    return entry.frequency >= least && entry.capitalShare < 200
  }

  /// A word as sentences start with, or go on with.
  private func isStart(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isInside: Bool) -> Bool {
    var scalars: [UInt32] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let (value, length) = text.scalar(at: index)
      if !scalars.isEmpty, isLatinUppercase(value) { return false }
      scalars.append(value)
      index += length
    }
    if scalars.count == 1 {
      // "E poi", "È vero", "O forse".
      return [0x45, 0xC8, 0x4F, 0x41, 0x65, 0xE8].contains(scalars[0]) && index < text.count && text[index] == 0x20
    }
    guard let entry = lexicon[scalars] else { return false }
    return entry.frequency >= (scalars.count == 2 ? 70 : isInside ? 40 : 24)
  }

  private func isBound(_ text: UnsafeBufferPointer<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
    if left.lowerBound > 0 {
      switch text.scalar(before: left.lowerBound).value {
      case 0x20, 0x0A, 0x27, 0x2019, 0x28, 0x22, 0x201C, 0xAB, 0x2018: break
      default: return true
      }
    }
    guard right.upperBound < text.count else { return false }
    switch text.scalar(at: right.upperBound).value {
    case 0x20, 0x0A, 0x27, 0x2019: return false
    case 0x2C, 0x3B, 0x2E, 0x21, 0x3F, 0x3A, 0xBB, 0x201D, 0x22, 0x29:
      let next = right.upperBound + text.scalar(at: right.upperBound).length
      return next < text.count && text[next] != 0x20 && text[next] != 0x0A
    default: return true
    }
  }
}
