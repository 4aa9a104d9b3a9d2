/// HTML character references, written with their semicolon: `citt&agrave;`, `l&#8217;azienda`, also escaped once more
/// (`citt&amp;agrave;`). `AT&T` and `R&D` have none.
struct CharacterReferences: NormalizationPass {
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    text.replacements(atEach: UInt8(ascii: "&")) { replacement(in: text, at: $0) }
  }

  /// What becomes of the ampersand at `start` and what belongs to it; nil when it stays.
  func replacement(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Replacement? {
    // All the escaping of the ampersand at once: `&amp;amp;agrave;`.
    var name = start + 1
    while text.hasASCII("amp;", at: name) { name += 4 }
    if let (string, end) = reference(text, at: name) {
      return Replacement(start..<end, with: string, because: .normalize("character-reference", 0.99))
    }
    return name > start + 1
      ? Replacement(start..<name, with: "&", because: .normalize("character-reference", 0.99)) : nil
  }

  /// The reference whose name or number starts at `index`, without its ampersand.
  private func reference(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (String, end: Int)? {
    // The longest name here has 8 letters, the longest number 7 digits.
    guard let end = (index..<min(index + 10, text.count)).first(where: { text[$0] == UInt8(ascii: ";") }),
      end > index
    else { return nil }
    let name = String(decoding: text[index..<end], as: UTF8.self)
    if name.hasPrefix("#") {
      let isHexadecimal = name.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
      guard var value = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10) else {
        return nil
      }
      // HTML reads &#128; … &#159; as Windows-1252.
      if (0x80...0x9F).contains(value) { value = windows1252[Int(value - 0x80)] ?? value }
      // Two code points that are no characters, and never will be.
      if value == 0xFFFE || value == 0xFFFF { return ("", end + 1) }
      guard value >= 0x20 || value == 9 || value == 10 || value == 13, let scalar = Unicode.Scalar(value) else {
        return nil
      }
      return (String(scalar), end + 1)
    }
    if let value = Self.named[name], let scalar = Unicode.Scalar(value) { return (String(scalar), end + 1) }
    // `P&EACUTE;REZ`: put in capitals with the rest of the text.
    guard name.utf8.allSatisfy({ $0 < 0x5B }), let value = Self.named[name.lowercased()] else { return nil }
    if value == 0xDF { return ("SS", end + 1) }
    return Unicode.Scalar(latinUppercase(value)).map { (String($0), end + 1) }
  }

  /// Those of HTML 4 that stand for Latin-1, and the punctuation and signs that Italian pages use.
  private static let named: [String: UInt32] = {
    let latin1 = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
      para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
      Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
      Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
      igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
      thorn yuml
      """
    var named: [String: UInt32] = [:]
    for (offset, name) in latin1.split(separator: " ").enumerated() { named[String(name)] = 0xA0 + UInt32(offset) }
    for (name, value) in [
      ("quot", 0x22), ("apos", 0x27), ("lt", 0x3C), ("gt", 0x3E), ("OElig", 0x152), ("oelig", 0x153),
      ("Scaron", 0x160), ("scaron", 0x161), ("Yuml", 0x178), ("ensp", 0x2002), ("emsp", 0x2003), ("thinsp", 0x2009),
      ("zwnj", 0x200C), ("zwj", 0x200D), ("lrm", 0x200E), ("rlm", 0x200F), ("ndash", 0x2013), ("mdash", 0x2014),
      ("lsquo", 0x2018), ("rsquo", 0x2019), ("sbquo", 0x201A), ("ldquo", 0x201C), ("rdquo", 0x201D),
      ("bdquo", 0x201E), ("dagger", 0x2020), ("Dagger", 0x2021), ("bull", 0x2022), ("hellip", 0x2026),
      ("permil", 0x2030), ("prime", 0x2032), ("Prime", 0x2033), ("lsaquo", 0x2039), ("rsaquo", 0x203A),
      ("euro", 0x20AC), ("trade", 0x2122), ("larr", 0x2190), ("uarr", 0x2191), ("rarr", 0x2192), ("darr", 0x2193),
    ] as [(String, UInt32)] {
      named[name] = value
    }
    return named
  }()
}

extension UnsafeBufferPointer<UInt8> {
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  func hasASCII(_ string: StaticString, at index: Int) -> Bool {
    index + string.utf8CodeUnitCount <= count
      && string.withUTF8Buffer { expected in
        expected.indices.allSatisfy { self[index + $0] == expected[$0] }
      }
  }
}
