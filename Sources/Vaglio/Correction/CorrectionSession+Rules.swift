/// Rules, blanks before marks, and how likely the page is to have lost its accents.
extension CorrectionSession {
  /// Makes the first correction at a piece that a rule is sure of by itself.
  mutating func applySureRules(at index: Int) {
    guard pieces[index].kind == .word || pieces[index].kind == .mark, rules.anchors.mayContain(pieces[index].key) else {
      return
    }
    for pattern in rules.sureRules(at: pieces[index].key) {
      guard case .confidence(let confidence) = pattern.certainty, let (last, shape) = match(pattern, at: index) else {
        continue
      }
      let rule = rules.rules[pattern.number]
      let range = Int(pieces[index].start)..<Int(pieces[last].end)
      decide(range, rightString(of: rule, like: shape), rule: rule.name, confidence: confidence)
      guard confidence >= page.minimumConfidence else { continue }
      // What comes next is decided beside the right word.
      let words = words(of: pattern.form)
      for place in index...last {
        pieces[place].isProtected = true
        pieces[place].isKnown = true
        if words.count == last - index + 1, pieces[place].kind == .word {
          pieces[place].key = words[place - index].key
          pieces[place].frequency = frequency(ofCount: words[place - index].count)
        }
      }
      return
    }
  }

  private func frequency(ofCount count: Double) -> UInt8 {
    UInt8(BigramModel.countsOfClasses.firstIndex { $0 >= count } ?? 255)
  }

  /// A right form with capitals says itself how it is written.
  func rightString(of rule: CorrectionRule, like shape: CorrectionPiece.Shape) -> String {
    cased(rule.right.utf8, like: rule.right.utf8.contains { (0x41...0x5a).contains($0) } ? .lower : shape)
  }

  /// The last piece that a rule replaces when it matches at a piece, and the shape of what it replaces.
  func match(_ rule: CorrectionPattern, at index: Int) -> (last: Int, shape: CorrectionPiece.Shape)? {
    guard matches(rule, at: index) else { return nil }
    let last = index + rule.target.count - 1
    // `E` may be an `È`; other capitals that stand alone are letters.
    if pieces[index].shape == .capitalized, pieces[index].count == 1, !rule.isAccent { return nil }
    if isBoundByHyphen(index, last) { return nil }
    // `Delia Rossi`: a name, wherever it stands.
    if pieces[index].shape == .capitalized, pieces[index].count > 2, pieces[index].capitalShare > 128 { return nil }
    // `degli Dei`, and `San Marino e Stato della Città del Vaticano`.
    if pieces[index].shape == .capitalized, pieces[index].count > 1, !startsSentence(index) { return nil }
    if rule.isLoneE, last + 1 < pieces.count, pieces[last + 1].shape == .capitalized { return nil }
    // `We'll`
    if index > 0, pieces[index].gap == 0, pieces[index - 1].kind == .word, pieces[index].count > 1,
      case .context = rule.certainty
    {
      return nil
    }
    // Of words in capitals only those of two or three letters: `II`, `AI`, at the start of a sentence.
    guard pieces[index].shape == .upper else { return (last, pieces[index].shape) }
    guard pieces[index].count <= 3, startsSentence(index) || rule.formLength > 2 else { return nil }
    return (last, .capitalized)
  }

  /// What a lost accent costs on this page, from its accents, the words that lack one, and how often `è` fits better
  /// where `e` stands: on a page that lost two, a third is likely.
  func estimatedAccentCost() -> Double {
    var lost = noise.lostAccents
    let right = words(of: "è".utf8)
    let key = BigramModel.key("e".utf8)
    let places = pieces.indices.filter { pieces[$0].key == key && pieces[$0].shape == .lower }
    // Of a long text some hundreds say as much as all.
    let step = max(1, places.count / Self.mostPlaces)
    for index in stride(from: 0, to: places.count, by: step).lazy.map({ places[$0] }) {
      if isBoundByHyphen(index, index) || pieces[index].count != 1 { continue }
      let before = before(index)
      let after = after(index)
      let advantage =
        context.score(before: before, right, after: after)
        - context.score(before: before, CollectionOfOne(word(index)), after: after)
      // Where three in four are right, at the usual rate.
      lost += Double(step) / (1 + exponential(3.8 - advantage))
    }
    return -min(2.5, max(-2, naturalLogarithm((lost + 0.3) / (noise.accents + lost + 4) / 0.1)))
  }

  private static let mostPlaces = 600

  func isBoundByHyphen(_ first: Int, _ last: Int) -> Bool {
    if first > 0, pieces[first].gap == 0, isHyphen(first - 1) { return true }
    if isBound(first) || isBound(last) { return true }
    return last + 1 < pieces.count && pieces[last + 1].gap == 0 && isHyphen(last + 1)
  }

  /// Whether a rule makes this of the piece, but not beside a word that stands there: `i pili` are no `più`.
  func isExcepted(_ index: Int, from form: ArraySlice<UInt8>) -> Bool {
    guard rules.anchors.mayContain(pieces[index].key) else { return false }
    func excepts(_ rule: CorrectionPattern) -> Bool {
      rule.form.elementsEqual(form) && !matches(rule, at: index) && matches(rule, at: index, ignoresExceptions: true)
    }
    return rules.sureRules(at: pieces[index].key).contains(where: excepts)
      || rules.unsureRules(at: pieces[index].key).contains(where: excepts)
  }

  /// - Parameter ignoresExceptions: whether the words beside which the rule does not hold may stand there.
  private func matches(_ rule: CorrectionPattern, at index: Int, ignoresExceptions: Bool = false) -> Bool {
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
        // `a NE e a SO`: beside small letters a word in capitals is an acronym.
        if isThere, !element.isNegated, pieces[place].shape == .upper, pieces[index].shape == .lower { return false }
      }
      if element.isNegated, ignoresExceptions { continue }
      if isThere == element.isNegated { return false }
    }
    return true
  }

  /// `Paese ».`, `città ,`
  mutating func examineSpacing(_ index: Int) {
    let mark = pieces[index]
    guard index > 0, mark.gap == 1, !isSymbol(index), !isHyphen(index),
      pieces[index - 1].kind == .word || pieces[index - 1].kind == .number
    else { return }
    // Only before a mark that ends something: after it comes a blank, another mark or the end.
    if index + 1 < pieces.count, pieces[index + 1].gap == 0,
      pieces[index + 1].kind == .word || pieces[index + 1].kind == .number
        || pieces[index + 1].kind == .mixed
    {
      return
    }
    let byte = text[Int(mark.start)]
    // A quotation mark between two words may be a speck, or open what follows; `Normalizer` knows what is open.
    if byte >= 0x80, index + 1 < pieces.count, pieces[index + 1].gap > 0, pieces[index + 1].kind != .mark,
      pieces[index + 1].kind != .comma, pieces[index + 1].kind != .sentenceEnd
    {
      return
    }
    let isSentencePart = byte == 0x2c || byte == 0x2e || byte == 0x3a || byte == 0x3b
    if mark.count == 1, isSentencePart,
      Spacing.isBehindOpenWord(text, Int(pieces[index - 1].end), beforeComma: byte == 0x2c)
    {
      // `confermato la . Condanna`: no sentence ends so.
      if noise.isNoisy, index + 1 < pieces.count, pieces[index + 1].kind == .word, pieces[index + 1].gap == 1 {
        decide(Int(pieces[index - 1].end)..<Int(mark.end), "", rule: "speck/alone", confidence: 0.92)
      }
      return
    }
    if mark.kind == .sentenceEnd, index + 1 < pieces.count {
      // A speck in the middle of a sentence looks like a full stop.
      let next = pieces[index + 1]
      if next.kind == .sentenceEnd || next.gap == 0 && next.kind == .mark { return }
      if next.gap == 1, next.shape == .lower, next.kind == .word {
        if noise.isNoisy, mark.count == 1, byte == 0x2e, pieces[index - 1].kind == .word {
          decide(Int(pieces[index - 1].end)..<Int(mark.end), "", rule: "speck/alone", confidence: 0.9)
        }
        return
      }
    }
    if noise.isNoisy, mark.kind == .mark, byte < 0x80 { return }
    // "50 %" is right, too.
    if byte == 0x25 { return }
    // A straight quote may open as well as close; `:` and `)` may be what a face is made of.
    if byte == 0x22 || byte == 0x27 { return }
    if byte == 0x3a || byte == 0x29, index + 1 < pieces.count, pieces[index + 1].gap == 0 { return }
    if byte == 0x21 || byte == 0x3f, index + 1 < pieces.count, pieces[index + 1].gap == 0 { return }
    // One blank apart inside quotes or brackets, which `Normalizer` left, waits for what else is wrong.
    let isInside = byte >= 0x80 || byte == 0x29
    let blank = Int(pieces[index - 1].end)..<Int(mark.start)
    if isInside { blanksInside.append(blank) } else { decide(blank, "", rule: Self.attached, confidence: 0.97) }
  }

  /// A page with errors has not its author's blanks: `numerazioni del nostro Paese ».` beside `in base alia normativa`.
  mutating func decideBlanksInside() {
    guard !blanksInside.isEmpty else { return }
    let words = decisions.count {
      $0.confidence >= page.minimumConfidence && $0.rule != Self.attached && !$0.rule.hasPrefix("speck/")
    }
    let isDamage = noise.isMisread || words >= 2
    for blank in blanksInside { decide(blank, "", rule: Self.attached, confidence: isDamage ? 0.97 : 0.6) }
  }

  /// The rule that sets a mark apart against its word.
  static let attached = "space/before-mark"
}
