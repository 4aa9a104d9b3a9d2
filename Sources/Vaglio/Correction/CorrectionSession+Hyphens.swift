/// Hyphens that the shape of what is around them explains, whatever the lattice thinks.
extension CorrectionSession {
  mutating func examineHyphens() {
    guard pieces.count > 2 else { return }
    var wholes = 0
    var found: [(place: Range<Int>, origin: HyphenOrigin)] = []
    for index in unlisted
    where index > 0 && index + 1 < pieces.count && pieces[index].kind == .mark && (isHyphen(index) || isDash(index))
      && !pieces[index].isProtected
    {
      if isDash(index) {
        examineLoneHyphen(index)
        continue
      }
      if pieces[index].gap > 0 {
        examineGluedSpeck(index)
        examineLoneHyphen(index)
        continue
      }
      if isMeant(index) { continue }
      if examineTwoHyphens(index) { continue }
      if isDashWithoutBlank(index) {
        decide(
          pieces[index].range.lowerBound..<pieces[index].range.lowerBound, " ", rule: "space/lost", confidence: 0.8)
        continue
      }
      if isWholeElsewhere(index - 1, index + 1) {
        wholes += 1
        decide(
          Int(pieces[index].start)..<Int(pieces[index + 1].start), "", rule: "hyphen/line-end-unknown", confidence: 0.9)
        continue
      }
      if noise.isNoisy, errors >= 1, isFirstOfThree(index) {
        wholes += 1
        decide(pieces[index].range, "", rule: "hyphen/line-end", confidence: 0.8)
        continue
      }
      if isInChain(index) || hasMarkedStress && pieces[index + 1].gap == 0 { continue }
      if isBlankBeforeNumberOrName(index) {
        decide(pieces[index].range, " ", rule: "hyphen/between-words", confidence: 0.8)
        continue
      }
      let origin = origin(ofHyphen: index)
      if origin != .unclear { found.append((Int(pieces[index].start)..<Int(pieces[index + 1].start), origin)) }
    }
    guard !found.isEmpty else { return }
    func count(_ origin: HyphenOrigin) -> Int { found.count { $0.origin == origin } }
    // Those that the lattice has seen and the shape alone does not tell.
    let places = found.map(\.place.lowerBound)
    let others = decisions.count { decision in
      decision.rule == "hyphen/line-end" && decision.confidence >= page.minimumConfidence
        && !Self.hasPlace(in: decision.range, places)
    }
    let cuts = count(.brokenWord) + count(.cutWord) + noise.repairedCuts + wholes + others
    let sure = count(.brokenWord) + noise.repairedCuts + wholes + others
    let isMisread = errors >= 1
    // Specks say the same of a page as misread words.
    let specks = decisions.count { $0.rule.hasPrefix("speck/") && $0.confidence >= page.minimumConfidence }
    let isDirty = noise.isNoisy && errors + specks > 1
    for (place, origin) in found {
      switch origin {
      case .brokenWord: decide(place, "", rule: "hyphen/line-end", confidence: 0.85)
      // One may be meant, two of them are line ends.
      case .cutWord where cuts > 1 || isDirty:
        decide(place, "", rule: "hyphen/line-end", confidence: 0.8)
      case .cutPrefix where sure >= 1, .cutCompound where sure >= 2:
        decide(place, "", rule: "hyphen/line-end", confidence: 0.8)
      case .cutUnknown where sure >= 2:
        decide(place, "", rule: "hyphen/line-end-unknown", confidence: 0.75)
      case .cutName where noise.isNoisy && errors >= 1:
        decide(place, "", rule: "hyphen/line-end-unknown", confidence: 0.75)
      // `libera-pensatrice`: a word that lists have, and no other was cut.
      case .brokenUnknown where isMisread && !isBehindWord(place) || cuts > 0, .brokenName where cuts > 0,
        .brokenLongName where cuts > 0 || noise.isNoisy && isMisread:
        decide(place, "", rule: "hyphen/line-end-unknown", confidence: 0.75)
      case .blank: decide(place, " ", rule: "hyphen/between-words", confidence: 0.85)
      case .likelyBlank where isMisread: decide(place, " ", rule: "hyphen/between-words", confidence: 0.8)
      case .cutWord, .cutPrefix, .cutCompound, .cutUnknown, .brokenUnknown, .brokenName, .brokenLongName, .cutName,
        .likelyBlank,
        .unclear:
        break
      }
    }
  }

  /// Whether a hyphen without a blank stands behind a word of five letters or more that is one.
  private func isBehindWord(_ place: Range<Int>) -> Bool {
    guard place.count == 1 else { return false }
    let start = text.startOfLatinWord(endingAt: place.lowerBound)
    return place.lowerBound - start >= 5 && isWord(lowered(start..<place.lowerBound))
  }

  /// Whether one of some places, which are in order, is in a range. O(log places).
  private static func hasPlace(in range: Range<Int>, _ places: [Int]) -> Bool {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low] < range.upperBound
  }

  /// `disporre -una riduzione`: a speck before a word; not `- come detto -` nor a list.
  private mutating func examineGluedSpeck(_ index: Int) {
    let next = pieces[index + 1].range
    guard noise.isNoisy && errors >= 1 || noise.repairedCuts >= 1 || noise.repairedLetters >= 1,
      pieces[index].gap == 1, pieces[index + 1].gap == 0, pieces[index + 1].kind == .word,
      pieces[index + 1].shape == .lower, pieces[index + 1].isKnown, !Self.ordinals.contains(lowered(next)),
      pieces[index - 1].kind == .comma
        || pieces[index - 1].kind == .word && pieces[index - 1].shape != .upper
          && (pieces[index - 1].isKnown || Self.small.contains(lowered(next))),
      index + 2 == pieces.count || pieces[index + 2].gap > 0 || pieces[index + 2].kind == .comma
        || pieces[index + 2].kind == .sentenceEnd || endsElided(index + 1) && pieces[index + 2].isKnown,
      !hasHyphenAround(index)
    else { return }
    decide(pieces[index].range, "", rule: "speck/glued", confidence: 0.8)
  }

  /// `ri - masto`: a word cut between blanks, of which the second half is none.
  private mutating func examineLoneHyphen(_ index: Int) {
    let (first, last) = (index - 1, index + 1)
    guard pieces[index].gap == 1, pieces[last].gap == 1, isPlain(first), isPlain(last), pieces[last].kind == .word,
      pieces[last].shape == .lower, pieces[first].kind == .word, pieces[first].shape != .mixed
    else { return }
    let (left, right) = (lowered(pieces[first].range), lowered(pieces[last].range))
    guard let whole = forms[left + right], whole.frequency > 30,
      isBroken(first, whole, left, right),
      !pieces[last].isKnown || noise.isMisread && Int(pieces[last].frequency) + 60 < Int(whole.frequency)
    else { return }
    decide(Int(pieces[first].end)..<Int(pieces[last].start), "", rule: "hyphen/line-end", confidence: 0.8)
  }

  /// `at- - tendeva`, `Lavi-- tola`: a word cut at a line end, with a hyphen too many. Whether it is one.
  private mutating func examineTwoHyphens(_ index: Int) -> Bool {
    let (first, last) = (index - 1, index + 2)
    guard last < pieces.count, isHyphen(index + 1) || isDash(index + 1), pieces[index + 1].gap < 2,
      pieces[last].gap == 1, isPlain(first), isPlain(last), pieces[first].kind == .word, pieces[last].kind == .word,
      pieces[last].shape == .lower, !isBound(first), !isCoordination(last)
    else { return false }
    let (left, right) = (lowered(pieces[first].range), lowered(pieces[last].range))
    let range = Int(pieces[first].end)..<Int(pieces[last].start)
    if let whole = forms[left + right], whole.frequency > 30,
      whole.frequency > pieces[last].frequency, !Self.prefixes.contains(left)
    {
      decide(range, "", rule: "hyphen/line-end", confidence: 0.85)
      return true
    }
    guard noise.isNoisy, errors >= 1 || noise.repairedCuts >= 1, left.count > 1, right.count > 1,
      looksItalian(left + right) && (formation.makes((left + right)[...]) || isWord(left + right))
        || !pieces[first].isKnown && !pieces[last].isKnown
        || pieces[first].shape == .capitalized && (!pieces[first].isKnown || !pieces[last].isKnown)
    else { return false }
    decide(range, "", rule: "hyphen/line-end-unknown", confidence: 0.8)
    return true
  }

  /// `cen-tro-destra`: of three parts the first two are halves of a word, which is far commoner than the second of them.
  private func isFirstOfThree(_ index: Int) -> Bool {
    let (first, last) = (index - 1, index + 1)
    guard pieces[last].gap == 0, last + 2 < pieces.count, isHyphen(last + 1), pieces[last + 1].gap == 0,
      pieces[last + 2].gap == 0, pieces[last + 2].kind == .word, pieces[last + 2].isKnown, isPlain(first),
      isPlain(last), pieces[first].kind == .word, pieces[last].kind == .word, pieces[last].shape == .lower,
      !pieces[first].isKnown || !pieces[last].isKnown || pieces[first].shape == .capitalized,
      !(first > 0 && pieces[first].gap == 0 && isHyphen(first - 1))
    else { return false }
    let (left, right) = (lowered(pieces[first].range), lowered(pieces[last].range))
    guard left.count > 1, right.count > 1, !Self.prefixes.contains(left),
      let whole = forms[left + right]
    else { return false }
    return whole.frequency >= 40 && whole.frequency > pieces[last].frequency
      && Int(whole.frequency) > Int(pieces[first].frequency) + 20
  }

  /// `Marcel-letti` where `Marcelletti` is on a misread page: on others `signed-session` and `signedsession` are two things.
  private func isWholeElsewhere(_ first: Int, _ last: Int) -> Bool {
    guard noise.isNoisy, errors >= 1, isPlain(first), isPlain(last), pieces[first].kind == .word,
      pieces[last].kind == .word,
      pieces[last].shape == .lower, pieces[last].gap < 3, min(pieces[first].count, pieces[last].count) > 1,
      !pieces[first].isKnown || !pieces[last].isKnown || pieces[first].shape == .capitalized,
      !isBound(first, ignoring: 1), !isBound(last, ignoring: -1),
      // `l'attributo 'signed-session'`
      !(first > 0 && pieces[first].gap == 0 && pieces[first - 1].kind == .mark)
    else { return false }
    let left = lowered(pieces[first].range)
    if Self.prefixes.contains(left) { return false }
    let whole = left + lowered(pieces[last].range)
    guard whole.count >= 6 else { return false }
    let key = BigramModel.key(whole)
    return pieces[max(0, first - 400)..<min(pieces.count, last + 400)].contains { $0.key == key && $0.kind == .word }
  }

  /// Whether a hyphen is one, whatever the words on both sides of it would make together.
  private func isMeant(_ index: Int) -> Bool {
    isMeantInChain(index) || isTwiceOnPage(index) || isStutter(index)
  }

  /// `Zi-zia`, `cri-cri`: the first sounds of a word, or all of it, said twice.
  private func isStutter(_ index: Int) -> Bool {
    let (left, right) = (lowered(pieces[index - 1].range), lowered(pieces[index + 1].range))
    return pieces[index + 1].gap == 0 && right.starts(with: left)
  }

  /// `just-in-time`, `pì-pì-pì`, `a-mi-ca`: one hyphen of several in a row, on a page that has no other error, or between
  /// things said twice, or between syllables.
  private func isMeantInChain(_ index: Int) -> Bool {
    guard pieces[index + 1].gap == 0 else { return false }
    let (first, last) = chain(index)
    guard last - first > 2 else { return false }
    if !noise.isNoisy || errors < 1 { return true }
    let parts = stride(from: first, through: last, by: 2)
    return parts.allSatisfy { pieces[$0].count <= 3 }
      || parts.dropFirst().contains { pieces[$0].key == pieces[$0 - 2].key }
  }

  /// `azure-mgmt-resource`: whether words with hyphens between them are more than two.
  private func isInChain(_ index: Int) -> Bool {
    guard pieces[index + 1].gap == 0 else { return false }
    let (first, last) = chain(index)
    return last - first > 2
  }

  /// `picche-nicche … picche-nicche`: hardly a word is cut twice in the same place.
  private func isTwiceOnPage(_ index: Int) -> Bool {
    guard pieces[index + 1].gap == 0 else { return false }
    let (left, right) = (pieces[index - 1].key, pieces[index + 1].key)
    let near = max(1, index - 400)..<min(pieces.count - 1, index + 400)
    return near.contains { other in
      other != index && pieces[other + 1].key == right && pieces[other - 1].key == left && isHyphen(other)
        && pieces[other].gap == 0 && pieces[other + 1].gap == 0
    }
  }

  /// The first and the last of the words that hyphens without blanks join around one.
  private func chain(_ index: Int) -> (first: Int, last: Int) {
    var (first, last) = (index - 1, index + 1)
    while first > 1, pieces[first].gap == 0, isHyphen(first - 1), pieces[first - 1].gap == 0,
      pieces[first - 2].kind == .word
    {
      first -= 2
    }
    while last + 2 < pieces.count, isHyphen(last + 1), pieces[last + 1].gap == 0, pieces[last + 2].gap == 0,
      pieces[last + 2].kind == .word
    {
      last += 2
    }
    return (first, last)
  }

  /// The same of what the lattice proposes.
  func isHyphenMeant(_ proposal: CorrectionProposal) -> Bool {
    guard proposal.rule.hasPrefix("hyphen/"), let place = text[proposal.range].firstIndex(of: 0x2d) else {
      return false
    }
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(pieces[middle].start) < place { low = middle + 1 } else { high = middle }
    }
    return low > 0 && low + 1 < pieces.count && isHyphen(low) && pieces[low].gap == 0
      && isMeant(low)
  }

  /// `una Golf- racconta -`: of two dashes around what is put in the first has lost its blank.
  private func isDashWithoutBlank(_ index: Int) -> Bool {
    guard errors >= 1, pieces[index + 1].gap == 1, pieces[index - 1].isKnown, pieces[index + 1].isKnown,
      pieces[index - 1].kind == .word, pieces[index + 1].kind == .word, pieces[index + 1].shape == .lower,
      !isCoordination(index + 1), !isWord(lowered(pieces[index - 1].range) + lowered(pieces[index + 1].range))
    else { return false }
    return (index + 2..<min(pieces.count, index + 16)).contains { other in
      isHyphen(other) && pieces[other].gap > 0
        && (other + 1 == pieces.count || pieces[other + 1].gap > 0
          || pieces[other + 1].kind != .word)
    }
  }

  /// Whether another hyphen with a blank at its side is a few words on or back: the two are dashes.
  private func hasHyphenAround(_ index: Int) -> Bool {
    for other in max(0, index - 24)..<min(pieces.count, index + 24)
    where other != index && isHyphen(other)
      && (pieces[other].gap > 0 || other + 1 == pieces.count || pieces[other + 1].gap > 0)
    {
      return true
    }
    return false
  }

  /// `comma 1 -bis`
  private static let ordinals: Set<[UInt8]> = Set(
    ["bis", "ter", "quater", "quinquies", "sexies", "septies"].map { Array($0.utf8) })
}
