/// Blanks that were lost at a mark, a number or an article, by what stands there alone.
extension CorrectionSession {
  /// `bianche,ricevette`: on a noisy page the blank behind a comma between two words was lost; in `nome,cognome,indirizzo`
  /// there was none.
  mutating func addBlanksBehindCommas() {
    guard noise.isNoisy, pieces.count > 2 else { return }
    for index in unlisted
    where index > 0 && index + 1 < pieces.count && pieces[index].kind == .comma && pieces[index].count == 1
      && isTight(index) && isPlain(index - 1)
      && isPlain(index + 1) && min(pieces[index - 1].count, pieces[index + 1].count) > 1
    {
      let isList = [index - 2, index + 2].contains { other in
        other > 0 && other + 1 < pieces.count && pieces[other].kind == .comma && isTight(other)
      }
      if isList { continue }
      let range = pieces[index].range
      decide(range, String(decoding: text[range], as: UTF8.self) + " ", rule: "space/missing", confidence: 0.8)
    }
  }

  /// Whether no blank stands on either side.
  private func isTight(_ index: Int) -> Bool { pieces[index].gap == 0 && pieces[index + 1].gap == 0 }

  /// `il.corrispondente`, `la fibra.che`: what looks like a full stop without a blank was a blank with a speck, since neither
  /// an article or a preposition ends a sentence, nor a small letter begins one.
  mutating func putBlanksForStops() {
    guard pieces.count > 2 else { return }
    for index in unlisted
    where index > 0 && index + 1 < pieces.count && pieces[index].count == 1 && isTight(index) && isSmallWord(index - 1)
      && isSmallWord(index + 1)
    {
      let range = pieces[index].range
      guard text[range.lowerBound] == 0x2e || text[range.lowerBound] == 0x3a, !isPartOfName(index) else { continue }
      let (left, right) = (lowered(pieces[index - 1].range), lowered(pieces[index + 1].range))
      let opens = Self.opening.contains(left) && right.count >= 4 && pieces[index + 1].frequency > 10
      let follows = Self.following.contains(right) && left.count >= 3 && pieces[index - 1].frequency > 10
      guard opens || follows else { continue }
      decide(range, " ", rule: "space/lost", confidence: 0.8)
    }
  }

  /// A word in small letters that the lexicon has.
  private func isSmallWord(_ index: Int) -> Bool {
    isPlain(index) && pieces[index].kind == .word && pieces[index].shape == .lower && pieces[index].isKnown
  }

  /// `prova.il.testo`, `e.g.`, `info@il.borgo`: more than two parts without a blank.
  private func isPartOfName(_ index: Int) -> Bool {
    let before = index - 2
    let after = index + 2
    return before >= 0 && pieces[index - 1].gap == 0 && !isOpening(before)
      || after < pieces.count && pieces[after].gap == 0 && isJoint(after)
  }

  func isOpening(_ index: Int) -> Bool {
    switch text[Int(pieces[index].start)] {
    case 0x22, 0x28, 0x27, 0xc2, 0xe2: true
    default: false
    }
  }

  /// A mark with a word right behind it.
  private func isJoint(_ index: Int) -> Bool {
    index + 1 < pieces.count && pieces[index + 1].gap == 0 && pieces[index].kind != .word && isPlain(index + 1)
  }

  /// `nel1895`, `7giugno`, `212in acqua`: a number glued to a word that no code has. `10mila`, `3a` and `i3` are meant.
  /// Where nothing else on a noisy page is an error for certain, two dates bear each other out: a year behind a preposition, a
  /// day before its month.
  mutating func putBlanksAtNumbers() {
    guard noise.isNoisy else { return }
    var dates: [Int] = []
    for index in unlisted
    where pieces[index].kind == .mixed && !pieces[index].isProtected && pieces[index].count >= 3
      && (index == 0 || pieces[index].gap > 0)
      && (index + 1 == pieces.count || pieces[index + 1].gap > 0 || pieces[index + 1].kind == .comma
        || pieces[index + 1].kind == .sentenceEnd)
    {
      let range = pieces[index].range
      let form = lowered(range)
      let startsWithDigit = form[0] &- 0x30 < 10
      guard let cut = form.firstIndex(where: { ($0 &- 0x30 < 10) != startsWithDigit }), cut <= 8,
        !form[cut...].contains(where: { ($0 &- 0x30 < 10) == startsWithDigit })
      else { continue }
      let letters = Array(startsWithDigit ? form[cut...] : form[..<cut])
      let digits = startsWithDigit ? cut : form.count - cut
      let isBeforeNumber = index + 1 < pieces.count && pieces[index + 1].kind == .number
      let isGlued =
        startsWithDigit
        ? Self.behindNumbers.contains(letters) || letters == [0x65] && isBeforeNumber
        : Self.beforeNumbers.contains(letters) || text[range.lowerBound] == 0x65 && letters.count == 1 && digits == 2
      guard isGlued, digits <= 4 else { continue }
      let isDate =
        startsWithDigit ? digits <= 2 && Self.months.contains(letters) : letters.count > 1 && isYear(form[cut...])
      let place = range.lowerBound + cut
      if errors >= 1 {
        decide(place..<place, " ", rule: "space/lost", confidence: 0.8)
      } else if isDate {
        dates.append(place)
      }
    }
    guard dates.count > 1 else { return }
    for place in dates { decide(place..<place, " ", rule: "space/lost", confidence: 0.8) }
  }

  /// `paesidi`, `oggettiin`, `imiliardi`: a word that no list has, and two that texts have together, of which one is small.
  mutating func splitGluedWords() {
    for index in unlisted
    where pieces[index].kind == .word && !pieces[index].isKnown && !pieces[index].isProtected
      && (pieces[index].shape == .lower || pieces[index].shape == .capitalized && startsSentence(index))
      && (4...24).contains(pieces[index].count)
      && (index == 0 || pieces[index].gap > 0)
      && (index + 1 == pieces.count || pieces[index + 1].gap > 0 || pieces[index + 1].kind == .comma
        || pieces[index + 1].kind == .sentenceEnd)
    {
      let read = lowered(pieces[index].range)
      let cuts = Self.cutsOfSmallWords(read)
      // The article of many before a word of many.
      let hasArticle = read.count >= 6 && read[0] == 0x69 && read[read.count - 1] == 0x69
      if cuts.isEmpty || read.last == 0x27 || formation.makes(read[...]) || Self.asOne.contains(read) { continue }
      let (before, after) = (before(index), after(index))
      let original = context.score(before: before, CollectionOfOne(word(index)), after: after)
      var best: (gain: Double, cut: Int) = (0, 0)
      for cut in cuts {
        let split = [context.word(read[..<cut]), context.word(read[cut...])]
        let pair = context.pairCount(split[0], split[1])
        guard split[0].count > 0, split[1].count > 0, pair >= Self.commonPair else { continue }
        // `difuori`, `dapprima` are words to some.
        if errors < 1, Self.prefixed.contains(read[..<cut]) { continue }
        let isArticle = hasArticle && cut == 1
        // `uscìa`: the past, as books of old have it.
        if read.count - cut == 1, cut > 1, read[cut - 2] == 0xc3 { continue }
        if !isArticle, min(cut, read.count - cut) == 1 {
          // `varii`, `acquee` are words of old.
          let isFirst = cut == 1
          guard pair >= 3 * Self.commonPair, read[cut - 1] != read[cut],
            isFirst || context.pairCount(split[1], after.0) >= Self.commonPair
          else { continue }
        }
        let gain = context.score(before: before, split, after: after) - original
        if gain > best.gain, isArticle || gain > Self.gainOfBlank { best = (gain, cut) }
      }
      guard best.cut > 0 else { continue }
      let place = pieces[index].range.lowerBound + best.cut
      decide(place..<place, " ", rule: "space/lost", confidence: 0.8)
    }
  }

  /// Where a small word ends that a form starts with, and where one starts that it ends with.
  private static func cutsOfSmallWords(_ form: [UInt8]) -> [Int] {
    var cuts = gluedBefore.filter { $0[0] == form[0] && $0.count < form.count && form.starts(with: $0) }.map(\.count)
    for word in gluedBehind where word[word.count - 1] == form[form.count - 1] && word.count < form.count {
      let cut = form.count - word.count
      if form[cut...].elementsEqual(word), !cuts.contains(cut) { cuts.append(cut) }
    }
    return cuts.sorted()
  }

  private static let gainOfBlank = 3.0
  private static let prefixed: Set<ArraySlice<UInt8>> = Set(
    ["di", "da", "in", "su", "non"].map { Array($0.utf8)[...] })
  private static let gluedBefore =
    Array(wordsBefore) + ["in", "con", "sono", "è", "ed", "da", "su", "tra"].map { Array($0.utf8) }
  private static let gluedBehind = Array(wordsBehind) + ["e", "i", "a", "in", "tra", "non"].map { Array($0.utf8) }

  /// `(3: 34`, on a misread page with other times: a blank too many.
  mutating func joinTimes() {
    guard noise.isNoisy, pieces.count > 3 else { return }
    func isTime(_ colon: Int) -> Bool {
      guard pieces[colon].count == 1, text[Int(pieces[colon].start)] == 0x3a, pieces[colon].gap == 0,
        pieces[colon - 1].kind == .number, pieces[colon - 1].count <= 2, pieces[colon + 1].kind == .number,
        pieces[colon + 1].count == 2
      else { return false }
      return text[Int(pieces[colon + 1].start)] < 0x36
    }
    let colons = (1..<pieces.count - 1).filter(isTime)
    guard colons.contains(where: { pieces[$0 + 1].gap == 0 }) else { return }
    for colon in colons where pieces[colon + 1].gap == 1 {
      decide(Int(pieces[colon].end)..<Int(pieces[colon + 1].start), "", rule: "space/added", confidence: 0.8)
    }
  }

  func isYear(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 4 && (digits.starts(with: [0x31]) || digits.starts(with: [0x32, 0x30]))
  }

  /// `legge 820/ 71`: a blank that is too many in a number; `artt. 6, 7,8 e 16`: one that is lost in a list of them, none of
  /// which is a fraction.
  mutating func examineBlanksInNumbers() {
    guard pieces.count > 3 else { return }
    for index in unlisted where index > 0 && pieces[index].kind == .number && !pieces[index].isProtected {
      let range = pieces[index].range
      if index > 1, pieces[index].gap == 1, pieces[index - 1].gap == 0, pieces[index - 2].kind == .number,
        pieces[index - 2].gap > 0, pieces[index - 1].count == 1, text[range.lowerBound - 2] == 0x2f,
        range.count == 2 || range.count == 4
      {
        decide(Int(pieces[index - 1].end)..<range.lowerBound, "", rule: "space/added", confidence: 0.8)
      }
      guard range.count <= 7, let comma = text[range].firstIndex(of: 0x2c), comma > range.lowerBound,
        comma + 1 < range.upperBound, !text[range].dropFirst(comma + 1 - range.lowerBound).contains(0x2c),
        isInListOfArticles(index)
      else { continue }
      decide(comma + 1..<comma + 1, " ", rule: "space/lost", confidence: 0.8)
    }
  }

  /// Whether nothing but numbers and commas is between `art.` or the like and a number.
  private func isInListOfArticles(_ index: Int) -> Bool {
    var place = index - 1
    while place > 0, pieces[place].kind == .comma || pieces[place].kind == .number { place -= 1 }
    if pieces[place].kind == .sentenceEnd, place > 0 { place -= 1 }
    return Self.articlesOfLaw.contains(lowered(pieces[place].range))
  }

  private static let articlesOfLaw: Set<[UInt8]> = Set(
    ["art", "artt", "articoli", "commi", "punti", "numeri", "nn", "lettere", "capi", "pagg", "pag"].map {
      Array($0.utf8)
    })

  private static let behindNumbers: Set<[UInt8]> = Set(
    [
      "in", "di", "del", "della", "dei", "degli", "delle", "dal", "al", "alle", "nel", "per", "che", "con", "ed",
      "anni", "euro", "milioni", "miliardi", "giorni", "persone", "tra", "fra",
    ].map { Array($0.utf8) }
  ).union(months)
  static let months: Set<[UInt8]> = Set(
    [
      "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
      "novembre", "dicembre",
    ].map { Array($0.utf8) })
  /// Without `la`: La7 is a broadcaster.
  private static let beforeNumbers: Set<[UInt8]> = Set(
    [
      "il", "nel", "dal", "del", "al", "di", "in", "dei", "ai", "gli", "le", "tra", "fra", "con", "per", "circa",
      "oltre",
      "sono", "articolo",
    ].map { Array($0.utf8) })

  private static let opening: Set<[UInt8]> = Set(
    [
      "il", "lo", "la", "gli", "le", "un", "una", "uno", "di", "da", "con", "per", "tra", "fra", "del", "dello",
      "della",
      "dei", "degli", "delle", "al", "allo", "alla", "ai", "agli", "alle", "dal", "dallo", "dalla", "dai", "dagli",
      "dalle", "nel", "nello", "nella", "nei", "negli", "nelle", "sul", "sullo", "sulla", "sui", "sugli", "sulle",
      "che", "ed",
    ].map { Array($0.utf8) })
  /// Without those that are also domains of the web, or look like one (`.con`).
  private static let following: Set<[UInt8]> = Set(
    [
      "e", "ed", "che", "per", "tra", "fra", "del", "dello", "della", "dei", "degli", "delle", "nel", "nello",
      "nella", "nei", "negli", "nelle", "dal", "dallo", "dalla", "dai", "dagli", "dalle", "sul", "sulla", "sui",
      "sugli",
      "sulle", "un", "una", "è", "era", "erano", "ha", "hanno", "sono",
    ].map { Array($0.utf8) })
}
