/// Tags of HTML that were left in a text: `<strong>Tim</strong>` → `Tim`, `uno<br/>due` → two lines.
///
/// Only names of HTML, closed, on one line or few: `a < b`, `<Enter>` and `<nome@posta.it>` stay. A tag of a block ends a
/// line, so that no words are glued together; comments and the contents of scripts and styles go too.
struct MarkupTags: NormalizationPass {
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    text.replacements(atEach: UInt8(ascii: "<")) { replacement(in: text, at: $0) }
  }

  /// What becomes of the tag that starts at `start`; nil when there is none.
  func replacement(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Replacement? {
    if text.hasASCII("<!--", at: start) {
      guard let end = text.end(of: "-->", from: start + 4, atMost: Self.longestContents) else { return nil }
      return Replacement(start..<end, with: "", because: .normalize("markup/comment", 0.98))
    }
    var index = start + 1
    let isClosing = index < text.count && text[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    let nameStart = index
    while index < text.count, index - nameStart < 12, isASCIILetterOrDigit(text[index]) { index += 1 }
    guard index > nameStart, index < text.count else { return nil }
    let name = String(decoding: text[nameStart..<index], as: UTF8.self).lowercased()
    let isBlock = Self.blocks.contains(name)
    guard isBlock || Self.inline.contains(name) || Self.dropped.contains(name),
      let end = endOfTag(text, from: index, isClosing: isClosing)
    else { return nil }
    if !isClosing, Self.dropped.contains(name), text[end - 2] != UInt8(ascii: "/"),
      let contents = endOfContents(text, name, from: end)
    {
      return Replacement(start..<contents, with: "", because: .normalize("markup/contents", 0.97))
    }
    guard !isMentioned(text, start..<end),
      Self.alone.contains(name) || hasPartner(text, name, start..<end, isClosing: isClosing)
    else { return nil }
    // At a line's end or start there is one already.
    let isApart =
      start == 0 || text[start - 1] == 0x0A || end == text.count || text[end] == 0x0A || text[end] == 0x0D
    let string = isBlock && !isApart ? "\n" : ""
    return Replacement(start..<end, with: string, because: .normalize("markup/tag", 0.97))
  }

  /// Whether a text on HTML speaks of the tag: `il tag "<SPAN>"`, `(<OPTION>)`.
  private func isMentioned(_ text: UnsafeBufferPointer<UInt8>, _ tag: Range<Int>) -> Bool {
    guard tag.lowerBound > 0, tag.upperBound < text.count else { return false }
    switch text.scalar(before: tag.lowerBound).value {
    case 0x22, 0x27, 0x60, 0x28, 0x201C, 0x2018, 0xAB: break
    default: return false
    }
    switch text.scalar(at: tag.upperBound).value {
    case 0x22, 0x27, 0x60, 0x29, 0x201D, 0x2019, 0xBB: return true
    default: return false
    }
  }

  /// Whether the tag's other half is near.
  private func hasPartner(
    _ text: UnsafeBufferPointer<UInt8>, _ name: String, _ tag: Range<Int>, isClosing: Bool
  ) -> Bool {
    let name = Array(name.utf8)
    func isPartner(_ place: Int) -> Bool {
      let start = place + (isClosing ? 1 : 2)
      guard text[place] == UInt8(ascii: "<"), start + name.count < text.count,
        isClosing || text[place + 1] == UInt8(ascii: "/"), !isASCIILetterOrDigit(text[start + name.count])
      else { return false }
      return name.indices.allSatisfy { text[start + $0] | 0x20 == name[$0] | 0x20 }
    }
    if isClosing {
      return (max(0, tag.lowerBound - Self.longestTag)..<tag.lowerBound).reversed().contains(where: isPartner)
    }
    return (tag.upperBound..<min(text.count, tag.upperBound + Self.longestTag)).contains(where: isPartner)
  }

  private static let longestTag = 2000
  private static let longestContents = 100_000

  /// Where the tag whose name ends at `start` ends: after a blank and attributes, or at once.
  private func endOfTag(_ text: UnsafeBufferPointer<UInt8>, from start: Int, isClosing: Bool) -> Int? {
    switch text[start] {
    case UInt8(ascii: ">"): return start + 1
    case UInt8(ascii: "/"): return start + 1 < text.count && text[start + 1] == UInt8(ascii: ">") ? start + 2 : nil
    case 0x20, 0x0A, 0x0D, 0x09: break
    default: return nil
    }
    var quote: UInt8 = 0
    var hasAttribute = false
    var isBlank = true
    var index = start + 1
    while index < min(text.count, start + Self.longestTag) {
      let byte = text[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else {
        switch byte {
        case UInt8(ascii: ">"): return isBlank || hasAttribute || text[index - 1] == UInt8(ascii: "/") ? index + 1 : nil
        case UInt8(ascii: "<"): return nil
        case UInt8(ascii: "="): hasAttribute = true
        case 0x22,
          0x27 where index > 0 && text[index - 1] == UInt8(ascii: "="):
          quote = byte
        case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: "/"): break
        default: isBlank = false
        }
      }
      index += 1
    }
    return nil
  }

  private func endOfContents(_ text: UnsafeBufferPointer<UInt8>, _ name: String, from start: Int) -> Int? {
    var index = start
    while let place = text.firstIndex(of: UInt8(ascii: "<"), from: index), place - start < Self.longestContents {
      index = place + 1
      guard index < text.count, text[index] == UInt8(ascii: "/") else { continue }
      let nameEnd = index + 1 + name.utf8.count
      guard nameEnd < text.count, text[nameEnd] == UInt8(ascii: ">"),
        String(decoding: text[index + 1..<nameEnd], as: UTF8.self).lowercased() == name
      else { continue }
      return nameEnd + 1
    }
    return nil
  }

  @inline(__always)
  private func isASCIILetterOrDigit(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

  private static let blocks: Set<String> = Set(
    """
    address article aside blockquote br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 \
    header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul html body head option
    """.split(separator: " ").map(String.init))

  private static let inline: Set<String> = Set(
    """
    a abbr acronym b bdo big button cite code del dfn em embed font i iframe img input ins kbd label link map area meta \
    nobr noscript object param picture q s samp small source span strike strong sub sup textarea tt u var video audio \
    wbr svg path g use canvas time mark select amp-img
    """.split(separator: " ").map(String.init))

  /// Those that have no other half, or often lost it.
  private static let alone: Set<String> = ["br", "hr", "p", "img", "wbr", "li", "input", "link", "meta"]

  private static let dropped: Set<String> = ["script", "style"]
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the first such string after `start` ends.
  func end(of string: StaticString, from start: Int, atMost most: Int) -> Int? {
    var index = start
    let first = string.utf8Start.pointee
    while let place = firstIndex(of: first, from: index), place - start < most {
      if hasASCII(string, at: place) { return place + string.utf8CodeUnitCount }
      index = place + 1
    }
    return nil
  }
}
