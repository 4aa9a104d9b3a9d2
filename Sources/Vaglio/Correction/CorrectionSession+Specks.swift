/// Marks and signs alone between blanks, on a noisy page: specks of dirt, and letters that were read as signs.
extension CorrectionSession {
  /// `una nuova . Strategia`: on a misread page a mark with a blank on either side was printed neither with one nor without: of
  /// 1,000 in 6,700 pages none. Who types so does it more than once.
  mutating func removeApartMarks() {
    guard noise.isNoisy else { return }
    let places = page.apartMarks + decisions.filter { $0.rule == Self.attached }.map(\.range.upperBound)
    guard !places.isEmpty, places.count <= Self.mostApartMarks else { return }
    // Specks say the same of a page as misread words.
    let specks = decisions.count { $0.rule.hasPrefix("speck/") && $0.confidence >= page.minimumConfidence }
    // What no typist makes: a mark apart on such a page is one more of its specks, whatever the words around say.
    let witnesses = specks + noise.misreadWords + noise.cutWords + noise.repairedCuts
    let isDirty = witnesses >= 1 && errors + witnesses >= 2 && Double(witnesses * Self.wordsPerWitness) > noise.words
    guard isDirty || errors >= 2 else { return }
    for place in places {
      guard let index = pieces.firstIndex(where: { Int($0.start) == place }), index > 0, index + 1 < pieces.count,
        pieces[index].count == 1, pieces[index].gap <= 1, pieces[index + 1].gap == 1, isWordOrNumber(index - 1),
        let next = wordBehindSigns(index + 1)
      else { continue }
      switch text[place] {
      case 0x2c, 0x2e, 0x3a, 0x3b:
        // `della banca . Nelle prossime`: a sentence may end here.
        let mayEnd = text[place] == 0x2e && pieces[next].shape == .capitalized && pieces[next].capitalShare < 128
        guard isDirty && !mayEnd || isBetterWithout(index, next) else { continue }
        withdraw(rule: Self.attached, endingAt: place)
        decide(Int(pieces[index - 1].end)..<Int(pieces[index].end), "", rule: "speck/alone", confidence: 0.85)
      default: break
      }
    }
  }

  /// The next word, where nothing but a speck, a hyphen or a quotation mark is before it.
  private func wordBehindSigns(_ index: Int) -> Int? {
    if isWordOrNumber(index) { return index }
    guard index + 1 < pieces.count, isWordOrNumber(index + 1), pieces[index + 1].gap < 2 else { return nil }
    return isLoneSign(index) || isHyphen(index) || isOpening(index) ? index + 1 : nil
  }

  private func isWordOrNumber(_ index: Int) -> Bool { pieces[index].kind == .word || pieces[index].kind == .number }

  private static let mostApartMarks = 3
  private static let wordsPerWitness = 60

  /// Whether the words around a mark follow each other rather than end and begin something.
  private func isBetterWithout(_ index: Int, _ next: Int) -> Bool {
    let (first, second) = before(index)
    let next = word(next)
    let without = context.score(first, second, next)
    if text[Int(pieces[index].start)] == 0x2e {
      let (start, end) = (boundaries.sentenceStart, boundaries.sentenceEnd)
      return without > context.score(first, second, end) + context.score(start, start, next)
    }
    return without > context.score(first, second, boundaries.comma) + context.score(second, boundaries.comma, next)
  }

  mutating func examineLoneSigns() {
    guard noise.isNoisy else { return }
    var runs: [ClosedRange<Int>] = []
    var index = 0
    while index < pieces.count {
      let last = lastOfRun(index)
      if let last { runs.append(index...last) }
      index = (last ?? index) + 1
    }
    guard !runs.isEmpty, errors >= Self.leastErrors || areDirt(runs) else { return }
    for run in runs { examineLoneSigns(run.lowerBound, run.upperBound) }
  }

  /// On a page with other errors only: who types `anni ' 50` or `sì .. no` does it by hand.
  static let leastErrors = 1

  /// Whether so many specks, and of such kinds, are on the page that they are each other's witnesses.
  private func areDirt(_ runs: [ClosedRange<Int>]) -> Bool {
    let specks = runs.filter { isSpeckRun($0.lowerBound, $0.upperBound) }
    return specks.count >= 3 && Set(specks.map { byte($0.lowerBound) }).count >= 2
  }

  /// The last of the marks that stand together from a piece on, where blanks or the ends of the text are around them.
  private func lastOfRun(_ index: Int) -> Int? {
    guard index == 0 || pieces[index].gap > 0 else { return nil }
    var last = index
    while true {
      guard !pieces[last].isProtected, isLoneSign(last) else { return nil }
      if last + 1 == pieces.count || pieces[last + 1].gap > 0 { return last }
      last += 1
    }
  }

  private mutating func examineLoneSigns(_ first: Int, _ last: Int) {
    if last - first < 2, let reading = reading(first, last) {
      decide(
        Int(pieces[first].start)..<Int(pieces[last].end), reading.string, rule: "ocr/sign",
        confidence: reading.confidence)
      return
    }
    guard isSpeckRun(first, last) else { return }
    switch surroundings(first, last) {
    case .words: break
    case .halves(let gap): return decide(gap, "", rule: "speck/inside", confidence: 0.85)
    case .unclear: return
    }
    // With a speck goes the blank before it, or, at the start of a line, the one behind.
    let startsLine = first == 0 || pieces[first].gap >= 2
    if startsLine {
      guard last + 1 < pieces.count, pieces[last + 1].gap == 1 else { return }
      decide(Int(pieces[first].start)..<Int(pieces[last + 1].start), "", rule: "speck/alone", confidence: 0.8)
    } else {
      decide(Int(pieces[first - 1].end)..<Int(pieces[last].end), "", rule: "speck/alone", confidence: 0.85)
    }
  }

  // MARK: Specks

  func isLoneSign(_ index: Int) -> Bool {
    guard pieces[index].kind != .word, pieces[index].kind != .number, pieces[index].kind != .mixed else { return false }
    switch text[Int(pieces[index].start)] {
    case 0x2e, 0x5f, 0x7c, 0x7e, 0x60, 0x5e, 0x2a, 0x27, 0x3a, 0x3b, 0x2c: return pieces[index].count == 1
    case 0xc2: return isSymbol(index)
    case 0xe2: return isApostrophe(index) || isSymbol(index)
    default: return false
    }
  }

  func byte(_ index: Int) -> UInt8 { text[Int(pieces[index].start)] }

  private func isSpeckRun(_ first: Int, _ last: Int) -> Bool {
    // The end of the page: what follows the end of its last sentence.
    let isEnd = last + 1 == pieces.count || pieces[last + 1].gap == 3
    guard first > 0 || !isEnd else { return false }
    if first > 0, pieces[first].gap == 3, isEnd { return false }
    // `Nome ____`, `||||`: typed.
    if last - first >= (byte(first) == 0x7c ? 1 : 2), (first...last).allSatisfy({ byte($0) == byte(first) }) {
      return false
    }
    let startsLine = first == 0 || pieces[first].gap >= 2
    var dots = 0
    for index in first...last {
      switch byte(index) {
      case 0x2e:
        dots += 1
        // `* Note`, `. Note`: a list.
        if startsLine, first == last { return false }
        // `(così) .`
        if first > 0, pieces[first - 1].kind == .mark, !isHyphen(first - 1) { return false }
      case 0x2a, 0x5e, 0x7e:
        // `5 * 3`
        if startsLine || !isBetweenWords(first, last) { return false }
      case 0x3a, 0x3b, 0x2c:
        // Behind a word or a quotation it belongs to that.
        if first == 0 || pieces[first - 1].kind != .comma && pieces[first - 1].kind != .sentenceEnd { return false }
      case 0x7c where first == last, 0xc2 where first == last:
        if byte(first) == 0xc2,
          text[Int(pieces[first].end) - 1] != 0xa9 || last + 1 < pieces.count && pieces[last + 1].shape != .lower
        {
          return false
        }
        if startsLine || isEnd || isSeparator(first) || !isBetweenWords(first, last) || isBehindSentence(first) {
          return false
        }
      case 0xc2 where text[Int(pieces[index].end) - 1] != 0xa9: return false
      case 0xe2 where !isApostrophe(index): return false
      default: break
      }
    }
    if dots > 1 || dots == last - first + 1 && hasDotsAround(first, last) { return false }
    guard isApostrophe(first) else { return true }
    if last > first { return !isApostrophe(last) }
    // `anni ' 50`
    return !isPair(first) && !(last + 1 < pieces.count && pieces[last + 1].kind == .number)
  }

  /// What a speck stands between.
  private enum Surroundings {
    case words
    /// `utilizza- _ _ trici`, `rag _ giunto`: halves of a word, and what is between them.
    case halves(Range<Int>)
    /// A hyphen before it, and no word that the lexicon has.
    case unclear
  }

  private func surroundings(_ first: Int, _ last: Int) -> Surroundings {
    var next = last + 1
    while next < pieces.count, pieces[next].gap == 1, lastOfRun(next) == next { next += 1 }
    guard first > 0, next < pieces.count, pieces[next].kind == .word, pieces[next].shape == .lower else {
      return .words
    }
    let isCut = isHyphen(first - 1) && pieces[first - 1].gap == 0
    let start = isCut ? first - 2 : first - 1
    guard start >= 0, isPlain(start), isCut || !pieces[start].isKnown || !pieces[next].isKnown else {
      return .words
    }
    let whole = lowered(pieces[start].range) + lowered(pieces[next].range)
    guard whole.count >= 5, isWord(whole) else { return isCut ? .unclear : .words }
    return .halves(Int(pieces[start].end)..<Int(pieces[next].start))
  }

  private func isBetweenWords(_ first: Int, _ last: Int) -> Bool {
    first > 0 && last + 1 < pieces.count && pieces[first - 1].kind == .word && pieces[first - 1].count > 1
      && pieces[last + 1].kind == .word && pieces[last + 1].count > 1
  }

  func isBehindSentence(_ index: Int) -> Bool {
    index == 0 || pieces[index].gap == 3 || pieces[index - 1].kind == .sentenceEnd
  }

  /// `. . .`
  private func hasDotsAround(_ first: Int, _ last: Int) -> Bool {
    first > 0 && byte(first - 1) == 0x2e && pieces[first].gap == 1 && (first < 2 || pieces[first - 1].gap > 0)
      || last + 1 < pieces.count && byte(last + 1) == 0x2e
  }

  /// `' parola '`, `' parola'`: another apostrophe of the kind, a few words on or back, that is part of no word.
  private func isPair(_ index: Int) -> Bool {
    for step in [-1, 1] {
      var other = index + step
      while other > 0, other < pieces.count, abs(other - index) < 20 {
        if isApostrophe(other), text[pieces[other].range].elementsEqual(text[pieces[index].range]) { return true }
        other += step
      }
    }
    return false
  }
}
