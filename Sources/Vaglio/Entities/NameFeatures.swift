/// The features by which the model of names knows a unit: its form and its neighbours', the run of capitals it is in, the
/// classes of words further off, and what rules and lists have said.
///
/// The templates are those of "Named Entity Recognition through Classifier Combination" (Florian et al. 2003) and of its
/// followers, chosen by what they gain on Italian news. `find(at:)` allocates nothing.
final class NameFeatures {
  private let bytes: UnsafeBufferPointer<UInt8>
  let units: UnsafeBufferPointer<NameUnit>
  let traits: UnsafeBufferPointer<NameTraits>
  /// For each unit how many firms that the rules have accepted begin before it.
  private let firms: [Int32]
  /// The keys' template halves.
  let seeds: UnsafeMutablePointer<UInt64>
  private let keys: UnsafeMutablePointer<UInt64>
  private var count = 0
  var template = 0
  var run = Run()

  private static let templateCount = 160
  /// More than all templates can make: ten places with 32 classes of words each, and two hundred others.
  private static let capacity = 1024

  /// The buffers must outlive it.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ units: UnsafeBufferPointer<NameUnit>,
    _ traits: UnsafeBufferPointer<NameTraits>
  ) {
    self.bytes = bytes
    self.units = units
    self.traits = traits
    var firms: [Int32] = [0]
    firms.reserveCapacity(units.count + 1)
    for position in units.indices {
      let isStart = traits[position].isFirm && (position == 0 || traits[position - 1].code != traits[position].code)
      firms.append(firms[position] + (isStart ? 1 : 0))
    }
    self.firms = firms
    seeds = .allocate(capacity: Self.templateCount)
    keys = .allocate(capacity: Self.capacity)
    for template in 0..<Self.templateCount { seeds[template] = FeatureKey.seed(UInt64(template)) }
  }

  deinit {
    seeds.deallocate()
    keys.deallocate()
  }

  /// The traits of a neighbour, or of the outside where a line begins between.
  func neighbour(_ position: Int, _ offset: Int) -> NameTraits {
    let place = position + offset
    guard place >= 0, place < traits.count else { return .outside }
    if offset < 0 {
      var line = place + 1
      while line <= position {
        if startsLine(line) { return .outside }
        line += 1
      }
    } else {
      var line = position + 1
      while line <= place {
        if startsLine(line) { return .outside }
        line += 1
      }
    }
    return traits[place]
  }

  /// A line that does not go on the one before it.
  @inline(__always)
  func startsLine(_ position: Int) -> Bool {
    let shape = units[position].shape
    return shape.contains(.lineStart) && !shape.contains(.lowercase)
  }

  @inline(__always)
  func append(_ key: UInt64) {
    keys[count] = key
    count &+= 1
  }

  @inline(__always)
  func add(_ part: UInt64) {
    append(FeatureKey.extended(seeds[template], part))
    template &+= 1
  }

  @inline(__always)
  func add(_ first: UInt64, _ second: UInt64) {
    append(FeatureKey.extended(FeatureKey.extended(seeds[template], first), second))
    template &+= 1
  }

  @inline(__always)
  func add(_ first: UInt64, _ second: UInt64, _ third: UInt64) {
    append(
      FeatureKey.extended(FeatureKey.extended(FeatureKey.extended(seeds[template], first), second), third))
    template &+= 1
  }

  /// The features of a unit; valid until the next call.
  func find(at position: Int) -> UnsafeBufferPointer<UInt64> {
    count = 0
    template = 0
    let here = traits[position]
    let before = neighbour(position, -1)
    let before2 = neighbour(position, -2)
    let after = neighbour(position, 1)
    let after2 = neighbour(position, 2)
    addForms(before2, before, here, after, after2, isFirst: units[position].shape.contains(.sentenceStart))
    addClasses(before2, before, here, after, after2)
    addAffixes(position)
    addVocabulary(position)
    addRun(position)
    return UnsafeBufferPointer(start: keys, count: count)
  }

  // MARK: Words and what is known of them

  private func addForms(
    _ before2: NameTraits, _ before: NameTraits, _ here: NameTraits, _ after: NameTraits, _ after2: NameTraits,
    isFirst: Bool
  ) {
    let shape = UInt64(here.shape)
    let shapeBefore = UInt64(before.shape)
    let shapeAfter = UInt64(after.shape)
    add(0)
    add(before2.word)
    add(before.word)
    add(here.word)
    add(after.word)
    add(after2.word)
    add(shape, isFirst ? 1 : 0)
    add(shapeBefore, shape)
    add(shape, shapeAfter)
    add(shapeBefore, shape, shapeAfter)

    add(before.word, shape)
    add(shape, after.word)
    add(before.word, here.word)
    add(here.word, after.word)

    let usage = UInt64(here.classes.usage)
    let usageBefore = UInt64(before.classes.usage)
    let usageAfter = UInt64(after.classes.usage)
    add(usage, shape, isFirst ? 1 : 0)
    add(usageBefore, shape)
    add(usageAfter, shape)
    add(usageBefore, usage, shape)
    add(usage, usageAfter, shape)

    let code = UInt64(here.code)
    if code != 0 {
      append(FeatureKey.extended(seeds[template], code))
      append(FeatureKey.extended(FeatureKey.extended(seeds[template + 1], code), shape))
      append(FeatureKey.extended(FeatureKey.extended(seeds[template + 2], code), usage))
      append(FeatureKey.extended(FeatureKey.extended(seeds[template + 3], code), before.word))
      append(FeatureKey.extended(FeatureKey.extended(seeds[template + 4], code), after.word))
    }
    template += 5
    add(UInt64(before.code), code)
    add(code, UInt64(after.code))
    add(UInt64(before.code), shape)
    add(UInt64(after.code), shape)
  }

  private func addClasses(
    _ before2: NameTraits, _ before: NameTraits, _ here: NameTraits, _ after: NameTraits, _ after2: NameTraits
  ) {
    let shape = UInt64(here.shape)
    let fine = UInt64(here.classes.fine)
    let fineBefore = UInt64(before.classes.fine)
    let fineAfter = UInt64(after.classes.fine)
    add(UInt64(before2.classes.fine))
    add(fineBefore)
    add(fine)
    add(fineAfter)
    add(UInt64(after2.classes.fine))
    let coarse = UInt64(here.classes.coarse)
    let coarseBefore = UInt64(before.classes.coarse)
    let coarseAfter = UInt64(after.classes.coarse)
    let names = WordClasses.Lists.names
    let lists = UInt64(here.classes.lists.intersection(names).rawValue)
    let listsBefore = UInt64(before.classes.lists.intersection(names).rawValue)
    let listsAfter = UInt64(after.classes.lists.intersection(names).rawValue)
    add(coarseBefore, shape)
    add(coarse, shape)
    add(coarseAfter, shape)
    add(listsBefore, shape)
    add(lists, shape)
    add(listsAfter, shape)
    add(fineBefore, fine)
    add(fine, fineAfter)
    add(coarseBefore, coarse, coarseAfter)
    add(UInt64(before2.classes.coarse), coarseBefore, shape)
    add(coarseAfter, UInt64(after2.classes.coarse), shape)
    add(listsBefore, lists, shape)
    add(lists, listsAfter, shape)
    add(lists, UInt64(here.classes.usage), shape)
    add(lists, UInt64(here.code))
  }

  // MARK: Letters

  private func addAffixes(_ position: Int) {
    let prefix = seeds[template]
    let suffix = seeds[template + 1]
    let shaped = seeds[template + 2]
    template += 3
    let unit = units[position]
    guard unit.isWord else { return }
    let shape = UInt64(traits[position].shape)
    let range = unit.range
    let length = min(4, range.count)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for offset in 0..<length {
      hash = (hash ^ UInt64(lowercase(range.lowerBound + offset))) &* 0x100_0000_01b3
      if offset > 1 { append(FeatureKey.extended(FeatureKey.extended(prefix, UInt64(offset)), hash)) }
    }
    hash = 0xcbf2_9ce4_8422_2325
    for offset in 0..<length {
      hash = (hash ^ UInt64(lowercase(range.upperBound - 1 - offset))) &* 0x100_0000_01b3
      if offset > 0 { append(FeatureKey.extended(FeatureKey.extended(suffix, UInt64(offset)), hash)) }
      if offset == 2 { append(FeatureKey.extended(FeatureKey.extended(shaped, hash), shape)) }
    }
  }

  @inline(__always)
  private func lowercase(_ index: Int) -> UInt8 {
    let byte = bytes[index]
    return byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  // MARK: Words with a meaning

  /// The classes of `Vocabulary` of the words around.
  private func addVocabulary(_ position: Int) {
    let plain = seeds[template]
    let shaped = seeds[template + 1]
    let near = seeds[template + 2]
    let dense = seeds[template + 3]
    template += 4
    let shape = UInt64(traits[position].shape & 63)
    for place in max(0, position - 3)..<min(units.count, position + 4) {
      let offset = UInt64(place - position + 3)
      addBits(of: units[place].words.rawValue, FeatureKey.extended(plain, offset))
      if offset >= 2, offset <= 4 {
        forEachBit(of: units[place].words.rawValue) { bit in
          append(FeatureKey.extended(FeatureKey.extended(FeatureKey.extended(shaped, offset), bit), shape))
        }
      }
    }
    var words: UInt32 = 0
    for place in max(0, position - 8)..<min(units.count, position + 9)
    where place < position - 1 || place > position + 1 {
      words |= units[place].words.rawValue
    }
    forEachBit(of: words & Self.telling) { bit in
      append(FeatureKey.extended(FeatureKey.extended(near, bit), shape))
    }
    // A text full of firms makes one more likely.
    let others = Int(firms[min(units.count, position + 30)] - firms[max(0, position - 30)])
    let own = traits[position].isFirm ? 1 : 0
    append(FeatureKey.extended(FeatureKey.extended(dense, UInt64(min(4, max(0, others - own)))), shape))
  }

  @inline(__always)
  func addBits(of words: UInt32, _ seed: UInt64) {
    forEachBit(of: words) { append(FeatureKey.extended(seed, $0)) }
  }

  @inline(__always)
  func forEachBit(of words: UInt32, _ body: (UInt64) -> Void) {
    var words = words
    while words != 0 {
      body(UInt64(truncatingIfNeeded: words.trailingZeroBitCount))
      words &= words &- 1
    }
  }

  private static let telling: UInt32 =
    (Vocabulary.Words.companyCue.rawValue | Vocabulary.Words.companyVerb.rawValue
      | Vocabulary.Words.regulatorCue.rawValue | Vocabulary.Words.strongCue.rawValue
      | Vocabulary.Words.sport.rawValue | Vocabulary.Words.weakSport.rawValue
      | Vocabulary.Words.legalForm.rawValue | Vocabulary.Words.firmHolding.rawValue)
}

extension NameFinder {
  /// Calls `body` with the stretches that may hold names and with what finds the features of their units.
  func withFeatures<Result>(
    _ classes: WordClasses?, _ body: ([Range<Int>], NameFeatures) -> Result
  ) -> Result {
    traits(classes).withUnsafeBufferPointer { traits in
      units.withUnsafeBufferPointer { units in
        var segments = NameSegments(units, traits, knowsWords: classes != nil)
        let ranges = segments.ranges(startsParagraph: startsParagraph)
        return body(ranges, NameFeatures(bytes, units, traits))
      }
    }
  }
}
