/// Where a page may be wrong.
extension CorrectionSession {
  /// Whether a piece is nothing to pass by.
  @inline(__always)
  func isInteresting(_ index: Int) -> Bool {
    // Most words by far.
    if pieces[index].kind == .word, !pieces[index].isSuspicious, pieces[index].count > Self.longestOddWord,
      !noise.isNoisy,
      !hasLostAccents
    {
      return false
    }
    return needsLook(index)
  }

  private func needsLook(_ index: Int) -> Bool {
    let piece = pieces[index]
    if piece.isProtected { return false }
    switch piece.kind {
    case .word:
      return piece.isSuspicious || isOddWord(index) || (noise.isNoisy || hasLostAccents) && isDoubtful(index)
    case .mixed: return piece.isSuspicious
    case .number: return piece.isSuspicious && (noise.isNoisy || text[Int(piece.start)] == 0x30)
    case .mark, .sentenceEnd:
      return piece.isSuspicious && (isHyphen(index) || isSymbol(index) || noise.isNoisy)
        || (noise.isNoisy || hasCommasReadAsStops) && isDoubtfulMark(index)
    case .comma: return noise.isNoisy && isDoubtfulMark(index)
    }
  }

  private static let longestOddWord = 3

  /// Short words that lists have and texts have not: `Ia`, `ln`, a letter alone.
  func isOddWord(_ index: Int) -> Bool {
    let piece = pieces[index]
    guard piece.count <= Self.longestOddWord else { return false }
    let first = text[Int(piece.start)]
    if piece.count == 1 {
      guard index + 1 < pieces.count, pieces[index + 1].kind == .word, pieces[index + 1].gap == 1,
        pieces[index + 1].shape == .lower, index == 0 || piece.gap > 0
      else { return false }
      // `l`, and `H` for `Il` at the start of a sentence.
      if first >= 0x61 { return ![0x61, 0x65, 0x69, 0x6f].contains(first) }
      return first != 0x49 && first != 0x45 && first != 0x41 && first != 0x4f && noise.isNoisy && startsSentence(index)
    }
    let second = text[Int(piece.start) + 1]
    if first == 0x6c { return ![0x61, 0x65, 0x69, 0x6f, 0x75, 0x27, 0xc3].contains(second) }
    return first == 0x49 && [0x61, 0x65, 0x6f].contains(second) && !startsSentence(index)
  }

  /// Whether a word that is one was never seen beside its neighbours, or, on a page without accents, has a twin with one.
  func isDoubtful(_ index: Int) -> Bool {
    let piece = pieces[index]
    guard piece.shape == .lower || piece.shape == .capitalized && (piece.capitalShare < 128 || startsSentence(index))
    else { return false }
    if hasLostAccents, piece.count >= 3, accentTwin(index) != nil { return true }
    guard noise.isNoisy else { return false }
    let own = word(index)
    let before = context.pairCount(self.before(index).1, own)
    if before > 3 { return false }
    let after = context.pairCount(own, self.after(index).0)
    return after == 0 || before == 0 && after <= 3
  }

  /// Whether the page has so many full stops before small letters that they are commas, however few words are misread.
  var hasCommasReadAsStops: Bool { noise.smallAfterStop >= 3 }

  /// A full stop before a small letter, a comma before a capital, a quote that opens nothing.
  func isDoubtfulMark(_ index: Int) -> Bool {
    let piece = pieces[index]
    guard piece.count == 1, index > 0, index + 1 < pieces.count else { return false }
    let next = pieces[index + 1]
    let previous = pieces[index - 1]
    switch text[Int(piece.start)] {
    case 0x2e where next.gap > 0:
      return piece.gap == 0 && next.gap == 1 && next.kind == .word && next.shape == .lower
        && previous.kind == .word && previous.count >= 2 && !isCapitalReadSmall(index + 1)
    case 0x2c where next.gap > 0:
      return piece.gap == 0 && next.gap == 1 && next.kind == .word && next.shape == .capitalized
        && next.isKnown && next.capitalShare < 60 && previous.kind == .word
    case _ where piece.gap == 0 && next.gap == 0: return isGluing(index)
    case 0x27, 0x22, 0x3a, 0x2d, 0x60:
      // At one side a blank, at the other a word.
      if text[Int(piece.start)] == 0x22 || isQuotationMark(index) { return false }
      return piece.gap > 0 && next.gap == 0 && next.kind == .word
        || piece.gap == 0 && next.gap == 1 && next.kind == .word && next.shape == .lower && previous.kind == .word
    default: return false
    }
  }

  /// `ln`, `ll`: an I or an L begins the sentence.
  private func isCapitalReadSmall(_ index: Int) -> Bool {
    let range = pieces[index].range
    return range.count >= 2 && text[range.lowerBound] == 0x6c
      && ![0x61, 0x65, 0x69, 0x6f, 0x75, 0x27, 0xc3, 0xe2].contains(text[range.lowerBound + 1])
  }

  /// `'data iniziale'`: an apostrophe before a word with one behind a word after it, or the other way round.
  func isQuotationMark(_ index: Int) -> Bool {
    guard isApostrophe(index) else { return false }
    let opens = pieces[index].gap > 0
    let step = opens ? 1 : -1
    var other = index + step
    while other >= 0, other + 1 < pieces.count, abs(other - index) < 40, pieces[max(other, other - step)].gap < 3 {
      if isApostrophe(other),
        opens ? pieces[other].gap == 0 : pieces[other].gap > 0 && pieces[other + 1].gap == 0
      {
        return true
      }
      other += step
    }
    return false
  }

  /// `dalla.pubblicazione`: a mark where a blank was.
  private func isGluing(_ index: Int) -> Bool {
    switch text[Int(pieces[index].start)] {
    case 0x2e, 0x2c, 0x3a, 0x3b, 0x27, 0x22:
      return isPlain(index - 1) && isPlain(index + 1) && pieces[index - 1].count >= 2 && pieces[index + 1].count >= 2
        && pieces[index + 1].shape == .lower && pieces[index - 1].kind == .word && pieces[index + 1].kind == .word
    default: return false
    }
  }

  /// `necessità` for `necessita`, in lower case.
  func accentTwin(_ index: Int) -> [UInt8]? {
    guard let accents = Self.accents(text[Int(pieces[index].end) - 1]), pieces[index].count < 40 else { return nil }
    for accent in accents {
      let form = lowered(pieces[index].range).dropLast() + [0xc3, accent]
      if (forms[form]?.frequency ?? 0) > 0 { return Array(form) }
    }
    return nil
  }

  static func accents(_ last: UInt8) -> [UInt8]? {
    switch last {
    case 0x61: [0xa0]
    case 0x65: [0xa9, 0xa8]
    case 0x69: [0xac]
    case 0x6f: [0xb2]
    case 0x75: [0xb9]
    default: nil
    }
  }
}
