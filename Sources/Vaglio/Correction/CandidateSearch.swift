/// Finds the words of the lexicon that a stretch of bytes may have been printed as.
///
/// It spells what was printed from left to right: each byte as it was read, or as the channel model allows, and gives up
/// where no form starts so. Costs are negative natural logarithms, as in `ChannelModel`.
struct CandidateSearch {
  /// One reading of the stretch.
  struct Candidate {
    /// Its bytes in `bytes`: forms in lower case, with a blank between words and none after an apostrophe.
    var start: Int
    var count: Int
    var cost: Float
    /// How many confusions it needs.
    var edits: UInt8
    var hash: UInt64
  }

  /// What a search may do.
  struct Limits {
    /// What a reading may cost at most.
    var cost: Float
    var edits: Int
    /// Whether any letter may be another, beyond what the model has seen.
    var isGeneric = true
    /// Whether one word may be two.
    var splits = true
    /// Whether capitals inside the stretch are letters like others.
    var ignoresCase = false
  }

  let forms: FormLexicon
  let prefixes: PrefixFilter
  /// Of the forms read backwards.
  let suffixes: PrefixFilter
  let channel: ChannelModel

  /// What a letter costs that the model has never seen read for the other, one that was lost, and one too many.
  static let substitution: Float = 9.5
  static let insertion: Float = 9.5
  static let deletion: Float = 9.5
  /// A capital where a small letter was printed.
  static let capital: Float = 3
  static let longest = 48
  private static let mostCandidates = 24
  /// A search of a long line of signs ends here.
  private static let mostSteps = 8000

  private(set) var candidates: [Candidate] = []
  private(set) var bytes: [UInt8] = []

  private var read: [UInt8] = []
  private var limits = Limits(cost: 0, edits: 0)
  private var printed = [UInt8](repeating: 0, count: longest + 16)
  private var limit: Float = 0
  private var steps = 0
  /// Where the last words of the stretch may end as they were read, from here on: with no confusion left a search that is
  /// not here yet finds nothing.
  private var firstEnding = 0
  /// The confusions that the stretch allows, by where it allows them, the cheapest first, and where those of each place
  /// start.
  private var confusions: [Int32] = []
  private var confusionStarts: [Int32] = []
  /// What the cheapest change from each place on costs.
  private var cheapestAhead: [Float] = []

  init(forms: FormLexicon, prefixes: PrefixFilter, suffixes: PrefixFilter, channel: ChannelModel) {
    self.forms = forms
    self.prefixes = prefixes
    self.suffixes = suffixes
    self.channel = channel
  }

  func form(_ candidate: Candidate) -> ArraySlice<UInt8> { bytes[candidate.start..<candidate.start + candidate.count] }

  private static let emptyHash: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Where the search stands.
  private struct Place {
    var read: Int
    var printed = 0
    /// Where the word that is being spelt starts.
    var word = 0
    var hash = emptyHash
    var cost: Float = 0
    var edits = 0
    var words = 0
  }

  /// Collects the readings of a stretch of at most `longest` bytes.
  mutating func search(_ stretch: some Collection<UInt8>, limits: Limits) {
    candidates.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    guard !stretch.isEmpty, stretch.count <= Self.longest else { return }
    read.removeAll(keepingCapacity: true)
    read.append(contentsOf: stretch)
    self.limits = limits
    findEndings()
    findConfusions()
    limit = limits.cost
    cheapest = .infinity
    // Few confusions first: what is found with one bounds what is worth a search with two.
    for edits in 1...max(1, limits.edits) {
      // Three confusions are for what no fewer make a word of.
      if edits > 2, !candidates.isEmpty { break }
      self.limits.edits = edits
      self.limits.isGeneric = false
      run()
      // A generic change counts for about two that were seen.
      if limits.isGeneric, edits == min(2, limits.edits), cheapest > Self.cheap {
        self.limits.isGeneric = true
        self.limits.edits = max(1, edits - 1)
        run()
      }
      if cheapest <= Self.cheap { limit = min(limit, cheapest + 4) }
    }
    prune()
  }

  /// From the right to the left, as far as forms end so. After an apostrophe a word of its own begins.
  private mutating func findEndings() {
    firstEnding = read.count
    var hash = Self.emptyHash
    while firstEnding > 0 {
      let byte = read[firstEnding - 1]
      guard byte >= 0x80 || byte == 0x27 || Self.isLetter(byte) else { return }
      if byte == 0x27 { hash = Self.emptyHash }
      hash = (hash ^ UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01b3
      guard suffixes.mayContain(hash) else { return }
      firstEnding -= 1
    }
  }

  /// Looks once at what each place may be, which many ways lead to.
  private mutating func findConfusions() {
    confusions.removeAll(keepingCapacity: true)
    confusionStarts.removeAll(keepingCapacity: true)
    cheapestAhead.removeAll(keepingCapacity: true)
    let added = channel.range(256)
    let addition = min(Self.insertion, added.isEmpty ? .infinity : channel[added.lowerBound].cost)
    for place in read.indices {
      confusionStarts.append(Int32(confusions.count))
      for index in channel.range(Int(read[place])) where isRead(channel[index], at: place) {
        confusions.append(Int32(index))
      }
      var cheapest = min(addition, Self.substitution - 2)
      if Int(confusionStarts[place]) < confusions.count {
        cheapest = min(cheapest, channel[Int(confusions[Int(confusionStarts[place])])].cost)
      }
      if read[place] &- 0x41 < 26 { cheapest = min(cheapest, Self.capital) }
      cheapestAhead.append(cheapest)
    }
    confusionStarts.append(Int32(confusions.count))
    cheapestAhead.append(addition)
    for place in read.indices.reversed() { cheapestAhead[place] = min(cheapestAhead[place], cheapestAhead[place + 1]) }
  }

  private func isRead(_ confusion: ChannelModel.Confusion, at place: Int) -> Bool {
    let count = confusion.readCount
    guard place + count <= read.count else { return false }
    for offset in 0..<count where read[place + offset] != confusion.read[offset] { return false }
    return true
  }

  /// Whether what is left to read can be spelt with the confusions that are left.
  @inline(__always)
  private func canEnd(_ place: Place) -> Bool { place.edits < limits.edits || place.read >= firstEnding }

  private mutating func run() {
    steps = 0
    extend(Place(read: 0))
  }

  /// A reading this cheap is hardly beaten by one with more confusions.
  private static let cheap: Float = 7.5
  private var cheapest: Float = .infinity

  /// The dearest readings go when there are many.
  private mutating func prune() {
    guard candidates.count > Self.mostCandidates else { return }
    candidates.sort { ($0.cost, $0.hash) < ($1.cost, $1.hash) }
    candidates.removeLast(candidates.count - Self.mostCandidates)
  }

  private mutating func extend(_ place: Place) {
    steps += 1
    guard steps < Self.mostSteps else { return }
    // Nothing ends so: one more change has to come.
    if place.read < firstEnding, place.cost + cheapestAhead[place.read] > limit { return }
    if place.read == read.count {
      finish(place)
    } else {
      let byte = read[place.read]
      // As it was read; a blank is none where one word is sought.
      if byte >= 0x80 || Self.isLetter(byte) || byte == 0x27 {
        let lower = (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
        var next = place
        next.read += 1
        if lower != byte, place.read > 0, !limits.ignoresCase {
          next.cost += Self.capital
          next.edits += 1
        }
        if next.edits <= limits.edits, next.cost <= limit { put(lower, next) }
      }
    }
    guard place.edits < limits.edits else { return }
    // With one confusion left: none reads more than its longest.
    if place.edits + 1 == limits.edits, place.read + ChannelModel.longestSide < firstEnding { return }
    if place.read < read.count {
      // The cheapest come first.
      for index in Int(confusionStarts[place.read])..<Int(confusionStarts[place.read + 1]) {
        let confusion = channel[Int(confusions[index])]
        guard place.cost + confusion.cost <= limit else { break }
        confuse(confusion, place)
      }
    }
    for index in channel.range(256) {
      guard place.cost + channel[index].cost <= limit else { break }
      confuse(channel[index], place)
    }
    if limits.isGeneric, place.cost + Self.substitution <= limit { change(place) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// - Parameter confusion: of what is read at the place, or of nothing.
  @inline(__always)
  private mutating func confuse(_ confusion: ChannelModel.Confusion, _ place: Place) {
    let cost = place.cost + confusion.cost
    guard cost <= limit else { return }
    var next = place
    next.read += confusion.readCount
    next.cost = cost
    next.edits += 1
    guard canEnd(next) else { return }
    put(confusion.printed, confusion.printedCount, next)
  }

  /// Any letter for the next, one more, or one less.
  private mutating func change(_ place: Place) {
    var next = place
    next.edits += 1
    // Two letters are the most that one change reads.
    if next.edits == limits.edits, place.read + 2 < firstEnding { return }
    if place.read < read.count, read[place.read] < 0x80 {
      next.read += 1
      guard canEnd(next) else { return }
      next.cost = place.cost + Self.substitution
      for letter in Self.letters where letter != read[place.read] | 0x20 { put(letter, next) }
      if place.cost + Self.deletion <= limit, Self.isLetter(read[place.read]) {
        next.cost = place.cost + Self.deletion
        extend(next)
      }
    } else if place.read + 1 < read.count, read[place.read] >= 0xc3, UTF8.isContinuation(read[place.read + 1]) {
      // Another accent, or none.
      next.read += 2
      guard canEnd(next) else { return }
      next.cost = place.cost + Self.substitution - 2
      for letter in Self.letters { put(letter, next) }
      for accent in Self.accents {
        guard let half = spell(0xc3, next) else { break }
        put(accent, half)
      }
    }
    next.read = place.read
    if place.cost + Self.insertion <= limit, canEnd(next) {
      next.cost = place.cost + Self.insertion
      for letter in Self.letters { put(letter, next) }
    }
  }

  /// The second bytes of à, è, é, ì, ò and ù.
  private static let accents: [UInt8] = [0xa0, 0xa8, 0xa9, 0xac, 0xb2, 0xb9]
  private static let letters: [UInt8] = Array("abcdefghilmnopqrstuvz".utf8)

  private mutating func put(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ place: Place) {
    if count == 0 { return extend(place) }
    var next = place
    for index in 0..<count - 1 {
      guard let after = spell(bytes[index], next) else { return }
      next = after
    }
    put(bytes[count - 1], next)
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8, _ place: Place) {
    guard let next = spell(byte, place) else { return }
    extend(next)
  }

  /// The place after one more byte was printed; nil where no form goes on so.
  @inline(__always)
  private mutating func spell(_ byte: UInt8, _ place: Place) -> Place? {
    guard place.printed < Self.longest else { return nil }
    var next = place
    if byte == 0x20 {
      // A blank ends a word, which is one by itself.
      guard limits.splits, place.words < 2, place.printed > place.word, isWord(place, endsInBlank: true) else {
        return nil
      }
      printed[place.printed] = byte
      next.printed += 1
      next.word = next.printed
      next.hash = Self.emptyHash
      next.words += 1
      return next
    }
    if place.printed > place.word, printed[place.printed - 1] == 0x27 {
      // After an apostrophe a word of its own begins.
      guard place.words < 2, Self.elidesBefore(byte), isWord(place, endsInBlank: false) else { return nil }
      next.word = place.printed
      next.hash = Self.emptyHash
      next.words += 1
    }
    printed[place.printed] = byte
    next.printed += 1
    next.hash = (next.hash ^ UInt64(byte)) &* 0x100_0000_01b3
    return prefixes.mayContain(next.hash) ? next : nil
  }

  /// Vowels, `h`, and the lead byte of accented vowels.
  static func elidesBefore(_ byte: UInt8) -> Bool {
    byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6f || byte == 0x75 || byte == 0x68 || byte == 0xc3
  }

  /// Whether the word that ends here is one; one that is torn off must be in use.
  private func isWord(_ place: Place, endsInBlank: Bool) -> Bool {
    let length = place.printed - place.word
    let entry = printed.withUnsafeBufferPointer { printed in
      forms.entry(UnsafeBufferPointer(rebasing: printed[place.word..<place.printed]), hash: place.hash)
    }
    guard let entry else { return false }
    if !endsInBlank { return entry.frequency >= 60 }
    if length == 1 { return [0x61, 0x65, 0x69, 0x6f].contains(printed[place.word]) }
    return entry.frequency >= (length < 4 ? 90 : 50)
  }

  private mutating func finish(_ place: Place) {
    guard place.edits > 0, place.printed > place.word, printed[place.printed - 1] != 0x20 else { return }
    let entry = printed.withUnsafeBufferPointer { printed in
      forms.entry(UnsafeBufferPointer(rebasing: printed[place.word..<place.printed]), hash: place.hash)
    }
    guard let entry, entry.capitalShare < 250 || place.words == 0 else { return }
    // The last of two words is in use, too, and longer than a letter.
    if place.words > 0 {
      let length = place.printed - place.word
      let isAfterBlank = printed[place.word - 1] == 0x20
      guard entry.frequency >= (length < 4 ? 80 : 9), length > 1 || !isAfterBlank else { return }
    }
    var hash = Self.emptyHash
    for index in 0..<place.printed { hash = (hash ^ UInt64(printed[index])) &* 0x100_0000_01b3 }
    for index in candidates.indices where candidates[index].hash == hash {
      if place.cost < candidates[index].cost {
        candidates[index].cost = place.cost
        candidates[index].edits = UInt8(place.edits)
        cheapest = min(cheapest, place.cost)
      }
      return
    }
    candidates.append(
      Candidate(start: bytes.count, count: place.printed, cost: place.cost, edits: UInt8(place.edits), hash: hash))
    bytes.append(contentsOf: printed[..<place.printed])
    // What is much dearer than the best is never chosen.
    cheapest = min(cheapest, place.cost)
    limit = min(limit, place.cost + 7)
    if candidates.count >= Self.mostCandidates * 4 { prune() }
  }
}
