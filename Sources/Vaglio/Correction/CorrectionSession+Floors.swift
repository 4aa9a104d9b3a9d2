/// What the shape of a correction says of how certain it is, whatever the decision model thinks.
extension CorrectionSession {
  /// The least that a correction of such a shape is certain, 0 for most: `dellaRepubblica` and `dellagricoltura` are two words on a clean page, too.
  func floor(of proposal: CorrectionProposal) -> Float {
    if let floor = floorOfCutWord(proposal) { return floor }
    if isFunctionWordGlued(proposal) { return 0.75 }
    if isTwoWords(proposal) || isEndingApart(proposal) { return 0.8 }
    if isMisreadDot(proposal) || isUsualWordWithoutAccent(proposal) || isCapitalIForSmallL(proposal) { return 0.75 }
    if isArticleWithSign(proposal) || isDigitForLetter(proposal) || isSmallLForCapitalI(proposal) { return 0.85 }
    guard proposal.features[.readFrequency] < 0, proposal.features[.channelCost] < 14,
      proposal.rule == "space/lost" || proposal.rule == "apostrophe/lost" || proposal.rule == "ocr/w-vv"
    else { return 0 }
    // `awenuto`: Italian has no w, and the word is none.
    if proposal.rule == "ocr/w-vv", proposal.features[.contextGain] > 0 { return 0.8 }
    let form = Array(proposal.string.utf8)
    if proposal.rule == "space/lost", isPrepositionBeforeInfinitive(form), proposal.features[.shape] == 0,
      proposal.features[.contextGain] - proposal.features[.channelCost] > 0, proposal.features[.pairBefore] > 0,
      // `divincolarsi` is a word.
      !form.starts(with: [0x64, 0x69]) || hasPair(form)
    {
      return 0.8
    }
    guard let cut = form.firstIndex(where: { $0 == 0x20 || $0 == 0x27 || $0 == 0xe2 }), cut >= 3, form.count - cut > 6,
      Self.articles.contains(lowered(proposal.range)[..<min(cut, proposal.range.count)].map { $0 })
    else { return 0 }
    let isMixed = proposal.features[.shape] == 3
    // `allativo` for `all'attivo` has another letter, too.
    return form[cut] == 0x20 ? (isMixed ? 0.9 : 0) : proposal.features[.edits] == 1 ? 0.8 : 0
  }

  /// `non.vadano`, `ai-tessuti`: a mark where a blank was, at the side of a word that hyphens and stops do not hang on.
  private func isFunctionWordGlued(_ proposal: CorrectionProposal) -> Bool {
    guard noise.isNoisy, proposal.features[.edits] == 1, proposal.features[.contextGain] > 0,
      proposal.rule == "hyphen/line-end" || proposal.rule == "space/lost"
    else { return false }
    // `uno-a-uno`
    let (start, end) = (proposal.range.lowerBound, proposal.range.upperBound)
    if start > 0 && text[start - 1] == 0x2d || end < text.count && text[end] == 0x2d { return false }
    let read = text[proposal.range]
    let printed = Array(proposal.string.utf8)
    guard let cut = printed.firstIndex(of: 0x20), cut > 0, read.count >= printed.count,
      read.prefix(cut).elementsEqual(printed[..<cut]),
      read.suffix(printed.count - cut - 1).elementsEqual(printed[(cut + 1)...])
    else { return false }
    // `e'comune`, `da’suoi`, `puo'dire`: the apostrophe stands for an accent or a letter.
    let marks = read.dropFirst(cut).dropLast(printed.count - cut - 1)
    guard !marks.contains(where: { $0 | 0x20 &- 0x61 < 26 || $0 == 0xc3 }) else { return false }
    if marks.first == 0x27 || marks.first == 0xe2, let accents = Self.accents(printed[cut - 1] | 0x20),
      cut < 4 || accents.contains(where: { isWord(Array(lowered(proposal.range).prefix(cut - 1)) + [0xc3, $0]) })
    {
      return false
    }
    // `casa.con`, alone, is a name.
    if marks.first == 0x2e, proposal.features[.otherErrors] < 1 { return false }
    // `non-violenza`
    let isHyphen = read[read.startIndex + cut] == 0x2d
    let left = Array(lowered(proposal.range).prefix(cut))
    return Self.functionWords.contains(Array(printed[(cut + 1)...]))
      || Self.functionWords.contains(left) && !(isHyphen && left == Self.negation)
  }

  /// `itrasporti`, `rimastitali`: no word, and nothing but a blank makes two of it that go together and with what is around,
  /// on a page with other errors. What a lexicon lacks is of prefixes (`ineseguibile`), of pronouns (`proponiamole`) and of
  /// compounds (`casaforte`).
  private func isTwoWords(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "space/lost", proposal.features[.shape] == 0, proposal.features[.readFrequency] < 0,
      proposal.string.utf8.lazy.filter({ $0 != 0x20 }).elementsEqual(text[proposal.range])
    else { return false }
    let gain = proposal.features[.contextGain]
    let frequency = proposal.features[.frequency]
    let parts = words(of: Array(proposal.string.utf8))
    let halves = proposal.string.utf8.split(separator: 0x20).map { Array($0) }
    let pair = parts.count == 2 ? context.pairCount(parts[0], parts[1]) : 0
    // `peresempio`, `lacrisi`: two that texts have together, wherever; `noialtri` and `nonviolenza` are words.
    if pair >= Self.commonPair, gain > 6, frequency > 4, halves.allSatisfy({ $0.count > 1 }),
      proposal.features[.isFormed] == 0, halves.last != Self.others, halves.first != Self.negation
    {
      return true
    }
    guard noise.isNoisy, proposal.features[.otherErrors] >= 1, gain > 6 && frequency > 3 || gain > 3.4 && frequency > 5
    else { return false }
    guard parts.count == 2, halves.count == 2 else { return gain > 6 }
    // `suolie`; not `acquee`, nor `varii` for `vari`
    if halves[1].count == 1 {
      return pair > 0 && gain > 6 && halves[0].last != halves[1][0]
    }
    if Self.wordsBefore.contains(halves[0]) || Self.wordsBehind.contains(halves[1]) { return true }
    return proposal.features[.otherErrors] >= 3 && min(halves[0].count, halves[1].count) >= 4
      && pair > 0
  }

  /// How often texts have two words together that stand so by themselves, at least.
  static let commonPair = 10.0
  private static let others = Array("altri".utf8)

  /// Whether texts have the two words of a form one after the other.
  private func hasPair(_ form: [UInt8]) -> Bool {
    let parts = words(of: form)
    return parts.count == 2 && context.pairCount(parts[0], parts[1]) > 0
  }

  /// `gratuita mente`, `titolari tà`: an ending behind a blank, of a word that texts know.
  private func isEndingApart(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule == "space/added", noise.isNoisy, proposal.features[.otherErrors] >= 1,
      proposal.features[.edits] == 1, proposal.features[.contextGain] > 0, proposal.features[.frequency] > 2
    else { return false }
    let read = lowered(proposal.range)
    guard let blank = read.firstIndex(of: 0x20), blank > 2 else { return false }
    return Self.endingsApart.contains(Array(read[(blank + 1)...]))
  }

  private static let endingsApart: Set<[UInt8]> = Set(
    ["mente", "tà", "zione", "zioni", "mento", "menti"].map { Array($0.utf8) })

  /// Words that are no prefixes, and ones that are no endings.
  static let wordsBefore: Set<[UInt8]> = Set(
    [
      "i", "il", "lo", "la", "gli", "le", "un", "una", "del", "dello", "della", "dei", "degli", "delle", "al", "allo",
      "alla", "ai", "agli", "alle", "dal", "dallo", "dalla", "dai", "dagli", "dalle", "nel", "nello", "nella", "nei",
      "negli", "nelle", "sul", "sulla", "sui", "sugli", "sulle", "che", "si", "di", "ad", "per", "hanno", "ha",
    ].map { Array($0.utf8) })
  static let wordsBehind: Set<[UInt8]> = Set(
    [
      "il", "un", "una", "di", "da", "del", "dello", "della", "dei", "degli", "delle", "al", "alla", "ai", "alle",
      "dal", "dalla", "dai", "nel", "nella", "nei", "nelle", "sul", "sulla", "con", "per", "che",
    ].map { Array($0.utf8) })

  func isWord(_ form: [UInt8]) -> Bool { frequency(form) > 0 }

  func frequency(_ form: [UInt8]) -> Int {
    Int(forms[form]?.frequency ?? 0)
  }

  static let negation = Array("non".utf8)
  private static let functionWords: Set<[UInt8]> = Set(
    [
      "il", "lo", "la", "i", "gli", "le", "un", "una", "uno", "di", "da", "in", "su", "con", "per", "tra", "fra", "del",
      "dello", "della", "dei", "degli", "delle", "al", "allo", "alla", "ai", "agli", "alle", "dal", "dallo", "dalla",
      "dai", "dagli", "dalle", "nel", "nello", "nella", "nei", "negli", "nelle", "sul", "sulla", "sui", "sugli",
      "sulle", "e", "ed", "ad", "che", "si", "ma", "non", "ha", "hanno", "è", "sono", "era", "erano", "questo",
      "questa", "come",
    ].map { Array($0.utf8) })

  /// A word that was cut at a line end, with nothing else changed.
  private func floorOfCutWord(_ proposal: CorrectionProposal) -> Float? {
    guard proposal.rule == "hyphen/line-end", proposal.features[.edits] == 1, !proposal.string.utf8.contains(0x20)
    else { return nil }
    let read = lowered(proposal.range)
    let whole = read.filter { $0 != 0x2d && $0 > 0x20 }
    let end = read.reversed().prefix { $0 != 0x2d }
    // `storico-artistica`, `sub-sahariana`: compounds, of which the second half is a word.
    let start = Array(read.prefix { $0 != 0x2d })
    if end.count >= 5, isWord(end.reversed().filter { $0 > 0x20 }), start.last == 0x6f || Self.prefixes.contains(start)
    {
      return nil
    }
    guard let last = whole.last, let entry = forms[whole] else { return nil }
    // `libero-scambista`: texts know the first half far better than the whole.
    if end.count >= 5, start.count >= 4, start.last == 0x6f, frequency(start) > Int(entry.frequency) + 20 {
      return nil
    }
    let isItalian = WordFormation.isEnding(last)
    // `recente-mente`
    if end.elementsEqual("etnem".utf8), entry.frequency >= 40 { return 0.8 }
    // `teleco- municazioni`: not both halves are words. `turn-over` is not ours.
    let rarest = proposal.features[.rarestPart]
    if min(proposal.features[.readFrequency], rarest) < 0 {
      // `nes-sun`
      let isCut =
        isItalian || Int(entry.frequency) >= Self.veryCommon || noise.cutWords > 1 || end.last == 0x20
        || end.last == 0x0a
      return isCut && proposal.features[.frequency] > 2 || isItalian && whole.count > 4 && end.count > 1 ? 0.85 : nil
    }
    guard proposal.features[.partsPair] == 0, !areTwoWordsOfCleanPage(proposal) else { return nil }
    // `nes-sun`, where lists know the halves as names.
    if Int(entry.frequency) >= Self.veryCommon, rarest + 60 < Float(entry.frequency) { return 0.85 }
    // `preve- deva`: a blank behind the hyphen stood at a line end.
    if isItalian, entry.frequency > 20, end.last == 0x20 || end.last == 0x0a { return 0.85 }
    // `allun-go`: texts know one half far less than the whole.
    if isItalian, rarest + 20 < Float(entry.frequency) { return 0.85 }
    let gain = proposal.features[.contextGain]
    // `assicura-vano`: where lines are cut, halves that are words, but of which one never follows the other.
    // On a short text the word itself may be all that looks wrong.
    let areCut = noise.hasLineEndHyphens || noise.isNoisy && proposal.features[.otherErrors] >= 1
    if isItalian, areCut, gain > Self.gainOfCutWord { return 0.8 }
    // `effettua-re`: a syllable that is a word, too.
    return end.count <= 3 && gain > proposal.features[.channelCost] && proposal.features[.frequency] > 2 ? 0.8 : nil
  }

  /// Whether both sides of a hyphen that no blank follows are words, and nothing else on the page is wrong.
  func areTwoWordsOfCleanPage(_ proposal: CorrectionProposal) -> Bool {
    !noise.isNoisy && proposal.features[.otherErrors] < 1 && noise.cutWords < 1
      && min(proposal.features[.readFrequency], proposal.features[.rarestPart]) >= 0
      && !text[proposal.range].contains { $0 == 0x20 || $0 == 0x0a }
  }

  private static let gainOfCutWord: Float = 9
  static let veryCommon = 90

  /// `r0mantico`: of the letters of a word only some were read as digits, with small letters on both sides.
  private func isDigitForLetter(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.features[.kind] == Float(CorrectionKind.digit.rawValue), proposal.range.count >= 5,
      // A long word that only lists have is one, too.
      proposal.features[.frequency] > 1 || proposal.range.count >= 8,
      proposal.string.utf8.count == proposal.range.count
    else { return false }
    var digits = 0
    for (place, printed) in zip(proposal.range, proposal.string.utf8) where text[place] != printed {
      guard (0x30...0x39).contains(text[place]), place > proposal.range.lowerBound,
        text[place - 1] &- 0x61 < 26, place + 1 < proposal.range.upperBound, text[place + 1] &- 0x61 < 26
      else { return false }
      digits += 1
    }
    return digits > 0 && digits * 4 <= proposal.range.count
  }

  /// `de! porto`, `i! film`: the l of an article before a small letter.
  private func isArticleWithSign(_ proposal: CorrectionProposal) -> Bool {
    let (start, end) = (proposal.range.lowerBound, proposal.range.upperBound)
    return noise.isNoisy && proposal.features[.otherErrors] >= 2 && end - start <= 4 && text[end - 1] == 0x21
      && end + 1 < text.count && text[end] == 0x20 && text[end + 1] &- 0x61 < 26
      && Self.articlesInL.contains(proposal.string.lowercased())
      && proposal.string.utf8.dropLast().elementsEqual(text[start..<end - 1])
  }

  private static let articlesInL: Set<String> = ["il", "del", "al", "dal", "nel", "sul"]

  /// `casì`, `sopraggìunti`, `Gravissîmo`: no word, and one with the dot of an i in the place of an accent.
  private func isMisreadDot(_ proposal: CorrectionProposal) -> Bool {
    guard noise.isNoisy, proposal.features[.otherErrors] >= 1, proposal.features[.readFrequency] < 0,
      proposal.features[.frequency] > (proposal.range.count > 4 ? 2 : 10), proposal.features[.foreignNeighbor] == 0,
      proposal.range.count > 2
    else { return false }
    switch proposal.rule {
    case "ocr/ì-i", "ocr/î-i", "ocr/í-i", "ocr/ï-i": return proposal.features[.edits] == 1
    default: return false
    }
  }

  /// `perche`, `societa`: no word, and a common one with its accent.
  private func isUsualWordWithoutAccent(_ proposal: CorrectionProposal) -> Bool {
    proposal.rule == "accent/lost" && proposal.features[.readFrequency] < 0 && proposal.features[.frequency] > 6
      && proposal.features[.foreignNeighbor] == 0 && proposal.features[.contextGain] > 0
      && (proposal.features[.shape] == 0 || proposal.features[.shape] == 1 && proposal.features[.startsSentence] == 1)
  }

  /// `deIla`, `aIIa`: capitals between small letters, and a word with small ones in their place.
  private func isCapitalIForSmallL(_ proposal: CorrectionProposal) -> Bool {
    let read = text[proposal.range]
    guard proposal.features[.shape] == 3, read.count >= 4, proposal.string.utf8.count == read.count,
      proposal.features[.frequency] > 3, read.last != 0x49
    else { return false }
    var isBetween = false
    for (read, printed) in zip(read.dropFirst(), proposal.string.utf8.dropFirst()) where read != printed {
      guard read == 0x49, printed == 0x6c else { return false }
      isBetween = true
    }
    return isBetween && read.first.map { $0 != 0x49 } ?? false
  }

  /// `ltalia`, `lnvece`: no Italian word begins with an l and another consonant; `llama` and `lycra` are none of ours.
  private func isSmallLForCapitalI(_ proposal: CorrectionProposal) -> Bool {
    guard text[proposal.range.lowerBound] == 0x6c, proposal.features[.readFrequency] < 0,
      proposal.range.count >= (noise.isNoisy ? 4 : 5), proposal.string.utf8.count == proposal.range.count,
      (proposal.string.utf8.first ?? 0) | 0x20 == 0x69,
      proposal.string.utf8.dropFirst().elementsEqual(text[proposal.range.dropFirst()])
    else { return false }
    return !Self.mayFollowL.contains(text[proposal.range.lowerBound + 1])
  }

  private static let mayFollowL: Set<UInt8> = [0x61, 0x65, 0x69, 0x6f, 0x75, 0x6c, 0x68, 0x79, 0xc3]

  /// `asfruttare`, where `pronti a` goes before: no word of its own, and an infinitive behind its preposition.
  private func isPrepositionBeforeInfinitive(_ form: [UInt8]) -> Bool {
    // `disciogliersi`
    guard let cut = form.firstIndex(of: 0x20), Self.prepositions.contains(Array(form[..<cut])), form.count - cut > 7,
      !(form[cut - 1] == 0x69 && form[cut + 1] == 0x73)
    else {
      return false
    }
    let ending = Array(form.suffix(3))
    return Self.infinitives.contains(ending)
  }

  static let prepositions: Set<[UInt8]> = Set(["a", "ad", "di", "da", "per"].map { Array($0.utf8) })
  private static let infinitives: Set<[UInt8]> = Set(["are", "ere", "ire", "rsi", "rre"].map { Array($0.utf8) })

  private static let articles: Set<[UInt8]> = Set(
    ["della", "nella", "alla", "dalla", "sulla", "dell", "nell", "all", "dall", "sull", "quell"].map { Array($0.utf8) })
}
