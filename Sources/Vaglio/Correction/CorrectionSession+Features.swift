/// What is known of a proposal.
extension CorrectionSession {
  /// - Parameters:
  ///   - number: the edge that is proposed.
  ///   - before: the two words before it on the best way.
  ///   - after: the two words after it.
  func features(
    _ number: Int, _ difference: CorrectionDifference, kind: CorrectionKind,
    before: ContextModel.Pair, after: ContextModel.Pair
  ) -> DecisionFeatures {
    let edge = lattice.edges[number]
    let (first, last) = (Int(edge.first), Int(edge.last))
    let words = lattice.words[edge.words]
    let originals = (first...last).map { word($0) }
    let run = context.run(before: before, words)
    let originalRun = context.run(before: before, originals)
    let own = context.score(run, after: after)
    let original = context.score(originalRun, after: after)
    var margin = 15.0
    for rival in rivals where rival.edge != number { margin = min(margin, own - Double(edge.cost) - rival.fit) }
    var features = DecisionFeatures()
    features[.contextGain] = Float(own - original)
    features[.contextScore] = Float(own)
    features[.channelCost] = edge.cost
    features[.margin] = Float(margin)
    features[.candidateCount] = Float(edge.rivals)
    features[.edits] = Float(edge.edits)
    features[.frequency] = words.reduce(20) { min($0, logarithm($1.count)) }
    features[.capitalShare] = Float(capitalShare(lattice.bytes[edge.bytes]))
    let piece = pieces[first]
    let isKnown = piece.kind == .word && piece.isKnown
    features[.readFrequency] = isKnown ? Float(piece.frequency) : -1
    features[.readCapitalShare] = piece.frequency > 0 || piece.capitalShare > 0 ? Float(piece.capitalShare) : -1
    features[.length] = Float(Int(pieces[last].end) - Int(piece.start))
    features[.shape] = piece.kind == .word || piece.kind == .mixed ? Float(piece.shape.rawValue) : 4
    features[.startsSentence] = startsSentence(first) ? 1 : 0
    features[.kind] = Float(kind.rawValue)
    features[.unknownShare] = Float(noise.unknownShare)
    features[.misreadWords] = Float(noise.misreadWords)
    features[.cutWords] = Float(noise.cutWords)
    features[.lostAccents] = Float(noise.lostAccents)
    features[.accentCost] = Float(accentCost)
    features[.words] = logarithm(noise.words)
    features[.smallAfterStop] = Float(noise.smallAfterStop)
    var unknown = 0
    for index in [first - 2, first - 1, last + 1, last + 2] where index >= 0 && index < pieces.count {
      if pieces[index].kind == .mixed || pieces[index].kind == .word && !pieces[index].isKnown { unknown += 1 }
    }
    features[.unknownNeighbors] = Float(unknown)
    features[.foreignNeighbor] = hasForeignNeighbor(first, last) ? 1 : 0
    if let firstWord = words.first, let lastWord = words.last {
      features[.pairBefore] = logarithm(context.pairCount(before.second, firstWord))
      features[.pairAfter] = logarithm(context.pairCount(lastWord, after.first))
    } else {
      features[.pairBefore] = logarithm(context.pairCount(before.second, after.first))
      features[.pairAfter] = -1
    }
    features[.readPairBefore] = logarithm(context.pairCount(before.second, originals[0]))
    features[.readPairAfter] = logarithm(context.pairCount(originals[originals.count - 1], after.first))
    features[.repeats] = Float(repeats[piece.key] ?? 0)
    features[.isFormed] = !isKnown && piece.kind == .word && formation.makes(lowered(piece.range)[...]) ? 1 : 0
    features[.readByte] = Float(difference.read.first ?? 0)
    features[.printedByte] = Float(difference.printed.first ?? 0)
    features[.readCount] = Float(difference.read.count)
    features[.printedCount] = Float(difference.printed.count)
    features[.touchesBefore] =
      first > 0 && piece.gap == 0 ? (pieces[first - 1].kind == .word ? 2 : 1) : 0
    features[.touchesAfter] =
      last + 1 < pieces.count && pieces[last + 1].gap == 0 ? (pieces[last + 1].kind == .word ? 2 : 1) : 0
    let parts = pieces[first...last].filter { $0.kind == .word || $0.kind == .mixed }.map { part in
      part.kind == .word && part.isKnown ? Float(part.frequency) : -1
    }
    features[.rarestPart] = parts.count > 1 ? parts.min() ?? -2 : -2
    features[.lastPart] = parts.count > 1 ? parts.last ?? -2 : -2
    features[.partsPair] =
      parts.count > 1 ? logarithm(context.pairCount(originals[0], originals[originals.count - 1])) : -2
    features[.gainBefore] = Float(run.score - originalRun.score)
    features[.countBefore] = logarithm(before.second.count)
    features[.countAfter] = logarithm(after.first.count)
    features[.onPage] = words.count == 1 ? Float(occurrences(of: words[words.startIndex].key, near: first)) : -1
    addLetters(&features, edge, difference)
    addClasses(&features, edge)
    return features
  }

  /// How the classes of words go together.
  private func addClasses(_ features: inout DecisionFeatures, _ edge: CorrectionLattice.Edge) {
    let (first, last) = (Int(edge.first), Int(edge.last))
    let before = first == 0 || pieces[first].gap == 3 ? ClassModel.boundary : classNumber(first - 1)
    let after = last + 1 == pieces.count || pieces[last + 1].gap == 3 ? ClassModel.boundary : classNumber(last + 1)
    let read = classFit(before, (first...last).map(classNumber), after)
    let form = lattice.bytes[edge.bytes]
    var printed: [Int] = []
    var start = form.startIndex
    for place in form.indices where form[place] == 0x20 || form[place] == 0x27 {
      let end = form[place] == 0x27 ? place + 1 : place
      if end > start { printed.append(page.classes.number(of: form[start..<end])) }
      start = place + 1
    }
    if start < form.endIndex { printed.append(formClass(form[start...])) }
    let fit = classFit(before, printed, after)
    features[.classGain] = fit.sum - read.sum
    features[.classGainBefore] = fit.first - read.first
    features[.classFit] = fit.sum
  }

  /// How well classes go together, and how well the first goes with what is before.
  private func classFit(_ before: Int, _ numbers: [Int], _ after: Int) -> (sum: Float, first: Float) {
    var sum: Float = 0
    var left = before
    for number in numbers {
      sum += page.classes.gain(left, number)
      left = number
    }
    return (sum + page.classes.gain(left, after), page.classes.gain(before, numbers.first ?? after))
  }

  /// The class of a reading, which may be a mark.
  private func formClass(_ form: ArraySlice<UInt8>) -> Int {
    switch form.first {
    case 0x2c where form.count == 1: ClassModel.comma
    case 0x2e, 0x21, 0x3f: ClassModel.boundary
    case .some(let byte) where byte < 0x30: ClassModel.punctuation
    case .some(let byte) where byte &- 0x30 < 10: ClassModel.number
    default: page.classes.number(of: form)
    }
  }

  private func classNumber(_ index: Int) -> Int {
    switch pieces[index].kind {
    case .word, .mixed: page.classes.number(of: lowered(pieces[index].range))
    case .number: ClassModel.number
    case .comma: ClassModel.comma
    case .mark: ClassModel.punctuation
    case .sentenceEnd: endsSentence(index) ? ClassModel.boundary : ClassModel.punctuation
    }
  }

  /// The letters of the change and around it.
  private func addLetters(
    _ features: inout DecisionFeatures, _ edge: CorrectionLattice.Edge, _ difference: CorrectionDifference
  ) {
    let (first, last) = (Int(edge.first), Int(edge.last))
    features[.lastBefore] = first > 0 ? Float(text[Int(pieces[first - 1].end) - 1]) : 0
    features[.lastAfter] = last + 1 < pieces.count ? Float(text[Int(pieces[last + 1].end) - 1]) : 0
    features[.lastRead] = Float(text[Int(pieces[last].end) - 1])
    features[.lastPrinted] = Float(lattice.bytes[edge.bytes].last ?? 0)
    features[.place] = Float(difference.start)
    features[.rest] = Float(difference.rest)
    features[.secondRead] = Float(difference.read.dropFirst().first ?? 0)
    features[.secondPrinted] = Float(difference.printed.dropFirst().first ?? 0)
    features[.letterBefore] = Float(difference.before)
    features[.letterAfter] = Float(difference.after)
    let read = page.letters.fit(lowered(Int(pieces[first].start)..<Int(pieces[last].end)))
    let printed = page.letters.fit(lattice.bytes[edge.bytes])
    features[.worstRead] = read.worst
    features[.meanRead] = read.mean
    features[.worstPrinted] = printed.worst
    features[.meanPrinted] = printed.mean
    features[.letterGain] = read.sum - printed.sum
  }

  /// How often a word is on the page, within 400 pieces: what a long text has far away says little, and costs much to find.
  private func occurrences(of key: UInt64, near index: Int) -> Int {
    let window = max(0, index - Self.near)..<min(pieces.count, index + Self.near)
    return pieces[window].count { $0.key == key }
  }

  private static let near = 400

  private func logarithm(_ count: Double) -> Float { Float(naturalLogarithm(1 + count)) }
}
