/// The rules of the Snowball stemmer for Italian.
///
/// Names follow the algorithm's description: RV, R1 and R2 are the regions of the word in which endings may be removed.
extension StemmerWord {
  /// Stems the word in place. O(length).
  @inline(__always)
  mutating func stemItalian() {
    // The one exception: the sofa is not to fall together with the diva.
    if count == 6, tail() & Suffixes.mask(6) == SnowballItalian.divano { return removeLast(1) }
    let regions = regions()
    removeAttachedPronoun(regions)
    if !removeStandardSuffix(regions) { removeVerbSuffix(regions) }
    removeFinalVowels(regions)
    guard hasMarks else { return }
    for index in 0..<count where characters[index] == 0x55 || characters[index] == 0x49 { characters[index] |= 0x20 }
  }

  private struct Regions {
    var rv: Int
    var r1: Int
    var r2: Int
  }

  /// Past the first character at or after `index` that is in a set; past the end plus one when there is none.
  @inline(__always)
  private func past(_ index: Int, _ set: UInt64) -> Int {
    let rest = set >> UInt64(index)
    return rest == 0 ? count + 1 : index + rest.trailingZeroBitCount + 1
  }

  @inline(__always)
  private func regions() -> Regions {
    let consonants = ~vowels & (count >= 64 ? .max : 1 &<< UInt64(count) &- 1)
    var rv = count
    if count >= 2 {
      // Second letter a consonant: past the next vowel. Two vowels: past the next consonant. Else: past the third letter.
      let mark = vowels & 2 == 0 ? past(2, vowels) : vowels & 1 != 0 ? past(2, consonants) : 3
      if mark <= count { rv = mark }
    }
    let r1 = min(past(past(0, vowels), consonants), count)
    let r2 = min(past(past(r1, vowels), consonants), count)
    return Regions(rv: rv, r1: r1, r2: r2)
  }

  /// `-gliela`, `-lo`, … after a gerund or an infinitive.
  @inline(__always)
  private mutating func removeAttachedPronoun(_ regions: Regions) {
    let pronoun = endings.pronouns.longest(tail(), limit: count).length
    guard pronoun > 0 else { return }
    let verb = endings.pronounHosts.longest(tail(dropping: pronoun), limit: count - pronoun)
    guard verb.length > 0, count - pronoun - verb.length >= regions.rv else { return }
    removeLast(pronoun)
    // An infinitive gets its last vowel back: vederlo, vedere.
    if verb.rule == 1 { append("e") }
  }

  /// Removes an ending if it stands in a region.
  @inline(__always)
  private mutating func remove(_ length: Int, from region: Int) -> Bool {
    guard count - length >= region else { return false }
    removeLast(length)
    return true
  }

  @inline(__always)
  private mutating func remove(_ ending: StaticString, from region: Int) -> Bool {
    let length = ending.utf8CodeUnitCount
    guard count >= length else { return false }
    for index in 0..<length where characters[count - length + index] != ending.utf8Start[index] { return false }
    return remove(length, from: region)
  }

  /// Returns whether an ending was removed.
  @inline(__always)
  private mutating func removeStandardSuffix(_ regions: Regions) -> Bool {
    let (length, rule) = endings.standardSuffixes.longest(tail(), limit: count)
    guard length > 0 else { return false }
    let r2 = regions.r2
    switch SnowballItalian.Rule(rawValue: rule) {
    case .delete: return remove(length, from: r2)
    case .azione:
      guard remove(length, from: r2) else { return false }
      _ = remove("ic", from: r2)
    case .logia:
      guard remove(length, from: r2) else { return false }
      append("log")
    case .uzione:
      guard remove(length, from: r2) else { return false }
      append("u")
    case .enza:
      guard remove(length, from: r2) else { return false }
      append("ente")
    case .amento: return remove(length, from: regions.rv)
    case .amente:
      guard remove(length, from: regions.r1) else { return false }
      if remove("iv", from: r2) {
        _ = remove("at", from: r2)
      } else if !remove("os", from: r2), !remove("ic", from: r2) {
        _ = remove("abil", from: r2)
      }
    case .ita:
      guard remove(length, from: r2) else { return false }
      if !remove("abil", from: r2), !remove("ic", from: r2) { _ = remove("iv", from: r2) }
    case .ivo:
      guard remove(length, from: r2) else { return false }
      if remove("at", from: r2) { _ = remove("ic", from: r2) }
    case nil: return false
    }
    return true
  }

  @inline(__always)
  private mutating func removeVerbSuffix(_ regions: Regions) {
    removeLast(endings.verbSuffixes.longest(tail(), limit: count - regions.rv).length)
  }

  @inline(__always)
  private mutating func removeFinalVowels(_ regions: Regions) {
    if count > regions.rv, SnowballItalian.isFinalVowel(characters[count - 1]) {
      removeLast(1)
      if count > regions.rv, characters[count - 1] == 0x69 { removeLast(1) }
    }
    // ch and gh: the h only kept the sound before e and i.
    if count >= 2, characters[count - 1] == 0x68, count - 2 >= regions.rv,
      characters[count - 2] == 0x63 || characters[count - 2] == 0x67
    {
      removeLast(1)
    }
  }
}

/// The letters and endings of the algorithm. Latin-1, so `à` is written `\u{e0}` and is one byte.
enum SnowballItalian {
  enum Rule: UInt8 {
    case delete, azione, logia, uzione, enza, amento, amente, ita, ivo
  }

  /// a, e, i, o, u, by the letter's low five bits.
  private static let vowels: UInt32 = 1 << 1 | 1 << 5 | 1 << 9 | 1 << 15 | 1 << 21
  /// à, è, ì, ò, ù, by the low five bits of Latin-1.
  private static let accented: UInt32 = 1 << 0 | 1 << 8 | 1 << 12 | 1 << 18 | 1 << 25

  /// 1 for an ASCII vowel in lower case, 0 for any other character.
  @inline(__always)
  static func isASCIIVowel(_ character: UInt8) -> UInt32 {
    vowels >> UInt32(character & 31) & (character & 0xe0 == 0x60 ? 1 : 0)
  }

  @inline(__always)
  static func isVowel(_ character: UInt8) -> Bool {
    let bits: UInt32 = character & 0xe0 == 0x60 ? vowels : character >= 0xe0 ? accented : 0
    return bits >> UInt32(character & 31) & 1 != 0
  }

  /// A vowel other than u.
  @inline(__always)
  static func isFinalVowel(_ character: UInt8) -> Bool { isVowel(character) && character != 0x75 && character != 0xf9 }

  static let divano: UInt64 = Suffixes.value("divano")

  /// Fetched once for many words.
  struct Endings: Sendable {
    let pronouns = SnowballItalian.pronouns
    let pronounHosts = SnowballItalian.pronounHosts
    let standardSuffixes = SnowballItalian.standardSuffixes
    let verbSuffixes = SnowballItalian.verbSuffixes
  }

  static let endings = Endings()

  private static let pronouns = Suffixes([
    """
    ci gli la le li lo mi ne si ti vi sene gliela gliele glieli glielo gliene mela mele meli melo mene tela tele teli
    telo tene cela cele celi celo cene vela vele veli velo vene
    """
  ])

  private static let pronounHosts = Suffixes(["ando endo", "ar er ir"])

  /// One line for each rule, in the order of `Rule`.
  private static let standardSuffixes = Suffixes([
    """
    anza anze ico ici ica ice iche ichi ismo ismi abile abili ibile ibili ista iste isti istà istè istì oso osi osa ose
    mente atrice atrici ante anti
    """,
    "azione azioni atore atori",
    "logia logie",
    "uzione uzioni usione usioni",
    "enza enze",
    "amento amenti imento imenti",
    "amente",
    "ità",
    "ivo ivi iva ive",
  ])

  private static let verbSuffixes = Suffixes([
    """
    ammo ando ano are arono asse assero assi assimo ata ate ati ato ava avamo avano avate avi avo emmo enda ende endi
    endo erà erai eranno ere erebbe erebbero erei eremmo eremo ereste eresti erete erò erono essero ete eva evamo evano
    evate evi evo Yamo iamo immo irà irai iranno ire irebbe irebbero irei iremmo iremo ireste iresti irete irò irono
    isca iscano isce isci isco iscono issero ita ite iti ito iva ivamo ivano ivate ivi ivo ono uta ute uti uto ar ir
    """
  ])
}
