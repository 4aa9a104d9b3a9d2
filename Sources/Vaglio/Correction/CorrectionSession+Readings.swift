/// The kinds of stretches that may be one word: cut at a line end, torn apart, with a sign in it.
extension CorrectionSession {
  /// One word, with nothing between.
  func reading(_ first: Int, _ last: Int, cost: Double, rule: String?) -> Reading? {
    let range = Int(pieces[first].start)..<Int(pieces[last].end)
    return reading(first, last, read: lowered(range), cost: cost, rule: rule)
  }

  /// `effettua-re`, `effettua- re`
  func hyphenReading(_ first: Int, _ last: Int) -> Reading? {
    guard isPlain(first), isPlain(last), pieces[last].shape == .lower, !isBound(first, ignoring: 1),
      !isBound(last, ignoring: -1)
    else { return nil }
    let left = lowered(pieces[first].range)
    let right = lowered(pieces[last].range)
    guard left.last != 0x27, !(last + 1 < pieces.count && isHyphen(last + 1) && pieces[last + 1].gap == 0) else {
      return nil
    }
    let gap = pieces[last].gap
    // `medio- e lungo termine`
    if gap > 0, right.count == 1 || Self.coordinations.contains(right) { return nil }
    let joined = left + right
    let entry = joined.withUnsafeBufferPointer { forms[$0] }
    if gap == 0 {
      let compound = (left + [0x2d] + right).withUnsafeBufferPointer { forms[$0] }
      if let compound, Int(compound.frequency) + 40 > Int(entry?.frequency ?? 0) { return nil }
      // `anti-doping` is written so on purpose, even where `antidoping` is a word.
      let areLinesCut = noise.hasLineEndHyphens || noise.isNoisy
      if Self.prefixes.contains(left), !areLinesCut || (pieces[last].isKnown && pieces[last].frequency >= 30) {
        return nil
      }
      // So are `rosa-nero`, `psico-fisico` and `week-end`: where lines were not cut, a hyphen before a whole word stays.
      if !areLinesCut {
        if pieces[last].isKnown, pieces[last].frequency > 8, right.count >= 4 { return nil }
        if right.count >= 4, Int(entry?.frequency ?? 0) < 40 { return nil }
        if let end = joined.last, end < 0x80, ![0x61, 0x65, 0x69, 0x6f].contains(end) { return nil }
      }
    }
    if pieces[first].isKnown, pieces[last].isKnown, entry == nil { return nil }
    let exact = reading(
      first, last, read: joined, cost: Confusions.lineEndHyphen, rule: "hyphen/line-end",
      isExact: pieces[first].shape != .lower)
    if entry != nil || !noise.hasLineEndHyphens || gap > 1 { return exact }
    // `Beri-sha` on a page whose words are cut at line ends: a name that no list has.
    guard !pieces[first].isKnown || !pieces[last].isKnown, joined.count >= 6 else { return exact }
    let length = Double(joined.count)
    let before = before(first)
    let after = after(last)
    let whole = ContextModel.Word(key: BoundaryKey.other, count: 0, logarithm: max(-30, -3 - 1.4 * length))
    let advantage =
      context.score(before: before, [whole], after: after) - noise.cost - 2
      - context.score(before: before, (first...last).map { word($0) }, after: after)
    if let exact, exact.advantage > advantage - 4 { return exact }
    return Reading(
      first: first, last: last, string: cased(joined, like: pieces[first].shape), rule: "hyphen/line-end-unknown",
      words: [whole], advantage: min(advantage, 1.5))
  }

  /// `ammini stratore`
  func joinReading(_ first: Int, _ last: Int) -> Reading? {
    guard first >= 0, last < pieces.count, pieces[last].gap == 1 || pieces[last].gap == 2, isPlain(first),
      isPlain(last),
      pieces[last].shape == .lower, pieces[first].kind == .word, !isBound(first), !isBound(last),
      pieces[first].count + pieces[last].count >= 5
    else { return nil }
    let left = lowered(pieces[first].range)
    if left.last == 0x27 { return nil }
    let joined = left + lowered(pieces[last].range)
    // Two foreign words are none of ours: `work station`.
    guard let entry = joined.withUnsafeBufferPointer({ forms[$0] }), entry.frequency > 0, let end = joined.last,
      end >= 0x80 || [0x61, 0x65, 0x69, 0x6f].contains(end), !joined.contains(where: { $0 == 0x6b || $0 == 0x77 })
    else { return nil }
    return reading(
      first, last, read: joined, cost: Confusions.extraBlank, rule: "space/added", isExact: true)
  }

  /// `dal'governo` → `dal governo`
  func apostropheReading(_ index: Int) -> Reading? {
    let read = lowered(pieces[index].range)
    guard read.last == 0x27, index + 1 < pieces.count, pieces[index + 1].gap == 0 else { return nil }
    let form = read.dropLast()
    guard form.withUnsafeBufferPointer({ forms[$0]?.frequency ?? 0 }) >= 60 else { return nil }
    let before = before(index)
    let after = after(index)
    let word = context.word(form)
    let advantage =
      context.score(before: before, [word], after: after) - Confusions.lostBlank - noise.cost
      - context.score(before: before, [self.word(index)], after: after)
    return Reading(
      first: index, last: index, string: cased(form, like: pieces[index].shape) + " ", rule: "apostrophe/blank",
      words: [word], advantage: advantage)
  }

  /// A sign that is none of a running text: part of the word at its side, or dirt.
  mutating func examineSymbol(_ index: Int) {
    let isAlone =
      index > 0 && index + 1 < pieces.count && (pieces[index].gap == 1 || pieces[index].gap == 2)
      && (pieces[index + 1].gap == 1 || pieces[index + 1].gap == 2)
    let byte = text[Int(pieces[index].start)]
    if isAlone {
      if byte == 0x40 || byte == 0xe2 || byte == 0x26 {
        examineLoneSign(index)
      } else if byte == 0x7c, text[Int(pieces[index + 1].end) - 1] == 0x69, pieces[index + 1].shape == .lower {
        // `| cronisti`: the article.
        if noise.isNoisy, startsSentence(index) { decide(index, index, "I", rule: "ocr/|-I", confidence: 0.93) }
      } else if noise.isNoisy, byte != 0x5b, !(byte == 0x7c && isSeparator(index)), byte != 0x5d, byte != 0x7b,
        byte != 0x7d, byte != 0x21
      {
        let range = Int(pieces[index - 1].end)..<Int(pieces[index].end)
        decide(range, "", rule: "speck/alone", confidence: 0.92, first: index, last: index)
      }
      return
    }
    guard noise.isNoisy, byte != 0x40, byte != 0x26, !isInBrackets(index) else { return }
    // All that is glued together: of `con_ano` no part is a word by itself.
    var first = index
    while first > 0, index - first < 4, pieces[first].gap == 0, isGlue(first - 1) { first -= 1 }
    var last = index
    while last + 1 < pieces.count, last - index < 4, pieces[last + 1].gap == 0, isGlue(last + 1) {
      last += 1
    }
    guard first < last, !isDecided(first) else { return }
    if let reading = reading(first, last, cost: 0, rule: nil) { decide(reading) }
  }

  /// `Contatti | Privacy | Cookie`: one of several on the line.
  func isSeparator(_ index: Int) -> Bool {
    for step in [-1, 1] {
      var place = index + step
      while place >= 0, place < pieces.count, abs(place - index) < 24, pieces[max(place, place - step)].gap < 3 {
        if text[Int(pieces[place].start)] == text[Int(pieces[index].start)] { return true }
        place += step
      }
    }
    return pieces[index + 1].shape != .lower
  }

  func isGlue(_ index: Int) -> Bool {
    if isSymbol(index) || isPlain(index) { return true }
    guard pieces[index].kind == .mark else { return false }
    return text[Int(pieces[index].start)] == 0x27
      || pieces[index].count == 3 && text[Int(pieces[index].end) - 1] == 0x99
  }

  /// `[ndr]`: the other bracket is near.
  func isInBrackets(_ index: Int) -> Bool {
    let byte = text[Int(pieces[index].start)]
    let other: UInt8
    let places: Range<Int>
    switch byte {
    case 0x5b, 0x7b:
      other = byte + 2
      places = index + 1..<max(index + 1, min(pieces.count, index + 40))
    case 0x5d, 0x7d:
      other = byte - 2
      places = max(0, index - 40)..<index
    default: return false
    }
    for place in places where text[Int(pieces[place].start)] == other { return true }
    return false
  }

  /// `de]la`, `|a`, `qua!`
  func symbolReading(_ index: Int) -> Reading? {
    var best: Reading?
    for first in [index, index - 1] where first >= 0 && (first == index || (isSymbol(first) && pieces[index].gap == 0))
    {
      var last = index
      if last + 1 < pieces.count, isSymbol(last + 1), pieces[last + 1].gap == 0 {
        last += 1
        if last + 1 < pieces.count, pieces[last + 1].gap == 0, pieces[last + 1].kind == .word { last += 1 }
      }
      guard last > first, !isDecided(first) else { continue }
      if let reading = reading(first, last, cost: 0, rule: nil), reading.advantage > best?.advantage ?? -1000 {
        best = reading
      }
    }
    return best
  }

  private static let coordinations: Set<[UInt8]> = Set(
    ["ed", "od", "che", "ma", "per", "con", "non"].map { Array($0.utf8) })
  /// What Italian joins with a hyphen at will.
  private static let prefixes: Set<[UInt8]> = Set(
    [
      "anti", "co", "ex", "vice", "neo", "non", "mini", "maxi", "euro", "eco", "bio", "e", "sub", "super", "multi",
      "micro",
      "pre", "post", "extra", "semi", "socio", "sud", "nord", "auto", "tele", "video", "radio", "web", "cyber", "afro",
      "filo", "pro", "para", "ultra", "mega", "meta", "macro", "intra", "sotto", "sopra", "contro", "oltre", "leit",
      "mal", "ben", "bene", "work", "inter", "off", "on", "pay", "big", "self", "ri",
    ].map { Array($0.utf8) })
}
