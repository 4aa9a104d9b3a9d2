/// Where a page may be wrong, and the readings of each such place.
extension CorrectionSession {
  typealias Limits = CandidateSearch.Limits

  /// Whether a piece is nothing to pass by.
  func isInteresting(_ index: Int) -> Bool {
    let piece = pieces[index]
    if piece.isProtected { return false }
    switch piece.kind {
    case .word:
      return piece.isSuspicious || isOddWord(index) || (noise.isNoisy || hasLostAccents) && isDoubtful(index)
    case .mixed: return piece.isSuspicious
    case .number: return piece.isSuspicious && (noise.isNoisy || text[Int(piece.start)] == 0x30)
    case .mark, .sentenceEnd:
      return piece.isSuspicious && (isHyphen(index) || isSymbol(index) || noise.isNoisy)
        || noise.isNoisy && isDoubtfulMark(index)
    case .comma: return noise.isNoisy && isDoubtfulMark(index)
    }
  }

  /// Short words that lists have and texts have not: `Ia`, `ln`, a letter alone.
  private func isOddWord(_ index: Int) -> Bool {
    let piece = pieces[index]
    guard piece.count <= 3 else { return false }
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

  /// A full stop before a small letter, a comma before a capital, a quote that opens nothing.
  func isDoubtfulMark(_ index: Int) -> Bool {
    let piece = pieces[index]
    guard piece.count == 1, index > 0, index + 1 < pieces.count else { return false }
    let next = pieces[index + 1]
    let previous = pieces[index - 1]
    switch text[Int(piece.start)] {
    case 0x2e where next.gap > 0:
      return piece.gap == 0 && next.gap == 1 && next.kind == .word && next.shape == .lower
        && previous.kind == .word && previous.count >= 2
    case 0x2c where next.gap > 0:
      return piece.gap == 0 && next.gap == 1 && next.kind == .word && next.shape == .capitalized
        && next.isKnown && next.capitalShare < 60 && previous.kind == .word
    case _ where piece.gap == 0 && next.gap == 0: return isGluing(index)
    case 0x27, 0x22, 0x3a, 0x2d, 0x60:
      // At one side a blank, at the other a word.
      if text[Int(piece.start)] == 0x22 { return false }
      return piece.gap > 0 && next.gap == 0 && next.kind == .word
        || piece.gap == 0 && next.gap == 1 && next.kind == .word && next.shape == .lower && previous.kind == .word
    default: return false
    }
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

  /// Another mark, or none.
  private mutating func addMarkEdges(_ index: Int) {
    if pieces[index].gap == 0, pieces[index + 1].gap == 0 {
      addSpan(index - 1, index + 1, Limits(cost: 12, edits: 1, isGeneric: false))
      return
    }
    switch text[Int(pieces[index].start)] {
    case 0x2e:
      lattice.append(
        index, index, form: CollectionOfOne(UInt8(0x2c)), words: [boundaries.comma], cost: Float(3 + noise.cost),
        edits: 1)
    case 0x2c:
      lattice.append(
        index, index, form: CollectionOfOne(UInt8(0x2e)), words: [boundaries.sentenceEnd], cost: Float(4 + noise.cost),
        edits: 1)
    default: break
    }
    lattice.append(index, index, form: EmptyCollection<UInt8>(), words: [], cost: Float(5 + noise.cost), edits: 1)
  }

  /// `necessità` for `necessita`, in lower case.
  func accentTwin(_ index: Int) -> [UInt8]? {
    guard let accents = Self.accents(text[Int(pieces[index].end) - 1]), pieces[index].count < 40 else { return nil }
    for accent in accents {
      let form = lowered(pieces[index].range).dropLast() + [0xc3, accent]
      if form.withUnsafeBufferPointer({ forms[$0]?.frequency ?? 0 }) > 0 { return Array(form) }
    }
    return nil
  }

  private static func accents(_ last: UInt8) -> [UInt8]? {
    switch last {
    case 0x61: [0xa0]
    case 0x65: [0xa9, 0xa8]
    case 0x69: [0xac]
    case 0x6f: [0xb2]
    case 0x75: [0xb9]
    default: nil
    }
  }

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
      if noise.isNoisy, isSpeck(index), isAlone(index), !isSeparator(index) { addSpeckEdge(index) }
      if noise.isNoisy, isDoubtfulMark(index) {
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
    for number in rules.rules(at: pieces[index].key) {
      let rule = rules.rules[number]
      guard case .context(var cost) = rule.certainty, let (last, shape) = match(rule, at: index) else { continue }
      let isAccent = rule.name.hasPrefix("accent")
      cost += isAccent ? accentCost : noise.cost
      // `E` at the start of a sentence joins sentences as often as `È` opens one.
      if isAccent, shape == .capitalized, startsSentence(index) { cost += 2 }
      lattice.append(
        index, last, form: rule.right.lowercased().utf8, words: words(of: rule.right.lowercased().utf8),
        cost: Float(cost), edits: 1, rule: number)
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
      return Limits(cost: length < 4 ? 7 : 11, edits: length < 8 ? 1 : 2, isGeneric: length >= 5)
    }
    switch length {
    case ...2: return Limits(cost: 9, edits: 2, isGeneric: false)
    case 3: return Limits(cost: 10, edits: 2)
    case 4...6: return Limits(cost: 14, edits: 2)
    default: return Limits(cost: 18, edits: 3)
    }
  }

  /// A word that is one but fits nowhere: one confusion away.
  private mutating func addRealWordEdges(_ index: Int) {
    let piece = pieces[index]
    guard piece.shape != .mixed, piece.shape != .upper else { return }
    if noise.isNoisy || isOddWord(index) {
      let length = piece.count
      addSpan(
        index, index,
        Limits(cost: length < 4 ? 8 : 10.5, edits: length < 7 ? 1 : 2, isGeneric: length >= 5, splits: length >= 5))
    }
    if let twin = accentTwin(index) {
      lattice.append(
        index, index, form: twin, words: words(of: twin), cost: Float(2.5 + accentCost), edits: 1)
    }
  }

  /// `1`, `10`, `0` and `6` between words may be `l`, `lo`, `o` and `è`.
  private mutating func addNumberEdges(_ index: Int) {
    guard pieces[index].count <= 2, index + 1 < pieces.count, pieces[index + 1].kind == .word,
      pieces[index + 1].shape == .lower || pieces[index + 1].gap == 0
    else { return }
    addSpan(index, index, Limits(cost: 9, edits: 2, isGeneric: false, splits: false))
    if pieces[index].gap > 0, pieces[index + 1].gap == 0 { addGlob(index) }
  }

  private mutating func addSymbolEdges(_ index: Int) {
    let byte = text[Int(pieces[index].start)]
    if isAlone(index) {
      guard noise.isNoisy || (byte == 0x40 || byte >= 0xc2) && !isSeparator(index) else { return }
      addSpan(index, index, Limits(cost: 9, edits: 1, isGeneric: false, splits: false))
      if noise.isNoisy { addSpeckEdge(index) }
      return
    }
    guard noise.isNoisy, byte != 0x40, !isInBrackets(index) else { return }
    addGlob(index)
    if pieces[index].gap > 0, index + 1 < pieces.count, pieces[index + 1].gap > 0 || isSpeck(index + 1) {
      addSpan(index, index, Limits(cost: 9, edits: 1, isGeneric: false, splits: false))
    }
  }

  /// Nothing, where a sign stands.
  private mutating func addSpeckEdge(_ index: Int) {
    lattice.append(index, index, form: EmptyCollection<UInt8>(), words: [], cost: Float(4 + noise.cost), edits: 1)
  }

  /// Two words that may be one: `ammini stratore`.
  private mutating func addJoinEdges(_ first: Int, _ last: Int) {
    // `dell 'informatica`: the blank stands before the apostrophe.
    if first >= 0, first + 2 < pieces.count, pieces[first + 1].gap == 1, pieces[first + 2].gap == 0,
      text[Int(pieces[first + 1].start)] == 0x27, pieces[first + 1].kind == .mark, isPlain(first), isPlain(first + 2),
      CandidateSearch.elidesBefore(text[Int(pieces[first + 2].start)]), !lattice.contains(first, first + 2)
    {
      let form = lowered(pieces[first].range) + [0x27] + lowered(pieces[first + 2].range)
      let words = words(of: form)
      if words.count == 2, words[0].count > 0, words[1].count > 0 {
        lattice.append(first, first + 2, form: form, words: words, cost: 4, edits: 1)
      }
    }
    guard first >= 0, last < pieces.count, pieces[last].gap == 1 || pieces[last].gap == 2, isPlain(first),
      isPlain(last), pieces[last].shape == .lower, !isBound(first), !isBound(last),
      pieces[first].count + pieces[last].count >= 5, text[Int(pieces[first].end) - 1] != 0x27
    else { return }
    // Two foreign words are none of ours: `work station`.
    if text[Int(pieces[first].start)..<Int(pieces[last].end)].contains(where: { $0 == 0x6b || $0 == 0x77 }) { return }
    addSpan(first, last, Limits(cost: 12, edits: noise.isNoisy ? 2 : 1, isGeneric: false, splits: noise.isNoisy))
  }

  /// `ser- - vizio`, `mon_ diale`, `gio" cando`: a word cut at a line end, with specks.
  private mutating func addSpeckJoinEdges(_ index: Int) {
    guard index >= 0 else { return }
    var last = index + 1
    while last < pieces.count, last < index + 4, isSpeck(last) || isSymbol(last) { last += 1 }
    guard last > index + 1, last < pieces.count, pieces[last].gap > 0 || pieces[last - 1].gap > 0 || last > index + 2,
      isPlain(index), isPlain(last), pieces[last].shape == .lower
    else { return }
    addSpan(index, last, Limits(cost: 13, edits: noise.isNoisy ? 3 : 2, isGeneric: false, splits: false))
    guard !lattice.edges.contains(where: { $0.first == Int32(index) && $0.last == Int32(last) && $0.edits < 2 }) else {
      return
    }
    // What the model has not seen between two halves.
    let joined = lowered(pieces[index].range) + lowered(pieces[last].range)
    if joined.count >= 4, joined.withUnsafeBufferPointer({ forms[$0]?.frequency ?? 0 }) > 8 {
      lattice.append(index, last, form: joined, words: words(of: joined), cost: 9, edits: 2)
    }
  }

  /// `effettua-re`, `effettua- re`
  private mutating func addHyphenEdges(_ first: Int) {
    let last = first + 2
    guard last < pieces.count, isHyphen(first + 1), pieces[first + 1].gap == 0, isPlain(first), isPlain(last),
      pieces[last].shape == .lower, !isBound(first, ignoring: 1), !isBound(last, ignoring: -1),
      !lattice.contains(first, last)
    else { return }
    let left = lowered(pieces[first].range)
    let right = lowered(pieces[last].range)
    guard left.last != 0x27, !(last + 1 < pieces.count && isHyphen(last + 1) && pieces[last + 1].gap == 0) else {
      return
    }
    let gap = pieces[last].gap
    // `medio- e lungo termine`
    if gap > 0, right.count == 1 || Self.coordinations.contains(right) { return }
    let joined = left + right
    let entry = joined.withUnsafeBufferPointer { forms[$0] }
    if gap == 0 {
      let compound = (left + [0x2d] + right).withUnsafeBufferPointer { forms[$0] }
      if let compound, Int(compound.frequency) + 40 > Int(entry?.frequency ?? 0) { return }
      // `anti-doping` is written so on purpose, even where `antidoping` is a word.
      let areLinesCut = noise.hasLineEndHyphens || noise.isNoisy
      if Self.prefixes.contains(left),
        !areLinesCut || pieces[last].isKnown && pieces[last].frequency >= 30 && Int(entry?.frequency ?? 0) < 40
      {
        return
      }
      // So are `rosa-nero`, `psico-fisico` and `week-end`: where lines were not cut, a hyphen before a whole word stays.
      if !areLinesCut {
        if pieces[last].isKnown, pieces[last].frequency > 8, right.count >= 4 { return }
        if right.count >= 4, Int(entry?.frequency ?? 0) < 40 { return }
        if let end = joined.last, end < 0x80, ![0x61, 0x65, 0x69, 0x6f].contains(end) { return }
      }
    }
    if pieces[first].isKnown, pieces[last].isKnown, entry == nil, !noise.isNoisy { return }
    addSpan(first, last, Limits(cost: 13, edits: noise.isNoisy ? 3 : 1, isGeneric: false, splits: noise.isNoisy))
    // `Beri-sha` on a page whose words are cut at line ends: a name that no list has.
    guard entry == nil, noise.hasLineEndHyphens || gap == 1, joined.count >= 5 else { return }
    lattice.append(
      first, last, form: joined,
      words: [
        context.unknownWord(key: Self.neverSeen, logarithm: max(-30, -3 - 1.4 * Double(joined.count)))
      ], cost: Float(2 + noise.cost), edits: 1, rule: Self.unknownHyphen)
  }

  /// The rule number of a reading that no list has.
  static let unknownHyphen = -2

  /// All that is glued together: of `con_ano` no part is a word by itself.
  private mutating func addGlob(_ index: Int) {
    var first = index
    while first > 0, index - first < 5, pieces[first].gap == 0, isGlue(first - 1) { first -= 1 }
    var last = index
    while last + 1 < pieces.count, last - index < 5, pieces[last + 1].gap == 0, isGlue(last + 1) { last += 1 }
    // Marks at the ends are marks.
    while first < index, !isSymbol(first), !isPlain(first), pieces[first].kind != .number { first += 1 }
    while last > index, !isSymbol(last), !isPlain(last), pieces[last].kind != .number { last -= 1 }
    guard first < last else { return }
    let limits = Limits(cost: 14, edits: 3, isGeneric: false)
    addSpan(first, last, limits)
    // `Ne!` with and without the sign.
    if isSymbol(last), last - 1 > first { addSpan(first, last - 1, limits) }
    if isSymbol(first), first + 1 < last { addSpan(first + 1, last, limits) }
  }

  private func isGlue(_ index: Int) -> Bool {
    if pieces[index].isProtected { return false }
    if isSymbol(index) || isPlain(index) || pieces[index].kind == .number { return true }
    switch text[Int(pieces[index].start)] {
    case 0x27, 0x28, 0x29, 0x3b, 0x3a, 0x2e, 0x2c, 0x22, 0x2f: return pieces[index].count == 1
    case 0xe2, 0xc2: return pieces[index].kind == .mark
    default: return false
    }
  }

  /// Searches for what the pieces `first` to `last` may have been together.
  private mutating func addSpan(_ first: Int, _ last: Int, _ limits: Limits) {
    guard !lattice.contains(first, last) || first == last, Int(pieces[last].end) - Int(pieces[first].start) <= 60 else {
      return
    }
    var limits = limits
    let read = read(first, last)
    guard read.count <= CandidateSearch.longest, read.count(where: { $0 >= 0x61 && $0 <= 0x7a }) > 0 || read.count <= 3
    else { return }
    limits.ignoresCase = pieces[first].shape == .upper && pieces[first].count > 1
    search.search(read, limits: limits)
    guard !search.candidates.isEmpty else { return }
    let foreignCost: Float = hasForeignNeighbor(first, last) ? 2.5 : 0
    // The likeliest by themselves go into the lattice.
    var found: [(score: Double, candidate: CandidateSearch.Candidate, words: [ContextModel.Word])] = []
    let lower = lowered(Int(pieces[first].start)..<Int(pieces[last].end))
    let isElided = lower.last == 0x27 && last + 1 < pieces.count && pieces[last + 1].gap == 0
    for candidate in search.candidates {
      let form = search.form(candidate)
      if form.elementsEqual(lower), pieces[first].shape != .mixed { continue }
      // An elided form keeps its apostrophe, or its word would run into the next.
      if isElided, form.last != 0x27 { continue }
      let words = words(of: form)
      let score = words.reduce(-Double(candidate.cost)) { $0 + naturalLogarithm($1.probability) }
      found.append((score, candidate, words))
    }
    found.sort { ($0.score, $0.candidate.hash) > ($1.score, $1.candidate.hash) }
    for (_, candidate, words) in found.prefix(8) {
      let form = search.form(candidate)
      var cost = Double(candidate.cost + foreignCost)
      cost += Self.isAccentLost(form, lower) ? accentCost : min(noise.cost, 1.5)
      lattice.append(
        first, last, form: form, words: words, cost: Float(cost), edits: Int(candidate.edits), rivals: found.count)
    }
  }

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
    for index in first...last {
      if index > first, pieces[index].gap > 0 { read.append(0x20) }
      var place = Int(pieces[index].start)
      let end = Int(pieces[index].end)
      while place < end {
        let (bytes, width) = Self.plain(text, at: place)
        read.append(contentsOf: bytes ?? Array(text[place..<min(end, place + width)]))
        place += width
      }
    }
    return read
  }

  /// The plain form of a quote, dash or apostrophe, and its width; nil for all else.
  static func plain(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> ([UInt8]?, width: Int) {
    let byte = text[place]
    if byte == 0xc2, place + 1 < text.count, text[place + 1] == 0xab || text[place + 1] == 0xbb { return ([0x22], 2) }
    guard byte == 0xe2, place + 2 < text.count, text[place + 1] == 0x80 else { return (nil, 1) }
    switch text[place + 2] {
    case 0x98, 0x99: return ([0x27], 3)
    case 0x9c, 0x9d: return ([0x22], 3)
    case 0x93, 0x94: return ([0x2d], 3)
    default: return (nil, 1)
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
