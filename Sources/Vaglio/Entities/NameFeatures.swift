/// The features by which the model of names knows a unit: its form and its neighbours', the run of capitals it is in, the
/// words further off, and what rules and lists have said.
///
/// The templates are those of "Named Entity Recognition through Classifier Combination" (Florian et al. 2003) and of its
/// followers, chosen by what they gain on Italian news.
struct NameFeatures {
  let finder: NameFinder
  let traits: [NameTraits]
  private(set) var keys: [UInt64] = []
  private var template: UInt64 = 0

  init(_ finder: NameFinder, classes: WordClasses?) {
    self.finder = finder
    traits = finder.traits(classes)
    keys.reserveCapacity(160)
  }

  private static let outside = NameTraits(word: 0xb0, shape: 63, usage: 255, code: 0)

  /// The traits of a neighbour, or of the outside where a line begins between.
  private func neighbour(_ position: Int, _ offset: Int) -> NameTraits {
    let place = position + offset
    guard place >= 0, place < traits.count else { return Self.outside }
    let between = offset < 0 ? place + 1...position : position + 1...place
    if offset != 0, between.contains(where: startsLine) { return Self.outside }
    return traits[place]
  }

  /// A line that does not go on the one before it.
  private func startsLine(_ position: Int) -> Bool {
    let shape = finder.units[position].shape
    return shape.contains(.lineStart) && !shape.contains(.lowercase)
  }

  private mutating func add(_ part: UInt64) {
    keys.append(FeatureKey.key(template, part))
    template += 1
  }

  private mutating func add(_ first: UInt64, _ second: UInt64) {
    keys.append(FeatureKey.key(template, first, second))
    template += 1
  }

  private mutating func add(_ first: UInt64, _ second: UInt64, _ third: UInt64) {
    keys.append(FeatureKey.key(template, first, second, third))
    template += 1
  }

  /// Fills `keys` with the features of a unit.
  mutating func find(at position: Int) {
    keys.removeAll(keepingCapacity: true)
    template = 1
    let here = traits[position]
    let before = neighbour(position, -1)
    let before2 = neighbour(position, -2)
    let after = neighbour(position, 1)
    let after2 = neighbour(position, 2)
    let isFirst: UInt64 = finder.units[position].shape.contains(.sentenceStart) ? 1 : 0

    add(0)
    for other in [before2, before, here, after, after2] {
      add(other.word)
      add(other.shape & 63)
    }
    add(here.shape, isFirst)
    add(before.shape, here.shape)
    add(here.shape, after.shape)
    add(before.shape, here.shape, after.shape)
    add(before2.shape, before.shape, here.shape)
    add(here.shape, after.shape, after2.shape)

    add(before.word, here.shape)
    add(here.shape, after.word)
    add(before.word, here.word)
    add(here.word, after.word)
    add(before2.word, before.word)
    add(after.word, after2.word)
    add(before.word, here.shape, after.shape)
    add(before2.word, before.word, here.shape)
    add(before.word, after.word, here.shape)

    let usage = UInt64(here.usage)
    add(usage)
    add(usage, here.shape, isFirst)
    add(UInt64(before.usage), here.shape)
    add(UInt64(after.usage), here.shape)
    add(UInt64(before.usage), usage, here.shape)
    add(usage, UInt64(after.usage), here.shape)

    let code = UInt64(here.code)
    add(code)
    add(code, here.shape)
    add(UInt64(before.code), code)
    add(code, UInt64(after.code))
    add(code, usage)
    add(code, before.word)
    add(code, after.word)
    add(UInt64(before.code), here.shape)
    add(UInt64(after.code), here.shape)

    for other in [before2, before, here, after, after2] { add(UInt64(other.classes.fine)) }
    for other in [before, here, after] {
      add(UInt64(other.classes.coarse), here.shape)
      add(UInt64(other.classes.lists.rawValue), here.shape)
    }
    let coarse = UInt64(here.classes.coarse)
    let fine = UInt64(here.classes.fine)
    let lists = UInt64(here.classes.lists.rawValue)
    add(UInt64(before.classes.fine), fine)
    add(fine, UInt64(after.classes.fine))
    add(UInt64(before.classes.coarse), coarse, UInt64(after.classes.coarse))
    add(UInt64(before2.classes.coarse), UInt64(before.classes.coarse), here.shape)
    add(UInt64(after.classes.coarse), UInt64(after2.classes.coarse), here.shape)
    add(UInt64(before.classes.lists.rawValue), lists, here.shape)
    add(lists, UInt64(after.classes.lists.rawValue), here.shape)
    add(lists, usage, here.shape)
    add(lists, code)
    add(lists, UInt64(before.classes.fine))
    add(lists, UInt64(after.classes.fine))

    addAffixes(position)
    addVocabulary(position)
    addRun(position)
    addBag(position)
  }

  // MARK: Letters

  private mutating func addAffixes(_ position: Int) {
    let start = template
    template += 16
    guard finder.units[position].isWord else { return }
    let range = finder.units[position].range
    let shape = traits[position].shape
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for (offset, index) in range.prefix(5).enumerated() {
      hash = (hash ^ UInt64(lowercase(index))) &* 0x100_0000_01b3
      if offset > 0 { keys.append(FeatureKey.key(start, UInt64(offset), hash)) }
    }
    hash = 0xcbf2_9ce4_8422_2325
    for (offset, index) in range.suffix(5).reversed().enumerated() {
      hash = (hash ^ UInt64(lowercase(index))) &* 0x100_0000_01b3
      keys.append(FeatureKey.key(start + 1, UInt64(offset), hash))
      if offset == 2 { keys.append(FeatureKey.key(start + 2, hash, shape)) }
    }
  }

  private func lowercase(_ index: Int) -> UInt8 {
    let byte = finder.bytes[index]
    return byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  // MARK: Words with a meaning

  /// The classes of `Vocabulary` of the words around.
  private mutating func addVocabulary(_ position: Int) {
    let shape = traits[position].shape & 63
    for offset in -3...3 {
      let place = position + offset
      guard place >= 0, place < finder.units.count else { continue }
      var words = finder.units[place].words.rawValue
      while words != 0 {
        let bit = UInt64(words.trailingZeroBitCount)
        words &= words - 1
        keys.append(FeatureKey.key(template, UInt64(offset + 3), bit))
        if abs(offset) <= 1 { keys.append(FeatureKey.key(template + 1, UInt64(offset + 3), bit, shape)) }
      }
    }
    template += 2
    var near: UInt32 = 0
    for place in max(0, position - 8)..<min(finder.units.count, position + 9) where abs(place - position) > 1 {
      near |= finder.units[place].words.rawValue & Self.telling
    }
    while near != 0 {
      let bit = UInt64(near.trailingZeroBitCount)
      near &= near - 1
      keys.append(FeatureKey.key(template, bit, shape))
    }
    template += 1
  }

  private static let telling: UInt32 =
    (Vocabulary.Words.companyCue.rawValue | Vocabulary.Words.companyVerb.rawValue
      | Vocabulary.Words.regulatorCue.rawValue | Vocabulary.Words.strongCue.rawValue
      | Vocabulary.Words.sport.rawValue | Vocabulary.Words.weakSport.rawValue
      | Vocabulary.Words.legalForm.rawValue | Vocabulary.Words.firmHolding.rawValue)

  // MARK: Runs of capitals

  private func isInRun(_ position: Int) -> Bool {
    let unit = finder.units[position]
    return unit.isWord && !unit.shape.contains(.lowercase)
  }

  /// The stretch of capitalised units around this one, and the words just outside it.
  private mutating func addRun(_ position: Int) {
    let start = template
    template += 20
    guard isInRun(position) else { return }
    var first = position
    while first > 0, position - first < 6, isInRun(first - 1), !startsLine(first) { first -= 1 }
    var end = position + 1
    while end < traits.count, end - position < 6, isInRun(end), !startsLine(end) { end += 1 }
    let run = first..<end
    let place = UInt64(position - run.lowerBound)
    let rest = UInt64(run.upperBound - position)
    let length = UInt64(run.count)
    let left = neighbour(run.lowerBound, -1)
    let left2 = neighbour(run.lowerBound, -2)
    let right = neighbour(run.upperBound - 1, 1)
    let right2 = neighbour(run.upperBound - 1, 2)
    keys.append(FeatureKey.key(start, left.word, place))
    keys.append(FeatureKey.key(start + 1, right.word, rest))
    keys.append(FeatureKey.key(start + 2, left.word, right.word))
    keys.append(FeatureKey.key(start + 3, length, place))
    keys.append(FeatureKey.key(start + 4, traits[run.lowerBound].word, place))
    keys.append(FeatureKey.key(start + 5, traits[run.upperBound - 1].word, rest))
    keys.append(FeatureKey.key(start + 6, left.word, length, place))
    keys.append(FeatureKey.key(start + 7, left2.word, left.word, place))
    keys.append(FeatureKey.key(start + 8, right.word, right2.word))
    keys.append(FeatureKey.key(start + 9, left2.word))
    for (offset, outer) in [
      (0, run.lowerBound - 1), (1, run.lowerBound - 2), (2, run.upperBound), (3, run.upperBound + 1),
    ] {
      guard outer >= 0, outer < finder.units.count else { continue }
      var words = finder.units[outer].words.rawValue
      while words != 0 {
        let bit = UInt64(words.trailingZeroBitCount)
        words &= words - 1
        keys.append(FeatureKey.key(start + 10, UInt64(offset), bit))
      }
    }
    // What lists hold its words: "Mario Rossi" is a first name and a surname.
    var pattern: UInt64 = 0
    for index in run.prefix(4) { pattern = pattern << 8 | UInt64(traits[index].classes.lists.rawValue) }
    keys.append(FeatureKey.key(start + 12, pattern, place, length))
    keys.append(FeatureKey.key(start + 13, UInt64(left.classes.fine), place))
    keys.append(FeatureKey.key(start + 14, UInt64(right.classes.fine), rest))
    keys.append(FeatureKey.key(start + 15, UInt64(left2.classes.coarse), UInt64(left.classes.coarse), place))
    keys.append(FeatureKey.key(start + 16, UInt64(right.classes.coarse), UInt64(right2.classes.coarse), rest))
    keys.append(FeatureKey.key(start + 17, UInt64(left.classes.coarse), UInt64(right.classes.coarse)))
    keys.append(FeatureKey.key(start + 18, UInt64(left.classes.fine), pattern, place))
    // What the run's own words are.
    var own: UInt32 = 0
    for index in run { own |= finder.units[index].words.rawValue }
    while own != 0 {
      let bit = UInt64(own.trailingZeroBitCount)
      own &= own - 1
      keys.append(FeatureKey.key(start + 11, bit, place))
    }
  }

  // MARK: Words further off

  private mutating func addBag(_ position: Int) {
    for offset in 3...7 {
      for (side, place) in [(template, position - offset), (template + 1, position + offset)]
      where place >= 0 && place < finder.units.count {
        let unit = finder.units[place]
        if unit.isWord, unit.end - unit.start > 3 { keys.append(FeatureKey.key(side, unit.hash)) }
      }
    }
    template += 2
  }
}
