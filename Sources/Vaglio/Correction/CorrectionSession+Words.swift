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
  mutating func examineCapitals(_ index: Int) {
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
  func speckReading(_ index: Int) -> Reading? {
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

  func isSpeck(_ index: Int) -> Bool {
    guard pieces[index].kind != .word, pieces[index].kind != .number else { return false }
    switch text[Int(pieces[index].start)] {
    case 0x2d, 0x2e, 0x5f, 0x27, 0x7c, 0x7e, 0x2c, 0x22, 0x3a, 0x60, 0x5e: return pieces[index].count == 1
    case 0xe2: return pieces[index].count == 3 && text[Int(pieces[index].start) + 1] == 0x80
    default: return false
    }
  }

  mutating func examineHyphenAfter(_ index: Int) {
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
    var confidence = Self.confidence(reading.advantage, rule: reading.rule)
    // On a page that no machine seems to have misread, a word one letter off a known one is more likely a word that no
    // list has: `coscrizioni`, `visualizzalo`. It is suggested only.
    if !noise.isMisread, pieces[reading.first].shape != .mixed, Self.isLetterForLetter(reading.rule) {
      confidence = min(confidence, 0.75)
    }
    return decide(
      reading.first, reading.last, reading.string, rule: reading.rule, confidence: confidence, words: reading.words)
  }

  /// `ocr/u-o`, `ocr/i-none`: one plain letter for another, or one too many.
  private static func isLetterForLetter(_ rule: String) -> Bool {
    guard rule.hasPrefix("ocr/") else { return false }
    let sides = rule.utf8.dropFirst(4).split(separator: UInt8(ascii: "-"))
    guard sides.count == 2 else { return false }
    func isLetter(_ side: Substring.UTF8View) -> Bool {
      side.elementsEqual("none".utf8) || side.count == 1 && side.allSatisfy { (0x61...0x7a).contains($0) }
    }
    return isLetter(sides[0]) && isLetter(sides[1])
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
}
