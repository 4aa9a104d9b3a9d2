/// Finds the names of one text: listed names first, then names told by their form, then what the context decides.
struct NameFinder {
  /// A stretch of units that may be a name.
  struct Candidate {
    var first: Int
    /// The unit after its last one.
    var end: Int
    var label: Label
    /// Which gazetteer it comes from; -1 for none.
    var gazetteer = -1
    /// The entity's line in the gazetteer.
    var line = -1
    var isAmbiguous = false
    /// Ambiguous only here: a common word at the start of a sentence or among capitals.
    var isWordHere = false
    var isShield = false
    var hasLegalForm = false
    var isAccepted = false
    var isRejected = false
    var confidence: Float = 0

    var isListed: Bool { line >= 0 }
    func names(_ other: Candidate) -> Bool { line >= 0 && line == other.line && gazetteer == other.gazetteer }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let indexes: [GazetteerIndex]
  let labels: [Label]
  /// For each gazetteer whether it came with the call and not with Vaglio: what it lists is a name whatever the model says.
  let isGiven: [Bool]
  var units: [NameUnit]
  var candidates: [Candidate] = []
  /// The candidate that covers a unit; -1 for none.
  var owner: [Int32]

  /// Whether the text has words, and none with a capital.
  let lacksCapitals: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, units: [NameUnit], gazetteers: [Gazetteer]) {
    self.bytes = bytes
    self.units = units
    indexes = gazetteers.map(\.index)
    labels = gazetteers.map(\.label)
    isGiven = gazetteers.map(\.isGiven)
    owner = Array(repeating: -1, count: units.count)
    lacksCapitals = !units.contains { $0.isWord && !$0.shape.contains(.lowercase) && $0.isCapital }
  }

  /// The names of the text by rules and lists, and by the model where there is one.
  mutating func names(model: NameModel?, labels chosen: Set<Label>) -> [Name] {
    findByRules()
    if let model { decide(by: model, labels: chosen) }
    return candidates.filter {
      $0.isAccepted && !$0.isRejected && !$0.isShield && (chosen.contains($0.label) || isGiven($0))
    }.map(name)
  }

  mutating func findByRules() {
    readMisreadNames()
    markSentences()
    findListed()
    findLegalForms()
    findAuthorities()
    extendListed()
    findFirmsByForm()
    rejectByContext()
    decideAmbiguous()
    findAcronymsInBrackets()
    findCuedFirms()
    findRepeats()
  }

  private func name(_ candidate: Candidate) -> Name {
    let last = units[candidate.end - 1]
    var end = Int(last.end)
    // The period of "& C." and "Inc." is theirs.
    if candidate.hasLegalForm, end < bytes.count, bytes[end] == 0x2e, Self.abbreviatedForms.contains(last.hash) {
      end += 1
    }
    // The period of "Srl." at the end of a sentence is not.
    if last.shape.contains(.abbreviated), Self.plainForms.contains(last.hash) { end -= 1 }
    let range = Int(units[candidate.first].start)..<end
    guard candidate.isListed else {
      return Name(textRange: range, label: candidate.label, key: key(of: candidate), confidence: candidate.confidence)
    }
    let entry = indexes[candidate.gazetteer].summary(candidate.line)
    return Name(
      textRange: range, label: candidate.label, entry: entry.id, name: entry.name, kind: entry.kind,
      confidence: candidate.confidence)
  }

  /// A name that no list holds, as its mentions can be counted: folded, without its legal form, `rossi-arredi`.
  private func key(of candidate: Candidate) -> String? {
    guard candidate.label == .company || candidate.label == .regulator else { return nil }
    var end = candidate.end
    if candidate.hasLegalForm {
      while end > candidate.first + 1, isLegalForm(end - 1) || !units[end - 1].isWord { end -= 1 }
    }
    var key: [UInt8] = []
    for unit in units[candidate.first..<end] where unit.isWord {
      if !key.isEmpty { key.append(0x2d) }
      NameScanner.fold(bytes[unit.range], into: &key)
    }
    return key.isEmpty ? nil : String(decoding: key, as: UTF8.self)
  }

  // MARK: Sentences

  /// Marks the first word of every sentence and line, and the lines and sentences of capitals.
  private mutating func markSentences() {
    var start = 0
    while start < units.count {
      var end = start
      var capitals = 0
      var others = 0
      var firstWord = -1
      while end < units.count, end == start || !units[end].shape.contains(.lineStart) {
        let unit = units[end]
        end += 1
        if unit.kind == .stop { break }
        guard unit.isWord else { continue }
        if firstWord < 0 { firstWord = end - 1 }
        if unit.shape.contains(.allCapitals) {
          capitals += 1
        } else if !unit.shape.contains(.initial), !unit.shape.contains(.digit) {
          others += 1
        }
      }
      if firstWord >= 0 { units[firstWord].shape.insert(.sentenceStart) }
      if capitals >= 2 && others == 0 || capitals >= 4 && capitals > 3 * others {
        for unit in start..<end { units[unit].shape.insert(.inCapitals) }
      }
      start = end
    }
  }

  // MARK: Listed names

  private mutating func findListed() {
    var starts = [UInt64](repeating: 0, count: 1 << 10)
    for index in indexes {
      for (word, bits) in index.starts.enumerated() { starts[word] |= bits }
    }
    var position = 0
    while position < units.count {
      let start = GazetteerIndex.start(units[position].hash)
      guard units[position].isWord, starts[start.word] & start.bit != 0, var match = longestListed(at: position) else {
        position += 1
        continue
      }
      // The mark is part of the name: "Yahoo!".
      if match.end < units.count, units[match.end].kind == .stop, bytes[Int(units[match.end].start)] == 0x21,
        Self.exclaimed.contains(units[match.end - 1].hash)
      {
        match.end += 1
      }
      add(match)
      position = max(match.end, position + 1)
    }
  }

  private func longestListed(at first: Int) -> Candidate? {
    var best: Candidate?
    for gazetteer in indexes.indices {
      let index = indexes[gazetteer]
      var key = NameScanner.seed
      var next = first
      while next < units.count {
        let unit = units[next]
        if next > first {
          guard unit.isWord || unit.kind == .comma, !startsParagraph(next) else { break }
        }
        key = NameScanner.extend(key, unit.hash)
        let node = index[key]
        next += 1
        if node.isName, next - first > (best.map { $0.end - $0.first } ?? 0),
          let candidate = listed(node, gazetteer, first, next)
        {
          best = candidate
        }
        if !node.isPrefix { break }
      }
    }
    return best
  }

  /// A listed form at a place where it may stand; nil when its case or its neighbours speak against it.
  private func listed(_ node: GazetteerIndex.Node, _ gazetteer: Int, _ first: Int, _ end: Int) -> Candidate? {
    // Inside a hyphenated word: "post-Amazon" and "Mit-Boston" are other words, "ex-Telecom" and "Rai-Mediaset" are not.
    if units[first].shape.contains(.hyphenated), first > 0 {
      let before = units[first - 1]
      if !before.isCapital, before.hash != Self.ex { return nil }
    }
    if end < units.count, units[end].shape.contains(.hyphenated), !units[end].isCapital { return nil }
    var candidate = Candidate(
      first: first, end: end, label: labels[gazetteer], gazetteer: gazetteer, line: node.line,
      isAmbiguous: node.isAmbiguous, isShield: node.isShield)
    if node.isShield { return candidate }
    // "il gruppo Mondadori" names Mondadori.
    if units[first].hash == Self.gruppo, units[first].shape.contains(.lowercase), end - first > 1 {
      candidate.first += 1
    }
    let stretch = units[first..<end]
    let isCapital = stretch.contains {
      $0.isWord && !$0.shape.contains(.lowercase) && ($0.isCapital || end - first == 1)
    }
    if !isCapital {
      if node.isAmbiguous || !allowsLowercase(first, end, labels[gazetteer]) {
        // "multa a tim": where nothing has a capital, what stands around decides.
        guard lacksCapitals,
          end - first == 1 ? isUnknownWord(units[first]) : units[end - 1].end - units[first].start >= 6
        else { return nil }
        candidate.isAmbiguous = true
      }
    } else if !node.isAmbiguous, addsAccents(first..<end, to: node.line, of: indexes[gazetteer]) {
      candidate.isAmbiguous = true
    } else if end - first == 1, !node.isAmbiguous {
      // "Mise la mano sulla spalla": a capital at the start of a sentence says nothing of a word.
      let unit = units[first]
      if unit.shape.contains(.sentenceStart) || unit.shape.contains(.inCapitals), !unit.shape.contains(.digit),
        isCommonWord(unit)
      {
        candidate.isAmbiguous = true
        candidate.isWordHere = true
      }
    }
    return candidate
  }

  /// `Bösch` is not Bosch, but `Nestlè` is Nestlé: people drop accents and take one for the other, and do not add them.
  private func addsAccents(_ stretch: Range<Int>, to line: Int, of index: GazetteerIndex) -> Bool {
    units[stretch].contains { unit in
      unit.range.dropLast().contains {
        (0xc3...0xc5).contains(bytes[$0])
          && !index.hasAccent(on: NameScanner.baseLetter(bytes[$0], bytes[$0 + 1]), line: line)
      }
    }
  }

  /// `l'agcom`, `il mise`, `poste italiane`: in lower case a single word must follow an article or a preposition.
  private func allowsLowercase(_ first: Int, _ end: Int, _ label: Label) -> Bool {
    let unit = units[first]
    if end - first > 1 {
      // "raccolta e distribuzione" is no "e-distribuzione".
      if unit.end - unit.start == 1, !units[first + 1].shape.contains(.hyphenated) { return false }
      // "la rinascente democrazia"
      if end - first == 2, unit.words.contains(.article), !isUnknownWord(units[end - 1]) { return false }
      return units[end - 1].end - unit.start >= 9
    }
    if Self.neverLowercase.contains(unit.hash) { return false }
    // "#agcom", "@trenitalia"
    if unit.shape.contains(.adjacent), first > 0, Self.tagMarks.contains(bytes[Int(unit.start) - 1]) { return true }
    if unit.end - unit.start >= 4, isUnknownWord(unit) { return true }
    guard let before = word(first - 1) else { return false }
    // "il mise", but not "lo mise": nothing else than a name follows "il" there.
    if label == .regulator, before.words.contains(.masculineArticle), before.hash != Self.lo, unit.end - unit.start >= 3
    {
      return unit.hash != Self.antitrust || before.shape.contains(.elided)
    }
    let links: Vocabulary.Words = [.article, .genitive, .preposition, .strongCue]
    return unit.end - unit.start >= 3 && !before.words.isDisjoint(with: links) && unit.hash != Self.antitrust
      && isUnknownWord(unit)
  }

  /// Whether a word is used in lower case inside sentences.
  func isCommonWord(_ unit: NameUnit) -> Bool {
    let form = bytes[unit.range].map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
    return form.withUnsafeBufferPointer { form in
      guard let entry = FormLexicon.italian[form] else { return false }
      return entry.capitalShare < 128 && entry.count >= 3
    }
  }

  /// Whether a word is in no list of Italian words.
  func isUnknownWord(_ unit: NameUnit) -> Bool {
    guard FormLexicon.italian.count > 0 else { return false }
    let form = UnsafeBufferPointer(rebasing: bytes[unit.range])
    guard let entry = FormLexicon.italian[form] else { return true }
    return entry.capitalShare > 240
  }

  /// Whether an empty line or a line that stands alone comes before a unit.
  func startsParagraph(_ index: Int) -> Bool {
    guard units[index].shape.contains(.lineStart), index > 0 else { return false }
    var lineEnds = 0
    for position in Int(units[index - 1].end)..<Int(units[index].start) where bytes[position] == 0x0a { lineEnds += 1 }
    return lineEnds != 1
  }

  // MARK: Candidates

  mutating func add(_ candidate: Candidate) {
    for unit in candidate.first..<candidate.end { owner[unit] = Int32(candidates.count) }
    var candidate = candidate
    if !candidate.isAmbiguous {
      candidate.isAccepted = true
      if candidate.confidence == 0 { candidate.confidence = 0.97 }
    }
    candidates.append(candidate)
  }

  /// Adds a longer candidate over those that it covers; false when one of them reaches beyond it.
  mutating func cover(_ candidate: Candidate) -> Bool {
    for unit in candidate.first..<candidate.end where owner[unit] >= 0 {
      let other = candidates[Int(owner[unit])]
      if other.isRejected { continue }
      if other.first < candidate.first || other.end > candidate.end || other.isShield && !candidate.hasLegalForm {
        return false
      }
    }
    for unit in candidate.first..<candidate.end where owner[unit] >= 0 {
      candidates[Int(owner[unit])].isRejected = true
      candidates[Int(owner[unit])].isAccepted = false
    }
    add(candidate)
    return true
  }

  func candidate(at unit: Int) -> Candidate? {
    guard unit >= 0, unit < owner.count, owner[unit] >= 0 else { return nil }
    let candidate = candidates[Int(owner[unit])]
    return candidate.isRejected ? nil : candidate
  }

  private static let tagMarks: Set<UInt8> = [0x23, 0x40]
  /// Words that are things when they are written small.
  private static let neverLowercase: Set<UInt64> = [
    Vocabulary.hash("autogrill"), Vocabulary.hash("postepay"), Vocabulary.hash("bulgari"), Vocabulary.hash("telecom"),
    Vocabulary.hash("moderna"), Vocabulary.hash("azimut"), Vocabulary.hash("edison"), Vocabulary.hash("tesla"),
    Vocabulary.hash("motorizzazione"), Vocabulary.hash("lego"), Vocabulary.hash("antico"), Vocabulary.hash("illumina"),
    Vocabulary.hash("apple"), Vocabulary.hash("shell"), Vocabulary.hash("acea"), Vocabulary.hash("comau"),
    Vocabulary.hash("terna"),
  ]
  private static let plainForms: Set<UInt64> = [
    Vocabulary.hash("spa"), Vocabulary.hash("srl"), Vocabulary.hash("snc"), Vocabulary.hash("sas"),
    Vocabulary.hash("srls"),
  ]
  private static let abbreviatedForms: Set<UInt64> = [
    Vocabulary.hash("c"), Vocabulary.hash("co"), Vocabulary.hash("inc"), Vocabulary.hash("ltd"),
    Vocabulary.hash("corp"),
    Vocabulary.hash("coop"), Vocabulary.hash("agr"),
  ]
  private static let exclaimed: Set<UInt64> = [Vocabulary.hash("yahoo"), Vocabulary.hash("chebanca")]
  static let lo = Vocabulary.hash("lo")
  static let ex = Vocabulary.hash("ex")
  static let antitrust = Vocabulary.hash("antitrust")
}
