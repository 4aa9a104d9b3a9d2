/// Channel and context together: which reading of a stretch is the likeliest, and by how much.
extension CorrectionSession {
  func reading(
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
      first: first, last: last, string: respelled(candidate.form, first, last) ?? cased(candidate.form, like: ownShape),
      rule: candidate.rule, words: best.words,
      advantage: -naturalLogarithm(max(rest, 1e-9)))
  }

  /// `dellaRepubblica` → `della Repubblica`: where only blanks or apostrophes are new, the letters stay as they are.
  private func respelled(_ form: [UInt8], _ first: Int, _ last: Int) -> String? {
    guard pieces[first].shape == .mixed else { return nil }
    var bytes: [UInt8] = []
    var place = Int(pieces[first].start)
    for byte in form {
      if place < Int(pieces[last].end), text[place] == byte || text[place] | 0x20 == byte {
        bytes.append(text[place])
        place += 1
      } else if byte == 0x20 || byte == 0x27 {
        bytes.append(byte)
      } else {
        return nil
      }
    }
    return place == Int(pieces[last].end) ? cased(bytes, like: .mixed) : nil
  }

  /// Whether a word at the side is unknown too and ends in a consonant: then both may be of another language.
  func hasForeignNeighbor(_ first: Int, _ last: Int) -> Bool {
    for index in [first - 1, last + 1] where index >= 0 && index < pieces.count && pieces[index].kind == .word {
      let end = text[Int(pieces[index].end) - 1]
      let isVowel = end >= 0x80 || end == 0x61 || end == 0x65 || end == 0x69 || end == 0x6f || end == 0x27
      if !pieces[index].isKnown, !isVowel, pieces[index].count >= 3, pieces[index].shape != .upper { return true }
    }
    return false
  }

  /// The shape of the right form: `I` and `l` look alike, so `Ia` is `la`, and `lnfatti` is `Infatti`.
  func shape(
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
  func capitalLogarithm(_ form: [UInt8], shape: CorrectionPiece.Shape, atStart: Bool) -> Double {
    let first = form.prefix { $0 != 0x20 }
    let share = Double(first.withUnsafeBufferPointer { forms[$0]?.capitalShare ?? 0 }) / 255
    switch shape {
    case .lower, .mixed: return naturalLogarithm(max(0.002, 1 - share))
    case .capitalized, .upper: return atStart ? 0 : naturalLogarithm(max(0.002, share))
    }
  }
}
