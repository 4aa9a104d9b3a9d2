/// What is known of a page as a whole before its lines are judged: where its running text is, which lines repeat, which stand
/// in runs, and where the signs of furniture are. One pass over the lines for each.
struct PageSurvey {
  /// The lines that are not blank.
  let lines: [LineFeatures]

  /// Running text before and up to each line, in words.
  private(set) var proseBefore: [Int32] = []
  /// The stretch of lines that holds most running text with least furniture.
  private(set) var block = 0..<0
  private(set) var wordsInBlock = KeyFilter()
  private(set) var hasEarlierTwin: [Bool] = []
  private(set) var hasLaterTwin: [Bool] = []
  /// For each line the length of the run of short lines that it is in; 0 when it is not short.
  private(set) var runs: [Int32] = []
  private(set) var runStarts: [Int32] = []
  /// For each line the length of the run of lines like titles that it is in, a line of a few words between them or not; 0
  /// when it is in none.
  private(set) var titleRuns: [Int32] = []
  /// How many lines have nine words or more, and how many of these end like sentences.
  private(set) var longLineCount = 0
  private(set) var endedLineCount = 0
  /// The last line before with a sure phrase, and the next one; -1 for none.
  private(set) var previousPhrase: [Int32] = []
  private(set) var nextPhrase: [Int32] = []
  /// How much speaks for furniture in the lines before each, and after the last.
  private(set) var evidenceBefore: [Int32] = []
  /// The last running text before each line and the next one, by distance in lines; 0 where there is none.
  private(set) var sinceProse: [Int32] = []
  private(set) var untilProse: [Int32] = []
  /// Whether each line is of a table of contents: one of several in a row that come again, in order, as headings of the text.
  private(set) var isOfContents: [Bool] = []
  /// Whether each line is what a line of a table of contents stands for.
  private(set) var isHeadingOfContents: [Bool] = []
  /// Whether each line is one of several in a row that differ in numbers only.
  private(set) var isOfSeries: [Bool] = []
  /// How many phrases that end an article come up to each line, that line included.
  private(set) var endsUpTo: [Int32] = []

  init(lines: [LineFeatures], scanner: LineScanner) {
    self.lines = lines
    findBlock(scanner)
    findTwins()
    findRuns()
    findTitleRuns()
    findPhrases()
    findEvidence()
    findContents()
    findSeries()
  }

  private mutating func findBlock(_ scanner: LineScanner) {
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
    var start = 0
    var end = 0
    var titles: Int32 = 0
    func close(_ runs: inout [Int32]) {
      for member in start..<end { runs[member] = titles }
    }
    for (index, line) in lines.enumerated() {
      if line.wordCount >= 9 {
        longLineCount += 1
        if line.endsLikeASentence { endedLineCount += 1 }
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

  /// In lines; two that come again may be chance.
  private static let leastContents = 3
  private static let longestContents = 100
  private static let leastSeries = 4

  private mutating func findContents() {
    isOfContents = Array(repeating: false, count: lines.count)
    var size = 16
    while size < lines.count * 2 { size *= 2 }
    // The last line with each title, and for each line the next one with its title; lines.count for none.
    var table = [Int32](repeating: -1, count: size)
    var next = [Int32](repeating: Int32(truncatingIfNeeded: lines.count), count: lines.count)
    for index in lines.indices.reversed() where lines[index].titleFingerprint != 0 && !lines[index].isProse {
      let title = lines[index].titleFingerprint
      var slot = Int(truncatingIfNeeded: title ^ (title >> 32)) & (size - 1)
      while table[slot] >= 0, lines[Int(table[slot])].titleFingerprint != title { slot = (slot + 1) & (size - 1) }
      if table[slot] >= 0 { next[index] = table[slot] }
      table[slot] = Int32(truncatingIfNeeded: index)
    }
    isHeadingOfContents = isOfContents
    var start = 0
    while start < lines.count {
      // A menu that comes again does so in a row, headings have text between them. Of two headings one may be worded otherwise.
      var last = start
      var count = 0
      var index = start
      while index < min(lines.count, start + Self.longestContents), index - last <= 2, !lines[index].isProse {
        let place = Int(next[index])
        if place < lines.count, count == 0 ? index == start : place > Int(next[last]) + 1 {
          last = index
          count += 1
        }
        if count == 0 { break }
        index += 1
      }
      if count >= Self.leastContents, Int(next[start]) > last,
        lines[Int(next[start])].hasEditLinks || prose(Int(next[start]), Int(next[last])) >= 10 * Self.leastContents
      {
        mark(start...last, next)
        start = last
      }
      start += 1
    }
  }

  private mutating func mark(_ contents: ClosedRange<Int>, _ next: [Int32]) {
    var previous: Int32 = -1
    for index in contents {
      isOfContents[index] = true
      guard Int(next[index]) < lines.count, next[index] > previous + 1 else { continue }
      previous = next[index]
      isHeadingOfContents[Int(previous)] = true
    }
    // "Indice".
    let title = contents.lowerBound - 1
    if title >= 0, lines[title].phraseKind >= 0, lines[title].phraseIsLine { isOfContents[title] = true }
  }

  private mutating func findSeries() {
    isOfSeries = Array(repeating: false, count: lines.count)
    var start = 0
    for index in 1...max(1, lines.count) {
      if index < lines.count, lines[index].numberCount > 0, !lines[index].endsLikeASentence,
        lines[index].titleFingerprint != 0, lines[index].titleFingerprint == lines[start].titleFingerprint
      {
        continue
      }
      if index - start >= Self.leastSeries {
        for member in start..<index { isOfSeries[member] = true }
      }
      start = index
    }
  }

  // MARK: Ranges of lines

  /// How much speaks for furniture in a range of lines, clamped to the page.
  func evidence(_ start: Int, _ end: Int) -> Int {
    let start = min(max(0, start), lines.count)
    let end = min(max(start, end), lines.count)
    return Int(evidenceBefore[end] - evidenceBefore[start])
  }

  /// Words of running text in a range of lines, clamped to the page.
  func prose(_ start: Int, _ end: Int) -> Int {
    let start = min(max(0, start), lines.count)
    let end = min(max(start, end), lines.count)
    return Int(proseBefore[end] - proseBefore[start])
  }
}
