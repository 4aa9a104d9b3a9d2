/// What is right as it stands, though a reading of it looks likely.
extension CorrectionSession {
  func isRightAsItStands(_ proposal: CorrectionProposal) -> Bool {
    isNameForVerb(proposal) || isFirstName(proposal) || isCompound(proposal) || isTruncated(proposal)
      || isVariant(proposal) || isOneWord(proposal) || isFrench(proposal) || isSmallWordBehindMark(proposal)
      || isElision(proposal) || isBrand(proposal) || isAmpersand(proposal) || isAmountOfCents(proposal)
      || isAccentInTwo(proposal) || hasMarkedStress && takesAccentAway(proposal) || isOldPlural(proposal)
      || isHiatus(proposal) || hasOldType && takesOldType(proposal) || isListMark(proposal)
      || isVerbWithPronoun(proposal)
      || isHyphenMeant(proposal) || isOldPast(proposal) || proposal.rule == Self.gorgia
  }

  /// `la hambiale`, `un po' di hasa`: how Tuscans speak; no machine reads a c for an h.
  private static let gorgia = "ocr/h-c"

  /// `sentìa`, `potèa`: the stress of an old form, and no `sentì a`.
  private func isOldPast(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "space/lost" else { return false }
    let printed = Array(proposal.string.utf8.suffix(4))
    return printed.count == 4 && printed[0] == 0xc3 && [0xa8, 0xac].contains(printed[1]) && printed[2] == 0x20
      && (printed[3] == 0x61 || printed[3] == 0x6f)
  }

  /// `gli augurî`, `i matrimonî`: of words in -io, as they were once written.
  private func isOldPlural(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "ocr/î-i", proposal.features[.rest] == 0 else { return false }
    let singular = lowered(proposal.range).dropLast(2) + Array("io".utf8)
    return isWord(Array(singular))
  }

  /// `restío`, `socïal`: a stress or a diaeresis beside a vowel, where poets and older books put it.
  private func isHiatus(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "ocr/í-i" || proposal.rule == "ocr/ï-i" || proposal.rule == "ocr/ì-i",
      proposal.features[.otherErrors] - proposal.features[.sameMisreadings] < 1
    else { return false }
    return Self.vowels.contains(UInt8(proposal.features[.letterAfter]))
  }

  /// `vna`, `tvtto`, `fuoi`: a letter for another that stood for both before there was a v and a u, or for a long s.
  func takesOldType(_ proposal: CorrectionProposal) -> Bool {
    proposal.rule == "ocr/v-u" || proposal.rule == "ocr/u-v" || proposal.rule.hasPrefix("ocr/f-")
  }

  /// Whether words begin with a v before a consonant, time and again. O(words that no list has).
  func isPrintedInOldType() -> Bool {
    var found = 0
    for index in unlisted where pieces[index].kind == .word && pieces[index].count > 1 {
      let start = Int(pieces[index].start)
      if text[start] | 0x20 == 0x76, text[start + 1] < 0x80, !Self.vowels.contains(text[start + 1] | 0x20),
        text[start + 1] | 0x20 != 0x72, pieces[index].shape != .upper
      {
        found += 1
      }
      if found >= Self.fewestMarked { return true }
    }
    return false
  }

  /// `ii. rendimento termico`: a number of a list.
  private func isListMark(_ proposal: CorrectionProposal) -> Bool {
    let (start, end) = (proposal.range.lowerBound, proposal.range.upperBound)
    guard end < text.count, text[end] == 0x2e || text[end] == 0x29, end - start <= 4,
      start == 0 || text[start - 1] == 0x0a
    else { return false }
    return text[proposal.range].allSatisfy { $0 == 0x69 || $0 == 0x76 || $0 == 0x78 }
  }

  /// `lasciavala`, `eravi`: a pronoun behind the verb, as novels have it, and no other error around.
  private func isVerbWithPronoun(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "space/lost", proposal.features[.otherErrors] < 1 else { return false }
    let printed = Array(proposal.string.utf8)
    guard let blank = printed.firstIndex(of: 0x20), WordFormation.isClitic(Array(printed[(blank + 1)...])) else {
      return false
    }
    return Self.pastEndings.contains { printed[..<blank].suffix($0.count).elementsEqual($0) }
  }

  private static let pastEndings = ["ava", "eva", "iva", "avano", "evano", "ivano", "ò", "ì", "rono"].map {
    Array($0.utf8)
  }

  /// `E' imbarcata`, `a pie' dell'albero`: the accent stands there already, as an apostrophe.
  private func isAccentInTwo(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule.hasPrefix("accent/") else { return false }
    let end = proposal.range.upperBound
    guard end < text.count else { return false }
    return text[end] == 0x27
      || end + 2 < text.count && text[end] == 0xe2 && text[end + 1] == 0x80 && text[end + 2] == 0x99
  }

  /// Whether only an accent on a vowel goes.
  func takesAccentAway(_ proposal: CorrectionProposal) -> Bool { Self.accentsTaken.contains(proposal.rule) }

  private static let accentsTaken: Set<String> = [
    "ocr/ì-i", "ocr/í-i", "ocr/à-a", "ocr/è-e", "ocr/é-e", "ocr/ò-o", "ocr/ó-o", "ocr/ù-u",
  ]

  /// `sàziano`, `còdici`: whether vowels inside words have accents so often that the author puts them there, and on `artìstiche`,
  /// too. A machine takes dots for accents, and few other things. O(words that no list has).
  func marksStress() -> Bool {
    var marked = 0
    for index in unlisted where pieces[index].kind == .word {
      let range = pieces[index].range.dropLast(2)
      let isMarked = range.contains { place in
        text[place] == 0xc3 && [0xa0, 0xa8, 0xb2, 0xb9].contains(text[place + 1])
      }
      if isMarked { marked += 1 }
      if marked >= Self.fewestMarked { return true }
    }
    return false
  }

  private static let fewestMarked = 3

  /// `20 ¢`
  private func isAmountOfCents(_ proposal: CorrectionProposal) -> Bool {
    let start = proposal.range.lowerBound
    return text[proposal.range].elementsEqual([0xc2, 0xa2]) && start > 1 && text[start - 1] == 0x20
      && text[start - 2] &- 0x30 < 10
  }

  /// `Mork & Mindy`: between names it is what it is.
  private func isAmpersand(_ proposal: CorrectionProposal) -> Bool {
    let range = proposal.range
    guard range.count == 1, text[range.lowerBound] == 0x26, range.upperBound + 1 < text.count,
      text[range.upperBound] == 0x20
    else { return false }
    return text[range.upperBound + 1] &- 0x41 < 26 && followsCapital(range)
  }

  /// `SpaceX`, `MotoGP`: capitals at the end of a name, and none that looks like a small letter or a digit of its size.
  private func isBrand(_ proposal: CorrectionProposal) -> Bool {
    let read = text[proposal.range]
    guard proposal.features[.shape] == 3, let first = read.first, first &- 0x41 < 26 else { return false }
    let rest = read.dropFirst().drop { $0 &- 0x61 < 26 }
    guard (1...3).contains(rest.count), read.count - rest.count > 2,
      rest.allSatisfy({ $0 &- 0x41 < 26 && $0 != 0x49 && $0 != 0x4f })
    else { return false }
    // `PalazzD`: of a name's last letter one alone may have been misread.
    return rest.count > 1 || isWord(lowered(proposal.range).dropLast())
  }

  /// `Pest. e moltissimi altri`: behind a mark and a blank a word of one letter is no ending.
  private func isSmallWordBehindMark(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "space/added" else { return false }
    let read = text[proposal.range]
    guard let blank = read.lastIndex(of: 0x20), blank > read.startIndex, read.endIndex - blank == 2 else {
      return false
    }
    return read[blank - 1] == 0x2e || read[blank - 1] == 0x2c
  }

  /// `dov‘era`: before a vowel what is elided has no blank.
  private func isElision(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "space/lost" else { return false }
    let printed = Array(proposal.string.utf8)
    guard let blank = printed.firstIndex(of: 0x20), blank > 2, blank + 1 < printed.count else { return false }
    let isApostrophe = printed[blank - 1] == 0x27 || printed[..<blank].suffix(3).elementsEqual([0xe2, 0x80, 0x99])
    return isApostrophe && Self.vowels.contains(printed[blank + 1])
  }

  /// `acquee`, and `tuttalpiù`, which many write so.
  private func isOneWord(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "space/lost" || proposal.rule == "apostrophe/lost" else { return false }
    let read = lowered(proposal.range)
    if Self.asOne.contains(read) || WordFormation.isNumeral(read[...]) || read.starts(with: Self.nonviolent) {
      return true
    }
    return proposal.features[.shape] == 0 && read.suffix(2).elementsEqual("ee".utf8)
      && proposal.string.utf8.suffix(3).elementsEqual("e e".utf8)
  }

  /// What many write, or wrote, as one word, and no list has.
  static let asOne: Set<[UInt8]> = Set(
    [
      "tuttalpiù", "tuttaltro", "altroieri", "oltremisura", "bancadati", "soprapensiero", "percome",
      "framezzo", "didentro", "tuttedue", "tuttidue", "altravolta", "finallora", "quandochesia", "perlappunto",
    ].map { Array($0.utf8) })

  /// `nonviolenza`, `nonviolenti`
  private static let nonviolent = Array("nonviolen".utf8)

  /// `ieri arera ha deciso`, `il ministro Passera`: a name, of which an accent would make a verb.
  private func isNameForVerb(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "accent/lost", proposal.features[.capitalShare] < 8 else { return false }
    // A bird and a minister, that no list has.
    if lowered(proposal.range) == Self.sparrow { return true }
    if proposal.features[.shape] == 0 {
      return proposal.features[.readCapitalShare] >= 242 && proposal.features[.otherErrors] < 3
    }
    // `Catricala` lost its accent: the reading is no word that texts have.
    return proposal.features[.shape] == 1 && proposal.features[.startsSentence] == 0
      && proposal.features[.frequency] > 8
  }

  /// `Cho Seung-hui`: with a capital, inside a sentence and before another, what nearly all write small is a part of a name.
  private func isFirstName(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.features[.shape] == 1, proposal.features[.startsSentence] == 0,
      proposal.features[.readFrequency] < 0,
      proposal.features[.capitalShare] < 26, proposal.features[.place] > 0, proposal.features[.touchesAfter] == 0
    else { return false }
    let next = proposal.range.upperBound + 1
    return next < text.count && text[next - 1] == 0x20 && (0x41...0x5a).contains(text[next])
  }

  /// `austro-ungarica`, `malapolitica`: compounds that everyone writes and no list has.
  private func isCompound(_ proposal: CorrectionProposal) -> Bool {
    let read = lowered(proposal.range)
    if Self.hyphenated.contains(read) { return true }
    if let hyphen = read.firstIndex(of: 0x2d), hyphen + 6 <= read.count {
      let start = Array(read[..<hyphen])
      if Self.combiningForms.contains(start) { return true }
      let isWordBehind = isWord(Array(read[(hyphen + 1)...]))
      // No list has it without its hyphen, and no blank says that a line ended there.
      let isUnknown = proposal.rule == "hyphen/line-end-unknown" && read[hyphen + 1] > 0x20
      // `pitto-scultore`, `latero-laterale`: the first half ends as those of compounds do.
      if isUnknown, isWordBehind, start.last == 0x6f, start.count > 3 { return true }
      // `anti-casta`, where lines were cut, too.
      return Self.prefixes.contains(start) && !Self.nativePrefixes.contains(start)
        && (isUnknown || !noise.hasLineEndHyphens && isWordBehind)
    }
    guard proposal.rule == "space/lost" else { return false }
    // `fuoricampo`, but not `fuoridal`
    return read.starts(with: Self.bad) || read.starts(with: Self.outside) && read.count >= Self.outside.count + 5
  }

  /// `turn-over`, `on-line`, `libero-scambista`, `nulla-osta`: where no other word was cut, a hyphen that may be meant.
  func isMeantCompound(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "hyphen/line-end", proposal.features[.edits] == 1, noise.cutWords < 2 else { return false }
    let read = lowered(proposal.range)
    guard let hyphen = read.firstIndex(of: 0x2d), hyphen > 0, let last = read.last else { return false }
    let start = Array(read[..<hyphen])
    let end = Array(read[(hyphen + 1)...])
    guard proposal.features[.shape] == 0 else { return false }
    let whole = frequency(start + end)
    if start.last == 0x6f, start.count > 3, frequency(start) > whole + 20 { return true }
    if min(start.count, end.count) > 3, min(frequency(start), frequency(end)) > whole + 8 { return true }
    let isPrefix = Self.prefixes.contains(start) && !Self.nativePrefixes.contains(start)
    return isWord(end) && (isPrefix || !WordFormation.isEnding(last))
  }

  /// What is mostly written with its hyphen, though lists have it without as well.
  static let hyphenated: Set<[UInt8]> = Set(
    [
      "nulla-osta", "turn-over", "week-end", "on-line", "off-line", "off-shore", "stand-by", "check-up", "play-off",
      "play-out", "start-up", "make-up", "back-up", "follow-up", "check-in", "pop-up", "best-seller", "self-service",
      "full-time", "part-time", "run-time", "real-time", "set-up", "feed-back", "know-how", "e-mail", "lacero-contusa",
      "lacero-contuse", "sub-sahariana", "sub-sahariano",
      "sub-sahariane", "sub-sahariani",
    ].map { Array($0.utf8) })

  private static let sparrow = Array("passera".utf8)
  private static let bad = Array("mala".utf8)
  private static let outside = Array("fuori".utf8)
  /// Of peoples and fields, as they stand before a hyphen.
  private static let combiningForms: Set<[UInt8]> = Set(
    [
      "afro", "anglo", "austro", "catto", "euro", "finno", "franco", "gallo", "greco", "indo", "ispano", "italo",
      "luso", "nippo", "psico", "russo", "serbo", "sino", "siro", "socio", "turco", "ugro",
    ].map { Array($0.utf8) })

  /// `a’suoi`, `fa'come`: a truncated word, which needs no accent and no blank.
  private func isTruncated(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "space/lost", let mark = apostrophe(in: proposal.range),
      mark > proposal.range.lowerBound, WordFormation.isEnding(text[mark - 1] | 0x20)
    else { return false }
    // `puo'dire` is a way to write accents, which `Normalizer` knows better.
    if proposal.features[.otherErrors] < 2 { return true }
    return mark - proposal.range.lowerBound < 3
      && !proposal.string.utf8.contains { $0 == 0x27 || $0 >= 0x80 }
  }

  private func apostrophe(in range: Range<Int>) -> Int? {
    text[range].firstIndex { $0 == 0x27 || $0 == 0xe2 }
  }

  /// `la Sorbonne Université`: with a capital inside a sentence, on a page with few errors or behind another capital, no
  /// Italian accent read as another.
  private func isFrench(_ proposal: CorrectionProposal) -> Bool {
    proposal.rule == "accent/wrong" && proposal.features[.shape] == 1 && proposal.features[.startsSentence] == 0
      && (proposal.features[.otherErrors] < 3 || followsCapital(proposal.range))
      && lowered(proposal.range).suffix(2).elementsEqual([0xc3, 0xa9])
      && proposal.string.utf8.suffix(2).elementsEqual([0xc3, 0xa0])
  }

  /// Whether the word before begins with a capital.
  private func followsCapital(_ range: Range<Int>) -> Bool {
    guard range.lowerBound > 1, text[range.lowerBound - 1] == 0x20 else { return false }
    let start = text.startOfLatinWord(endingAt: range.lowerBound - 1)
    return start < range.lowerBound - 1 && text[start] &- 0x41 < 26
  }

  /// `mugolio`, `mugolìo`: both are right.
  private func isVariant(_ proposal: CorrectionProposal) -> Bool {
    proposal.rule == "accent/lost" && proposal.string.utf8.suffix(3).elementsEqual([0xc3, 0xac, 0x6f])
  }
}
