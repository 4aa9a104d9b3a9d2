/// What hyphens inside words were, by the words on both sides of them.
extension CorrectionSession {
  /// What a hyphen between two pieces was.
  enum HyphenOrigin {
    /// `com-messo`, `Su-san`: a line end: of the words that running text joins with a hyphen none looks so.
    case brokenWord
    /// `conte-nuto`: a line end, if the page has others.
    case cutWord
    /// `inter-venuta`: the same behind what is a prefix elsewhere.
    case cutPrefix
    /// `assicura-vano`: two words, and a rare one if they are one: a line end, if the page has others beyond doubt.
    case cutCompound
    /// `tempo-ralesco`: the same of a word that no list has, whose first half may stand before a hyphen.
    case cutUnknown
    /// `rile-vantissima`: a line end, if the page is misread: no list has the word, nor what is behind the hyphen.
    case brokenUnknown
    /// `Tsar-naev`: the same of a name, if the page has other words that were cut: so are names from the Far East written.
    case brokenName
    /// `Fla-minii`: of three syllables, which two parts of a name from the Far East have not; the page may be misread otherwise.
    case brokenLongName
    /// `Lavi-tola`: the same, where a half is a word by chance.
    case cutName
    /// `il-telefono`, `è-di`: Italian joins no such word with a hyphen.
    case blank
    /// `posti-quelli`
    case likelyBlank
    case unclear
  }

  func origin(ofHyphen index: Int) -> HyphenOrigin {
    let (first, last) = (index - 1, index + 1)
    guard pieces[last].gap < 2, isPlain(first), isPlain(last), pieces[first].shape != .mixed,
      pieces[last].shape == .lower, !isBound(first, ignoring: 1), !isBound(last, ignoring: -1),
      pieces[first].kind == .word, pieces[last].kind == .word, text[Int(pieces[first].end) - 1] != 0x27,
      !(last + 1 < pieces.count && isHyphen(last + 1) && pieces[last + 1].gap == 0)
    else { return .unclear }
    let hasBlank = pieces[last].gap > 0
    if hasBlank, isCoordination(last) { return .unclear }
    let (left, right) = (lowered(pieces[first].range), lowered(pieces[last].range))
    if !hasBlank, Self.hyphenated.contains(left + [0x2d] + right) { return .unclear }
    let whole = left + right
    let found = forms[whole]
    if let compound = forms[left + [0x2d] + right],
      Int(compound.frequency) + 40 > found.map({ Int($0.frequency) }) ?? -1
    {
      return .unclear
    }
    let isPrefix = Self.prefixes.contains(left) && !Self.nativePrefixes.contains(left)
    guard whole.count >= 5 else { return !hasBlank && found == nil ? blank(first, left, right) : .unclear }
    if let found {
      if isBroken(first, found, left, right) { return left == Self.re ? .cutWord : .brokenWord }
      // `nulla-osta`, `turn-over`: two words, and rarely one.
      let areWords = min(left.count, right.count) >= 4 && pieces[first].frequency > 16 && pieces[last].frequency > 16
      let isItalian = whole.last.map(WordFormation.isEnding) ?? false
      // `nes-sun`
      if !isItalian, !isPrefix, found.frequency >= 60, isTruncated(whole) { return .cutWord }
      guard isItalian, found.frequency > 8 else { return .unclear }
      if isPrefix {
        guard !hasBlank, Self.boundPrefixes.contains(left) else { return .unclear }
        // `pro-grammi`; not `sub-sahariana`
        return found.frequency >= Self.usualWhole ? .cutWord : .cutPrefix
      }
      if found.frequency > (areWords && !hasBlank ? 40 : 8) { return .cutWord }
      // `lacero-contusa`
      return left.last == 0x6f ? .unclear : .cutCompound
    }
    // `im-meritatamente`: nobody writes this prefix with a hyphen.
    if left == Self.im, pieces[last].isKnown, right.count >= 4, Self.labials.contains(right[0]) { return .brokenWord }
    // `inchio-darlo`, `tirando-gli`: one word, as Italian makes it; not `radio-televisivo`, whose halves are two.
    if looksItalian(whole), left.count > 1, right.count > 1, !isPrefix, pieces[last].isKnown,
      !pieces[first].isKnown || WordFormation.isClitic(right) && (left.last == 0x72 || left.suffix(3) == Self.gerund),
      formation.makes(whole[...])
    {
      return .cutWord
    }
    let isName = pieces[first].shape == .capitalized
    // `su-perconduttore`
    if !isName, !pieces[last].isKnown, right.count >= 6, !isPrefix, looksItalian(whole), formation.makes(whole[...]) {
      return .brokenUnknown
    }
    // `usufruttua-rio`
    if !isName, !pieces[first].isKnown, left.count >= 4, right.count == 2 || right.count == 3, looksItalian(whole),
      !Self.neverJoined.contains(right), !Self.joinedWords.contains(right)
    {
      return .brokenUnknown
    }
    let isFunctionWord = Self.neverJoined.contains(left) || Self.joinedWords.contains(left)
    if !pieces[last].isKnown, left == Self.re || !Self.prefixes.contains(left), !isFunctionWord, left.count > 1,
      right.count > 1,
      isName ? left.count > 2 || right.count > 4 : looksItalian(whole)
    {
      if isName { return hasThreeSyllables(first, last) ? .brokenLongName : .brokenName }
      guard left.count >= 4, left.last == 0x6f else { return .brokenUnknown }
      // `demolitivo-ricostruttivo`
      return formation.makes(right[...]) ? .unclear : .cutUnknown
    }
    if noise.hasLineEndHyphens, isName, !isPrefix, left.count > 1, right.count > 1,
      !pieces[last].isKnown || pieces[last].frequency < 30 || !pieces[first].isKnown && right.count < 5,
      !pieces[first].isKnown || !pieces[last].isKnown
    {
      return .cutName
    }
    return hasBlank ? .unclear : blank(first, left, right)
  }

  /// Whether a hyphen stands for a blank between two words.
  private func blank(_ first: Int, _ left: [UInt8], _ right: [UInt8]) -> HyphenOrigin {
    guard pieces[first].isKnown, pieces[first + 2].isKnown else { return .unclear }
    // `l'un-due`
    if Self.neverJoined.contains(left), pieces[first + 2].frequency > 30, right.count > 1, right != Self.two {
      return .blank
    }
    let isJoined = Self.joinedWords.contains(left) && pieces[first + 2].frequency > 30
    let isFollowed = Self.neverJoined.contains(right) || Self.joinedWords.contains(right)
    return isJoined || isFollowed && pieces[first].shape == .lower && left.count > 1 ? .likelyBlank : .unclear
  }

  /// `il-27 maggio`, `la madre di-Hina`: on a misread page a hyphen for the blank between a small word and a number or a name;
  /// not `al-Assad`.
  func isBlankBeforeNumberOrName(_ index: Int) -> Bool {
    let (first, last) = (index - 1, index + 1)
    guard noise.isNoisy, errors >= 1, pieces[first].kind == .word, pieces[last].gap == 0,
      !isBound(first, ignoring: 1), !isBound(last, ignoring: -1),
      isSmallWord(lowered(pieces[first].range)),
      pieces[first].shape == .lower || startsSentence(first)
    else { return false }
    if pieces[last].kind == .number { return true }
    // `di-Caprio`, `A-Team`: a name that lists have, and long enough to be one alone.
    return pieces[last].kind == .word && pieces[last].shape == .capitalized && pieces[last].isKnown
      && pieces[last].count > 4
  }

  /// Whether Italian joins a word with a hyphen to none.
  private func isSmallWord(_ word: [UInt8]) -> Bool {
    word != Self.al
      && (Self.neverJoined.contains(word) || Self.joinedWords.contains(word) || Self.prepositions.contains(word))
  }

  /// Whether a word of the lexicon with a hyphen inside was cut there. Of 98 million bytes of clean text 26 hyphens that are
  /// meant look so (`austro-ungarico`, `via-vai`).
  ///
  /// - Parameter whole: what the lexicon has of both halves together.
  func isBroken(
    _ first: Int, _ whole: FormLexicon.Entry, _ left: [UInt8], _ right: [UInt8]
  ) -> Bool {
    guard left.count > 1, right.count > 1, left == Self.re || !Self.prefixes.contains(left), left != Self.de else {
      return false
    }
    // `John-son`
    if pieces[first].shape == .capitalized, whole.capitalShare >= 200 { return whole.frequency > 8 }
    guard let end = right.last, WordFormation.isEnding(end) else { return false }
    let (before, after) = (pieces[first], pieces[first + 2])
    guard left.count >= 4, right.count >= 4, after.isKnown else { return true }
    // `capo-mastro`, `socio-economico`
    if left.last == 0x6f { return false }
    return !before.isKnown || whole.frequency >= 60
      || whole.frequency >= 20 && min(before.frequency, after.frequency) < 20
  }

  /// Whether a word has lost its last vowel: `nessun`, `parlar`.
  private func isTruncated(_ word: [UInt8]) -> Bool {
    guard let last = word.last, last == 0x6c || last == 0x6d || last == 0x6e || last == 0x72 else { return false }
    return isWord(word + [0x6f]) || isWord(word + [0x65])
  }

  private func hasThreeSyllables(_ first: Int, _ last: Int) -> Bool {
    var syllables = 0
    for index in [first, last] {
      var isVowel = false
      for byte in text[pieces[index].range] {
        let vowel = byte >= 0x80 || Self.vowels.contains(byte | 0x20)
        if vowel, !isVowel { syllables += 1 }
        isVowel = vowel
      }
    }
    return syllables >= 3
  }

  static let vowels: Set<UInt8> = Set("aeiouy".utf8)

  func looksItalian(_ word: [UInt8]) -> Bool {
    word.last.map(WordFormation.isEnding) ?? false
      && !word.contains { $0 == 0x6a || $0 == 0x6b || $0 == 0x77 || $0 == 0x78 || $0 == 0x79 }
  }

  /// Those of `prefixes` that are rarely written with a hyphen: `inter-venuta`; not `anti-`, `vice-` or `ultra-`.
  private static let boundPrefixes: Set<[UInt8]> = Set(
    ["inter", "tele", "pro", "para", "sotto", "sopra", "sub", "meta", "mal", "ben", "contro"].map { Array($0.utf8) })
  /// How often texts have a word that nobody writes with a hyphen behind its prefix, as in `FormLexicon.Entry`: 150 times.
  private static let usualWhole: UInt8 = 60
  private static let gerund = Array("ndo".utf8)[...]
  /// `al-Assad`
  private static let al = Array("al".utf8)
  private static let im = Array("im".utf8)
  private static let labials: Set<UInt8> = [0x62, 0x6d, 0x70]
  private static let re = Array("ri".utf8)
  private static let de = Array("de".utf8)
  private static let two = Array("due".utf8)
  private static let neverJoined: Set<[UInt8]> = Set(
    [
      "il", "lo", "la", "gli", "le", "un", "una", "del", "dello", "della", "dei", "degli", "delle", "al", "alla", "ai",
      "agli", "alle", "dal", "dalla", "dai", "dagli", "dalle", "nel", "nella", "nei", "nelle", "sul", "sulla", "sui",
      "ha", "hanno", "è", "sono", "era", "erano",
    ].map { Array($0.utf8) })
  /// Those that foreign words and compounds have, too: `Jong-un`, `per-minute`.
  private static let joinedWords: Set<[UInt8]> = Set(
    [
      "che", "di", "ed", "con", "per", "si", "da", "su", "ma", "quello", "quella", "quelli", "quelle", "questo",
      "questa", "questi", "queste", "suo", "sua", "suoi", "sue", "loro",
    ].map { Array($0.utf8) })
}
