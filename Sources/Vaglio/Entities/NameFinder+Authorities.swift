/// Ministries and authorities that no list holds, told by head and remit: `ministero della Sanità sudafricano`.
extension NameFinder {
  mutating func findAuthorities() {
    for position in units.indices where units[position].isWord {
      let words = units[position].words
      // "Il pubblico ministero di Casale" prosecutes.
      if words.contains(.ministryHead), position == 0 || units[position - 1].hash != Self.pubblico {
        addAuthority(at: position, end: ministryEnd(at: position), kind: 0.92)
      } else if words.contains(.authorityHead), units[position].isCapital {
        addAuthority(at: position, end: authorityEnd(at: position), kind: 0.88)
      } else if units[position].hash == Self.banca, position + 1 < units.count,
        units[position + 1].hash == Self.centrale || units[position + 1].hash == Self.nazionale
      {
        addAuthority(at: position, end: centralBankEnd(at: position), kind: 0.88)
      }
    }
  }

  private mutating func addAuthority(at first: Int, end: Int, kind confidence: Float) {
    guard end > first else { return }
    if let listed = candidate(at: first), listed.first == first, listed.end >= end { return }
    _ = cover(Candidate(first: first, end: end, label: .regulator, confidence: confidence))
  }

  private func ministryEnd(at head: Int) -> Int {
    var position = head + 1
    // "ministero russo della Difesa"
    if isWord(position, .nationality) { position += 1 }
    // "la vita è un ministero di giustizia"
    if units[head].shape.contains(.lowercase), position + 1 < units.count, units[position].hash == Self.di,
      !units[position + 1].isCapital
    {
      return head
    }
    return remitEnd(at: position) ?? head
  }

  private func authorityEnd(at head: Int) -> Int {
    var position = head + 1
    while isWord(position, .authorityAdjective) || isWord(position, .nationality) { position += 1 }
    return remitEnd(at: position) ?? head
  }

  private func centralBankEnd(at head: Int) -> Int {
    let position = head + 2
    if isWord(position, .nationality) { return position + 1 }
    guard isWord(position, .genitive), position + 1 < units.count, units[position + 1].isCapital,
      units[head + 1].hash == Self.centrale
    else { return head }
    return position + 2
  }

  private func isWord(_ position: Int, _ words: Vocabulary.Words) -> Bool {
    position < units.count && units[position].isWord && units[position].words.contains(words)
      && !startsParagraph(position)
  }

  /// `della Sanità sudafricano`, `per i beni e le attività culturali`: the unit after the remit; nil when there is none.
  private func remitEnd(at start: Int) -> Int? {
    guard var position = skipLink(start, isFirst: true) else { return nil }
    guard isRemit(position, isFirst: true) else { return nil }
    var end = position + 1
    position = end
    while position < units.count, position - start < 24 {
      if isRemit(position, isFirst: false) {
        end = position + 1
        position = end
        continue
      }
      if let next = skipLink(position, isFirst: false), isRemit(next, isFirst: true), isWord(next, .remit) {
        end = next + 1
        position = end
        continue
      }
      break
    }
    return countryEnd(at: end)
  }

  /// Past the country that completes an authority's name: `sudafricano`, `della Federazione Russa`, `di Mosca`.
  func countryEnd(at end: Int) -> Int {
    if isWord(end, .nationality), !units[end].shape.contains(.sentenceStart) { return end + 1 }
    guard isWord(end, .genitive), end + 1 < units.count, units[end + 1].isCapital else { return end }
    if units[end + 1].words.contains(.foreignPlace) { return end + 2 }
    if units[end + 1].hash == Self.gran || units[end + 1].hash == Self.federazione || units[end + 1].hash == Self.stati
      || units[end + 1].hash == Self.regno, end + 2 < units.count, units[end + 2].isCapital
    {
      return end + 3
    }
    return end
  }

  /// Ministries and authorities of the lists that the text gives to another country are other ones.
  mutating func extendListed() {
    for number in candidates.indices {
      var candidate = candidates[number]
      guard candidate.isAccepted, !candidate.isShield, candidate.isListed, candidate.label == .regulator else {
        continue
      }
      let head = units[candidate.first]
      if head.hash == Self.corecom, let region = word(candidate.end), region.isCapital,
        isAdjacent(candidate.end - 1, candidate.end)
      {
        var end = candidate.end + 1
        if end < units.count, units[end].shape.contains(.hyphenated) { end += 1 }
        candidate.end = end
        _ = cover(candidate)
        continue
      }
      guard head.words.contains(.ministryHead) || head.hash == Self.dipartimento || head.hash == NameFinder.antitrust
      else { continue }
      let end = countryEnd(at: candidate.end)
      guard end > candidate.end else { continue }
      candidate.end = end
      // "Dipartimento di Stato americano" is still the American one.
      if head.hash != Self.dipartimento {
        candidate.gazetteer = -1
        candidate.line = -1
        candidate.confidence = 0.9
      }
      _ = cover(candidate)
    }
  }

  static let pubblico = Vocabulary.hash("pubblico")
  static let corecom = Vocabulary.hash("corecom")
  static let dipartimento = Vocabulary.hash("dipartimento")
  static let gran = Vocabulary.hash("gran")
  static let federazione = Vocabulary.hash("federazione")
  static let stati = Vocabulary.hash("stati")
  static let regno = Vocabulary.hash("regno")

  /// Past `della`, `per la`, `e dei`, `, dell'`.
  private func skipLink(_ start: Int, isFirst: Bool) -> Int? {
    var position = start
    if !isFirst {
      if position < units.count, units[position].kind == .comma {
        position += 1
        // "Industria, Commercio e Artigianato": a list that an "e" ends.
        if isWord(position, .remit),
          isWord(position + 1, .conjunction) || position + 1 < units.count && units[position + 1].kind == .comma
        {
          return position
        }
        guard isWord(position, .genitive) else { return nil }
      } else if isWord(position, .conjunction) {
        position += 1
        if isWord(position, .remit) { return position }
      }
    }
    guard position < units.count, !startsParagraph(position) else { return nil }
    if isWord(position, .genitive) || Self.links.contains(units[position].hash) {
      return position + 1
    }
    if units[position].hash == Self.per {
      position += 1
      if isWord(position, .article) { position += 1 }
      return position
    }
    if !isFirst, isWord(position, .article) { return position + 1 }
    return nil
  }

  private func isRemit(_ position: Int, isFirst: Bool) -> Bool {
    guard position < units.count else { return false }
    let unit = units[position]
    guard unit.isWord, !startsParagraph(position) else { return false }
    if unit.words.contains(.remit) { return true }
    if unit.shape.contains(.inCapitals) { return false }
    return unit.isCapital && isFirst && !unit.words.contains(.firstName) && !unit.words.contains(.place)
      && !unit.words.contains(.commonCapital)
  }

  static let per = Vocabulary.hash("per")
  private static let links: Set<UInt64> = [
    Vocabulary.hash("allo"), Vocabulary.hash("alla"), Vocabulary.hash("all"), Vocabulary.hash("sulla"),
    Vocabulary.hash("sulle"),
    Vocabulary.hash("sui"), Vocabulary.hash("sul"), Vocabulary.hash("col"), Vocabulary.hash("con"),
  ]
}
