/// The features of each line of a page for the page model: the line itself, its neighbours, and where it stands on the page.
///
/// A feature is a template and a small value, in one number: `template << 8 | value`. All of them are counts, shapes and
/// classes of words; no word of a page is a feature.
struct PageFeatures {
  /// The lines that are not blank.
  let lines: [LineFeatures]
  private let scanner: LineScanner
  private let lexicon: FurnitureLexicon

  /// Running text before and up to each line, in words.
  private var proseBefore: [Int32] = []
  /// The stretch of lines that holds most running text with least furniture.
  private(set) var block = 0..<0
  private var wordsInBlock = Bits()
  private var hasEarlierTwin: [Bool] = []
  private var hasLaterTwin: [Bool] = []
  /// For each line the length of the run of short lines that it is in; 0 when it is not short.
  private var runs: [Int32] = []
  private var runStarts: [Int32] = []
  /// For each line the length of the run of lines like titles that it is in, a line of a few words between them or not; 0
  /// when it is in none.
  private var titleRuns: [Int32] = []
  /// Which share of the lines of nine words or more end like sentences, in steps of `share`.
  private var sentenceShare: UInt32 = 0
  /// The last line before with a sure phrase, and the next one; -1 for none.
  private var previousPhrase: [Int32] = []
  private var nextPhrase: [Int32] = []
  /// How much speaks for furniture in the lines before each, and after the last.
  private var evidenceBefore: [Int32] = []
  /// The last running text before each line and the next one, by distance in lines; 0 where there is none.
  private var sinceProse: [Int32] = []
  private var untilProse: [Int32] = []
  /// How many phrases that end an article come up to each line, that line included.
  private var endsUpTo: [Int32] = []

  static let templateCount = 160

  init(lines: [LineFeatures], scanner: LineScanner) {
    self.lines = lines
    self.scanner = scanner
    lexicon = scanner.lexicon
    findBlock()
    findTwins()
    findRuns()
    findTitleRuns()
    findPhrases()
    findEvidence()
  }

  // MARK: The page

  private mutating func findBlock() {
    proseBefore.reserveCapacity(lines.count + 1)
    var prose: Int32 = 0
    var best: Int32 = 0
    var sum: Int32 = 0
    var start = 0
    for (index, line) in lines.enumerated() {
      proseBefore.append(prose)
      var value: Int32
      if line.isProse {
        let words = Int32(min(line.wordCount, 60))
        prose += words
        value = line.phraseIsSure ? -words / 2 : words
      } else {
        value = line.phraseIsSure ? -12 : line.isShort ? -3 : -1
      }
      sum += value
      if sum <= 0 {
        sum = 0
        start = index + 1
      } else if sum > best {
        best = sum
        block = start..<index + 1
      }
    }
    proseBefore.append(prose)
    for index in block where lines[index].isProse {
      for word in lines[index].words where scanner.isTopical[word] { wordsInBlock.insert(scanner.words[word]) }
    }
  }

  private mutating func findTwins() {
    var size = 16
    while size < lines.count * 2 { size *= 2 }
    var table = [Int32](repeating: -1, count: size)
    hasEarlierTwin = Array(repeating: false, count: lines.count)
    hasLaterTwin = hasEarlierTwin
    for (index, line) in lines.enumerated() {
      var slot = Int(truncatingIfNeeded: line.fingerprint ^ (line.fingerprint >> 32)) & (size - 1)
      while table[slot] >= 0, lines[Int(table[slot])].fingerprint != line.fingerprint { slot = (slot + 1) & (size - 1) }
      if table[slot] >= 0 {
        hasEarlierTwin[index] = true
        hasLaterTwin[Int(table[slot])] = true
      }
      table[slot] = Int32(truncatingIfNeeded: index)
    }
  }

  private mutating func findRuns() {
    runs = Array(repeating: 0, count: lines.count)
    runStarts = runs
    var start = 0
    for index in 0...lines.count {
      if index < lines.count, lines[index].wordCount <= 6, !lines[index].endsLikeASentence { continue }
      for member in start..<index {
        runs[member] = Int32(index - start)
        runStarts[member] = Int32(start)
      }
      start = index + 1
    }
  }

  private mutating func findTitleRuns() {
    titleRuns = Array(repeating: 0, count: lines.count)
    var long = 0
    var ended = 0
    var start = 0
    var end = 0
    var titles: Int32 = 0
    func close(_ runs: inout [Int32]) {
      for member in start..<end { runs[member] = titles }
    }
    for (index, line) in lines.enumerated() {
      if line.wordCount >= 9 {
        long += 1
        if line.endsLikeASentence { ended += 1 }
      }
      if line.isLikeATitle {
        if titles == 0 { start = index }
        titles += 1
        end = index + 1
      } else if titles > 0, line.wordCount > 3 || index > end {
        close(&titleRuns)
        titles = 0
      }
    }
    close(&titleRuns)
    sentenceShare = Self.share(ended, long)
  }

  private mutating func findPhrases() {
    previousPhrase = Array(repeating: -1, count: lines.count)
    nextPhrase = previousPhrase
    var last: Int32 = -1
    for index in lines.indices {
      previousPhrase[index] = last
      if lines[index].phraseIsSure { last = Int32(index) }
    }
    last = -1
    for index in lines.indices.reversed() {
      nextPhrase[index] = last
      if lines[index].phraseIsSure { last = Int32(index) }
    }
  }

  private mutating func findEvidence() {
    evidenceBefore.reserveCapacity(lines.count + 1)
    var sum: Int32 = 0
    for line in lines {
      evidenceBefore.append(sum)
      if line.phraseIsSure {
        sum += 3
      } else if line.phraseKind >= 0 || line.wordCount <= 6 && line.furnitureCount * 2 >= max(1, line.wordCount) {
        sum += 1
      }
    }
    evidenceBefore.append(sum)
    var ends: Int32 = 0
    for line in lines {
      if line.phraseEndsArticle { ends += 1 }
      endsUpTo.append(ends)
    }
    sinceProse = Array(repeating: 0, count: lines.count)
    untilProse = sinceProse
    var last = -1
    for index in lines.indices {
      if last >= 0 { sinceProse[index] = Int32(index - last) }
      if lines[index].isProse { last = index }
    }
    last = -1
    for index in lines.indices.reversed() {
      if last >= 0 { untilProse[index] = Int32(last - index) }
      if lines[index].isProse { last = index }
    }
  }

  // MARK: The lines

  /// Appends the features of a line to `features`.
  func append(_ index: Int, to features: inout [UInt32]) {
    var list = FeatureList(features: features)
    appendOwn(lines[index], &list)
    for (place, offset) in [-2, -1, 1, 2].enumerated() {
      appendNeighbour(index + offset, UInt32(60 + place * 12), &list)
    }
    appendPage(index, &list)
    features = list.features
  }

  private func appendOwn(_ line: LineFeatures, _ list: inout FeatureList) {
    let words = Self.bucket(line.wordCount)
    let coarse = Self.coarse(line.wordCount)
    list.add(0, 0)
    list.add(1, words)
    list.add(2, Self.share(line.functionWordCount, line.wordCount) * 5 + coarse)
    list.add(3, UInt32(line.end.rawValue) * 5 + coarse)
    list.add(4, UInt32(line.start.rawValue) * 5 + coarse)
    list.add(5, Self.share(line.capitalizedCount, line.wordCount) * 5 + coarse)
    list.add(6, Self.share(line.uppercaseCount, line.wordCount) * 5 + coarse)
    list.add(7, Self.share(line.digitCount, line.letterCount + line.digitCount) * 5 + coarse)
    list.add(8, UInt32(min(line.separatorCount, 5)))
    list.add(9, UInt32(min(line.jointCount, 5)))
    list.add(10, UInt32(min(line.innerEndCount, 5)) * 5 + coarse)
    if line.phraseKind >= 0 {
      let level: UInt32 = line.phraseIsSure ? line.phraseIsLine ? 2 : 1 : 0
      list.add(11, UInt32(line.phraseKind) * 3 + level)
      list.add(12, level * 5 + coarse)
      if line.isProse { list.add(13, UInt32(line.phraseKind)) }
    }
    list.add(14, Self.share(line.furnitureCount, line.wordCount) * 5 + coarse)
    let size: UInt32 = line.wordCount <= 3 ? 0 : line.wordCount <= 10 ? 1 : 2
    var classes = line.classes
    while classes != 0 {
      list.add(15, UInt32(classes.trailingZeroBitCount) * 3 + size)
      classes &= classes - 1
    }
    classes = line.firstClasses
    while classes != 0 {
      list.add(16, UInt32(classes.trailingZeroBitCount) * 3 + size)
      classes &= classes - 1
    }
    var signs = line.signs.rawValue
    while signs != 0 {
      list.add(17, UInt32(signs.trailingZeroBitCount) * 5 + coarse)
      signs &= signs - 1
    }
    list.add(18, UInt32(min(12, line.letterCount / max(1, line.wordCount))))
    if line.isProse { list.add(19, words) }
  }

  private func appendNeighbour(_ index: Int, _ base: UInt32, _ list: inout FeatureList) {
    guard lines.indices.contains(index) else {
      list.add(base, 255)
      return
    }
    let line = lines[index]
    let coarse = Self.coarse(line.wordCount)
    list.add(base, Self.bucket(line.wordCount))
    list.add(base + 1, UInt32(line.end.rawValue) * 5 + coarse)
    if line.phraseKind >= 0 { list.add(base + 2, UInt32(line.phraseKind) * 2 + (line.phraseIsSure ? 1 : 0)) }
    if line.isDate { list.add(base + 3, 1) }
    list.add(base + 4, Self.share(line.furnitureCount, line.wordCount) * 5 + coarse)
    list.add(base + 5, Self.share(line.functionWordCount, line.wordCount) * 5 + coarse)
    if line.letterCount == 0 { list.add(base + 6, 1) }
    if line.isProse { list.add(base + 7, 1) }
    if line.separatorCount > 1 { list.add(base + 8, 1) }
  }

  private func appendPage(_ index: Int, _ list: inout FeatureList) {
    let line = lines[index]
    let coarse = Self.coarse(line.wordCount)
    // Where the line stands to the block of running text.
    let zone: UInt32 = block.isEmpty ? 3 : index < block.lowerBound ? 0 : index < block.upperBound ? 1 : 2
    list.add(110, zone * 5 + coarse)
    if zone == 0 { list.add(111, Self.distance(block.lowerBound - index)) }
    if zone == 1 {
      list.add(112, Self.distance(index - block.lowerBound))
      list.add(113, Self.distance(block.upperBound - 1 - index))
    }
    if zone == 2 { list.add(114, Self.distance(index + 1 - block.upperBound)) }
    list.add(115, zone * 2 + (line.isProse ? 1 : 0))
    list.add(116, Self.distance(index))
    list.add(117, Self.distance(lines.count - 1 - index))
    list.add(118, Self.distance(lines.count / 4))
    list.add(119, Self.share(Int(proseBefore[index]), Int(proseBefore[lines.count])) * 2 + (line.isProse ? 1 : 0))
    // Running text around.
    let near = prose(index - 3, index) + prose(index + 1, index + 4)
    let wide = prose(index - 8, index) + prose(index + 1, index + 9)
    list.add(120, Self.bucket(near / 4) * 5 + coarse)
    list.add(121, Self.bucket(wide / 8) * 5 + coarse)
    list.add(122, Self.bucket(prose(index - 3, index) / 4))
    list.add(123, Self.bucket(prose(index + 1, index + 4) / 4))
    // Runs of short lines.
    let run = Int(runs[index])
    if run > 0 {
      list.add(124, Self.distance(run))
      let place = index - Int(runStarts[index])
      list.add(125, Self.distance(place) * 2 + (run > 6 ? 1 : 0))
      list.add(126, Self.distance(run - 1 - place) * 2 + (run > 6 ? 1 : 0))
    }
    // Repetition.
    list.add(127, (hasEarlierTwin[index] ? 1 : 0) + (hasLaterTwin[index] ? 2 : 0))
    if index > 0, lines[index - 1].fingerprint == line.fingerprint { list.add(128, 1) }
    if hasEarlierTwin[index] || hasLaterTwin[index] { list.add(129, zone * 5 + coarse) }
    // The words of the block.
    var topical = 0
    var shared = 0
    for word in line.words where scanner.isTopical[word] {
      topical += 1
      if wordsInBlock.contains(scanner.words[word]) { shared += 1 }
    }
    if !line.isProse { list.add(130, Self.share(shared, topical) * 5 + coarse) }
    list.add(131, zone * 16 + UInt32(min(3, shared)) * 4 + UInt32(min(3, topical - shared)))
    // Signs of furniture around, and between the line and the block.
    list.add(140, Self.distance(evidence(index - 3, index)))
    list.add(141, Self.distance(evidence(index + 1, index + 4)))
    list.add(142, Self.distance(evidence(index - 8, index)))
    list.add(143, Self.distance(evidence(index + 1, index + 9)))
    if zone == 2 {
      list.add(144, Self.distance(evidence(block.upperBound, index + 1)) * 5 + coarse)
    } else if zone == 0 {
      list.add(145, Self.distance(evidence(index, block.lowerBound)) * 5 + coarse)
    }
    let since = sinceProse[index] == 0 ? 10 : Self.distance(Int(sinceProse[index]))
    let until = untilProse[index] == 0 ? 10 : Self.distance(Int(untilProse[index]))
    list.add(146, since * 5 + coarse)
    list.add(147, until * 5 + coarse)
    list.add(148, min(since, 6) * 16 + min(until, 6))
    if sinceProse[index] > 0 {
      list.add(149, Self.distance(evidence(index - Int(sinceProse[index]), index + 1)) * 5 + coarse)
    }
    if untilProse[index] > 0 {
      list.add(150, Self.distance(evidence(index, index + Int(untilProse[index]))) * 5 + coarse)
    }
    // Whether the article was ended since its last running text, or since it began.
    let last = sinceProse[index] == 0 ? index : index - Int(sinceProse[index])
    let isEnded = endsUpTo[index] > endsUpTo[last]
    list.add(153, (isEnded ? 1 : 0) * 5 + coarse + (zone == 2 ? 10 : 0))
    if !block.isEmpty, index >= block.lowerBound {
      let ends = endsUpTo[index] - (block.lowerBound == 0 ? 0 : endsUpTo[block.lowerBound - 1])
      list.add(154, (ends > 0 ? 1 : 0) * 2 + (line.isProse ? 1 : 0))
    }
    // Lines of one shape: lists and tables.
    let isLikePrevious = index > 0 && isAlike(lines[index - 1], line)
    let isLikeNext = index + 1 < lines.count && isAlike(lines[index + 1], line)
    list.add(151, (isLikePrevious ? 1 : 0) + (isLikeNext ? 2 : 0) + zone * 4)
    list.add(152, UInt32(line.start.rawValue) * 16 + UInt32(line.end.rawValue))
    // Titles one after the other, and lines without a full stop where others have one.
    let titles = Self.distance(Int(titleRuns[index]))
    if titles > 0 {
      list.add(155, titles * 5 + coarse)
      list.add(156, titles * 8 + zone * 2 + (line.isLikeATitle ? 1 : 0))
      list.add(158, titles * 12 + since)
    }
    if line.wordCount >= 5 { list.add(157, sentenceShare * 10 + coarse * 2 + (line.endsLikeASentence ? 1 : 0)) }
    // Sure phrases before and after.
    appendPhrase(Int(previousPhrase[index]), from: index, 132, &list)
    appendPhrase(Int(nextPhrase[index]), from: index, 136, &list)
  }

  private func appendPhrase(_ place: Int, from index: Int, _ base: UInt32, _ list: inout FeatureList) {
    guard place >= 0 else {
      list.add(base, 255)
      return
    }
    let kind = UInt32(lines[place].phraseKind)
    let distance = min(Self.distance(abs(place - index)), 7)
    list.add(base, distance)
    list.add(base + 1, kind * 8 + distance)
    let between = place < index ? prose(place + 1, index) : prose(index + 1, place)
    list.add(base + 2, min(Self.bucket(between / 8), 5) * 12 + kind)
  }

  /// How much speaks for furniture in a range of lines, clamped to the page.
  private func evidence(_ start: Int, _ end: Int) -> Int {
    let start = min(max(0, start), lines.count)
    let end = min(max(start, end), lines.count)
    return Int(evidenceBefore[end] - evidenceBefore[start])
  }

  private func isAlike(_ first: LineFeatures, _ second: LineFeatures) -> Bool {
    first.start == second.start && first.end == second.end
      && Self.coarse(first.wordCount) == Self.coarse(second.wordCount)
  }

  /// Words of running text in a range of lines, clamped to the page.
  private func prose(_ start: Int, _ end: Int) -> Int {
    let start = min(max(0, start), lines.count)
    let end = min(max(start, end), lines.count)
    return Int(proseBefore[end] - proseBefore[start])
  }

  // MARK: Buckets

  private static let buckets: [UInt8] = {
    let limits = [0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 50, 80]
    return (0...81).map { count in UInt8(limits.firstIndex { count <= $0 } ?? limits.count) }
  }()

  private static func bucket(_ count: Int) -> UInt32 { UInt32(buckets[min(count, 81)]) }

  private static func coarse(_ words: Int) -> UInt32 {
    words <= 2 ? 0 : words <= 5 ? 1 : words <= 10 ? 2 : words <= 20 ? 3 : 4
  }

  /// None, up to a tenth, a quarter, a half, three quarters, less than all, all.
  private static func share(_ part: Int, _ whole: Int) -> UInt32 {
    if part == 0 || whole == 0 { return 0 }
    if part >= whole { return 6 }
    let part = part * 20
    return part <= whole * 2 ? 1 : part <= whole * 5 ? 2 : part <= whole * 10 ? 3 : part <= whole * 15 ? 4 : 5
  }

  private static func distance(_ lines: Int) -> UInt32 {
    switch lines {
    case ...0: 0
    case 1: 1
    case 2: 2
    case 3...4: 3
    case 5...7: 4
    case 8...12: 5
    case 13...20: 6
    case 21...40: 7
    case 41...100: 8
    default: 9
    }
  }
}

/// Features of one line in the making.
struct FeatureList {
  var features: [UInt32]

  @inline(__always)
  mutating func add(_ template: UInt32, _ value: UInt32) { features.append(template << 8 | value) }
}

/// A set of hashes that may hold a few more than were put in: one bit for the low bits of each.
struct Bits {
  private var words = [UInt64](repeating: 0, count: 256)

  mutating func insert(_ hash: UInt64) { words[Int(hash >> 6 & 255)] |= 1 << (hash & 63) }
  func contains(_ hash: UInt64) -> Bool { words[Int(hash >> 6 & 255)] & 1 << (hash & 63) != 0 }
}
