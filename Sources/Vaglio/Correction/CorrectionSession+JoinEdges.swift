/// Words that may be one: cut by a blank, a speck, or a hyphen at the end of a line.
extension CorrectionSession {
  /// Two words that may be one: `ammini stratore`.
  mutating func addJoinEdges(_ first: Int, _ last: Int) {
    // `dell 'informatica`: the blank stands before the apostrophe.
    if first >= 0, first + 2 < pieces.count, pieces[first + 1].gap == 1, pieces[first + 2].gap == 0,
      text[Int(pieces[first + 1].start)] == 0x27, pieces[first + 1].kind == .mark, isPlain(first), isPlain(first + 2),
      CandidateSearch.elidesBefore(text[Int(pieces[first + 2].start)]), !lattice.contains(first, first + 2)
    {
      let form = lowered(pieces[first].range) + [0x27] + lowered(pieces[first + 2].range)
      let words = words(of: form)
      if words.count == 2, words[0].count > 0, words[1].count > 0 {
        lattice.append(first, first + 2, form: form, words: words, cost: 4, edits: 1)
      }
    }
    guard first >= 0, last < pieces.count, pieces[last].gap == 1 || pieces[last].gap == 2, isPlain(first),
      isPlain(last), pieces[last].shape == .lower, !isBound(first), !isBound(last),
      pieces[first].count + pieces[last].count >= 5, text[Int(pieces[first].end) - 1] != 0x27
    else { return }
    // Two foreign words are none of ours: `work station`.
    if text[Int(pieces[first].start)..<Int(pieces[last].end)].contains(where: { $0 == 0x6b || $0 == 0x77 }) { return }
    addSpan(first, last, Limits(cost: 12, edits: 1, isGeneric: false, splits: false))
  }

  /// `ser- - vizio`, `mon_ diale`, `gio" cando`: a word cut at a line end, with specks.
  mutating func addSpeckJoinEdges(_ index: Int) {
    guard index >= 0 else { return }
    var last = index + 1
    while last < pieces.count, last < index + 4, isSpeck(last) || isSymbol(last) { last += 1 }
    guard last > index + 1, last < pieces.count, pieces[last].gap > 0 || pieces[last - 1].gap > 0 || last > index + 2,
      isPlain(index), isPlain(last), pieces[last].shape == .lower
    else { return }
    addSpan(index, last, Limits(cost: 13, edits: 2, isGeneric: false, splits: false))
    guard !lattice.edges.contains(where: { $0.first == Int32(index) && $0.last == Int32(last) && $0.edits < 2 }) else {
      return
    }
    // What the model has not seen between two halves.
    let joined = lowered(pieces[index].range) + lowered(pieces[last].range)
    if joined.count >= 4, (forms[joined]?.frequency ?? 0) > 8 {
      lattice.append(index, last, form: joined, words: words(of: joined), cost: 9, edits: 2)
    }
  }

  /// `effettua-re`, `effettua- re`
  mutating func addHyphenEdges(_ first: Int) {
    let last = first + 2
    guard last < pieces.count, isHyphen(first + 1), pieces[first + 1].gap == 0, isPlain(first), isPlain(last),
      pieces[last].shape == .lower, !isBound(first, ignoring: 1), !isBound(last, ignoring: -1),
      !lattice.contains(first, last)
    else { return }
    let left = lowered(pieces[first].range)
    let right = lowered(pieces[last].range)
    guard left.last != 0x27, !(last + 1 < pieces.count && isHyphen(last + 1) && pieces[last + 1].gap == 0) else {
      return
    }
    let gap = pieces[last].gap
    // `medio- e lungo termine`
    if gap > 0, isCoordination(last) { return }
    let joined = left + right
    let entry = forms[joined]
    if gap == 0 {
      let compound = forms[left + [0x2d] + right]
      if let compound, Int(compound.frequency) + 40 > Int(entry?.frequency ?? 0) { return }
      // `lavora-tori`, `ri-chiesta`: the whole is far commoner than a half, that behind a prefix or either.
      let isPrefix = Self.prefixes.contains(left)
      let half = isPrefix ? pieces[last].frequency : min(pieces[first].frequency, pieces[last].frequency)
      let isWhole =
        Int(entry?.frequency ?? 0) >= max(40, Int(half) + 20) && (!isPrefix || Self.nativePrefixes.contains(left))
      // `anti-doping` is written so on purpose, even where `antidoping` is a word.
      let areLinesCut = noise.hasLineEndHyphens || noise.isNoisy
      if isPrefix, !isWhole,
        !areLinesCut || pieces[last].isKnown && pieces[last].frequency >= 30 && Int(entry?.frequency ?? 0) < 40
      {
        return
      }
      // So are `rosa-nero`, `psico-fisico` and `week-end`: where lines were not cut, a hyphen before a whole word stays.
      if !areLinesCut {
        let isAdverb = right == Self.adverbEnding && Int(entry?.frequency ?? 0) >= 40
        if pieces[last].isKnown, pieces[last].frequency > 8, right.count >= 4, !isWhole, !isAdverb { return }
        if right.count >= 4, Int(entry?.frequency ?? 0) < 40 { return }
        if let end = joined.last, !WordFormation.isEnding(end), Int(entry?.frequency ?? 0) < Self.veryCommon { return }
      }
    }
    if pieces[first].isKnown, pieces[last].isKnown, entry == nil, !noise.isNoisy { return }
    addSpan(first, last, Limits(cost: 13, edits: noise.isNoisy ? 2 : 1, isGeneric: false, splits: noise.isNoisy))
    // `Beri-sha` on a page whose words are cut at line ends: a name that no list has.
    guard entry == nil, noise.hasLineEndHyphens || gap == 1, joined.count >= 5 else { return }
    lattice.append(
      first, last, form: joined,
      words: [
        context.unknownWord(key: Self.neverSeen, logarithm: max(-30, -3 - 1.4 * Double(joined.count)))
      ], cost: Float(2 + noise.cost), edits: 1, rule: Self.unknownHyphen)
  }

  /// Whether a word of one letter or a conjunction is there.
  func isCoordination(_ index: Int) -> Bool {
    guard index < pieces.count, pieces[index].kind == .word else { return false }
    return pieces[index].count == 1 || Self.coordinations.contains(lowered(pieces[index].range))
  }

  /// The rule number of a reading that no list has.
  static let unknownHyphen = -2

  static let nativePrefixes: Set<[UInt8]> = Set(["co", "pre", "ri", "sud"].map { Array($0.utf8) })
  private static let adverbEnding = Array("mente".utf8)
  private static let coordinations: Set<[UInt8]> = Set(
    ["ed", "od", "che", "ma", "per", "con", "non"].map { Array($0.utf8) })
  /// What Italian joins with a hyphen at will.
  static let prefixes: Set<[UInt8]> = Set(
    [
      "anti", "co", "ex", "vice", "neo", "non", "mini", "maxi", "euro", "eco", "bio", "e", "sub", "super", "multi",
      "micro", "austro",
      "pre", "post", "extra", "semi", "socio", "sud", "nord", "auto", "tele", "video", "radio", "web", "cyber", "afro",
      "filo", "pro", "para", "ultra", "mega", "meta", "macro", "intra", "sotto", "sopra", "contro", "oltre", "leit",
      "mal", "ben", "bene", "work", "inter", "off", "on", "pay", "big", "self", "ri",
    ].map { Array($0.utf8) })
}
