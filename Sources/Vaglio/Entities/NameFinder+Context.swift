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
    if isCounted(first) { return true }
    if let before, before.words.contains(.otherHead), isAdjacent(first - 1, first) { return true }
    // "Mapei Stadium"
    if let next = word(candidate.end), next.isCapital, Self.otherTails.contains(next.hash),
      isAdjacent(candidate.end - 1, candidate.end)
    {
      return true
    }
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

  /// `una Coca Cola`, `un Samsung`: one of what the firm makes.
  func isCounted(_ first: Int) -> Bool {
    guard let before = word(first - 1) else { return false }
    // "Radio Uno Rai"
    if before.isCapital, !before.shape.contains(.sentenceStart) { return false }
    return before.words.contains(.indefinite) && isAdjacent(first - 1, first)
  }

  /// `i ricercatori del Mit`, of Boston.
  private func isAtUniversity(_ candidate: Candidate) -> Bool {
    let near = max(0, candidate.first - 12)..<min(units.count, candidate.end + 8)
    return near.contains { Self.university.contains(units[$0].hash) }
      && !near.contains { units[$0].words.contains(.ministryHead) || units[$0].words.contains(.minister) }
  }

  /// `Alessandro Barbero (Laterza)`, `(Einaudi, 1969)`: a publisher after what it published.
  func isPublisherInBrackets(_ candidate: Candidate) -> Bool {
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
    // "di Claudio Fracassi (Mursia)", and be it a prize for books on sport
    if isPublisherInBrackets(candidate) { return false }
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
  func isInSport(_ candidate: Candidate) -> Bool {
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
    if next.shape.contains(.digit) {
      // "Nokia N95": a number alone is a model only of what is counted by numbers.
      return (Self.vehicleKinds.contains(kind) || next.isCapital) && next.shape.isDisjoint(with: .elided)
    }
    guard next.isCapital, !next.shape.contains(.hyphenated) else { return false }
    if next.words.contains(.companyTail) || next.words.contains(.firstName) || next.words.contains(.legalForm) {
      return false
    }
    if next.words.contains(.companySuffix) || next.words.contains(.commonCapital) || next.words.contains(.place) {
      return false
    }
    return !units[candidate.first].shape.contains(.sentenceStart) || next.words.isEmpty
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

  private static let driving: Set<UInt64> = [
    Vocabulary.hash("parcheggio"), Vocabulary.hash("parcheggiata"), Vocabulary.hash("parcheggiato"),
    Vocabulary.hash("targata"), Vocabulary.hash("sbandato"), Vocabulary.hash("cofano"), Vocabulary.hash("bagagliaio"),
    Vocabulary.hash("sterzo"), Vocabulary.hash("sorpasso"),
  ]
  /// What follows the sponsor in the name of a place or a prize.
  private static let otherTails: Set<UInt64> = [
    Vocabulary.hash("stadium"), Vocabulary.hash("arena"), Vocabulary.hash("cup"), Vocabulary.hash("trophy"),
    Vocabulary.hash("masters"), Vocabulary.hash("award"), Vocabulary.hash("awards"),
    Vocabulary.hash("prize"), Vocabulary.hash("foundation"), Vocabulary.hash("university"), Vocabulary.hash("museum"),
    Vocabulary.hash("theatre"), Vocabulary.hash("challenge"), Vocabulary.hash("racing"), Vocabulary.hash("index"),
  ]
  private static let the = Vocabulary.hash("the")
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
