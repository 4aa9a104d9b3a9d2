/// The features of each line of a page for the page model: the line itself, its neighbours, and where it stands on the page.
///
/// A feature is a template and a small value, in one number: `template << 8 | value`. All of them are counts, shapes and
/// classes of words; no word of a page is a feature.
struct PageFeatures {
  /// The lines that are not blank.
  let lines: [LineFeatures]
  private let scanner: LineScanner
  let survey: PageSurvey

  static let templateCount = 160

  init(lines: [LineFeatures], scanner: LineScanner) {
    self.lines = lines
    self.scanner = scanner
    survey = PageSurvey(lines: lines, scanner: scanner)
  }

  // MARK: The lines

  /// Appends the features of a line to `features`.
  func append(_ index: Int, to features: inout [UInt32]) {
    // Without a second owner: an array with two would be copied.
    var list = FeatureList(features: [])
    swap(&list.features, &features)
    appendOwn(lines[index], &list)
    for (place, offset) in [-2, -1, 1, 2].enumerated() {
      appendNeighbour(index + offset, UInt32(60 + place * 12), &list)
    }
    appendPage(index, &list)
    swap(&list.features, &features)
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
    let block = survey.block
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
    let before = Self.share(Int(survey.proseBefore[index]), Int(survey.proseBefore[lines.count]))
    list.add(119, before * 2 + (line.isProse ? 1 : 0))
    // Running text around.
    let near = survey.prose(index - 3, index) + survey.prose(index + 1, index + 4)
    let wide = survey.prose(index - 8, index) + survey.prose(index + 1, index + 9)
    list.add(120, Self.bucket(near / 4) * 5 + coarse)
    list.add(121, Self.bucket(wide / 8) * 5 + coarse)
    list.add(122, Self.bucket(survey.prose(index - 3, index) / 4))
    list.add(123, Self.bucket(survey.prose(index + 1, index + 4) / 4))
    // Runs of short lines.
    let run = Int(survey.runs[index])
    if run > 0 {
      list.add(124, Self.distance(run))
      let place = index - Int(survey.runStarts[index])
      list.add(125, Self.distance(place) * 2 + (run > 6 ? 1 : 0))
      list.add(126, Self.distance(run - 1 - place) * 2 + (run > 6 ? 1 : 0))
    }
    // Repetition.
    list.add(127, (survey.hasEarlierTwin[index] ? 1 : 0) + (survey.hasLaterTwin[index] ? 2 : 0))
    if index > 0, lines[index - 1].fingerprint == line.fingerprint { list.add(128, 1) }
    if survey.hasEarlierTwin[index] || survey.hasLaterTwin[index] { list.add(129, zone * 5 + coarse) }
    // The words of the block.
    var topical = 0
    var shared = 0
    for word in line.words where scanner.isTopical[word] {
      topical += 1
      if survey.wordsInBlock.mayContain(scanner.words[word]) { shared += 1 }
    }
    if !line.isProse { list.add(130, Self.share(shared, topical) * 5 + coarse) }
    list.add(131, zone * 16 + UInt32(min(3, shared)) * 4 + UInt32(min(3, topical - shared)))
    // Signs of furniture around, and between the line and the block.
    list.add(140, Self.distance(survey.evidence(index - 3, index)))
    list.add(141, Self.distance(survey.evidence(index + 1, index + 4)))
    list.add(142, Self.distance(survey.evidence(index - 8, index)))
    list.add(143, Self.distance(survey.evidence(index + 1, index + 9)))
    if zone == 2 {
      list.add(144, Self.distance(survey.evidence(block.upperBound, index + 1)) * 5 + coarse)
    } else if zone == 0 {
      list.add(145, Self.distance(survey.evidence(index, block.lowerBound)) * 5 + coarse)
    }
    let since = survey.sinceProse[index] == 0 ? 10 : Self.distance(Int(survey.sinceProse[index]))
    let until = survey.untilProse[index] == 0 ? 10 : Self.distance(Int(survey.untilProse[index]))
    list.add(146, since * 5 + coarse)
    list.add(147, until * 5 + coarse)
    list.add(148, min(since, 6) * 16 + min(until, 6))
    if survey.sinceProse[index] > 0 {
      list.add(149, Self.distance(survey.evidence(index - Int(survey.sinceProse[index]), index + 1)) * 5 + coarse)
    }
    if survey.untilProse[index] > 0 {
      list.add(150, Self.distance(survey.evidence(index, index + Int(survey.untilProse[index]))) * 5 + coarse)
    }
    // Whether the article was ended since its last running text, or since it began.
    let last = survey.sinceProse[index] == 0 ? index : index - Int(survey.sinceProse[index])
    let isEnded = survey.endsUpTo[index] > survey.endsUpTo[last]
    list.add(153, (isEnded ? 1 : 0) * 5 + coarse + (zone == 2 ? 10 : 0))
    if !block.isEmpty, index >= block.lowerBound {
      let ends = survey.endsUpTo[index] - (block.lowerBound == 0 ? 0 : survey.endsUpTo[block.lowerBound - 1])
      list.add(154, (ends > 0 ? 1 : 0) * 2 + (line.isProse ? 1 : 0))
    }
    // Lines of one shape: lists and tables.
    let isLikePrevious = index > 0 && isAlike(lines[index - 1], line)
    let isLikeNext = index + 1 < lines.count && isAlike(lines[index + 1], line)
    list.add(151, (isLikePrevious ? 1 : 0) + (isLikeNext ? 2 : 0) + zone * 4)
    list.add(152, UInt32(line.start.rawValue) * 16 + UInt32(line.end.rawValue))
    // Titles one after the other, and lines without a full stop where others have one.
    let titles = Self.distance(Int(survey.titleRuns[index]))
    if titles > 0 {
      list.add(155, titles * 5 + coarse)
      list.add(156, titles * 8 + zone * 2 + (line.isLikeATitle ? 1 : 0))
      list.add(158, titles * 12 + since)
    }
    if line.wordCount >= 5 {
      let share = Self.share(survey.endedLineCount, survey.longLineCount)
      list.add(157, share * 10 + coarse * 2 + (line.endsLikeASentence ? 1 : 0))
    }
    // Sure phrases before and after.
    appendPhrase(Int(survey.previousPhrase[index]), from: index, 132, &list)
    appendPhrase(Int(survey.nextPhrase[index]), from: index, 136, &list)
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
    let between = place < index ? survey.prose(place + 1, index) : survey.prose(index + 1, place)
    list.add(base + 2, min(Self.bucket(between / 8), 5) * 12 + kind)
  }

  private func isAlike(_ first: LineFeatures, _ second: LineFeatures) -> Bool {
    first.start == second.start && first.end == second.end
      && Self.coarse(first.wordCount) == Self.coarse(second.wordCount)
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
