/// The stretches of a text that the model of names looks at: most words are written small and far from any capital, and
/// no part of a name.
struct NameSegments {
  private let units: UnsafeBufferPointer<NameUnit>
  private let traits: UnsafeBufferPointer<NameTraits>
  /// Without classes nothing says which small words may be part of a name: then all near a capital may.
  private let knowsWords: Bool
  private var isActive: [Bool]

  init(_ units: UnsafeBufferPointer<NameUnit>, _ traits: UnsafeBufferPointer<NameTraits>, knowsWords: Bool) {
    self.units = units
    self.traits = traits
    self.knowsWords = knowsWords
    isActive = Array(repeating: false, count: units.count)
  }

  /// The stretches, none across a paragraph. O(units).
  mutating func ranges(startsParagraph: (Int) -> Bool) -> [Range<Int>] {
    activate()
    activateNeighbours()
    var ranges: [Range<Int>] = []
    var start = -1
    for position in units.indices {
      if start >= 0, !isActive[position] || units[position].shape.contains(.lineStart) && startsParagraph(position) {
        ranges.append(start..<position)
        start = -1
      }
      if isActive[position], start < 0 { start = position }
    }
    if start >= 0 { ranges.append(start..<units.count) }
    return ranges
  }

  private mutating func activate() {
    // In a sentence that begins small, capitals say little: there a word that no list holds may be a name, too.
    var isSmallSentence = false
    for position in units.indices {
      let shape = units[position].shape
      if shape.contains(.sentenceStart) { isSmallSentence = shape.contains(.lowercase) }
      isActive[position] =
        traits[position].code != 0 || traits[position].classes.lists.contains(.smallName) || shape.contains(.mixed)
        || shape.contains(.capital) && !isPlainStart(position)
        || isSmallSentence && isUnknown(position)
    }
  }

  /// A word with a capital only because a sentence begins: `Nel frattempo`.
  private func isPlainStart(_ position: Int) -> Bool {
    let unit = units[position]
    guard knowsWords, unit.shape.contains(.sentenceStart), unit.shape.isDisjoint(with: [.inCapitals, .mixed]),
      !unit.shape.contains(.allCapitals) || unit.shape.contains(.initial),
      !unit.words.isDisjoint(with: Vocabulary.Words.links) || WordClasses.isSmall(traits[position].classes.usage)
    else { return false }
    let next = position + 1
    return next >= units.count || !units[next].isWord || units[next].shape.contains(.lowercase)
      || units[next].shape.contains(.lineStart)
  }

  private func isUnknown(_ position: Int) -> Bool {
    let unit = units[position]
    return unit.isWord && knowsWords && traits[position].classes.usage == 0
      && unit.shape.isDisjoint(with: [.digit, .initial, .elided]) && unit.end - unit.start >= 3
  }

  /// Small words that may belong to the name beside them: `Commissione europea`, `ministero dell'Interno`, `Rossi & C.`
  private mutating func activateNeighbours() {
    var last = -8
    for position in units.indices where isActive[position] {
      if last >= 0, position - last > 1, position - last <= 5, joins(last + 1..<position) {
        for gap in last + 1..<position { isActive[gap] = true }
      }
      last = position
      guard units[position].isCapital || traits[position].code != 0 else { continue }
      var before = position - 1
      if before >= 0, !isActive[before], units[before].isWord, mayBeInside(before),
        !units[position].shape.contains(.lineStart)
      {
        isActive[before] = true
        before -= 1
      }
      var next = position + 1
      while next <= position + 2, next < units.count, !isActive[next], units[next].isWord, mayBeInside(next),
        !units[next].shape.contains(.lineStart)
      {
        isActive[next] = true
        next += 1
      }
    }
  }

  /// Whether a stretch between two capitals may join them: `Ministero per i beni e le attività culturali`.
  private func joins(_ gap: Range<Int>) -> Bool {
    if !knowsWords { return true }
    if gap.count == 1, !units[gap.lowerBound].isWord {
      switch units[gap.lowerBound].kind {
      case .comma, .open, .close: return false
      case .stop: return gap.lowerBound > 0 && units[gap.lowerBound - 1].end - units[gap.lowerBound - 1].start <= 2
      default: return true
      }
    }
    return gap.allSatisfy { position in
      units[position].isWord
        && (!units[position].words.isDisjoint(with: Vocabulary.Words.links) || mayBeInside(position))
    }
  }

  private func mayBeInside(_ position: Int) -> Bool {
    !knowsWords || traits[position].classes.lists.contains(.insideName)
      || !units[position].words.isDisjoint(with: Self.parts)
  }

  private static let parts: Vocabulary.Words = [
    .nationality, .remit, .authorityAdjective, .ministryHead, .authorityHead, .legalForm, .companyHead,
  ]
}
