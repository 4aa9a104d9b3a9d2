/// Letters and short words that were read as signs or digits: `| voli`, `1'80%`, `é@`.
extension CorrectionSession {
  /// `a Roma. | voli sono`, `tra | premi`: the only bar of a page, where the article of many may stand, or several of which each
  /// opens a sentence. Who separates with bars does it more than once, and neither inside a sentence nor behind its end.
  mutating func readLoneBar() {
    let bars = unlisted.filter { byte($0) == 0x7c }
    // `| voli sono` at the start of a text, or several behind ends of sentences: nobody frames sentences so.
    if !bars.isEmpty, bars.allSatisfy(opensSentenceOfMany) {
      for index in bars { decide(pieces[index].range, "I", rule: "ocr/sign", confidence: 0.8) }
      return
    }
    // At the start of a line it may be a frame's.
    guard bars.count == 1, let index = bars.first, index > 0, pieces[index].gap == 1, !pieces[index].isProtected,
      pieces[index].count == 1,
      isInProse(index), pieces[index + 1].shape == .lower, mayBePlural(index + 1)
    else { return }
    if endsInWord(before: index) {
      decide(pieces[index].range, "I", rule: "ocr/sign", confidence: 0.8)
    } else if pieces[index - 1].kind == .word, Self.beforeArticle.contains(lowered(pieces[index - 1].range)) {
      decide(pieces[index].range, "i", rule: "ocr/sign", confidence: 0.8)
    }
  }

  /// Whether a bar stands at the start of the text or behind the end of a sentence, and behind it the first words of one that begin
  /// with the article of many.
  private func opensSentenceOfMany(_ index: Int) -> Bool {
    guard pieces[index].count == 1, !pieces[index].isProtected, index == 0 || pieces[index].gap == 1,
      index == 0 || endsInWord(before: index), index + Self.opening < pieces.count
    else { return false }
    let areWords = (index + 1...index + Self.opening).allSatisfy {
      pieces[$0].gap == 1 && pieces[$0].kind == .word && pieces[$0].isKnown && pieces[$0].shape == .lower
    }
    guard areWords, mayBePlural(index + 1) else { return false }
    // A headline or a cell of a table seldom has as many words, and a full stop.
    var end = index + 1
    while end < pieces.count, pieces[end].gap < 2, pieces[end].kind != .sentenceEnd { end += 1 }
    return end < pieces.count && pieces[end].kind == .sentenceEnd && end - index > Self.sentence
  }

  /// Of how many words behind the bar each is known, and how many pieces the sentence has, at least.
  private static let opening = 3
  private static let sentence = 8

  /// `Si ¢ spento`: a cent with no number before it, on any page.
  mutating func readCents() {
    for index in unlisted where isCent(index) && pieces[index].gap == 1 && !pieces[index].isProtected {
      guard index + 1 < pieces.count, pieces[index + 1].kind == .word, pieces[index + 1].isKnown,
        pieces[index + 1].shape == .lower, let reading = reading(index, index)
      else { continue }
      decide(pieces[index].range, reading.string, rule: "ocr/sign", confidence: reading.confidence)
    }
  }

  /// Whether the verb, which looks most like a cent, fits nearly as well as what else one is read for.
  private func isVerb(cent index: Int) -> Bool {
    let (before, after) = (before(index), after(index))
    let scores = [Self.verb, Self.conjunction, Self.article].map { form in
      context.score(before: before, [context.word(form[...])], after: after)
    }
    return scores[0] + Self.likenessOfCent > max(scores[1], scores[2])
  }

  /// Natural logarithm: by how much oftener a cent was an `è` than another letter.
  private static let likenessOfCent = 2.0

  /// Whether words of a text stand on both sides, on the same line; a menu has fewer.
  private func isInProse(_ index: Int) -> Bool {
    guard index >= 4, index + 3 < pieces.count else { return false }
    return (index - 3..<index).allSatisfy { pieces[$0].gap < 2 }
      && (index + 1...index + 3).allSatisfy { pieces[$0].gap == 1 && pieces[$0].kind == .word && pieces[$0].isKnown }
  }

  private static let beforeArticle: Set<[UInt8]> = Set(["tra", "fra", "tutti", "per", "che"].map { Array($0.utf8) })

  /// `é@`, `è€`: an accent that was read as a sign by itself.
  mutating func readVerbWithSign() {
    guard noise.isNoisy, pieces.count > 1 else { return }
    for index in 0..<pieces.count - 1
    where pieces[index].count == 2 && pieces[index].kind == .word && text[Int(pieces[index].start)] == 0xc3
      && (text[Int(pieces[index].start) + 1] | 1) == 0xa9 && (index == 0 || pieces[index].gap > 0)
      && pieces[index + 1].gap == 0 && isSymbol(index + 1) && byte(index + 1) != 0x21
      && !pieces[index + 1].isProtected && index + 2 < pieces.count && pieces[index + 2].gap == 1
      && pieces[index + 2].kind == .word
    {
      decide(Int(pieces[index].start)..<Int(pieces[index + 1].end), "è", rule: "ocr/sign", confidence: 0.985)
    }
  }

  /// `proweditori`: on a misread page a w between vowels is two v, in what ends as an Italian word and is in no list.
  mutating func readDoubleV() {
    guard noise.isNoisy, errors >= 1 else { return }
    for index in unlisted
    where pieces[index].kind == .word && !pieces[index].isKnown && !pieces[index].isProtected
      && pieces[index].count >= 7
      && (pieces[index].shape == .lower || pieces[index].shape == .capitalized && startsSentence(index))
    {
      let read = lowered(pieces[index].range)
      guard let place = read.firstIndex(of: 0x77), place > 0, place + 1 < read.count,
        Self.vowels.contains(read[place - 1]),
        [0x65, 0x69, 0x6f].contains(read[place + 1]), let last = read.last, WordFormation.isEnding(last),
        !read.contains(where: { $0 == 0x6a || $0 == 0x6b || $0 == 0x78 || $0 == 0x79 }),
        read.lastIndex(of: 0x77) == place, !isBound(index), !hasForeignNeighbor(index, index),
        !read.elementsEqual("awesome".utf8)
      else { continue }
      let form = read[..<place] + [0x76, 0x76] + read[(place + 1)...]
      decide(pieces[index].range, cased(form, like: pieces[index].shape), rule: "ocr/w-vv", confidence: 0.75)
    }
  }

  /// `5O per cento`, `19b1`, `2b0`: digits that were read as letters, among digits; not `5G`, `B2B` or `3D`.
  mutating func readDigits() {
    guard noise.isNoisy, errors >= 1 else { return }
    for index in unlisted
    where pieces[index].kind == .mixed && (2...5).contains(pieces[index].count) && !pieces[index].isProtected {
      let range = pieces[index].range
      let read = text[range]
      // `l8 marzo`, `I992`
      if read.first == 0x6c || read.first == 0x49, read.dropFirst().allSatisfy({ $0 &- 0x30 < 10 }),
        index == 0 || pieces[index].gap > 0
      {
        decide(range.lowerBound..<range.lowerBound + 1, "1", rule: "ocr/digit", confidence: 0.8)
        continue
      }
      // `19ó2`
      if let place = read.firstIndex(of: 0xc3), read.count > 2, text[place + 1] == 0xb3,
        read.count(where: { $0 &- 0x30 < 10 }) == read.count - 2
      {
        decide(place..<place + 2, "6", rule: "ocr/digit", confidence: 0.8)
        continue
      }
      guard read.count < 5, read.first.map({ $0 &- 0x30 < 10 }) ?? false else { continue }
      let digits = read.map { $0 &- 0x30 < 10 ? $0 : Self.digit(of: $0) }
      guard !digits.contains(0) else { continue }
      let last = read[read.endIndex - 1]
      let isZero = read.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x4f }
      let isBetween = last &- 0x30 < 10 && errors >= 2
      guard isZero || isYear(digits[...]) && isBetween || isBetween && read.count == 3 else { continue }
      decide(pieces[index].range, String(decoding: digits, as: UTF8.self), rule: "ocr/digit", confidence: 0.8)
    }
  }

  /// `30°/o`: the sign of percent, in three.
  mutating func readPercent() {
    guard pieces.count > 3 else { return }
    for index in unlisted
    where index + 3 < pieces.count && pieces[index].kind == .number && !pieces[index].isProtected
      && pieces[index + 3].count == 1
      && byte(index + 3) == 0x6f && byte(index + 2) == 0x2f && pieces[index + 1].count == 2
      && text[pieces[index + 1].range].elementsEqual([0xc2, 0xb0])
      && (index + 1...index + 3).allSatisfy({ pieces[$0].gap == 0 })
    {
      decide(Int(pieces[index + 1].start)..<Int(pieces[index + 3].end), "%", rule: "ocr/percent", confidence: 0.9)
    }
  }

  /// The digit that a letter is read for; 0 for none.
  private static func digit(of letter: UInt8) -> UInt8 {
    switch letter {
    case 0x4f, 0x6f: 0x30
    case 0x6c, 0x49: 0x31
    case 0x73, 0x53: 0x35
    case 0x62: 0x36
    case 0x42: 0x38
    default: 0
    }
  }

  /// `1 soccorritori`, `l voli`: the article at the start of a sentence, since one is not many; not `art. 1 commi`.
  mutating func readArticles() {
    guard noise.isNoisy, errors >= Self.leastErrors else { return }
    for index in pieces.indices
    where pieces[index].count == 1 && (byte(index) == 0x31 || byte(index) == 0x6c || byte(index) == 0x21)
      && index + 1 < pieces.count && pieces[index + 1].gap == 1 && !pieces[index].isProtected
    {
      let next = pieces[index + 1]
      guard next.kind == .word, next.shape == .lower, next.isKnown, mayBePlural(index + 1),
        index == 0 || pieces[index].gap > 0 && endsInWord(before: index)
      else { continue }
      decide(pieces[index].range, "I", rule: "ocr/sign", confidence: 0.8)
    }
  }

  /// `1'80% delle persone`, `1'8 marzo`: the article before a number that begins with a vowel; not `1'11`, which is a time.
  mutating func readElidedArticles() {
    guard noise.isNoisy, errors >= 1, pieces.count > 2 else { return }
    for index in unlisted
    where index + 2 < pieces.count && pieces[index].kind == .number && pieces[index].count == 1 && byte(index) == 0x31
      && isApostrophe(index + 1)
      && pieces[index + 2].kind == .number && pieces[index + 1].gap == 0 && pieces[index + 2].gap == 0
      && !pieces[index].isProtected && (index == 0 || pieces[index].gap > 0 || pieces[index - 1].kind == .mark)
    {
      let digits = text[pieces[index + 2].range].prefix { $0 &- 0x30 < 10 }
      // 80 and more are no seconds; a smaller number is told by what it counts.
      let isEighty = digits.first == 0x38 && (2...4).contains(digits.count)
      let isEightOrOne =
        digits.elementsEqual([0x38]) || digits.elementsEqual([0x31]) || digits.elementsEqual([0x31, 0x31])
      guard isEighty || isEightOrOne && isShareOrMonth(index + 3) else { continue }
      decide(pieces[index].range, startsSentence(index) ? "L" : "l", rule: "ocr/1-l", confidence: 0.85)
    }
  }

  /// `%` right behind a number, or the name of a month.
  private func isShareOrMonth(_ index: Int) -> Bool {
    guard index < pieces.count else { return false }
    return pieces[index].gap == 0 ? byte(index) == 0x25 : Self.months.contains(lowered(pieces[index].range))
  }

  /// Whether a sentence has ended before a piece, and with no abbreviation.
  func endsInWord(before index: Int) -> Bool {
    if pieces[index].gap == 3 { return true }
    guard index > 1, pieces[index - 1].kind == .sentenceEnd, pieces[index - 1].gap == 0 else { return false }
    let last = pieces[index - 2]
    return last.kind == .word ? last.count > 4 && last.isKnown : last.kind == .number || last.kind == .mark
  }

  /// What one or two signs alone were printed as; nil where that is not clear.
  func reading(_ first: Int, _ last: Int) -> (string: String, confidence: Float)? {
    guard last + 1 < pieces.count, pieces[last + 1].gap == 1 || pieces[last + 1].gap == 2 else { return nil }
    let next = pieces[last + 1]
    if last == first + 1 {
      // `|| micelio`: the article at the start of a sentence.
      guard byte(first) == 0x7c, byte(last) == 0x7c, isBehindSentence(first), mayFollowArticle(last + 1) else {
        return nil
      }
      return ("Il", 0.85)
    }
    switch byte(first) {
    case 0x7c:
      guard !isSeparator(first), next.kind == .word else { return nil }
      if isBehindSentence(first) {
        // `| ribelli`: no sentence begins with a small letter.
        guard next.shape == .lower || next.shape == .capitalized && next.capitalShare < 128 else { return nil }
        return mayBePlural(last + 1) ? ("I", 0.85) : nil
      }
      return mayBePlural(last + 1) && next.shape == .lower ? best(first, [Self.article]) : nil
    case 0xc2:
      let sign = text[Int(pieces[first].end) - 1]
      // `© Rossi`
      guard next.kind == .word, first > 0, sign == 0xa2 || sign == 0xa9 && next.shape == .lower else { return nil }
      if isCent(first) {
        // `20 ¢`
        guard pieces[first - 1].kind != .number else { return nil }
        if isVerb(cent: first) { return ("è", 0.8) }
      }
      return best(first, [Self.verb, Self.conjunction])
    case 0xe2 where isSymbol(first):
      guard next.kind == .word, first > 0, pieces[first - 1].kind != .number else { return nil }
      return best(first, [Self.verb, Self.conjunction])
    default: return nil
    }
  }

  /// Whether a word ends as nouns and adjectives of many men and things do.
  private func mayBePlural(_ index: Int) -> Bool {
    let read = lowered(pieces[index].range)
    if Self.plurals.contains(read) { return true }
    return pieces[index].count > 2 && read.last == 0x69 && !Self.noPlurals.contains(read)
  }

  /// Numbers, and what stands before many.
  private static let plurals: Set<[UInt8]> = Set(
    ["due", "tre", "quattro", "cinque", "sette", "otto", "nove", "dieci", "cento", "mille", "più"].map {
      Array($0.utf8)
    })

  /// What ends so and is none.
  static let noPlurals: Set<[UInt8]> = Set(
    [
      "altrimenti", "anzi", "assai", "avanti", "chi", "davanti", "dinanzi", "fuori", "ieri", "infatti", "lei", "lui",
      "mai", "noi", "oggi", "ormai", "poi", "quasi", "quindi", "voi",
    ].map { Array($0.utf8) })

  private static let article = Array("i".utf8)
  private static let verb = Array("è".utf8)
  private static let conjunction = Array("e".utf8)

  private func mayFollowArticle(_ index: Int) -> Bool {
    index < pieces.count && pieces[index].kind == .word && pieces[index].shape == .lower && pieces[index].count > 2
  }

  /// The form that fits best between the words around, where it fits clearly better than the others and than nothing.
  private func best(_ index: Int, _ forms: [[UInt8]]) -> (string: String, confidence: Float)? {
    let (before, after) = (before(index), after(index))
    var scores = forms.map { form in
      (form, context.score(before: before, [context.word(form[...])], after: after))
    }
    scores.append(([], context.score(before: before, [], after: after) - Self.costOfSpeck))
    scores.sort { $0.1 > $1.1 }
    guard !scores[0].0.isEmpty, scores[0].1 - scores[1].1 > Self.margin else { return nil }
    return (String(decoding: scores[0].0, as: UTF8.self), 0.8)
  }

  /// Natural logarithms: a sign is a letter or a speck about as often; by how much the best reading must be better.
  private static let costOfSpeck = 7.0
  private static let margin = 1.5
}
