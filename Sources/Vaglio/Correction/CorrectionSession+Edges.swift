/// The readings of each place where a page may be wrong: by rule, of words and numbers, of what a span of pieces may have been.
extension CorrectionSession {
  typealias Limits = CandidateSearch.Limits

  /// Adds the readings that a piece gives rise to.
  mutating func collectEdges(at index: Int) {
    let piece = pieces[index]
    switch piece.kind {
    case .word:
      addRuleEdges(index)
      addWordEdges(index)
    case .mixed: addWordEdges(index)
    case .number: addNumberEdges(index)
    case .mark, .sentenceEnd:
      if isHyphen(index) {
        if index > 0, piece.gap == 0 {
          addHyphenEdges(index - 1)
          if noise.isNoisy { addSpeckJoinEdges(index - 1) }
        }
      } else if isSymbol(index) {
        addSymbolEdges(index)
      }
      if noise.isNoisy { addExclamationEdges(index) }
      if noise.isNoisy, isSpeck(index), isAlone(index), !isSeparator(index) { addSpeckEdge(index) }
      if noise.isNoisy || hasCommasReadAsStops, isDoubtfulMark(index) {
        addMarkEdges(index)
        if index > 0, piece.gap == 0 { addSpeckJoinEdges(index - 1) }
      }
    case .comma:
      if isDoubtfulMark(index) {
        addMarkEdges(index)
        addSpeckJoinEdges(index - 1)
      }
    }
  }

  private mutating func addRuleEdges(_ index: Int) {
    guard rules.anchors.mayContain(pieces[index].key) else { return }
    for rule in rules.unsureRules(at: pieces[index].key) {
      guard case .context(var cost) = rule.certainty, let (last, shape) = match(rule, at: index) else { continue }
      cost += rule.isAccent ? accentCost : noise.cost
      // `E` at the start of a sentence joins sentences as often as `È` opens one.
      if rule.isAccent, shape == .capitalized, startsSentence(index) { cost += 2 }
      lattice.append(
        index, last, form: rule.form, words: words(of: rule), cost: Float(cost), edits: 1, rule: rule.number)
    }
  }

  private mutating func addWordEdges(_ index: Int) {
    let piece = pieces[index]
    // `per-linnovazione-tecnologica` is a part of an address.
    if index > 0, index + 1 < pieces.count, piece.gap == 0, pieces[index + 1].gap == 0, isHyphen(index - 1),
      isHyphen(index + 1)
    {
      return
    }
    addHyphenEdges(index)
    guard piece.count <= 40, !isBound(index) else { return }
    let isLongUpper = piece.shape == .upper && piece.count >= 6 && noise.isNoisy
    if piece.shape == .upper, !isLongUpper { return }
    let isUnknown = !piece.isKnown || piece.kind == .mixed || piece.shape == .mixed
    guard isUnknown else {
      if noise.isNoisy || hasLostAccents || isOddWord(index) {
        addRealWordEdges(index)
        addJoinEdges(index, index + 1)
        addSpeckJoinEdges(index)
      }
      return
    }
    // On a clean page an unknown word with a capital inside a sentence is a name.
    let isName = !noise.isNoisy && piece.kind == .word && piece.shape == .capitalized && !startsSentence(index)
    if !isName { addSpan(index, index, wordLimits(piece)) }
    addJoinEdges(index, index + 1)
    if index > 0, !isInteresting(index - 1) { addJoinEdges(index - 1, index) }
    if !isName { addSpeckJoinEdges(index) }
    if noise.isNoisy {
      addGlob(index)
      addTouchingMarks(index)
    }
  }

  /// `dz'` for `di`, `{criti` for `feriti`: a mark that a part of a letter was read as.
  private mutating func addTouchingMarks(_ index: Int) {
    let limits = Limits(cost: 12, edits: 2, isGeneric: false, splits: false)
    let hasMarkAfter = index + 1 < pieces.count && pieces[index + 1].gap == 0 && isLetterPart(index + 1)
    let hasMarkBefore = index > 0 && pieces[index].gap == 0 && isLetterPart(index - 1)
    if hasMarkAfter { addSpan(index, index + 1, limits) }
    if hasMarkBefore { addSpan(index - 1, index, limits) }
  }

  private func isLetterPart(_ index: Int) -> Bool {
    switch text[Int(pieces[index].start)] {
    case 0x27, 0x29, 0x28, 0x3a, 0x3b, 0x2c, 0x5d, 0x7d, 0x7b, 0x22: pieces[index].count == 1
    default: false
    }
  }

  private func wordLimits(_ piece: CorrectionPiece) -> Limits {
    let length = piece.count
    if !noise.isNoisy {
      // No dearer reading, and none with two changes, is believed where nothing else is wrong.
      return Limits(cost: length < 4 ? 7 : 10.5, edits: 1, isGeneric: length >= 5)
    }
    switch length {
    case ...2: return Limits(cost: 9, edits: 2, isGeneric: false)
    case 3: return Limits(cost: 10, edits: 2)
    case 4...6: return Limits(cost: 14, edits: 2, isDeep: true)
    default: return Limits(cost: 18, edits: 2, isDeep: true)
    }
  }

  /// A word that is one but fits nowhere: one confusion away.
  private mutating func addRealWordEdges(_ index: Int) {
    let piece = pieces[index]
    guard piece.shape != .mixed, piece.shape != .upper else { return }
    // The use of a long one speaks for it, too.
    if noise.isNoisy || isOddWord(index), piece.count < 5 || word(index).count < Self.common || isOutOfPlace(index) {
      let length = piece.count
      addSpan(
        index, index,
        Limits(cost: length < 4 ? 8 : 10.5, edits: 1, isGeneric: false, splits: false))
    }
    if noise.isNoisy, piece.count >= 5 { addEndingEdges(index) }
    if let twin = accentTwin(index) {
      lattice.append(
        index, index, form: twin, words: words(of: twin), cost: Float(2.5 + accentCost), edits: 1)
    }
  }

  /// `scolastico successive`: another ending, which texts have behind the word before it and this one they have not.
  private mutating func addEndingEdges(_ index: Int) {
    let read = lowered(pieces[index].range)
    guard let last = read.last, Self.endings.contains(last), !lattice.contains(index, index) else { return }
    let before = before(index).1
    guard before.count > 0, context.pairCount(before, word(index)) == 0 else { return }
    for ending in Self.endings where ending != last {
      let form = read.dropLast() + [ending]
      let word = context.word(form[...])
      guard word.count > 0, context.pairCount(before, word) > 0 else { continue }
      lattice.append(
        index, index, form: form, words: CollectionOfOne(word), cost: Float(Self.costOfEnding + min(noise.cost, 1.5)),
        edits: 1)
    }
  }

  private static let endings = Array("aeio".utf8)
  private static let costOfEnding = 6.5

  /// `al successive`: a usual word that was never seen behind the usual one before it.
  private func isOutOfPlace(_ index: Int) -> Bool {
    let before = before(index).1
    return before.count >= Self.common && context.pairCount(before, word(index)) == 0
  }

  /// Words of five letters that were counted so often are hardly ever read for others.
  private static let common = 3000.0

  /// `1`, `10`, `0` and `6` between words may be `l`, `lo`, `o` and `è`.
  private mutating func addNumberEdges(_ index: Int) {
    guard pieces[index].count <= 2, index + 1 < pieces.count, pieces[index + 1].kind == .word,
      pieces[index + 1].shape == .lower || pieces[index + 1].gap == 0,
      text[Int(pieces[index].start)] != 0x30 || !isBehindPreposition(index)
    else { return }
    addSpan(index, index, Limits(cost: 9, edits: 2, isGeneric: false, splits: false))
    if pieces[index].gap > 0, pieces[index + 1].gap == 0 { addGlob(index) }
  }

  /// Searches for what the pieces `first` to `last` may have been together.
  mutating func addSpan(_ first: Int, _ last: Int, _ limits: Limits) {
    guard !lattice.contains(first, last) || first == last, Int(pieces[last].end) - Int(pieces[first].start) <= 60 else {
      return
    }
    var limits = limits
    let read = read(first, last)
    guard read.count <= ReadStretch.longest, read.count(where: { $0 >= 0x61 && $0 <= 0x7a }) > 0 || read.count <= 3
    else { return }
    limits.ignoresCase = pieces[first].shape == .upper && pieces[first].count > 1
    searcher.search.search(read, limits: limits)
    guard !searcher.search.candidates.isEmpty else { return }
    let foreignCost: Float = hasForeignNeighbor(first, last) ? 2.5 : 0
    // The likeliest by themselves go into the lattice.
    var found: [(score: Double, index: Int)] = []
    found.reserveCapacity(searcher.search.candidates.count)
    let lower = lowered(Int(pieces[first].start)..<Int(pieces[last].end))
    let isElided = lower.last == 0x27 && last + 1 < pieces.count && pieces[last + 1].gap == 0
    for (index, candidate) in searcher.search.candidates.enumerated() {
      let form = searcher.search.form(candidate)
      if form.elementsEqual(lower), pieces[first].shape != .mixed { continue }
      // An elided form keeps its apostrophe, or its word would run into the next.
      if isElided, form.last != 0x27 { continue }
      var score = -Double(candidate.cost)
      if candidate.isOneWord {
        score += naturalLogarithm(context.word(candidate).probability)
      } else {
        for word in words(of: form) { score += naturalLogarithm(word.probability) }
      }
      found.append((score, index))
    }
    // The first of those that are as likely: they are in order.
    found.sort { ($0.score, $1.index) > ($1.score, $0.index) }
    let least = (found.first?.score ?? 0) - Self.marginOfReadings
    for (score, index) in found.prefix(Self.mostReadings) where score >= least {
      let candidate = searcher.search.candidates[index]
      let form = searcher.search.form(candidate)
      var cost = Double(candidate.cost + foreignCost)
      cost += Self.isAccentLost(form, lower) ? accentCost : min(noise.cost, 1.5)
      if candidate.isOneWord {
        lattice.append(
          first, last, form: form, words: CollectionOfOne(context.word(candidate)), cost: Float(cost),
          edits: Int(candidate.edits), rivals: found.count)
      } else {
        lattice.append(
          first, last, form: form, words: words(of: form), cost: Float(cost), edits: Int(candidate.edits),
          rivals: found.count)
      }
    }
  }

  /// How many readings go into the lattice, and how much less likely than the best by itself one may be: the words around
  /// hardly ever make up for more, and each costs a look at them.
  private static let mostReadings = 8
  private static let marginOfReadings = 4.0

  /// Whether only accents differ.
  private static func isAccentLost(_ form: ArraySlice<UInt8>, _ read: [UInt8]) -> Bool {
    guard form.count == read.count + 1, form.dropLast(2).elementsEqual(read.dropLast()), form.last ?? 0 >= 0x80 else {
      return false
    }
    return true
  }

  /// The bytes of the pieces as the channel model has them: one blank for any gap, plain quotes, dashes and apostrophes.
  func read(_ first: Int, _ last: Int) -> [UInt8] {
    var read: [UInt8] = []
    read.reserveCapacity(Int(pieces[last].end) - Int(pieces[first].start))
    for index in first...last {
      if index > first, pieces[index].gap > 0 { read.append(0x20) }
      var place = Int(pieces[index].start)
      let end = Int(pieces[index].end)
      while place < end {
        let (byte, width) = Self.plain(text, at: place)
        read.append(byte ?? text[place])
        place += width
      }
    }
    return read
  }

  /// The plain form of a quote, dash or apostrophe, and its width; nil for all else, which is passed by one byte at a time.
  static func plain(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> (UInt8?, width: Int) {
    let byte = text[place]
    if byte == 0xc2, place + 1 < text.count, text[place + 1] == 0xab || text[place + 1] == 0xbb { return (0x22, 2) }
    guard byte == 0xe2, place + 2 < text.count, text[place + 1] == 0x80 else { return (nil, 1) }
    switch text[place + 2] {
    case 0x98, 0x99: return (0x27, 3)
    case 0x9c, 0x9d: return (0x22, 3)
    case 0x93, 0x94: return (0x2d, 3)
    default: return (nil, 1)
    }
  }
}
