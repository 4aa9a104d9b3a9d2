extension CorrectionSession {
  /// Applies the first rule that matches at a piece and is sure enough.
  mutating func applyRules(at index: Int) -> Bool {
    guard pieces[index].kind == .word || pieces[index].kind == .mark, rules.anchors.mayContain(pieces[index].key) else {
      return false
    }
    var suggestion: (number: Int, last: Int, string: String, confidence: Float)?
    for number in rules.rules(at: pieces[index].key) {
      let rule = rules.rules[number]
      guard matches(rule, at: index) else { continue }
      let last = index + rule.target.count - 1
      // `E` may be an `È`; other capitals that stand alone are letters.
      if pieces[index].shape == .capitalized, pieces[index].count == 1, !rule.name.hasPrefix("accent") { continue }
      if isBoundByHyphen(index, last) { continue }
      // `degli Dei`, and `San Marino e Stato della Città del Vaticano`.
      if pieces[index].shape == .capitalized, pieces[index].count > 1, !startsSentence(index) { continue }
      if rule.name == "accent/e", last + 1 < pieces.count, pieces[last + 1].shape == .capitalized { continue }
      // Of words in capitals only those of two or three letters: `II`, `AI`, at the start of a sentence.
      var shape = pieces[index].shape
      if shape == .upper {
        guard pieces[index].count <= 3, startsSentence(index) || rule.right.count > 2 else { continue }
        shape = .capitalized
      }
      let words = words(of: Array(rule.right.lowercased().utf8))
      let confidence: Float
      switch rule.certainty {
      case .confidence(let value): confidence = value
      case .context(let cost):
        // `We'll`
        if index > 0, pieces[index].gap == 0, pieces[index - 1].kind == .word, pieces[index].count > 1 { continue }
        let before = before(index)
        let after = after(last)
        let original = context.score(before: before, (index...last).map { word($0) }, after: after)
        let isAccent = rule.name.hasPrefix("accent")
        var right = context.score(before: before, words, after: after) - cost - (isAccent ? accentCost : noise.cost)
        // `E` at the start of a sentence joins sentences as often as `È` opens one.
        if isAccent, shape == .capitalized, startsSentence(index) { right -= 2 }
        confidence = Self.confidence(right - original, rule: rule.name)
      }
      // A right form with capitals says itself how it is written.
      let hasCapitals = rule.right.utf8.contains { (0x41...0x5a).contains($0) }
      let string = cased(rule.right.utf8, like: hasCapitals ? .lower : shape)
      if confidence >= minimumConfidence {
        if decide(index, last, string, rule: rule.name, confidence: confidence, words: words) { return true }
      } else if confidence > suggestion?.confidence ?? 0 {
        suggestion = (number, last, string, confidence)
      }
    }
    if let (number, last, string, confidence) = suggestion {
      decide(index, last, string, rule: rules.rules[number].name, confidence: confidence)
    }
    return false
  }

  /// What a lost accent costs on this page, from its accents, the words that lack one, and how often `è` fits better
  /// where `e` stands: on a page that lost two, a third is likely.
  func estimatedAccentCost() -> Double {
    var lost = noise.lostAccents
    let right = words(of: Array("è".utf8))
    let key = BigramModel.key("e".utf8)
    for index in pieces.indices where pieces[index].key == key && pieces[index].shape == .lower {
      if isBoundByHyphen(index, index) || pieces[index].count != 1 { continue }
      let before = before(index)
      let after = after(index)
      let advantage =
        context.score(before: before, right, after: after) - context.score(before: before, [word(index)], after: after)
      // Where three in four are right, at the usual rate.
      lost += 1 / (1 + exponential(3.8 - advantage))
    }
    return -min(2.5, max(-2, naturalLogarithm((lost + 0.3) / (noise.accents + lost + 4) / 0.1)))
  }

  private func isBoundByHyphen(_ first: Int, _ last: Int) -> Bool {
    if first > 0, pieces[first].gap == 0, isHyphen(first - 1) { return true }
    if isBound(first) || isBound(last) { return true }
    return last + 1 < pieces.count && pieces[last + 1].gap == 0 && isHyphen(last + 1)
  }

  private func matches(_ rule: CorrectionRule, at index: Int) -> Bool {
    for (offset, element) in rule.elements.enumerated() {
      let place = index + offset - rule.target.lowerBound
      let isThere: Bool
      if place < 0 || place >= pieces.count {
        isThere = element.keys.contains(place < 0 ? BoundaryKey.sentenceStart : BoundaryKey.sentenceEnd)
      } else if element.isContext, offset < rule.target.lowerBound, startsSentence(place + 1),
        element.keys.contains(BoundaryKey.sentenceStart)
      {
        isThere = true
      } else {
        let key = pieces[place].kind == .word ? pieces[place].key : word(place).key
        isThere = element.keys.contains(key) && (element.isContext || place == index || pieces[place].gap > 0)
      }
      if isThere == element.isNegated { return false }
    }
    return true
  }

  /// `Paese ».`, `città ,`
  mutating func examineSpacing(_ index: Int) {
    let mark = pieces[index]
    guard index > 0, mark.gap == 1, pieces[index - 1].kind == .word || pieces[index - 1].kind == .number else { return }
    // Only before a mark that ends something: after it comes a blank, another mark or the end.
    if index + 1 < pieces.count, pieces[index + 1].gap == 0,
      pieces[index + 1].kind == .word || pieces[index + 1].kind == .number
        || pieces[index + 1].kind == .mixed
    {
      return
    }
    if mark.kind == .sentenceEnd, index + 1 < pieces.count {
      // A speck in the middle of a sentence looks like a full stop.
      let next = pieces[index + 1]
      if next.kind == .sentenceEnd || next.gap == 0 && next.kind == .mark { return }
      if next.gap == 1, next.shape == .lower, next.kind == .word {
        if noise.isNoisy, mark.count == 1, text[Int(mark.start)] == 0x2e, pieces[index - 1].kind == .word {
          decide(
            Int(pieces[index - 1].end)..<Int(mark.end), "", rule: "speck/alone", confidence: 0.9, first: index,
            last: index)
        }
        return
      }
    }
    if noise.isNoisy, mark.kind == .mark, text[Int(mark.start)] < 0x80 { return }
    // `:` and `)` may be what a face is made of.
    if text[Int(mark.start)] == 0x3a || text[Int(mark.start)] == 0x29, index + 1 < pieces.count,
      pieces[index + 1].gap == 0
    {
      return
    }
    decide(
      Int(pieces[index - 1].end)..<Int(mark.start), "", rule: "space/before-mark", confidence: 0.97, first: index,
      last: index)
  }

  /// `0`, `10`, `11` and `6` between words may be `o`, `lo`, `il` and `è`.
  mutating func examineNumber(_ index: Int) {
    let piece = pieces[index]
    guard noise.isNoisy, piece.gap > 0, index + 1 < pieces.count, index > 0, pieces[index + 1].gap > 0,
      pieces[index + 1].kind == .word, pieces[index + 1].shape == .lower, pieces[index - 1].kind == .word
    else { return }
    let right: String
    let cost: Double
    switch (piece.count, text[Int(piece.start)], text[Int(piece.end) - 1]) {
    case (1, 0x30, _): (right, cost) = ("o", 3.5)
    case (2, 0x31, 0x30): (right, cost) = ("lo", 6)
    case (2, 0x31, 0x31): (right, cost) = ("il", 6.5)
    case (1, 0x36, _): (right, cost) = ("è", 6.5)
    default: return
    }
    let words = words(of: Array(right.utf8))
    let before = before(index)
    let after = after(index)
    // One number of many.
    let original = context.score(before: before, [boundaries.number], after: after) - (piece.count == 1 ? 2.3 : 4)
    let advantage = context.score(before: before, words, after: after) - cost - noise.cost - original
    decide(
      index, index, right, rule: "ocr/digit", confidence: Self.confidence(advantage, rule: "ocr/digit"), words: words)
  }

  /// `necessita` on a page that lost its accents: a word too, but `necessità` fits better.
  mutating func examineAccent(_ index: Int) {
    let piece = pieces[index]
    guard piece.shape != .upper, piece.count >= 3, piece.count < 40, !isBoundByHyphen(index, index) else { return }
    let read = lowered(piece.range)
    guard let last = read.last else { return }
    let accents: [UInt8]
    switch last {
    case 0x61: accents = [0xa0]
    case 0x65: accents = [0xa8, 0xa9]
    case 0x69: accents = [0xac]
    case 0x6f: accents = [0xb2]
    case 0x75: accents = [0xb9]
    default: return
    }
    for accent in accents {
      let form = read.dropLast() + [0xc3, accent]
      guard form.withUnsafeBufferPointer({ forms[$0]?.frequency ?? 0 }) > 0 else { continue }
      let words = [context.word(form[...])]
      let before = before(index)
      let after = after(index)
      let advantage =
        context.score(before: before, words, after: after) - 2.5 - accentCost
        - context.score(before: before, [word(index)], after: after)
      if decide(
        index, index, cased(form, like: piece.shape), rule: "accent/twin",
        confidence: Self.confidence(advantage, rule: "accent/twin"), words: words)
      {
        return
      }
    }
  }

  /// A lone `@` or `€` may be an `è`.
  mutating func examineLoneSign(_ index: Int) {
    guard index > 0, index + 1 < pieces.count, pieces[index].gap == 1, pieces[index + 1].gap == 1,
      pieces[index + 1].kind == .word, pieces[index - 1].kind != .number, pieces[index + 1].shape == .lower,
      pieces[index - 1].shape != .capitalized || text[Int(pieces[index].start)] != 0x26
    else { return }
    let right = words(of: Array("è".utf8))
    let before = before(index)
    let after = after(index)
    // The model knows no `@`; the sign may stand for anything, as a word that no list has.
    let original = context.score(before: before, [boundaries.punctuation], after: after) - 4
    let advantage = context.score(before: before, right, after: after) - 5 - accentCost / 2 - original
    decide(
      index, index, "è", rule: "accent/symbol", confidence: Self.confidence(advantage, rule: "context"), words: right)
  }
}
