/// Words that no list has and that are right all the same, since Italian makes them as it goes: `evitarsi`,
/// `antincendio`, `chiarissimo`.
package struct WordFormation {
  let forms: FormLexicon

  private static let clitics = [
    "si", "lo", "la", "li", "le", "ci", "vi", "ne", "mi", "ti", "gli", "sene", "selo", "sela", "seli", "sele", "cela",
    "celo", "cene", "vela", "velo", "glielo", "gliela", "glieli", "gliele", "gliene", "melo", "mela", "telo", "tela",
  ].map { Array($0.utf8) }
  private static let prefixes = [
    "anti", "auto", "bio", "contro", "euro", "extra", "filo", "foto", "idro", "inter", "iper", "ipo", "macro", "mala",
    "maxi",
    "mega", "meta", "micro", "mini", "mono", "moto", "multi", "neo", "nord", "para", "pluri", "poli", "post", "pre",
    "pro", "pseudo", "psico", "radio", "ri", "semi", "socio", "sotto", "sovra", "sub", "super", "sud", "tecno", "tele",
    "termo", "trans", "tri", "ultra", "uni", "vice", "video", "elettro", "cardio", "neuro", "nano", "cyber", "geo",
    "dis",
    "bi",
  ].map { Array($0.utf8) }
  private static let suffixes: [([UInt8], [[UInt8]])] = [
    ("issimo", ["o", "e"]), ("issima", ["a", "e"]), ("issimi", ["i"]), ("issime", ["e", "i"]),
    ("amente", ["a"]), ("emente", ["e"]), ("lmente", ["l", "le"]), ("rmente", ["r", "re"]),
    ("ino", ["o", "a"]), ("ina", ["a", "o"]), ("ini", ["i", "o"]), ("ine", ["e", "a"]),
  ].map { (Array($0.0.utf8), $0.1.map { Array($0.utf8) }) }

  // By the byte that a word must have at its end or at its start.
  private static let cliticsByLast = byByte(clitics) { $0[$0.count - 1] }
  private static let prefixesByFirst = byByte(prefixes) { $0[0] }
  private static let suffixesByLast = byByte(suffixes) { $0.0[$0.0.count - 1] }

  private static func byByte<Element>(_ elements: [Element], _ byte: (Element) -> UInt8) -> [[Element]] {
    var result: [[Element]] = Array(repeating: [], count: 256)
    for element in elements { result[Int(byte(element))].append(element) }
    return result
  }

  /// - Parameter word: in lower case.
  func makes(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 6, let first = word.first, let last = word.last else { return false }
    if Self.isNumeral(word) { return true }
    for clitic in Self.cliticsByLast[Int(last)]
    where word.count > clitic.count + 4 && word.suffix(clitic.count).elementsEqual(clitic) {
      let verb = word.dropLast(clitic.count)
      // evitar + e, facendo, visto
      if verb.last == 0x72, isWord(verb + [0x65]) { return true }
      if verb.suffix(3).elementsEqual("ndo".utf8), isWord(verb) { return true }
      if verb.suffix(2).elementsEqual("to".utf8) || verb.suffix(2).elementsEqual("ta".utf8), isWord(verb) {
        return true
      }
      if verb.suffix(2).elementsEqual("ti".utf8) || verb.suffix(2).elementsEqual("te".utf8), clitic.count == 2,
        isWord(verb)
      {
        return true
      }
    }
    for prefix in Self.prefixesByFirst[Int(first)] where word.count >= prefix.count + 5 && word.starts(with: prefix) {
      if isWord(word.dropFirst(prefix.count)) { return true }
    }
    for (suffix, endings) in Self.suffixesByLast[Int(last)]
    where word.count >= suffix.count + 4 && word.suffix(suffix.count).elementsEqual(suffix) {
      let stem = word.dropLast(suffix.count)
      if endings.contains(where: { isWord(stem + $0) }) { return true }
    }
    // astrofisico, of which only astrofisica was counted
    if Self.endings.contains(last), !Self.endings.contains(word[word.endIndex - 2]) {
      for ending in Self.endings where ending != last && isCounted(word.dropLast() + [ending]) { return true }
    }
    return false
  }

  // MARK: Numerals

  private static let units = [
    "un", "uno", "due", "tre", "tré", "quattro", "cinque", "sei", "sett", "sette", "ott", "otto", "nov", "nove",
    "dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto",
    "diciannove",
  ].map { Array($0.utf8) }
  private static let tens = [
    "vent", "venti", "trent", "trenta", "quarant", "quaranta", "cinquant", "cinquanta", "sessant", "sessanta",
    "settant", "settanta", "ottant", "ottanta", "novant", "novanta", "cent", "cento", "mille", "mila",
  ].map { Array($0.utf8) }
  private static let partsByFirst = byByte(
    units.map { (form: $0, isLarge: false) } + tens.map { (form: $0, isLarge: true) }
  ) { $0.form[0] }

  /// `millecinquecento`, `duecentoventitré`: a number in one word, as they are written, of two parts at least, the first or a
  /// later of which is twenty or more.
  static func isNumeral(_ word: ArraySlice<UInt8>) -> Bool { isNumeral(word, parts: 0, isLarge: false) }

  private static func isNumeral(_ rest: ArraySlice<UInt8>, parts: Int, isLarge: Bool) -> Bool {
    guard let first = rest.first else { return parts > 1 && isLarge }
    // The longest number has eleven.
    guard parts < 12 else { return false }
    return partsByFirst[Int(first)].contains { part in
      rest.starts(with: part.form)
        && isNumeral(rest.dropFirst(part.form.count), parts: parts + 1, isLarge: isLarge || part.isLarge)
    }
  }

  private static let endings: [UInt8] = [0x61, 0x65, 0x69, 0x6f]

  /// Whether it is a pronoun, or two of them, as verbs have them at their ends.
  static func isClitic(_ form: [UInt8]) -> Bool { clitics.contains(form) }

  /// Whether Italian words end in a byte: `a`, `e`, `i`, `o`, or the last byte of a letter with an accent.
  package static func isEnding(_ last: UInt8) -> Bool { last >= 0x80 || endings.contains(last) }

  private func isCounted(_ form: ArraySlice<UInt8>) -> Bool {
    forms[form].map { $0.frequency > 0 && $0.capitalShare < 200 } ?? false
  }

  private func isWord(_ form: ArraySlice<UInt8>) -> Bool {
    form.withUnsafeBufferPointer { buffer in
      guard let entry = forms[buffer] else { return false }
      return entry.capitalShare < 200
    }
  }
}
