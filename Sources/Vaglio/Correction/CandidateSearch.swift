/// Finds the words of the lexicon that a stretch of bytes may have been printed as.
///
/// It spells what was printed from left to right through the graph of forms: each byte as it was read, or as the channel
/// model allows, and gives up where no form goes on so, or where none ends as what is left to read does. Costs are negative
/// natural logarithms, as in `ChannelModel`; inside, in sixteenths.
struct CandidateSearch {
  /// One reading of the stretch.
  struct Candidate {
    /// Its bytes in `bytes`: forms in lower case, with a blank between words and none after an apostrophe.
    var start: Int
    var count: Int
    var cost: Float
    /// How many confusions it needs.
    var edits: UInt8
    /// Whether no blank and no apostrophe is in it.
    var isOneWord: Bool
    /// That of its last word, as in `FormLexicon.Entry`.
    var frequency: UInt8
    /// The key of its bytes in `BigramModel`.
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
    /// Whether, where nothing else is found, a letter may be any other beside one more change.
    var isDeep = false
    /// Whether capitals inside the stretch are letters like others.
    var ignoresCase = false
  }

  private let forms: FormLexicon
  let graph: FormGraph
  private let confusions: ConfusionTable

  /// A capital where a small letter was printed: 3.
  static let capital: Int32 = 48
  /// `daI`: an I among small letters is an l: 6.5.
  private static let capitalI: Int32 = 104
  /// A reading this cheap is hardly beaten by one with more confusions: 7.5, and 4 more at most.
  private static let cheap: Int32 = 120
  private static let marginOfCheap: Int32 = 64
  /// By how much two words bound what is worth a search less than one does: 4.
  private static let split: Int32 = 64
  /// What is much dearer than the best is never chosen: 7.
  private static let margin: Int32 = 112
  private static let mostCandidates = 24
  /// From how many bytes on a word may have two changes of which one was never seen.
  private static let long = 6
  /// A search of a long line of signs ends here.
  private static let mostSteps = 8000

  private(set) var candidates: [Candidate] = []
  private(set) var bytes: [UInt8] = []

  private var limits = Limits(cost: 0, edits: 0)
  /// In sixteenths, as all that follows.
  private(set) var limit: Int32 = 0
  private var cheapest = Int32.max
  private(set) var edits: Int32 = 0
  private var isGeneric = false
  private var steps = 0
  private(set) var stretch: ReadStretch
  private let spelling = Spelling()
  private let memo = CandidateMemo()
  /// What is sought, as the memo has it.
  private var key: [UInt8] = []
  /// Bits: what a word can start with, and one behind an apostrophe; the letters of Italian.
  private let starts: UInt64
  private let startsAfterApostrophe: UInt64
  let letters: UInt64

  /// - Parameter confusions: in the classes of `graph`.
  init(forms: FormLexicon, graph: FormGraph, suffixes: PrefixFilter, confusions: ConfusionTable) {
    self.forms = forms
    self.graph = graph
    self.confusions = confusions
    stretch = ReadStretch(graph: graph, suffixes: suffixes)
    starts = graph.mask(graph.root)
    startsAfterApostrophe = starts & Self.vowels.reduce(0) { $0 | graph.bit($1) }
    letters = Self.letters.reduce(0) { $0 | graph.bit($1) }
  }

  func form(_ candidate: Candidate) -> ArraySlice<UInt8> { bytes[candidate.start..<candidate.start + candidate.count] }

  /// What was printed as far as the search is: written without asking who else owns it, as a search is never copied.
  private final class Spelling {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: ReadStretch.longest)

    deinit { bytes.deallocate() }
  }

  /// Collects the readings of a stretch of at most `ReadStretch.longest` bytes.
  mutating func search(_ stretch: [UInt8], limits: Limits) {
    guard !stretch.isEmpty, stretch.count <= ReadStretch.longest else { return removeAll() }
    CandidateMemo.write(stretch, limits, to: &key)
    let hash = BigramModel.key(key)
    if memo.find(key, hash, candidates: &candidates, bytes: &bytes) { return }
    removeAll()
    find(stretch, limits)
    memo.insert(key, hash, candidates: candidates, bytes: bytes)
  }

  private mutating func removeAll() {
    candidates.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func find(_ stretch: [UInt8], _ limits: Limits) {
    self.limits = limits
    self.stretch.read(stretch, ignoresCase: limits.ignoresCase, confusions: confusions)
    guard self.stretch.needed(0) <= limits.edits else { return }
    limit = Int32((limits.cost * 16).rounded())
    cheapest = .max
    // Few confusions first: what is found with one bounds what is worth a search with two.
    for edits in 1...max(1, limits.edits) {
      // Three confusions are for what no fewer make a word of.
      if edits > 2, !candidates.isEmpty { break }
      run(edits: edits, isGeneric: false)
      // A generic change counts for about two that were seen.
      if limits.isGeneric, edits == min(2, limits.edits), cheapest > Self.cheap {
        run(edits: max(edits - 1, min(limits.edits, Int(self.stretch.needed(0))), 1), isGeneric: true)
      }
      if cheapest <= Self.cheap { limit = min(limit, cheapest + Self.marginOfCheap) }
    }
    if candidates.isEmpty, limits.isDeep, stretch.count >= Self.long { run(edits: 2, isGeneric: true) }
    prune()
  }

  // MARK: What was printed

  /// Where the search stands.
  struct Place {
    var node: FormGraph.Node
    /// Whether a form ends here.
    var isEnd = false
    var words: UInt8 = 0
    var edits: Int32 = 0
    var cost: Int32 = 0
    var read: Int32 = 0
    var printed: Int32 = 0
    /// Where the word that is being spelt starts.
    var word: Int32 = 0
  }

  private mutating func run(edits: Int, isGeneric: Bool) {
    self.edits = Int32(edits)
    self.isGeneric = isGeneric
    steps = 0
    extend(Place(node: graph.root))
  }

  /// What can be printed next.
  @inline(__always)
  func open(_ place: Place) -> UInt64 {
    var mask = graph.mask(place.node)
    if place.printed > place.word {
      // After an apostrophe a word of its own begins.
      if spelling.bytes[Int(place.printed) - 1] == 0x27 { mask = place.words < 2 ? startsAfterApostrophe : 0 }
      if limits.splits, place.words < 2 { mask |= ConfusionTable.blank }
    }
    return mask | ConfusionTable.nothing
  }

  /// Spells on as it was read, and at each place what else it may have been.
  private mutating func extend(_ start: Place) {
    var place = start
    while true {
      let read = Int(place.read)
      // Changes have to come that there are too few of, or that cost too much. All there are have to be made: what needs
      // fewer was found before.
      let left = edits &- place.edits
      guard stretch.needed(read) <= left, place.cost &+ stretch.cost(ofChanges: left, from: read) <= limit else {
        return
      }
      // None is left: the rest is as it was read.
      if left == 0 { return finishAsRead(place) }
      steps &+= 1
      guard steps < Self.mostSteps else { return }
      let open = open(place)
      change(place, open)
      guard read < stretch.count else { return finish(place) }
      // As it was read; a blank is none where one word is sought.
      guard open & stretch.bit(read) != 0 else { return }
      if stretch.exactBit(read) == 0 {
        place.cost &+= stretch[read] == 0x49 ? Self.capitalI : Self.capital
        place.edits &+= 1
        guard place.cost <= limit else { return }
      }
      guard let next = spell(stretch.lower(read), stretch.bit(read), place) else { return }
      place = next
      place.read &+= 1
    }
  }

  /// Spells what is left as it was read.
  private mutating func finishAsRead(_ start: Place) {
    steps &+= 1
    var place = start
    var read = Int(place.read)
    while read < stretch.count {
      let bit = stretch.exactBit(read)
      var mask = graph.mask(place.node)
      var open = mask
      if place.printed > place.word, spelling.bytes[Int(place.printed) &- 1] == 0x27 {
        guard place.words < 2, isWord(place, endsInBlank: false) else { return }
        mask = starts
        open = startsAfterApostrophe
        place.word = place.printed
        place.node = graph.root
        place.words &+= 1
      }
      guard open & bit != 0, place.printed < ReadStretch.longest else { return }
      spelling.bytes[Int(place.printed)] = stretch.lower(read)
      place.printed &+= 1
      (place.node, place.isEnd) = graph.child(place.node, bit, mask: mask)
      read &+= 1
    }
    finish(place)
  }

  /// What was printed at a place if not what was read.
  private mutating func change(_ place: Place, _ open: UInt64) {
    let read = Int(place.read)
    if read < stretch.count {
      for number in stretch.misreadings(read) { confuse(confusions.misreading(number), place, open) }
    }
    confuse(confusions.omission, place, open)
    guard isGeneric else { return }
    if read < stretch.count, stretch.isForeign(read) { changeSign(place, open) }
    if place.cost &+ Self.cheapestFreeChange <= limit { changeFreely(place, open) }
  }

  @inline(__always)
  private mutating func confuse(
    _ misreading: UnsafePointer<ConfusionTable.Misreading>, _ place: Place, _ open: UInt64
  ) {
    var bits = misreading.pointee.mask & open
    guard bits != 0 else { return }
    var next = place
    next.read &+= misreading.pointee.readCount
    next.edits &+= 1
    // With none left the rest has to be read as it was printed.
    let left = edits &- next.edits
    guard stretch.needed(Int(next.read)) <= left else { return }
    let most = limit &- stretch.cost(ofChanges: left, from: Int(next.read)) &- place.cost
    guard misreading.pointee.cheapest <= most else { return }
    // With none left the last byte printed has to be one that stands before the rest.
    let last = left == 0 ? stretch.mayPrecede(Int(next.read)) : .max
    guard misreading.pointee.lastMask & last != 0 else { return }
    while bits != 0 {
      let bit = bits & (~bits &+ 1)
      bits ^= bit
      let range = misreading.pointee.range(bit)
      var index = range.lowerBound
      while index < range.upperBound {
        let confusion = confusions[index]
        guard confusion.cost <= most else { break }
        index &+= 1
        guard confusion.lastBit & last != 0 else { continue }
        next.cost = place.cost &+ confusion.cost
        confuse(confusion, next)
      }
    }
  }

  /// - Parameter place: behind what was read.
  @inline(__always)
  private mutating func confuse(_ confusion: ConfusionTable.Confusion, _ place: Place) {
    var next = place
    let count = confusion.printedCount
    if count > 0 {
      guard let after = spell(confusion.printed[0], confusion.bit, next) else { return }
      next = after
      var index = 1
      while index < count {
        let byte = confusion.printed[index]
        let bit = byte == 0x20 ? ConfusionTable.blank : graph.bit(byte)
        guard open(next) & bit != 0, let after = spell(byte, bit, next) else { return }
        next = after
        index &+= 1
      }
    }
    proceed(next)
  }

  /// After a change.
  @inline(__always)
  mutating func proceed(_ place: Place) {
    // Most ways end with the next letter.
    let read = Int(place.read)
    if place.edits == edits, read < stretch.count, spelling.bytes[max(0, Int(place.printed) &- 1)] != 0x27,
      graph.mask(place.node) & stretch.exactBit(read) == 0
    {
      steps &+= 1
      return
    }
    extend(place)
  }

  private static let letters: [UInt8] = Array("abcdefghilmnopqrstuvz".utf8)
  /// Vowels, `h`, and the lead byte of accented vowels.
  private static let vowels: [UInt8] = Array("aeiouh".utf8) + [0xc3]

  /// Whether a word behind an apostrophe can begin so.
  static func elidesBefore(_ byte: UInt8) -> Bool { vowels.contains(byte) }

  /// The place after one more byte was printed; nil where the word before it is none.
  ///
  /// - Parameter bit: that of the byte, which `open` has.
  @inline(__always)
  func spell(_ byte: UInt8, _ bit: UInt64, _ place: Place) -> Place? {
    guard place.printed < ReadStretch.longest else { return nil }
    var next = place
    spelling.bytes[Int(place.printed)] = byte
    next.printed += 1
    if bit == ConfusionTable.blank {
      // A blank ends a word, which is one by itself.
      guard isWord(place, endsInBlank: true) else { return nil }
      next.word = next.printed
      next.node = graph.root
      next.isEnd = false
      next.words += 1
      return next
    }
    if place.printed > place.word, spelling.bytes[Int(place.printed) - 1] == 0x27 {
      guard isWord(place, endsInBlank: false) else { return nil }
      next.word = place.printed
      next.node = graph.root
      next.words += 1
    }
    (next.node, next.isEnd) = graph.child(next.node, bit, mask: graph.mask(next.node))
    return next
  }

  private func entry(_ place: Place) -> FormLexicon.Entry? {
    forms[UnsafeBufferPointer(start: spelling.bytes + Int(place.word), count: Int(place.printed - place.word))]
  }

  /// Whether the word that ends here is one; one that is torn off must be in use.
  private func isWord(_ place: Place, endsInBlank: Bool) -> Bool {
    guard place.isEnd, let entry = entry(place) else { return false }
    let length = place.printed - place.word
    if !endsInBlank { return entry.frequency >= 60 }
    if length == 1 { return Self.vowels.prefix(4).contains(spelling.bytes[Int(place.word)]) }
    return entry.frequency >= (length < 4 ? 90 : length < 6 ? 30 : 17)
  }

  private mutating func finish(_ place: Place) {
    guard place.edits > 0, place.isEnd, let entry = entry(place), entry.capitalShare < 250 || place.words == 0 else {
      return
    }
    // The last of two words is in use, too; `e`, `i`, `a` and `o` are.
    if place.words > 0 {
      let length = place.printed - place.word
      guard entry.frequency >= (length < 4 ? 80 : 9) else { return }
      if length == 1, !Self.vowels.prefix(4).contains(spelling.bytes[Int(place.word)]) { return }
    }
    let form = UnsafeBufferPointer(start: spelling.bytes, count: Int(place.printed))
    let hash = BigramModel.key(form)
    // `malarado` is sooner `malgrado` than `mala rado`; not so `Irlandae`.
    let isSplit = place.words > 0 && min(place.word - 1, place.printed - place.word) > 2 && form.contains(0x20)
    let bound = isSplit ? place.cost &+ Self.split : place.cost
    cheapest = min(cheapest, bound)
    limit = min(limit, bound &+ Self.margin)
    let cost = Float(place.cost) / 16
    for index in candidates.indices where candidates[index].hash == hash {
      if cost < candidates[index].cost {
        candidates[index].cost = cost
        candidates[index].edits = UInt8(place.edits)
      }
      return
    }
    candidates.append(
      Candidate(
        start: bytes.count, count: form.count, cost: cost, edits: UInt8(place.edits),
        isOneWord: place.words == 0 && form.last != 0x27, frequency: entry.frequency, hash: hash))
    bytes.append(contentsOf: form)
    if candidates.count >= Self.mostCandidates * 4 { prune() }
  }

  /// What is much dearer than the best goes, and the dearest when there are many; in the order in which a search finds
  /// them no reading depends.
  private mutating func prune() {
    guard !candidates.isEmpty else { return }
    let dearest = Float(cheapest + Self.margin) / 16
    candidates.removeAll { $0.cost > dearest }
    candidates.sort { ($0.cost, $0.hash) < ($1.cost, $1.hash) }
    if candidates.count > Self.mostCandidates { candidates.removeLast(candidates.count - Self.mostCandidates) }
  }
}
