extension CorrectionSession {
  /// A stretch of pieces that may be one word, and the best reading of it.
  struct Reading {
    var first: Int
    var last: Int
    var string: String
    var rule: String
    var words: [ContextModel.Word]
    /// By how much it is likelier than what stands there and than the other readings, as a natural logarithm.
    var advantage: Double
  }

  /// Looks for what an unknown word may have been.
  mutating func examineWord(_ index: Int) {
    let piece = pieces[index]
    // Acronyms, codes and what is bound to other signs stay. A word in capitals is left to the rules.
    // `per-linnovazione-tecnologica` is a part of an address.
    if index > 0, index + 1 < pieces.count, piece.gap == 0, pieces[index + 1].gap == 0, isHyphen(index - 1),
      isHyphen(index + 1)
    {
      return
    }
    guard piece.shape != .upper, piece.count <= 40, !piece.isKnown, !isBound(index) else {
      if piece.isKnown, piece.shape == .mixed { examineCapitals(index) }
      if piece.kind == .word { examineHyphenAfter(index) }
      return
    }
    var best: Reading?
    func consider(_ reading: Reading?) {
      if let reading, reading.advantage > best?.advantage ?? -1000 { best = reading }
    }
    let isGlued =
      index + 2 < pieces.count && isSymbol(index + 1) && pieces[index + 1].gap == 0 && pieces[index + 2].gap == 0
      && isPlain(index + 2)
    // On a clean page an unknown word with a capital inside a sentence is a name.
    let isName = !noise.isNoisy && piece.kind == .word && piece.shape == .capitalized && !startsSentence(index)
    if !isGlued, !isName { consider(reading(index, index, cost: 0, rule: nil)) }
    if index + 2 < pieces.count, isHyphen(index + 1), pieces[index + 1].gap == 0 {
      consider(hyphenReading(index, index + 2))
    }
    consider(joinReading(index, index + 1))
    if !isDecided(index - 1) { consider(joinReading(index - 1, index)) }
    consider(symbolReading(index))
    consider(apostropheReading(index))
    consider(speckReading(index))
    if let best { decide(best) }
  }

  /// `condiZioni`
  private mutating func examineCapitals(_ index: Int) {
    let piece = pieces[index]
    let capitals = piece.range.dropFirst().count { (0x41...0x5a).contains(text[$0]) }
    guard noise.isNoisy, piece.capitalShare < 60, piece.frequency >= 50, piece.count >= 5, capitals == 1,
      !isBound(index)
    else { return }
    let isFirstCapital = (0x41...0x5a).contains(text[Int(piece.start)])
    // `MoVimento` is a name; `SOppressi` is none.
    if isFirstCapital, !(0x41...0x5a).contains(text[Int(piece.start) + 1]) { return }
    decide(
      index, index, cased(lowered(piece.range), like: isFirstCapital ? .capitalized : .lower), rule: "case/inside",
      confidence: 0.93, words: [word(index)])
  }

  /// `ser- - vizio`, `mon_ diale`, `fian._ co`: a word cut at a line end, with specks.
  private func speckReading(_ index: Int) -> Reading? {
    var last = index + 1
    while last < pieces.count, last < index + 4, isSpeck(last) { last += 1 }
    guard last > index + 1, last < pieces.count, pieces[last].gap > 0 || pieces[last - 1].gap > 0 || last > index + 2,
      isPlain(index), isPlain(last), pieces[last].shape == .lower, pieces[last].kind == .word
    else { return nil }
    let joined = lowered(pieces[index].range) + lowered(pieces[last].range)
    guard let entry = joined.withUnsafeBufferPointer({ forms[$0] }), entry.frequency > 8, joined.count >= 5 else {
      return nil
    }
    return reading(index, last, read: joined, cost: 4, rule: "hyphen/specks", isExact: true)
  }

  private func isSpeck(_ index: Int) -> Bool {
    guard pieces[index].kind != .word, pieces[index].kind != .number else { return false }
    switch text[Int(pieces[index].start)] {
    case 0x2d, 0x2e, 0x5f, 0x27, 0x7c, 0x7e, 0x2c, 0x22, 0x3a, 0x60, 0x5e: return pieces[index].count == 1
    case 0xe2: return pieces[index].count == 3 && text[Int(pieces[index].start) + 1] == 0x80
    default: return false
    }
  }

  private mutating func examineHyphenAfter(_ index: Int) {
    if index + 2 < pieces.count, isHyphen(index + 1), pieces[index + 1].gap == 0 {
      if let reading = hyphenReading(index, index + 2) { decide(reading) }
    }
  }

  /// A hyphen whose left word was nothing to look at.
  mutating func examineHyphen(_ index: Int) {
    guard index > 0, index + 1 < pieces.count, pieces[index].gap == 0, !isDecided(index - 1) else { return }
    if let reading = hyphenReading(index - 1, index + 1) { decide(reading) }
  }

  @discardableResult
  mutating func decide(_ reading: Reading) -> Bool {
    let confidence = Self.confidence(reading.advantage, rule: reading.rule)
    return decide(
      reading.first, reading.last, reading.string, rule: reading.rule, confidence: confidence, words: reading.words)
  }

  /// From the advantage to how often such a correction is right; the curves were fitted on development pages.
  static func confidence(_ advantage: Double, rule: String) -> Float {
    let (slope, intercept): (Double, Double) =
      switch true {
      case rule == "accent/e": (1.1, -0.6)
      case rule.hasPrefix("accent"): (0.42, 0.5)
      case rule.hasPrefix("space/lost"), rule.hasPrefix("apostrophe"): (0.6, 0.6)
      case rule.hasPrefix("ocr/letter"): (0.3, -0.3)
      case rule.hasPrefix("ocr/"): (0.4, 1.1)
      default: (0.55, 0.4)
      }
    let exponent = slope * advantage + intercept
    if exponent > 20 { return 0.999 }
    if exponent < -20 { return 0 }
    return Float(min(0.999, 1 / (1 + exponential(-exponent))))
  }

  // MARK: Kinds of stretches

  /// One word, with nothing between.
  private func reading(_ first: Int, _ last: Int, cost: Double, rule: String?) -> Reading? {
    let range = Int(pieces[first].start)..<Int(pieces[last].end)
    return reading(first, last, read: lowered(range), cost: cost, rule: rule)
  }

  /// `effettua-re`, `effettua- re`
  private func hyphenReading(_ first: Int, _ last: Int) -> Reading? {
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
  private func joinReading(_ first: Int, _ last: Int) -> Reading? {
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
  private func apostropheReading(_ index: Int) -> Reading? {
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
      } else if noise.isNoisy, byte != 0x5b, byte != 0x5d, byte != 0x7b, byte != 0x7d, byte != 0x21 {
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

  private func isGlue(_ index: Int) -> Bool {
    if isSymbol(index) || isPlain(index) { return true }
    guard pieces[index].kind == .mark else { return false }
    return text[Int(pieces[index].start)] == 0x27
      || pieces[index].count == 3 && text[Int(pieces[index].end) - 1] == 0x99
  }

  /// `[ndr]`: the other bracket is near.
  private func isInBrackets(_ index: Int) -> Bool {
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
  private func symbolReading(_ index: Int) -> Reading? {
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

  // MARK: Scoring

  private func reading(
    _ first: Int, _ last: Int, read: [UInt8], cost: Double, rule: String?, isExact: Bool = false
  ) -> Reading? {
    let shape = pieces[first].kind == .mark ? .lower : pieces[first].shape
    let atStart = startsSentence(first)
    var search = CandidateSearch(
      forms: forms, confusions: confusions, depth: isExact ? 0 : noise.isNoisy && read.count > 3 ? 2 : 1,
      highestCost: 13, editsLetters: !isExact && noise.isNoisy)
    search.search(read, cost: cost, rule: rule)
    guard !search.candidates.isEmpty else { return nil }
    let before = before(first)
    let after = after(last)
    let original = context.score(before: before, (first...last).map { word($0) }, after: after)
    // What stands there counts as one reading: as a word it may be right.
    var best: (score: Double, index: Int, words: [ContextModel.Word])?
    var scores: [Double] = []
    let foreignCost = hasForeignNeighbor(first, last) ? 2.5 : 0
    for (index, candidate) in search.candidates.enumerated() {
      let words = words(of: candidate.form)
      var score = context.score(before: before, words, after: after) - candidate.cost - noise.cost - foreignCost
      let ownShape = self.shape(of: candidate.form, read: read, shape: shape, atStart: atStart)
      score += capitalLogarithm(candidate.form, shape: ownShape, atStart: atStart)
      if ownShape != shape { score += 3 }
      if candidate.rule == "accent/lost" { score -= accentCost - noise.cost }
      scores.append(score)
      if score > best?.score ?? -10_000 { best = (score, index, words) }
    }
    guard let best else { return nil }
    var rest = exponential(max(-30, original - best.score))
    for (index, score) in scores.enumerated() where index != best.index {
      rest += exponential(max(-30, score - best.score))
    }
    let candidate = search.candidates[best.index]
    let ownShape = self.shape(of: candidate.form, read: read, shape: shape, atStart: atStart)
    return Reading(
      first: first, last: last, string: cased(candidate.form, like: ownShape), rule: candidate.rule, words: best.words,
      advantage: -naturalLogarithm(max(rest, 1e-9)))
  }

  /// Whether a word at the side is unknown too and ends in a consonant: then both may be of another language.
  private func hasForeignNeighbor(_ first: Int, _ last: Int) -> Bool {
    for index in [first - 1, last + 1] where index >= 0 && index < pieces.count && pieces[index].kind == .word {
      let end = text[Int(pieces[index].end) - 1]
      let isVowel = end >= 0x80 || end == 0x61 || end == 0x65 || end == 0x69 || end == 0x6f || end == 0x27
      if !pieces[index].isKnown, !isVowel, pieces[index].count >= 3, pieces[index].shape != .upper { return true }
    }
    return false
  }

  /// The shape of the right form: `I` and `l` look alike, so `Ia` is `la`, and `lnfatti` is `Infatti`.
  private func shape(
    of form: [UInt8], read: [UInt8], shape: CorrectionPiece.Shape, atStart: Bool
  ) -> CorrectionPiece.Shape {
    guard let from = read.first, let to = form.first, from != to else { return shape }
    if shape == .capitalized, from == 0x69, to == 0x6c { return .lower }
    // `Facquisizione`: the article has the letter's place and not its capital.
    if shape == .capitalized, to == 0x6c, form.count > 1, form[1] == 0x27, !atStart { return .lower }
    if shape == .lower, from == 0x6c, to == 0x69 { return .capitalized }
    return shape
  }

  /// The words of a form with blanks and apostrophes in it.
  func words(of form: [UInt8]) -> [ContextModel.Word] {
    var words: [ContextModel.Word] = []
    var start = 0
    for (index, byte) in form.enumerated() {
      if byte == 0x20 {
        if index > start { words.append(context.word(form[start..<index])) }
        start = index + 1
      } else if byte == 0x27, index > start {
        words.append(context.word(form[start...index]))
        start = index + 1
      }
    }
    if start < form.count { words.append(context.word(form[start...])) }
    return words
  }

  /// How likely the form is in this shape: inside a sentence, names have capitals and other words have none.
  private func capitalLogarithm(_ form: [UInt8], shape: CorrectionPiece.Shape, atStart: Bool) -> Double {
    let first = form.prefix { $0 != 0x20 }
    let share = Double(first.withUnsafeBufferPointer { forms[$0]?.capitalShare ?? 0 }) / 255
    switch shape {
    case .lower, .mixed: return naturalLogarithm(max(0.002, 1 - share))
    case .capitalized, .upper: return atStart ? 0 : naturalLogarithm(max(0.002, share))
    }
  }

  // MARK: Pieces

  /// A word of letters, with or without digits among them.
  func isPlain(_ index: Int) -> Bool {
    (pieces[index].kind == .word || pieces[index].kind == .mixed) && !pieces[index].isProtected
      && pieces[index].shape != .upper && pieces[index].count <= 40
  }

  func isHyphen(_ index: Int) -> Bool {
    pieces[index].kind == .mark && pieces[index].count == 1 && text[Int(pieces[index].start)] == 0x2d
  }

  /// Marks that a letter is read as.
  func isSymbol(_ index: Int) -> Bool {
    guard pieces[index].kind == .mark || pieces[index].kind == .sentenceEnd else { return false }
    switch text[Int(pieces[index].start)] {
    case 0x7c, 0x5d, 0x5b, 0x21, 0x7b, 0x7d, 0x5f, 0x40, 0x24, 0x26, 0x7e, 0x5e, 0x60: return pieces[index].count == 1
    case 0xe2: return pieces[index].count == 3 && text[Int(pieces[index].start) + 1] == 0x82  // €
    case 0xc2: return pieces[index].count == 2 && text[Int(pieces[index].start) + 1] < 0xa4  // ¡ ¢ £
    default: return false
    }
  }

  /// Whether a word hangs on a sign that makes it part of an address, a path or a compound: `example.com`, `e/o`.
  func isBound(_ index: Int, ignoring side: Int = 0) -> Bool {
    if side >= 0, index > 0, pieces[index].gap == 0, isBinding(index - 1) { return true }
    if side <= 0, index + 1 < pieces.count, pieces[index + 1].gap == 0, isBinding(index + 1),
      index + 2 < pieces.count, pieces[index + 2].gap == 0
    {
      return true
    }
    if side == 1, index > 0, pieces[index].gap == 0, isBinding(index - 1) { return true }
    return false
  }

  private func isBinding(_ index: Int) -> Bool {
    guard pieces[index].count == 1 else { return false }
    switch text[Int(pieces[index].start)] {
    case 0x2e, 0x2f, 0x5c, 0x40, 0x23, 0x26, 0x3d, 0x5f, 0x2b: return true
    default: return false
    }
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

/// e to the power of `x`, by squaring: the same bits on every machine.
func exponential(_ x: Double) -> Double {
  if x < -60 { return 0 }
  let scaled = x / 1024
  var value = 1 + scaled * (1 + scaled / 2 * (1 + scaled / 3 * (1 + scaled / 4)))
  for _ in 0..<10 { value *= value }
  return value
}
