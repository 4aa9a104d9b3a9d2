/// Furniture inside a paragraph: "(Leggi anche: …)", a credit of a photo in brackets or at the end, "Riproduzione riservata".
///
/// Only what is marked on both sides is cut: by brackets, or by the end of a sentence before it and the end of a sentence or
/// of the line after it.
enum InlineFurniture {
  private struct Opening {
    let words: [UInt8]
    let kind: Line.Kind
    /// Whether a colon, a dash or an arrow has to follow, or all of it is in capitals.
    let needsMark: Bool
    /// Whether it is known in brackets only.
    let isBracketed: Bool

    init(_ words: String, _ kind: Line.Kind, needsMark: Bool = true, isBracketed: Bool = false) {
      self.words = Array(words.utf8)
      self.kind = kind
      self.needsMark = needsMark
      self.isBracketed = isBracketed
    }
  }

  /// In lower case and ASCII.
  private static let openings = [
    Opening("leggi anche", .relatedLinks), Opening("leggi pure", .relatedLinks),
    Opening("guarda anche", .relatedLinks), Opening("potrebbe interessarti anche", .relatedLinks),
    Opening("potrebbe interessarti", .relatedLinks), Opening("ti potrebbe interessare anche", .relatedLinks),
    Opening("ti potrebbe interessare", .relatedLinks), Opening("approfondisci", .relatedLinks),
    Opening("leggi l'articolo", .relatedLinks, isBracketed: true),
    Opening("leggi qui", .relatedLinks, needsMark: false, isBracketed: true),
    Opening("foto", .photoCredit), Opening("photo", .photoCredit), Opening("fonte foto", .photoCredit),
    Opening("foto di copertina", .photoCredit), Opening("credits", .photoCredit), Opening("credit", .photoCredit),
    Opening("photo credit", .photoCredit), Opening("photo credits", .photoCredit),
    Opening("crediti foto", .photoCredit),
    Opening("foto ansa", .photoCredit, needsMark: false, isBracketed: true),
    Opening("foto lapresse", .photoCredit, needsMark: false, isBracketed: true),
    Opening("photo by", .photoCredit, needsMark: false, isBracketed: true),
    Opening("foto da", .photoCredit, needsMark: false, isBracketed: true),
    Opening("foto d'archivio", .photoCredit, needsMark: false, isBracketed: true),
    Opening("riproduzione riservata", .footerLegal, needsMark: false),
    Opening("modifica | modifica", .navigation, needsMark: false, isBracketed: true),
    Opening("modifica wikitesto", .navigation, needsMark: false, isBracketed: true),
  ]

  /// A bit for each pair of letters that an opening begins with, by the first letter.
  private static let beginnings: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 26)
    for opening in openings { table[Int(opening.words[0] - 0x61)] |= 1 << UInt32(opening.words[1] - 0x61) }
    return table
  }()

  /// Whether furniture may begin behind the end of a sentence or an opening bracket, by its first two letters: false only
  /// where none does. O(1).
  static func mayOpen(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end {
      if index - start > 16 { return true }
      switch text[index] {
      // Blanks, ".", "!", "?", ")", and the bytes of », © and ”.
      case 0x20, 0x2E, 0x21, 0x3F, 0x29, 0xC2, 0xBB, 0xA9, 0xE2, 0x80, 0x9D: index += 1
      default:
        guard index + 1 < end else { return false }
        let first = (text[index] | 0x20) &- 0x61
        let second = (text[index + 1] | 0x20) &- 0x61
        return first < 26 && second < 26 && beginnings[Int(first)] & 1 << UInt32(second) != 0
      }
    }
    return false
  }

  /// What is to be cut from a line, at most one stretch. O(bytes).
  static func cut(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Replacement? {
    var index = line.lowerBound
    var isBoundary = false
    while index < line.upperBound {
      let byte = text[index]
      switch byte {
      case 0x20: index += 1
      case 0x28, 0x5B:
        if let replacement = bracketed(text, line, index) { return replacement }
        index += 1
        isBoundary = false
      case 0x2E, 0x21, 0x3F, 0x29:
        isBoundary = true
        index += 1
      case 0xC2 where index + 1 < line.upperBound && (text[index + 1] == 0xBB || text[index + 1] == 0xA9):
        // » closes a quotation; © may come before "Riproduzione riservata".
        if isBoundary || text[index + 1] == 0xBB, let replacement = sentence(text, line, index) { return replacement }
        isBoundary = isBoundary || text[index + 1] == 0xBB
        index += 2
      case 0xE2 where index + 2 < line.upperBound && text[index + 1] == 0x80 && text[index + 2] == 0x9D:
        index += 3
      default:
        if isBoundary, index > line.lowerBound, let replacement = sentence(text, line, index) { return replacement }
        isBoundary = false
        // To the end of the word.
        index += 1
        while index < line.upperBound, text[index] > 0x3F || text[index] == 0x27 || isDigit(UInt32(text[index])),
          text[index] != 0x5B, text[index] < 0x80
        {
          index += 1
        }
      }
    }
    return nil
  }

  private static func bracketed(
    _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ open: Int
  ) -> Replacement? {
    let closing: UInt8 = text[open] == 0x28 ? 0x29 : 0x5D
    var end = open + 1
    while end < line.upperBound, end - open < 200, text[end] != closing { end += 1 }
    guard end < line.upperBound, text[end] == closing else { return nil }
    var start = open + 1
    while start < end, text[start] == 0x20 { start += 1 }
    guard let opening = opening(text, start..<end, inBrackets: true) else { return nil }
    // A whole line in brackets is for the page to judge.
    var from = open
    while from > line.lowerBound, text[from - 1] == 0x20 { from -= 1 }
    guard from > line.lowerBound || end + 1 < line.upperBound else { return nil }
    if from == line.lowerBound {
      end += 1
      while end < line.upperBound, text[end] == 0x20 { end += 1 }
      return replacement(from..<end, opening.kind)
    }
    return replacement(from..<end + 1, opening.kind)
  }

  /// Where a line ends before "[modifica | modifica wikitesto]".
  static func endBeforeEditLinks(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Int {
    guard line.count > 2, text[line.upperBound - 1] == 0x5D,
      let open = text[line].lastIndex(of: 0x5B), open > line.lowerBound,
      let cut = bracketed(text, line, open), cut.causes.first?.rule == "inline/\(Line.Kind.navigation)"
    else { return line.upperBound }
    return cut.range.lowerBound
  }

  private static func sentence(
    _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ place: Int
  ) -> Replacement? {
    var start = place
    // "© Riproduzione riservata".
    while start < line.upperBound,
      text[start] == 0x20 || text[start] == 0xC2 || text[start] == 0xA9 || text[start] == 0xBB
    {
      start += 1
    }
    guard let opening = opening(text, start..<line.upperBound, inBrackets: false) else { return nil }
    var end = start + opening.words.count
    var words = 0
    let most = opening.kind == .relatedLinks ? 24 : 8
    while end < line.upperBound {
      let byte = text[end]
      if byte == 0x20 {
        words += 1
        if words > most { return nil }
      }
      end += 1
      if byte == 0x2E || byte == 0x21 || byte == 0x3F, end + 1 < line.upperBound, text[end] == 0x20 {
        // What goes on after the sentence is text again.
        if isLatinUppercase(text.scalar(at: end + 1).value) { break }
      }
    }
    var from = place
    while from > line.lowerBound, text[from - 1] == 0x20 { from -= 1 }
    guard from > line.lowerBound else { return nil }
    return replacement(from..<end, opening.kind)
  }

  private static func opening(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, inBrackets: Bool
  ) -> Opening? {
    guard let first = range.first, isLatinLetter(UInt32(text[first])) else { return nil }
    for opening in openings where inBrackets || !opening.isBracketed {
      guard range.count >= opening.words.count else { continue }
      var isEqual = true
      var isUppercase = true
      for (offset, byte) in opening.words.enumerated() {
        let found = text[range.lowerBound + offset]
        if UInt8(truncatingIfNeeded: latinLowercase(UInt32(found))) != byte {
          isEqual = false
          break
        }
        if found == byte, byte != 0x20 { isUppercase = false }
      }
      guard isEqual else { continue }
      var end = range.lowerBound + opening.words.count
      if end < range.upperBound, isLatinLetter(text.scalar(at: end).value) { continue }
      if !opening.needsMark { return opening }
      while end < range.upperBound, text[end] == 0x20 { end += 1 }
      guard end < range.upperBound else { continue }
      switch text.scalar(at: end).value {
      case 0x3A, 0x3E, 0x2D, 0x2013, 0x2014, 0x2192, 0xBB: return opening
      default: if isUppercase, opening.kind == .relatedLinks { return opening }
      }
    }
    return nil
  }

  private static func replacement(_ range: Range<Int>, _ kind: Line.Kind) -> Replacement {
    Replacement(range, with: "", because: Cause(stage: StageName.boilerplate, rule: "inline/\(kind)", confidence: 0.9))
  }
}
