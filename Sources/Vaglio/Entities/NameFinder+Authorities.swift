/// Ministries and authorities that no list holds, told by head and remit: `ministero della Sanità sudafricano`.
extension NameFinder {
  mutating func findAuthorities() {
    for position in units.indices where units[position].isWord {
      let words = units[position].words
      if words.contains(.ministryHead) {
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
    if isWord(end, .nationality), !units[end].shape.contains(.sentenceStart) { end += 1 }
    return end
  }

  /// Past `della`, `per la`, `e dei`, `, dell'`.
  private func skipLink(_ start: Int, isFirst: Bool) -> Int? {
    var position = start
    if !isFirst {
      if position < units.count, units[position].kind == .comma {
        position += 1
        guard isWord(position, .genitive) else { return nil }
      } else if isWord(position, .conjunction) {
        position += 1
        if isWord(position, .remit) { return position }
      }
    }
    guard position < units.count, !startsParagraph(position) else { return nil }
    if isWord(position, .genitive) || units[position].hash == Self.allo || units[position].hash == Self.alla {
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
  static let allo = Vocabulary.hash("allo")
  static let alla = Vocabulary.hash("alla")
}
