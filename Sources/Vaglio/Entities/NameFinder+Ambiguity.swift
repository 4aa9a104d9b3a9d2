/// Whether forms that are also words, people or places are names here.
extension NameFinder {
  /// Decides on ambiguous forms: first by what stands beside them, then once more with what the document has shown.
  mutating func decideAmbiguous() {
    for _ in 0..<2 {
      let evidence = seenEntities()
      // A text full of firms makes one more likely.
      let firms = Set(candidates.lazy.filter { $0.isAccepted && $0.isListed && $0.label == .company }.map(\.line)).count
      for number in candidates.indices where candidates[number].isAmbiguous && !candidates[number].isAccepted {
        let candidate = candidates[number]
        if candidate.isRejected || candidate.isShield { continue }
        let score = self.score(candidate, evidence, firms)
        if score >= 3 {
          candidates[number].isAccepted = true
          candidates[number].confidence = min(0.95, 0.55 + 0.07 * Float(score))
        }
      }
    }
  }

  /// The entities that stand in the text beyond doubt, and how many firms.
  private func seenEntities() -> Set<UInt64> {
    var seen: Set<UInt64> = []
    for candidate in candidates where candidate.isAccepted && candidate.isListed && !candidate.isShield {
      seen.insert(UInt64(candidate.gazetteer) << 32 | UInt64(candidate.line))
    }
    return seen
  }

  private func score(_ candidate: Candidate, _ seen: Set<UInt64>, _ firms: Int) -> Int {
    let first = candidate.first
    let unit = units[first]
    let isCompany = candidate.label != .regulator
    var score = 0
    if lacksCapitals { score -= doubtWithoutCapitals(candidate) }
    if unit.shape.contains(.abbreviated) || unit.shape.contains(.elided) { score -= 4 }
    // "Art" "." "5" as three tokens
    if candidate.end + 1 < units.count, units[candidate.end].kind == .stop,
      units[candidate.end].shape.contains(.adjacent),
      units[candidate.end + 1].shape.contains(.digit) || units[candidate.end + 1].shape.contains(.lowercase)
    {
      score -= 4
    }
    let saysCase = !unit.shape.contains(.sentenceStart) && !unit.shape.contains(.inCapitals)
    let isInCapitals = unit.shape.contains(.allCapitals) && !unit.shape.contains(.inCapitals)
    // Capitals alone say that it is a name, of whatever.
    let isAcronym = isCompany && isInCapitals && candidate.end - first == 1
    if saysCase { score += 1 }
    if isInCapitals, !isAcronym { score += 1 }
    if candidate.hasLegalForm { score += 4 }
    if seen.contains(UInt64(candidate.gazetteer) << 32 | UInt64(candidate.line)) { score += 4 }

    let cues: Vocabulary.Words = isCompany ? .companyCue : .regulatorCue
    var isArticled = false
    if let before = word(first - 1) {
      if before.words.contains(cues) {
        score += before.words.contains(.strongCue) || !isCompany ? 3 : 2
      } else if before.words.contains(.genitive) || before.words.contains(.preposition)
        || before.words.contains(.article) || before.words.contains(.nationality),
        let noun = word(first - 2), noun.words.contains(cues)
      {
        if noun.hash == Self.gruppo, before.words.contains(.genitive), before.hash != Self.di {
          // "il gruppo dell'Alleanza" is one of deputies.
          score -= 1
        } else {
          score += noun.words.contains(.strongCue) || before.words.contains(.genitive) ? 3 : 2
        }
      }
      isArticled =
        before.words.contains(isCompany ? .firmArticle : .masculineArticle)
        || (!isCompany && before.words.contains(.firmArticle))
      if Self.pluralNames.contains(unit.hash), Self.plurals.contains(before.hash), saysCase {
        score += unit.hash == Self.generali ? 2 : 1
      }
      if before.words.contains(.otherHead) { score -= 4 }
      // "l'API": every acronym takes one.
      let saysArticle = isArticled && !isAcronym
      if saysArticle, candidate.isWordHere { score += 3 }
      // "la Puma vestirà": a man's name or a surname takes no such article.
      if saysArticle, saysCase { score += isCompany ? 1 : 2 }
      if before.words.contains(.firstName), before.isCapital { score -= 4 }
      if before.words.contains(.personTitle), before.hash != Self.presidente { score -= 4 }
      if before.words.contains(.street) { score -= 6 }
      if before.isCapital, !before.shape.contains(.sentenceStart), !before.shape.contains(.inCapitals),
        isAdjacent(first - 1, first),
        before.words.isDisjoint(with: [.companyCue, .regulatorCue, .commonCapital]),
        self.candidate(at: first - 1) == nil
      {
        score -= 3
      }
    }
    if let after = word(candidate.end) {
      if isCompany {
        if after.words.contains(.companyVerb) { score += 2 }
        // Much of this people do, too.
        if Self.auxiliaries.contains(after.hash), let next = word(candidate.end + 1), next.words.contains(.companyVerb)
        {
          score += 1
        }
      }
      if after.shape.contains(.digit), isAdjacent(candidate.end - 1, candidate.end) { score -= 4 }
      if after.isCapital, !after.shape.contains(.inCapitals), !after.words.contains(.companyTail),
        isAdjacent(candidate.end - 1, candidate.end),
        self.candidate(at: candidate.end) == nil
      {
        score -= after.words.contains(.firstName) ? 1 : 6
      }
    }
    if isCompany { score += sanctioned(candidate) }
    if isListNeighbour(first, candidate.end, candidate.label) { score += 3 }
    if isCompany, isPublisherInBrackets(candidate) { score += 4 }
    // Without an apostrophe it is no preposition.
    if unit.hash == Self.dell, !unit.shape.contains(.elided), !unit.shape.contains(.inCapitals) { score += 2 }
    // Words a little further off, whichever.
    var near = 0
    for position in max(0, first - 7)..<min(units.count, candidate.end + 6)
    where (position < first || position >= candidate.end) && units[position].words.contains(cues) {
      near += 1
    }
    score += min(near, 2)
    if isCompany, units[first].words.contains(.firstName), !unit.shape.contains(.allCapitals), !isArticled {
      score -= 1
    }
    if isCompany {
      if isInSport(candidate) { score -= 2 }
      score += min(2, firms / 2)
      if hasFigure(after: candidate.end) { score += 3 }
    }
    return score
  }

  /// `la germania`, `carlo carraro`, `tim anderson`: what a capital would say of its neighbours.
  private func doubtWithoutCapitals(_ candidate: Candidate) -> Int {
    let places: Vocabulary.Words = [.place, .foreignPlace]
    guard candidate.end - candidate.first == 1 else { return 0 }
    if !units[candidate.first].words.isDisjoint(with: places) { return 8 }
    if let before = word(candidate.first - 1), before.words.contains(.firstName) { return 4 }
    let isPerson = units[candidate.first].words.contains(.firstName)
    if isPerson, let after = word(candidate.end) {
      if after.words.contains(.genitive) || after.words.isEmpty && isUnknownWord(after) { return 4 }
    }
    return 0
  }

  /// `l'agcom multa tim`, `maxi sanzione a TIM`: whom authorities fine.
  private func sanctioned(_ candidate: Candidate) -> Int {
    let before = max(0, candidate.first - 7)..<candidate.first
    guard let verb = before.last(where: { Self.sanctions.contains(units[$0].hash) }) else { return 0 }
    var score = 2
    // Straight behind the verb, or with `a` or an article between.
    if verb + 1 == candidate.first
      || verb + 2 == candidate.first && word(verb + 1).map({ !$0.words.isDisjoint(with: .links) }) ?? false
      || word(candidate.first - 1)?.hash == Self.a
    {
      score += 1
    }
    if before.contains(where: { self.candidate(at: $0)?.label == .regulator }) { score += 1 }
    return score
  }

  private static let sanctions: Set<UInt64> = Set(
    [
      "multa", "multe", "multato", "multata", "multati", "sanzione", "sanzioni", "sanziona", "sanzionato", "sanzionata",
      "diffida", "diffidato", "diffidata",
    ].map { Vocabulary.hash($0) })

  /// `Leonardo (-2,1%)`, `Erg +1,5`.
  private func hasFigure(after end: Int) -> Bool {
    var position = end
    while position < units.count, position - end < 3, !units[position].isWord {
      let unit = units[position]
      guard unit.kind == .open || unit.kind == .dash || unit.kind == .other || unit.kind == .comma else { return false }
      position += 1
    }
    guard position < units.count, position > end, units[position].shape.contains(.digit),
      units[position - 1].kind != .comma
    else { return false }
    let mark = bytes[Int(units[position].start) - 1]
    return mark == 0x2b || mark == 0x2d || mark >= 0x80
  }

  /// `Tim, Vodafone e Wind3`, `da Ibm a Wang`: beside another firm, with a comma, `e` or a dash between, and the preposition
  /// that both have.
  func isListNeighbour(_ first: Int, _ end: Int, _ label: Label) -> Bool {
    func isLink(_ position: Int) -> Bool {
      guard position >= 0, position < units.count else { return false }
      let unit = units[position]
      return unit.kind == .comma || unit.kind == .dash || unit.kind == .other && bytes[Int(unit.start)] == 0x2f
        || unit.isWord && unit.words.contains(.conjunction)
    }
    func isSure(_ position: Int) -> Bool {
      guard let other = candidate(at: position) else { return false }
      return other.isAccepted && !other.isShield && other.label == label
    }
    func isJoint(_ position: Int) -> Bool {
      guard let unit = word(position) else { return false }
      return unit.shape.contains(.lowercase) && !unit.words.isDisjoint(with: [.genitive, .preposition, .article])
    }
    if isLink(end), isSure(end + 1) || isJoint(end + 1) && isSure(end + 2) { return true }
    if isLink(first - 1), isSure(first - 2) { return true }
    guard isJoint(first - 1) else { return false }
    // "da Ibm a Wang"
    if word(first - 1)?.hash == Self.a, isSure(first - 2), isJoint(candidateStart(first - 2) - 1) { return true }
    return isLink(first - 2) && isSure(first - 3)
  }

  /// Where the candidate starts that a unit is part of.
  private func candidateStart(_ position: Int) -> Int { candidate(at: position)?.first ?? position }

  private static let auxiliaries: Set<UInt64> = [
    Vocabulary.hash("ha"), Vocabulary.hash("hanno"), Vocabulary.hash("aveva"), Vocabulary.hash("avrebbe"),
    Vocabulary.hash("avra"),
  ]
  private static let dell = Vocabulary.hash("dell")
  private static let pluralNames: Set<UInt64> = [
    Vocabulary.hash("generali"), Vocabulary.hash("poste"), Vocabulary.hash("ferrovie"), Vocabulary.hash("autostrade"),
    Vocabulary.hash("condotte"),
  ]
  private static let generali = Vocabulary.hash("generali")
  private static let plurals: Set<UInt64> = [
    Vocabulary.hash("le"), Vocabulary.hash("delle"), Vocabulary.hash("alle"), Vocabulary.hash("dalle"),
    Vocabulary.hash("nelle"),
  ]
}
