/// What the words around a name say of it.
extension NameFinder {
  // MARK: Names that are something else here

  /// Rejects firms that stand for a product, a place on the net, a street or a person.
  mutating func rejectByContext() {
    for number in candidates.indices {
      let candidate = candidates[number]
      if candidate.isRejected || candidate.isShield { continue }
      if isSomethingElse(candidate) {
        candidates[number].isRejected = true
        candidates[number].isAccepted = false
      }
    }
  }

  private func isSomethingElse(_ candidate: Candidate) -> Bool {
    if candidate.hasLegalForm || !candidate.isListed { return false }
    let first = candidate.first
    let before = word(first - 1)
    if isAfterMinister(first) { return candidate.label == .regulator && candidate.end - first == 1 }
    if let before, before.words.contains(.street), !units[first].words.contains(.street) { return true }
    // "Lucy in the Sky": a line of English.
    if let before, before.hash == Self.the, before.shape.contains(.lowercase), candidate.end - first == 1 {
      return true
    }
    if units[first].hash == Self.mit, isAtUniversity(candidate) { return true }
    guard candidate.label == .company else { return false }
    if let before, before.words.contains(.otherHead), isAdjacent(first - 1, first) { return true }
    let kind = indexes[candidate.gazetteer].summary(candidate.line).kind ?? ""
    if Self.platformKinds.contains(kind), isPlaceOnTheNet(candidate) { return true }
    if candidate.end - first == 1, isPartOfLongerName(first, kind) { return true }
    if kind == "automotive",
      (max(0, first - 9)..<min(units.count, candidate.end + 9)).contains(where: { units[$0].words.contains(.sport) })
    {
      return true
    }
    if isTeamInBrackets(candidate) { return true }
    if kind == "automotive", isDriven(candidate) { return true }
    if Self.productKinds.contains(kind), isProduct(candidate, kind) { return true }
    return false
  }

  /// `i ricercatori del Mit`, of Boston.
  private func isAtUniversity(_ candidate: Candidate) -> Bool {
    let near = max(0, candidate.first - 12)..<min(units.count, candidate.end + 8)
    return near.contains { Self.university.contains(units[$0].hash) }
      && !near.contains { units[$0].words.contains(.ministryHead) || units[$0].words.contains(.minister) }
  }

  /// `Alessandro Barbero (Laterza)`, `(Einaudi, 1969)`: a publisher after what it published.
  private func isPublisherInBrackets(_ candidate: Candidate) -> Bool {
    guard candidate.isListed, candidate.first >= 2, candidate.end < units.count,
      units[candidate.first - 1].kind == .open,
      units[candidate.end].kind == .close || units[candidate.end].kind == .comma
    else { return false }
    return indexes[candidate.gazetteer].summary(candidate.line).kind == "publisher"
  }

  /// `Michael Schumacher (Ferrari)` in the report of a race.
  private func isTeamInBrackets(_ candidate: Candidate) -> Bool {
    // "(Ducati Xerox)", "(Yamaha Motor Italia)"
    var open = candidate.first - 1
    while open > 0, candidate.first - open < 4, units[open].isWord, !units[open].shape.contains(.lowercase) {
      open -= 1
    }
    var close = candidate.end
    while close < units.count, close - candidate.end < 4, units[close].isWord, !units[close].shape.contains(.lowercase)
    {
      close += 1
    }
    guard open >= 1, close < units.count, units[open].kind == .open, units[close].kind == .close,
      units[open - 1].isCapital, self.candidate(at: open - 1) == nil
    else { return false }
    return (max(0, candidate.first - 60)..<min(units.count, candidate.end + 60)).contains {
      !units[$0].words.isDisjoint(with: [.sport, .weakSport])
    }
  }

  /// `parcheggiò la Fiat`: the car, not the firm.
  private func isDriven(_ candidate: Candidate) -> Bool {
    (max(0, candidate.first - 4)..<min(units.count, candidate.end + 4)).contains {
      Self.driving.contains(units[$0].hash)
    }
  }

  /// Words of sport close by: the Ferrari of a Grand Prix is a team.
  private func isInSport(_ candidate: Candidate) -> Bool {
    var weight = 0
    for position in max(0, candidate.first - 9)..<min(units.count, candidate.end + 9) {
      if units[position].words.contains(.sport) { weight += 2 }
      if units[position].words.contains(.weakSport) { weight += 1 }
    }
    return weight >= 2
  }

  /// `Annie Edison`, `Giordano Campari`, `Heinz Fischer`.
  private func isPartOfLongerName(_ first: Int, _ kind: String) -> Bool {
    if units[first].shape.contains(.inCapitals) { return false }
    if let title = word(first - 1), title.words.contains(.personTitle), title.hash != Self.presidente,
      isAdjacent(first - 1, first)
    {
      return true
    }
    if let before = word(first - 1), before.isCapital, isAdjacent(first - 1, first), candidate(at: first - 1) == nil,
      !units[first].shape.contains(.hyphenated), !before.shape.contains(.elided)
    {
      if before.words.contains(.firstName) { return true }
      // A capital at the start of a sentence may be any word: "Titoli Fiat", "Presidente Fiat".
      if before.words.isEmpty, !before.shape.contains(.sentenceStart) || before.shape.contains(.lineStart),
        !before.shape.contains(.allCapitals),
        !isCommonWord(before)
      {
        return true
      }
    }
    return units[first].words.contains(.firstName) && (word(first + 1)?.isCapital ?? false)
      && isAdjacent(first, first + 1)
      && !(word(first + 1)?.words.contains(.companyTail) ?? false)
  }

  /// `ministro del Tesoro`, `sottosegretario al Mise`.
  private func isAfterMinister(_ first: Int) -> Bool {
    guard let link = word(first - 1), link.words.contains(.genitive) || link.words.contains(.preposition) else {
      return false
    }
    if let head = word(first - 2), head.words.contains(.minister) { return true }
    if let head = word(first - 3), head.words.contains(.minister), let middle = word(first - 2), !middle.isCapital {
      return true
    }
    return false
  }

  /// `su Facebook`, `il profilo Twitter`, `la pagina di Facebook`, and any platform in lower case.
  private func isPlaceOnTheNet(_ candidate: Candidate) -> Bool {
    let first = candidate.first
    let name = units[first]
    if Self.platforms.contains(name.hash), name.shape.contains(.lowercase) { return true }
    // "su Facebook e Twitter": what the first is, the second is.
    if first >= 2, units[first - 1].kind == .comma || units[first - 1].words.contains(.conjunction),
      owner[first - 2] >= 0,
      Self.platforms.contains(name.hash), Self.platforms.contains(units[first - 2].hash),
      candidates[Int(owner[first - 2])].isRejected
    {
      return true
    }
    guard let before = word(first - 1) else { return false }
    let isPlatform = Self.platforms.contains(name.hash)
    if before.hash == Self.su || before.hash == Self.via || before.hash == Self.tramite {
      return isPlatform || Self.shops.contains(name.hash)
    }
    if before.words.contains(.platformNoun) { return isPlatform || before.hash == Self.sito }
    if before.hash == Self.di || before.hash == Self.su, let noun = word(first - 2), noun.words.contains(.platformNoun)
    {
      return isPlatform && noun.hash != Self.gruppo
    }
    return false
  }

  /// `una Fiat`, `un Boeing 737`, `Microsoft Publisher`.
  private func isProduct(_ candidate: Candidate, _ kind: String) -> Bool {
    if let before = word(candidate.first - 1), before.words.contains(.indefinite), Self.vehicleKinds.contains(kind) {
      return true
    }
    guard let next = word(candidate.end), isAdjacent(candidate.end - 1, candidate.end),
      !next.shape.contains(.inCapitals),
      self.candidate(at: candidate.end) == nil
    else { return false }
    if next.shape.contains(.digit) { return Self.vehicleKinds.contains(kind) && next.shape.isDisjoint(with: .elided) }
    guard next.isCapital, !next.shape.contains(.hyphenated) else { return false }
    if next.words.contains(.companyTail) || next.words.contains(.firstName) || next.words.contains(.legalForm) {
      return false
    }
    if next.words.contains(.companySuffix) || next.words.contains(.commonCapital) || next.words.contains(.place) {
      return false
    }
    return !units[candidate.first].shape.contains(.sentenceStart) || next.words.isEmpty
  }

  // MARK: Ambiguous names

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
    if unit.shape.contains(.abbreviated) || unit.shape.contains(.elided) { score -= 4 }
    // "Art" "." "5" as three tokens
    if candidate.end + 1 < units.count, units[candidate.end].kind == .stop,
      units[candidate.end].shape.contains(.adjacent),
      units[candidate.end + 1].shape.contains(.digit) || units[candidate.end + 1].shape.contains(.lowercase)
    {
      score -= 4
    }
    let saysCase = !unit.shape.contains(.sentenceStart) && !unit.shape.contains(.inCapitals)
    if saysCase { score += 1 }
    if unit.shape.contains(.allCapitals), !unit.shape.contains(.inCapitals) { score += 1 }
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
        score += noun.words.contains(.strongCue) || before.words.contains(.genitive) ? 3 : 2
      }
      isArticled =
        before.words.contains(isCompany ? .firmArticle : .masculineArticle)
        || (!isCompany && before.words.contains(.firmArticle))
      if Self.pluralNames.contains(unit.hash), Self.plurals.contains(before.hash), saysCase {
        score += unit.hash == Self.generali ? 2 : 1
      }
      if before.words.contains(.otherHead) { score -= 4 }
      if isArticled, candidate.isWordHere { score += 3 }
      // "la Puma vestirà": a man's name or a surname takes no such article.
      if isArticled, saysCase { score += isCompany && !isFeminine(unit) ? 1 : 2 }
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
    if isListNeighbour(candidate) { score += 3 }
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

  /// `Tim, Vodafone e Wind3`: beside another firm, with a comma, `e` or a dash between.
  private func isListNeighbour(_ candidate: Candidate) -> Bool {
    func isLink(_ position: Int) -> Bool {
      guard position >= 0, position < units.count else { return false }
      let unit = units[position]
      return unit.kind == .comma || unit.kind == .dash || unit.kind == .other && bytes[Int(unit.start)] == 0x2f
        || unit.isWord && unit.words.contains(.conjunction)
    }
    func isSure(_ other: Candidate?) -> Bool {
      guard let other else { return false }
      return other.isAccepted && !other.isShield && other.label == candidate.label
    }
    if isLink(candidate.end), isSure(self.candidate(at: candidate.end + 1)) { return true }
    if isLink(candidate.first - 1), isSure(self.candidate(at: candidate.first - 2)) { return true }
    return false
  }

  /// Whether "la" before it says nothing: it may be a woman, a car or a word of that gender.
  private func isFeminine(_ unit: NameUnit) -> Bool {
    unit.words.contains(.firstName) || unit.words.contains(.place) || Self.feminine.contains(unit.hash)
  }

  // MARK: Looking around

  func word(_ position: Int) -> NameUnit? {
    guard position >= 0, position < units.count, units[position].isWord else { return nil }
    return units[position]
  }

  /// Only a blank, or nothing, stands between two neighbouring units.
  func isAdjacent(_ left: Int, _ right: Int) -> Bool {
    left >= 0 && right < units.count && units[right].start - units[left].end <= 1
      && !units[right].shape.contains(.lineStart)
  }

  private static let auxiliaries: Set<UInt64> = [
    Vocabulary.hash("ha"), Vocabulary.hash("hanno"), Vocabulary.hash("aveva"), Vocabulary.hash("avrebbe"),
    Vocabulary.hash("avra"),
  ]
  private static let driving: Set<UInt64> = [
    Vocabulary.hash("parcheggio"), Vocabulary.hash("parcheggiata"), Vocabulary.hash("parcheggiato"),
    Vocabulary.hash("targata"), Vocabulary.hash("sbandato"), Vocabulary.hash("cofano"), Vocabulary.hash("bagagliaio"),
    Vocabulary.hash("sterzo"), Vocabulary.hash("sorpasso"),
  ]
  private static let feminine: Set<UInt64> = [
    Vocabulary.hash("ferrari"), Vocabulary.hash("prada"), Vocabulary.hash("meta"), Vocabulary.hash("rana"),
    Vocabulary.hash("visa"), Vocabulary.hash("alfa"), Vocabulary.hash("lancia"), Vocabulary.hash("rosa"),
    Vocabulary.hash("anima"), Vocabulary.hash("vita"), Vocabulary.hash("montana"), Vocabulary.hash("tecnica"),
    Vocabulary.hash("nord"), Vocabulary.hash("germania"), Vocabulary.hash("dia"), Vocabulary.hash("dea"),
  ]
  private static let the = Vocabulary.hash("the")
  private static let dell = Vocabulary.hash("dell")
  private static let mit = Vocabulary.hash("mit")
  private static let university: Set<UInt64> = [
    Vocabulary.hash("boston"), Vocabulary.hash("massachusetts"), Vocabulary.hash("cambridge"),
    Vocabulary.hash("ricercatori"), Vocabulary.hash("ricercatore"), Vocabulary.hash("ricercatrice"),
    Vocabulary.hash("scienziati"), Vocabulary.hash("professore"), Vocabulary.hash("docente"),
    Vocabulary.hash("campus"), Vocabulary.hash("studenti"), Vocabulary.hash("laureato"), Vocabulary.hash("harvard"),
    Vocabulary.hash("stanford"), Vocabulary.hash("phd"), Vocabulary.hash("fisico"), Vocabulary.hash("economista"),
  ]
  static let su = Vocabulary.hash("su")
  static let via = Vocabulary.hash("via")
  static let tramite = Vocabulary.hash("tramite")
  static let sito = Vocabulary.hash("sito")
  static let gruppo = Vocabulary.hash("gruppo")
  static let presidente = Vocabulary.hash("presidente")
  private static let pluralNames: Set<UInt64> = [
    Vocabulary.hash("generali"), Vocabulary.hash("poste"), Vocabulary.hash("ferrovie"), Vocabulary.hash("autostrade"),
    Vocabulary.hash("condotte"),
  ]
  private static let generali = Vocabulary.hash("generali")
  private static let plurals: Set<UInt64> = [
    Vocabulary.hash("le"), Vocabulary.hash("delle"), Vocabulary.hash("alle"), Vocabulary.hash("dalle"),
    Vocabulary.hash("nelle"),
  ]
  private static let platforms: Set<UInt64> = [
    Vocabulary.hash("facebook"), Vocabulary.hash("twitter"), Vocabulary.hash("instagram"), Vocabulary.hash("tiktok"),
    Vocabulary.hash("youtube"), Vocabulary.hash("whatsapp"), Vocabulary.hash("telegram"), Vocabulary.hash("linkedin"),
    Vocabulary.hash("fb"), Vocabulary.hash("snapchat"), Vocabulary.hash("pinterest"), Vocabulary.hash("reddit"),
    Vocabulary.hash("spotify"), Vocabulary.hash("skype"), Vocabulary.hash("netflix"), Vocabulary.hash("myspace"),
  ]
  private static let shops: Set<UInt64> = [
    Vocabulary.hash("amazon"), Vocabulary.hash("google"), Vocabulary.hash("ebay"), Vocabulary.hash("sky"),
    Vocabulary.hash("booking"),
    Vocabulary.hash("vinted"), Vocabulary.hash("airbnb"),
  ]
  private static let platformKinds: Set<String> = ["tech", "streaming", "e-commerce"]
  private static let vehicleKinds: Set<String> = ["automotive", "aerospace", "electronics", "bicycles", "appliances"]
  private static let productKinds: Set<String> = [
    "automotive", "aerospace", "electronics", "bicycles", "appliances", "tech", "gaming", "semiconductors",
    "telecom-equipment",
    "e-commerce", "streaming", "beverages", "sportswear", "tyres", "toys",
  ]
}
