/// Marks that touch a word: hyphens of line ends that were read as something else and, on a page with other errors, specks, and
/// quotes and brackets that were read as others.
extension CorrectionSession {
  mutating func examineGluedMarks() {
    guard pieces.count > 2 else { return }
    // Once the letters are right the page looks clean.
    let isMisread = noise.isNoisy && errors >= 1 || noise.repairedLetters >= 1
    for index in unlisted where isMark(index) {
      if index > 0, let last = cutWord(from: index - 1, isMisread: isMisread) {
        let halves = Array(text[pieces[index - 1].range]) + text[pieces[last].range]
        // The halves may look like other words.
        decide(
          Int(pieces[index - 1].start)..<Int(pieces[last].end), String(decoding: halves, as: UTF8.self),
          rule: "hyphen/line-end", confidence: 0.95)
      }
      if isApostropheApart(index) {
        let place = Int(pieces[index - 1].end)..<Int(pieces[index].start)
        decide(place, "", rule: "space/added", confidence: 0.85)
        continue
      }
      guard isMisread else { continue }
      if isSpeckBeforeWord(index) {
        decide(pieces[index].range, "", rule: "speck/glued", confidence: 0.85)
      } else if isDoubledApostrophe(index) {
        decide(pieces[index].range, "", rule: "ocr/quote", confidence: 0.85)
      } else if let quote = angleQuote(index) {
        let place = Int(pieces[index].start)..<Int(pieces[index + 1].end)
        decide(place, quote, rule: "ocr/quote", confidence: 0.85)
      } else if let bracket = bracket(index) {
        decide(pieces[index].range, bracket, rule: "ocr/bracket", confidence: 0.8)
      }
    }
  }

  private func isMark(_ index: Int) -> Bool {
    switch pieces[index].kind {
    case .mark, .comma, .sentenceEnd: !pieces[index].isProtected
    case .word, .number, .mixed: false
    }
  }

  private func first(_ index: Int) -> UInt8 { text[Int(pieces[index].start)] }

  // MARK: Specks

  /// `fondi 'da assicurare`, `persone .di Roma`, `_pontieri`: a mark before a word, that opens nothing and ends nothing.
  private func isSpeckBeforeWord(_ index: Int) -> Bool {
    guard index + 1 < pieces.count, index == 0 || pieces[index].gap > 0, pieces[index + 1].gap == 0,
      pieces[index + 1].kind == .word, pieces[index + 1].isKnown, pieces[index + 1].shape != .upper
    else { return false }
    let next = pieces[index + 1]
    if isApostrophe(index) {
      // `'sto`, `'ndrangheta`: the start of the word is left out. `dell 'arte`, `I 'acqua`: it belongs to what is before.
      return !isQuotationMark(index) && !Self.truncated.contains(lowered(next.range)) && !mayElide(index - 1)
    }
    switch first(index) {
    case 0x2e, 0x2c, 0x3a, 0x3b:
      // `.net`: what is behind the dot may be a name; a stop whose blank stands on the wrong side is followed by a capital.
      return pieces[index].count == 1 && index > 0 && pieces[index - 1].kind == .word && next.shape == .lower
        && (next.count > 3 || Self.small.contains(lowered(next.range)))
        && (index + 2 == pieces.count || pieces[index + 2].gap > 0 || pieces[index + 2].kind != .mark)
    case 0x5f, 0x7e, 0x60:
      // `_così_`, `_nome_utente`
      return pieces[index].count == 1 && next.count > 1 && next.shape != .mixed
        && (index + 2 == pieces.count || first(index + 2) != first(index))
    default: return false
    }
  }

  /// `d 'acqua`, `dell 'arte`: a blank before an apostrophe, and nothing that it opens.
  private func isApostropheApart(_ index: Int) -> Bool {
    guard index > 0, index + 1 < pieces.count, pieces[index].gap == 1, pieces[index + 1].gap == 0, isApostrophe(index),
      pieces[index - 1].kind == .word, pieces[index - 1].shape == .lower
    else { return false }
    let next = pieces[index + 1]
    let isElidedBefore =
      next.kind == .word && next.isKnown && CandidateSearch.elidesBefore(text[Int(next.start)] | 0x20)
      || next.kind == .number && next.count == 2
    let left = lowered(pieces[index - 1].range)
    // `un 'altro'`
    return isElidedBefore && Self.elided.contains(left) && !(left == Self.un && isQuotationMark(index))
  }

  private static let un = Array("un".utf8)
  private static let elided: Set<[UInt8]> = Set(
    [
      "d", "l", "dell", "nell", "all", "dall", "sull", "un", "quell", "quest", "bell", "sant", "nient", "tutt",
    ].map { Array($0.utf8) })

  /// Whether an apostrophe may belong to the word before it: `dell`, `un`, a letter alone.
  private func mayElide(_ index: Int) -> Bool {
    guard index >= 0, pieces[index + 1].gap < 3 else { return false }
    let piece = pieces[index]
    if piece.count == 1 { return piece.kind != .comma && piece.kind != .sentenceEnd }
    guard piece.kind == .word, piece.count < 12 else { return false }
    return frequency(lowered(piece.range) + [0x27]) > 0
  }

  /// Known words, of which what stands before the apostrophe is left out where people write as they speak.
  private static let truncated: Set<[UInt8]> = Set(
    [
      "a", "e", "o", "sto", "sta", "sti", "ste", "stanotte", "stasera", "na", "nu", "no", "ndo", "mo", "un",
      "ndrangheta", "ndrina", "ndrine", "l", "n", "r", "s", "t", "m",
    ].map {
      Array($0.utf8)
    })
  static let small: Set<[UInt8]> = Set(
    ["di", "da", "in", "a", "e", "che", "del", "dei", "al", "ai", "nel", "per", "con", "non", "gli", "le", "la", "il"]
      .map { Array($0.utf8) })

  // MARK: Words cut at line ends

  /// `ar" ticoli`, `so© cietà`, `Mi_. netti`: halves of a word, and between them marks that a hyphen was read as.
  ///
  /// - Parameter isMisread: whether the page has other errors; without them one half has to be no word.
  /// - Returns: the piece that is the second half.
  private func cutWord(from index: Int, isMisread: Bool) -> Int? {
    guard isPlain(index), pieces[index].kind == .word, pieces[index].count > 1, pieces[index + 1].gap == 0 else {
      return nil
    }
    var last = index + 1
    while last < pieces.count, last < index + 4, mayBeHyphen(last) { last += 1 }
    guard last < pieces.count, last > index + 1, isPlain(last), pieces[last].kind == .word, pieces[last].count > 1,
      pieces[last].shape == .lower, pieces[last].gap == 1 || pieces[last].gap == 2 || pieces[last - 1].gap > 0,
      !(last == index + 2 && isHyphen(index + 1)),
      // `pie' de' cavalli`
      !(last + 1 < pieces.count && pieces[last + 1].gap == 0 && isApostrophe(last + 1))
    else { return nil }
    let (before, after) = (pieces[index], pieces[last])
    let rarest = min(before.isKnown ? Int(before.frequency) : -1, after.isKnown ? Int(after.frequency) : -1)
    let endsSentence = (index + 1..<last).contains { first($0) == 0x2e || first($0) == 0x3a || first($0) == 0x2c }
    // A stop or a comma is one, unless one half is no word; `mani, festante`: who knows.
    if endsSentence, rarest >= 0 || before.isKnown && before.count > 3 || !isMisread && last == index + 2 { return nil }
    let left = lowered(pieces[index].range)
    // `un' ora`, `po' di`
    if left.last == 0x27 || frequency(left + [0x27]) > 0 { return nil }
    // `co' loro`, and who stammers: `cin... quecento`
    if last == index + 2, isApostrophe(index + 1), Self.cutPrepositions.contains(left) { return nil }
    if first(index + 1) == 0x2e, pieces[index + 1].count > 1 { return nil }
    let whole = left + lowered(pieces[last].range)
    guard whole.count >= 5, let end = whole.last, WordFormation.isEnding(end) else { return nil }
    let used = frequency(whole)
    guard used > 8 else { return nil }
    // `«an» che`: the mark may close what opens before the word.
    if index > 0, pieces[index].gap == 0, !endsElided(index - 1) { return nil }
    // `at- - tendeva`: a hyphen with a speck beside it.
    let hasHyphen = last > index + 2 && isHyphen(index + 1)
    if isMisread || hasHyphen { return rarest < 0 || rarest + 20 < used ? last : nil }
    return rarest < 0 && used > 20 ? last : nil
  }

  /// Those of old books: `co'`, `de'`, `que'`.
  private static let cutPrepositions: Set<[UInt8]> = Set(
    ["be", "co", "da", "de", "fa", "fra", "ne", "pe", "que", "su", "to", "tra"].map { Array($0.utf8) })

  /// `dell'ever— sione`
  func endsElided(_ index: Int) -> Bool {
    let last = text[Int(pieces[index].end) - 1]
    return pieces[index].kind == .word && (last == 0x27 || last == 0x99)
  }

  private func mayBeHyphen(_ index: Int) -> Bool {
    guard isMark(index), pieces[index].gap < 3 else { return false }
    switch first(index) {
    case 0x22, 0x27, 0x2c, 0x2d, 0x2e, 0x3a, 0x5e, 0x5f, 0x60, 0x7c, 0x7e, 0x2a, 0x3d, 0xc2, 0xe2: return true
    default: return false
    }
  }

  // MARK: Quotes and brackets

  /// `dell''anno`: the second of two where one is elided.
  private func isDoubledApostrophe(_ index: Int) -> Bool {
    index > 1 && index + 1 < pieces.count && isApostrophe(index) && isApostrophe(index - 1)
      && pieces[index - 1].gap == 0 && pieces[index].gap == 0 && pieces[index + 1].gap == 0
      && pieces[index + 1].kind == .word && mayElide(index - 2)
  }

  /// `<<Non`, `tutti>>`: two signs for one.
  private func angleQuote(_ index: Int) -> String? {
    guard index + 1 < pieces.count, pieces[index].count == 1, pieces[index + 1].gap == 0, pieces[index + 1].count == 1,
      first(index) == first(index + 1)
    else { return nil }
    let hasBlankBefore = index == 0 || pieces[index].gap > 0
    let hasBlankBehind = index + 2 == pieces.count || pieces[index + 2].gap > 0
    switch first(index) {
    case 0x3c where !hasBlankBehind && isPlain(index + 2) && (hasBlankBefore || !isPlain(index - 1)): return "«"
    case 0x3e where !hasBlankBefore && (hasBlankBehind || !isPlain(index + 2)): return "»"
    default: return nil
    }
  }

  /// `{vedi sopra)`, `(Regione]`: a bracket that the other of its kind does not follow, or go before, and a round one does.
  private func bracket(_ index: Int) -> String? {
    guard pieces[index].count == 1 else { return nil }
    switch first(index) {
    case 0x5b, 0x7b:
      guard index + 1 < pieces.count, pieces[index + 1].gap == 0, index == 0 || pieces[index].gap > 0 else {
        return nil
      }
      return matches(index, step: 1, 0x29, not: [0x28, first(index) + 2]) ? "(" : nil
    case 0x5d, 0x7d:
      guard index > 0, pieces[index].gap == 0 else { return nil }
      return matches(index, step: -1, 0x28, not: [0x29, first(index) - 2]) ? ")" : nil
    default: return nil
    }
  }

  /// Whether a byte stands a few words on or back, and none of some others before it.
  private func matches(_ index: Int, step: Int, _ byte: UInt8, not others: [UInt8]) -> Bool {
    var other = index + step
    while other >= 0, other < pieces.count, abs(other - index) < 30 {
      if pieces[max(other, other - step)].gap == 3 { return false }
      if pieces[other].kind == .mark {
        if first(other) == byte { return true }
        if others.contains(first(other)) { return false }
      }
      other += step
    }
    return false
  }
}
