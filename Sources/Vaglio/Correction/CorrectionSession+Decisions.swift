/// From the lattice to decisions: the best way, what is known of each change on it, and how likely it is right.
extension CorrectionSession {
  /// Decides the pieces `first` to `last`, for which the lattice is complete.
  mutating func decode(_ first: Int, _ last: Int) {
    let before = before(first)
    let after = after(last)
    originals.removeAll(keepingCapacity: true)
    for index in first...last {
      originals.append(CorrectionLattice.Original(word: word(index), cost: costOfLeaving(index)))
    }
    guard
      let way = lattice.bestWay(
        first, last, before: before, after: after, context: context, originals: originals)
    else { return }
    // The words along the way, each with the edge it belongs to.
    var words: [ContextModel.Word] = [before.0, before.1]
    var steps: [(edge: Int, words: Range<Int>)] = []
    var place = first
    for edge in way {
      let start = words.count
      if edge < 0 {
        words.append(word(place))
        place += 1
      } else {
        words += lattice.words[lattice.edges[edge].words]
        place = Int(lattice.edges[edge].last) + 1
      }
      steps.append((edge, start..<words.count))
    }
    words += [after.0, after.1]
    for step in steps where step.edge >= 0 {
      let before = context.pair((words[step.words.lowerBound - 2], words[step.words.lowerBound - 1]))
      let after = context.pair((words[step.words.upperBound], words[step.words.upperBound + 1]))
      fitRivals(of: step.edge, before: before, after: after)
      propose(step.edge, before: before, after: after)
      proposeRivals(of: step.edge, before: before, after: after)
    }
  }

  /// How well each reading of the same pieces fits there, less what it costs.
  private mutating func fitRivals(of number: Int, before: ContextModel.Pair, after: ContextModel.Pair) {
    rivals.removeAll(keepingCapacity: true)
    let edge = lattice.edges[number]
    for (other, rival) in lattice.edges.enumerated() where rival.first == edge.first && rival.last == edge.last {
      let score = context.score(before: before, lattice.words[rival.words], after: after)
      rivals.append(Rival(edge: other, fit: score - Double(rival.cost)))
    }
  }

  /// Other readings of the same pieces that fit nearly as well: the decision model knows more than the way does.
  private mutating func proposeRivals(
    of number: Int, before: ContextModel.Pair, after: ContextModel.Pair
  ) {
    let edge = lattice.edges[number]
    guard edge.rule < 0, !edge.bytes.isEmpty, rivals.count > 1,
      let chosen = rivals.first(where: { $0.edge == number })?.fit
    else { return }
    let form = lattice.bytes[edge.bytes]
    // That no list has a word makes it cheap to join its halves.
    let least = chosen - (edge.rule == Self.unknownHyphen ? 3 : 1) * Self.marginOfRivals
    var near = rivals.filter { rival in
      let other = lattice.edges[rival.edge]
      return other.rule == -1 && !other.bytes.isEmpty && rival.edge != number && rival.fit > least
        && !lattice.bytes[other.bytes].elementsEqual(form)
    }
    near.sort { ($0.fit, $1.edge) > ($1.fit, $0.edge) }
    for rival in near.prefix(Self.mostRivals) { propose(rival.edge, before: before, after: after, isRival: true) }
  }

  private static let marginOfRivals = 5.0
  private static let mostRivals = 2

  /// Readings are proposed freely: the decision model has the last word.
  private func costOfLeaving(_ index: Int) -> Double {
    let piece = pieces[index]
    switch piece.kind {
    case .mixed: return noise.isNoisy ? 14 : 5
    case .word:
      if !piece.isKnown || piece.shape == .mixed { return noise.isNoisy ? 14 : 9 }
      return 2
    // A zero alone is rare, however common numbers are.
    case .number: return piece.count == 1 && text[Int(piece.start)] == 0x30 ? 9 : 4
    case .mark: return opensNothing(index) ? 9 : 4
    case .comma, .sentenceEnd: return 3
    }
  }

  /// `'che`: an apostrophe before a word, and none behind one in the text that follows.
  private func opensNothing(_ index: Int) -> Bool {
    noise.isMisread && isApostrophe(index) && index + 1 < pieces.count && pieces[index].gap > 0
      && pieces[index + 1].gap == 0 && pieces[index + 1].kind == .word && pieces[index + 1].isKnown
      && !isQuotationMark(index)
  }

  private mutating func propose(
    _ number: Int, before: ContextModel.Pair, after: ContextModel.Pair, isRival: Bool = false
  ) {
    let edge = lattice.edges[number]
    let (first, last) = (Int(edge.first), Int(edge.last))
    let isSpeck = edge.bytes.isEmpty
    // With a sign that stands alone goes the blank before it.
    let isAlone = isSpeck && first > 0 && (last + 1 == pieces.count || pieces[last + 1].gap > 0)
    let range = (isAlone ? Int(pieces[first - 1].end) : Int(pieces[first].start))..<Int(pieces[last].end)
    let form = lattice.bytes[edge.bytes]
    if first == last, makesSingular(first, form), isPluralOrForeign(last + 1) { return }
    if first == last, makesArticle(first, form), !mayHaveArticle(last + 1) { return }
    if first == last, edge.rule < 0, isExcepted(first, from: form) { return }
    // `medio- e lungo termine`
    if isSpeck, first == last, isHyphen(first), pieces[first].gap == 0, isCoordination(first + 1) { return }
    // `medico-diagnostici`: on a clean page a hyphen is one.
    if !noise.isNoisy, last == first + 2, isHyphen(first + 1), form.contains(0x20) { return }
    let difference = CorrectionDifference(
      read: lowered(Int(pieces[first].start)..<range.upperBound), printed: form,
      isMark: pieces[first].kind == .comma || pieces[first].kind == .sentenceEnd)
    var string = isSpeck ? "" : printedString(form, first, last)
    var rule = difference.rule
    var kind = difference.kind
    var costOfRule: Double?
    if edge.rule >= 0 {
      let line = rules.rules[Int(edge.rule)]
      rule = line.name
      kind = .rule
      if case .context(let cost) = line.certainty { costOfRule = cost }
      let pattern = rules.unsureRules(at: pieces[first].key).first { $0.number == edge.rule }
      string = pattern.flatMap { match($0, at: first) }.map { rightString(of: line, like: $0.shape) } ?? string
    } else if edge.rule == Self.unknownHyphen {
      rule = "hyphen/line-end-unknown"
      kind = .unknownHyphen
    }
    let features = features(number, difference, kind: kind, before: before, after: after)
    // A rule that says the same names it.
    if edge.rule == -1,
      let named = lattice.edges.first(where: {
        $0.rule >= 0 && $0.first == edge.first && $0.last == edge.last && lattice.bytes[$0.bytes].elementsEqual(form)
      })
    {
      rule = rules.rules[Int(named.rule)].name
      if case .context(let cost) = rules.rules[Int(named.rule)].certainty { costOfRule = cost }
    }
    // The bytes may be the same when only the guess at their case differs.
    guard !string.utf8.elementsEqual(text[range]) else { return }
    proposals.append(
      CorrectionProposal(
        range: range, string: string, rule: rule, misreading: difference.key, features: features,
        costOfRule: costOfRule, isRival: isRival))
  }

  /// `dei` → `del`, `nei` → `nel`: the article of many for that of one.
  private func makesSingular(_ index: Int, _ form: ArraySlice<UInt8>) -> Bool {
    let piece = pieces[index]
    guard piece.kind == .word, form.count == piece.count, form.count == 2 || form.count == 3, form.last == 0x6c,
      text[Int(piece.end) - 1] == 0x69
    else { return false }
    return lowered(piece.range).dropLast().elementsEqual(form.dropLast())
  }

  /// `1` → `i`
  private func makesArticle(_ index: Int, _ form: ArraySlice<UInt8>) -> Bool {
    pieces[index].kind != .word && form.elementsEqual(CollectionOfOne(0x69))
  }

  /// `1 quasi`: no word that has one.
  private func mayHaveArticle(_ index: Int) -> Bool {
    index >= pieces.count || !Self.noPlurals.contains(lowered(pieces[index].range))
  }

  /// Whether the noun that comes next can have the article of many: `crani`, `server`, `forum`.
  private func isPluralOrForeign(_ index: Int) -> Bool {
    guard index < pieces.count, pieces[index].kind == .word, pieces[index].gap > 0 else { return false }
    let last = text[Int(pieces[index].end) - 1]
    // What no list has may be a misread word, but not its ending.
    guard pieces[index].isKnown else { return last == 0x69 || last == 0x73 && pieces[index].shape == .capitalized }
    switch last {
    case 0x61, 0x65, 0x6f: return Self.foreignPlurals.contains(lowered(pieces[index].range))
    case 0x27: return false
    default: return true
    }
  }

  /// Nouns in -a, -e and -o with the same form for one and many.
  private static let foreignPlurals: Set<[UInt8]> = Set(
    [
      "file", "media", "software", "hardware", "video", "database", "cinema", "euro", "radio", "smartphone", "online",
      "drama", "manga", "gorilla", "delta", "sosia", "vaglia", "boia", "panda", "koala", "cobra", "puma", "extra",
      "template", "cookie", "device", "frame", "store", "game", "movie", "selfie", "service", "engine",
    ].map { Array($0.utf8) })

  /// Decides about what was proposed, each in the light of what else is wrong on the page.
  mutating func decideProposals() {
    var isStrong: [Bool] = []
    for proposal in proposals {
      isStrong.append(
        !proposal.isRival && proposal.features[.readFrequency] < 0
          && proposal.features[.contextGain] - proposal.features[.channelCost] > Self.strong)
    }
    let strong = isStrong.count { $0 }
    // A sign alone is no witness to itself.
    errors =
      zip(proposals, isStrong).count { $1 && $0.features[.shape] < 4 } + noise.repaired + noise.misreadWords
    let count = proposals.count { !$0.isRival }
    var misreadings: [UInt64: Int] = [:]
    for (proposal, isStrong) in zip(proposals, isStrong) where isStrong {
      misreadings[proposal.misreading, default: 0] += 1
    }
    hasMarkedStress = !proposals.isEmpty && marksStress()
    hasOldType = proposals.contains(where: takesOldType) && isPrintedInOldType()
    // Of the last reading on a way, and where it stands: a rival of one that was not proposed stands for itself.
    var best: Float = 0
    var isBestStrong = false
    var place = 0..<0
    for index in proposals.indices {
      if !proposals[index].isRival {
        (isBestStrong, place) = (isStrong[index], proposals[index].range)
      } else if proposals[index].range != place {
        (best, place) = (0, proposals[index].range)
      }
      let others = strong - (isBestStrong ? 1 : 0) + noise.repaired
      proposals[index].features[.otherProposals] = Float(count - 1 + noise.repaired)
      proposals[index].features[.otherErrors] = Float(others)
      proposals[index].features[.sameMisreadings] = Float(
        (misreadings[proposals[index].misreading] ?? 0) - (isStrong[index] ? 1 : 0))
      proposals[index].features[.errorShare] = Float(Double(others) / (noise.words + 20))
      let proposal = proposals[index]
      if proposal.isRival {
        guard best < page.minimumConfidence else { continue }
        let confidence = worth(of: proposal) * page.decisionModel.probability(proposal.features)
        decide(proposal.range, proposal.string, rule: proposal.rule, confidence: confidence)
        continue
      }
      let isRight = isRightAsItStands(proposal)
      let probability = page.decisionModel.probability(proposal.features)
      let isOverruled = isRight || probability < leastProbability(of: proposal)
      let confidence = max(
        (isRight ? 0.5 : worth(of: proposal)) * probability,
        isOverruled ? 0 : max(floor(of: proposal), posterior(of: proposal)))
      best = confidence
      decide(proposal.range, proposal.string, rule: proposal.rule, confidence: confidence)
    }
    addBlanksBehindCommas()
    putBlanksForStops()
    putBlanksAtNumbers()
    examineBlanksInNumbers()
    joinTimes()
  }

  /// How likely the decision model must find it, that a shape or a rule may decide alone: where nothing else on the page is wrong
  /// shapes and rules see errors in what is meant (`accusato e testimonio`, `Sara`, `feed-in`, `un pub`), and the model knows that
  /// better; but not of articles (`le norme dei commercio`) and of words that are glued.
  private func leastProbability(of proposal: CorrectionProposal) -> Float {
    if Self.dots.contains(proposal.rule) { return 0.05 }
    guard proposal.features[.otherErrors] < 1 || hasMarkedStress else { return 0 }
    switch proposal.rule {
    case "accent/e", "accent/lost", "accent/pero", "ocr/puo", "ocr/e", "ocr/il": return 0.2
    case "apostrophe/lost": return 0.05
    case "hyphen/line-end": return proposal.string.utf8.contains(0x20) ? 0.05 : 0
    default: return 0
    }
  }

  /// An accent where a dot stood.
  private static let dots: Set<String> = ["ocr/ì-i", "ocr/í-i", "ocr/î-i", "ocr/ï-i"]

  /// What a correction is worth next to the harm of a false one: a mark least; a hyphen less, which `medico-diagnostici` has
  /// by right; and on a page that looks clean another word for a word.
  private func worth(of proposal: CorrectionProposal) -> Float {
    // `bàttesela-vìa`, `pinocchio`: who marks every stress coins words, too.
    min(worthByShape(proposal), hasMarkedStress ? 0.8 : 1)
  }

  private func worthByShape(_ proposal: CorrectionProposal) -> Float {
    if isMeantCompound(proposal) { return 0.6 }
    // `run-time`: two words on a page that looks clean.
    if proposal.rule == "hyphen/line-end", areTwoWordsOfCleanPage(proposal) { return 0.75 }
    if text[proposal.range].contains(0x2d), proposal.string.utf8.contains(0x20) { return 0.75 }
    if proposal.changesOnlyMarks { return 0.705 }
    // `tutti | commenti` with no other error around is a menu's.
    if proposal.features[.otherErrors] < 1, text[proposal.range.lowerBound] == 0x7c, proposal.range.count == 1 {
      return 0.5
    }
    // `Andre`, `Goteborg`: people write names without what their letters have abroad.
    if addsForeignAccent(proposal) { return 0.6 }
    // `Illustrator`, `Nelie`: no list has all names.
    if proposal.changesName { return 0.93 }
    // `accetta, tiro un respiro`: a noun or a first person is as good a word as the past that an accent makes of it.
    if proposal.rule == "accent/lost", proposal.features[.readFrequency] >= 0,
      text[proposal.range.upperBound - 1] == 0x6f
    {
      return 0.74
    }
    // `invitalo`, with no other error around than `chiamala`, is no `invitato`.
    if proposal.features[.otherErrors] - proposal.features[.sameMisreadings] < 1, proposal.rule == "ocr/l-t",
      hasPronoun(proposal.range)
    {
      return 0.7
    }
    // `una sequenza di lunghezza 0 in Uno`
    if proposal.features[.otherErrors] < 1, proposal.range.count == 1, text[proposal.range.lowerBound] == 0x30 {
      return 0.6
    }
    // With no other error around, what no list has is a rare word (`acquee`) or a foreign one rather than misread.
    if proposal.features[.otherErrors] < 1, proposal.features[.readFrequency] < 0,
      proposal.rule == "space/lost" || proposal.features[.foreignNeighbor] > 0
    {
      // `nonviolenta`
      return proposal.rule == "space/lost" && lowered(proposal.range).starts(with: Self.negation) ? 0.6 : 0.8
    }
    // `subito senti dietro`: on a page that has its accents a word without one is right.
    if proposal.rule == "accent/lost", proposal.changesKnownWord, proposal.features[.otherErrors] < 1,
      noise.lostAccents < 1
    {
      return 0.75
    }
    return proposal.changesKnownWord && !noise.isNoisy && !hasLostAccents ? 0.85 : 1
  }

  /// Whether only an accent is new that Italian words have not there, in a name.
  private func addsForeignAccent(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.features[.shape] == 1, proposal.features[.capitalShare] > 200, proposal.features[.edits] == 1,
      proposal.features[.printedByte] == 0xc3, proposal.features[.printedCount] == 2,
      proposal.features[.readCount] == 1
    else { return false }
    let accent = UInt8(proposal.features[.secondPrinted])
    return proposal.features[.rest] > 0 || ![0xa0, 0xa8, 0xac, 0xb2, 0xb9].contains(accent)
  }

  /// `invitalo`, `parlale`: a word with a pronoun at its end.
  private func hasPronoun(_ range: Range<Int>) -> Bool {
    let read = lowered(range)
    guard read.count > 4, let last = read.last, WordFormation.isEnding(last), read[read.count - 2] == 0x6c else {
      return false
    }
    return isWord(Array(read.dropLast(2)))
  }

  /// How likely a rule of the table is right between these words, by Bayes: its rate of misreading, and how much better the
  /// words around like its reading. A page that looks clean asks for more than of an unknown word: what stands there is one.
  private func posterior(of proposal: CorrectionProposal) -> Float {
    guard let cost = proposal.costOfRule else { return 0 }
    let odds = Double(proposal.features[.contextGain]) - cost - Self.weightOfPage * max(0, noise.cost)
    return Float(1 / (1 + exponential(-odds)))
  }

  private static let weightOfPage = 1.75

  /// By how much a reading must be better to be counted as an error of the page.
  private static let strong: Float = 3

  /// How often the first word has a capital, of 255.
  func capitalShare(_ form: ArraySlice<UInt8>) -> UInt8 {
    let word = form.prefix { $0 != 0x20 }
    return forms[word]?.capitalShare ?? 0
  }

  // MARK: Capitals

  /// What was printed, with the capitals it must have had.
  private func printedString(_ form: ArraySlice<UInt8>, _ first: Int, _ last: Int) -> String {
    if let string = respelled(form, first, last) { return string }
    let piece = pieces[first]
    let isWord = piece.kind == .word || piece.kind == .mixed
    let read = text[Int(piece.start)]
    let opens = first == 0 || piece.gap == 3 || pieces[first - 1].kind == .sentenceEnd && piece.gap > 0
    let isSame = isWord && (read | 0x20) == form.first
    switch piece.shape {
    case .upper where piece.count > 1: return cased(form, like: .upper)
    case .capitalized, .upper:
      // `Ia`, `Pattacco`: the capital was no letter of the word.
      if isWord, !isSame, !startsSentence(first), capitalShare(form) < 60 { return cased(form, like: .lower) }
      return cased(form, like: .capitalized)
    case .mixed:
      let isCapital = (0x41...0x5a).contains(read) || read == 0xc3 && text[Int(piece.start) + 1] < 0x9f
      return cased(form, like: isCapital && (isSame || startsSentence(first)) ? .capitalized : .lower)
    case .lower:
      // `ll ministro`, `kussia`: only the first letter can have been a capital.
      if isSame { return cased(form, like: .lower) }
      // `ltaliana`: a small i has a dot, and is not read as an l.
      if read == 0x6c, form.first == 0x69, piece.count > 3 { return cased(form, like: .capitalized) }
      return cased(form, like: opens || capitalShare(form) > 220 ? .capitalized : .lower)
    }
  }

  /// `dellaRepubblica` → `della Repubblica`: where only blanks or apostrophes are new, the letters stay as they are.
  private func respelled(_ form: ArraySlice<UInt8>, _ first: Int, _ last: Int) -> String? {
    guard pieces[first].shape == .mixed, first == last, form.contains(0x20) || form.contains(0x27) else { return nil }
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
}
