/// What one place of a text says of others: acronyms in brackets, firms named outright, and their later mentions.
extension NameFinder {
  /// `Ministero dello Sviluppo Economico (MISE)`: two names, one entity; later `MISE` is that entity too.
  mutating func findAcronymsInBrackets() {
    var acronyms: [UInt64: Candidate] = [:]
    for number in candidates.indices {
      let expansion = candidates[number]
      guard expansion.isAccepted, !expansion.isShield, expansion.end - expansion.first > 1 else { continue }
      let place = expansion.end + 1
      guard place + 1 < units.count, units[place - 1].kind == .open, units[place + 1].kind == .close,
        units[place].isWord,
        !units[place].shape.contains(.lowercase), isAcronym(units[place], of: expansion)
      else { continue }
      if let other = candidate(at: place), other.isAccepted, !other.names(expansion) || !other.isAmbiguous { continue }
      var acronym = expansion
      acronym.first = place
      acronym.end = place + 1
      acronym.confidence = 0.95
      acronym.isAmbiguous = false
      if cover(acronym), acronyms[units[place].hash] == nil { acronyms[units[place].hash] = acronym }
    }
    guard !acronyms.isEmpty else { return }
    for position in units.indices where units[position].isCapital {
      guard var mention = acronyms[units[position].hash] else { continue }
      if let other = candidate(at: position), other.isAccepted || other.isShield { continue }
      mention.first = position
      mention.end = position + 1
      mention.confidence = 0.9
      _ = cover(mention)
    }
  }

  /// Its letters come in order in the expansion, the first one at the start of a word.
  private func isAcronym(_ unit: NameUnit, of expansion: Candidate) -> Bool {
    let length = Int(unit.end - unit.start)
    guard length >= 2, length <= 10, unit.words.isDisjoint(with: [.place, .nationality, .firstName]) else {
      return false
    }
    var letters: [UInt8] = []
    for byte in bytes[unit.range] where byte.isAlphanumeric { letters.append(byte | 0x20) }
    var next = 0
    for position in expansion.first..<expansion.end where units[position].isWord {
      for (offset, byte) in bytes[units[position].range].enumerated() {
        guard next < letters.count else { return true }
        if byte | 0x20 == letters[next], next > 0 || offset == 0 { next += 1 }
      }
    }
    return next == letters.count
  }

  /// `la società Voltafonia`, `l'azienda francese Socodei`, `l'amministratore delegato di Rovere Impianti`.
  mutating func findCuedFirms() {
    for position in units.indices where position + 1 < units.count {
      let cue = units[position]
      guard cue.isWord, !cue.shape.contains(.inCapitals) else { continue }
      if cue.words.contains(.strongCue), cue.shape.contains(.lowercase) {
        var first = position + 1
        // Groups are of guerrillas, musicians and deputies too.
        let isVague = cue.hash == Self.gruppo || cue.hash == Self.compagnia || cue.hash == Self.catena
        // "società di consulenza", but not "gruppo di campi"
        if !isVague, !Self.makers.contains(cue.hash), let link = word(first), link.hash == Self.di,
          link.shape.contains(.lowercase),
          let noun = word(first + 1), noun.shape.contains(.lowercase), noun.words.isDisjoint(with: .links)
        {
          first += 2
        }
        if let adjective = word(first), adjective.shape.contains(.lowercase), isAdjective(adjective) { first += 1 }
        // "il gruppo SEL" is one of deputies, "il gruppo C" one of teams.
        if isVague, let name = word(first), name.shape.contains(.allCapitals) || name.shape.contains(.initial) {
          continue
        }
        addCued(at: first, needsMore: isVague, mayBeWord: !isVague, cue: position)
      } else if cue.words.contains(.firmHolding), let link = word(position + 1), link.words.contains(.genitive),
        link.hash != Self.del
      {
        addCued(at: position + 2, needsMore: false, mayBeWord: false, cue: position)
      }
    }
  }

  /// - Parameters:
  ///   - needsMore: whether a second cue has to stand nearby.
  ///   - mayBeWord: whether a single word of the language will do: `la cooperativa Speranza`, but not `il gruppo Verde` and
  ///     `i dipendenti della Qualità`.
  private mutating func addCued(at place: Int, needsMore: Bool, mayBeWord: Bool, cue: Int) {
    guard place < units.count else { return }
    let isQuoted = units[place].kind == .quote
    let start = isQuoted ? place + 1 : place
    guard start < units.count, isQuoted || units[start].start - units[place - 1].end <= 1 else { return }
    var end = start
    // "la cooperativa Il Ponte"
    if units[start].words.contains(.article), units[start].isCapital, !units[start].shape.contains(.inCapitals),
      start + 1 < units.count, isAdjacent(start, start + 1),
      isPlainName(start + 1) || units[start + 1].isCapital && units[start + 1].words.contains(.otherHead)
    {
      end += 2
    }
    while end < units.count, end - start < 4, isPlainName(end),
      end == start || isAdjacent(end - 1, end) || units[end].shape.contains(.hyphenated)
    {
      end += 1
    }
    guard end > start else { return }
    if isQuoted, end >= units.count || units[end].kind != .quote { return }
    // "la società B" may be any.
    if !isQuoted, end - start == 1,
      units[start].end - units[start].start == 1 || !mayBeWord && isCommonWord(units[start])
    {
      return
    }
    // The rest of the name is a person's, a town's or a listed one: no telling where it ends.
    if let next = word(end), next.isCapital, isAdjacent(end - 1, end) { return }
    let window = max(0, start - 8)..<min(units.count, end + 8)
    if needsMore,
      !window.contains(where: { $0 != cue && !(start..<end).contains($0) && units[$0].words.contains(.companyCue) })
    {
      return
    }
    if window.contains(where: { units[$0].words.contains(.sport) }) { return }
    _ = cover(Candidate(first: start, end: end, label: .company, confidence: 0.65))
  }

  /// `produttore di telefoni Android`: what they make has names, too.
  private static let makers: Set<UInt64> = Set(
    ["produttore", "costruttore", "operatore", "gestore", "editore", "broker", "armatore"].map { Vocabulary.hash($0) })

  private func isAdjective(_ unit: NameUnit) -> Bool {
    if unit.words.contains(.nationality) { return true }
    guard unit.words.isEmpty, unit.end - unit.start >= 5 else { return false }
    let form = bytes[unit.range]
    return Self.adjectiveEndings.contains { form.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  private static let adjectiveEndings = [
    "ese", "ana", "ina", "ica", "icola", "aria", "aerea", "ale", "ile", "iera", "ima",
  ]

  private func isPlainName(_ position: Int) -> Bool {
    let unit = units[position]
    if unit.isWord, unit.shape.contains(.digit), position > 0, units[position - 1].isCapital { return true }
    if unit.isWord, bytes[Int(unit.start)] == 0x26, position > 0, units[position - 1].isCapital {
      return position + 1 < units.count && isPlainName(position + 1)
    }
    return unit.isWord && unit.isCapital && !unit.shape.contains(.inCapitals) && !unit.shape.contains(.sentenceStart)
      && owner[position] < 0
      && unit.words.isDisjoint(with: [
        .place, .commonCapital, .nationality, .firstName, .personTitle, .genitive, .preposition, .article, .street,
        .sport,
        .minister, .otherHead, .authorityHead, .ministryHead, .foreignPlace,
      ])
  }

  /// Firms that were named with their legal form or outright are found again without it.
  mutating func findRepeats() {
    var keys: [UInt64: Candidate] = [:]
    var firsts: Set<UInt64> = []
    let families = familyNames()
    for firm in candidates where firm.isAccepted && !firm.isShield && firm.label == .company && !firm.isListed {
      var end = firm.end
      if firm.hasLegalForm {
        while end > firm.first + 1,
          units[end - 1].words.contains(.legalForm) || Int(units[end - 1].end - units[end - 1].start) < 3
        { end -= 1 }
      }
      let name = units[firm.first..<end]
      guard let head = name.first, name.allSatisfy(\.isWord) else { continue }
      // One word repeats only when it is no word or first name of its own.
      if name.count == 1, head.end - head.start < 4 || !head.words.isEmpty { continue }
      if name.allSatisfy({ isCommonWord($0) || $0.words.contains(.place) }) { continue }
      // "la ditta Goetz", "il signor Goetz": a family's name, not only the firm's.
      if name.count == 1, !firm.hasLegalForm, families.contains(head.hash) { continue }
      keys[name.reduce(NameScanner.seed) { NameScanner.extend($0, $1.hash) }] = firm
      firsts.insert(head.hash)
    }
    guard !keys.isEmpty else { return }
    var position = 0
    while position < units.count {
      let unit = units[position]
      guard unit.isWord, unit.isCapital, firsts.contains(unit.hash),
        owner[position] < 0 || candidates[Int(owner[position])].isRejected
      else {
        position += 1
        continue
      }
      var key = NameScanner.seed
      var next = position
      var best: (end: Int, firm: Candidate)?
      while next < units.count, next - position < 8, units[next].isWord {
        key = NameScanner.extend(key, units[next].hash)
        next += 1
        if let firm = keys[key] { best = (next, firm) }
      }
      if var (end, firm) = best, !isPartOfPerson(position, end) {
        firm.first = position
        firm.end = end
        firm.hasLegalForm = false
        firm.confidence = 0.75
        if !cover(firm) { end = position + 1 }
        position = end
      } else {
        position += 1
      }
    }
  }

  /// The words that some title, first name or "famiglia" stands before. O(units).
  private func familyNames() -> Set<UInt64> {
    var names: Set<UInt64> = []
    for position in units.indices.dropFirst() where units[position].isCapital && units[position - 1].isWord {
      if !units[position - 1].words.isDisjoint(with: [.personTitle, .firstName, .otherHead]) {
        names.insert(units[position].hash)
      }
    }
    return names
  }

  static let compagnia = Vocabulary.hash("compagnia")
  static let catena = Vocabulary.hash("catena")
  static let del = Vocabulary.hash("del")

  private func isPartOfPerson(_ first: Int, _ end: Int) -> Bool {
    guard end - first == 1 else { return false }
    if let before = word(first - 1), before.words.contains(.indefinite) { return true }
    if let before = word(first - 1), before.isCapital, isAdjacent(first - 1, first),
      !before.shape.contains(.sentenceStart) || !before.words.contains(.commonCapital)
    {
      return true
    }
    if let after = word(end), after.isCapital, isAdjacent(end - 1, end) { return true }
    return false
  }
}
