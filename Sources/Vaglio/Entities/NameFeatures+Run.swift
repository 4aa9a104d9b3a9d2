/// The features of the run of capitals that a unit is in.
extension NameFeatures {
  /// A stretch of capitalised units, and what stands around it.
  struct Run {
    var range = 0..<0
    var left = NameTraits.outside
    var left2 = NameTraits.outside
    var right = NameTraits.outside
    var right2 = NameTraits.outside
    /// What lists hold its first words: "Mario Rossi" is a first name and a surname.
    var pattern: UInt64 = 0
    /// The classes of its own words.
    var own: UInt32 = 0
    /// What is known of the names that a comma or an `e` joins it to.
    var leftState: UInt64 = 0
    var rightState: UInt64 = 0
    var brackets: UInt64 = 0
  }

  private func isInRun(_ position: Int) -> Bool {
    let unit = units[position]
    return unit.isWord && !unit.shape.contains(.lowercase)
  }

  /// Finds the stretch of capitalised units around one, once for all of them.
  private func findRun(at position: Int) {
    var first = position
    while first > 0, position - first < 8, isInRun(first - 1), !startsLine(first) { first -= 1 }
    var end = position + 1
    while end < units.count, end - position < 8, isInRun(end), !startsLine(end) { end += 1 }
    run = Run(range: first..<end)
    run.left = neighbour(first, -1)
    run.left2 = neighbour(first, -2)
    run.right = neighbour(end - 1, 1)
    run.right2 = neighbour(end - 1, 2)
    for index in first..<end {
      if index - first < 4 {
        let lists = traits[index].classes.lists.intersection(.names)
        run.pattern = run.pattern << 8 | UInt64(lists.rawValue)
      }
      run.own |= units[index].words.rawValue
    }
    run.leftState = joined(from: first, by: -1)
    run.rightState = joined(from: end - 1, by: 1)
    let isOpened = first > 0 && units[first - 1].kind == .open
    let isClosed = end < units.count && units[end].kind == .close
    let isQuoted = first > 0 && units[first - 1].kind == .quote && end < units.count && units[end].kind == .quote
    run.brackets = isOpened ? (isClosed ? 2 : 1) : isQuoted ? 3 : 0
  }

  /// What is known of the name that stands behind a comma or an `e`, and perhaps an article: `alla Honeywell, alla Ibm o
  /// alla Xy`; 0 where there is none, 1 where there is a plain capital.
  private func joined(from end: Int, by step: Int) -> UInt64 {
    var place = end + step
    var joins = 0
    while place >= 0, place < units.count, abs(place - end) <= 4 {
      let unit = units[place]
      let isJoin = unit.kind == .comma || unit.isWord && unit.words.contains(.conjunction)
      let isLink =
        unit.isWord && unit.shape.contains(.lowercase)
        && !unit.words.isDisjoint(with: [.article, .preposition, .genitive])
      guard isJoin || isLink || unit.kind == .quote else { break }
      if isJoin { joins += 1 }
      place += step
    }
    guard joins > 0, place >= 0, place < units.count else { return 0 }
    if traits[place].code != 0 { return 2 + UInt64(traits[place].state) }
    return units[place].isWord && units[place].isCapital ? 1 : 0
  }

  func addRun(_ position: Int) {
    let start = template
    template += 24
    guard isInRun(position) else { return }
    if !run.range.contains(position) || position - run.range.lowerBound > 7 { findRun(at: position) }
    let range = run.range
    let place = UInt64(position - range.lowerBound)
    let rest = UInt64(range.upperBound - position)
    let length = UInt64(range.count)
    template = start
    add(run.left.word, place)
    add(run.right.word, rest)
    add(run.left.word, run.right.word)
    add(length, place)
    add(traits[range.lowerBound].word, place)
    add(traits[range.upperBound - 1].word, rest)
    add(run.left2.word, run.left.word, place)
    add(run.right.word, run.right2.word)
    add(run.pattern, place, length)
    add(UInt64(run.left.classes.fine), place)
    add(UInt64(run.right.classes.fine), rest)
    add(UInt64(run.left2.classes.coarse), UInt64(run.left.classes.coarse), place)
    add(UInt64(run.right.classes.coarse), UInt64(run.right2.classes.coarse), rest)
    add(UInt64(run.left.classes.coarse), UInt64(run.right.classes.coarse))
    add(UInt64(run.left.classes.fine), run.pattern, place)
    add(run.leftState, place)
    add(run.rightState, rest)
    add(run.leftState, run.rightState, length)
    add(run.brackets, run.pattern)
    let outer = seeds[template]
    for (offset, index) in [range.lowerBound - 1, range.lowerBound - 2, range.upperBound, range.upperBound + 1]
      .enumerated()
    where index >= 0 && index < units.count {
      addBits(of: units[index].words.rawValue, FeatureKey.extended(outer, UInt64(offset)))
    }
    let own = seeds[template + 1]
    forEachBit(of: run.own) { append(FeatureKey.extended(FeatureKey.extended(own, $0), place)) }
    template = start + 24
  }
}
