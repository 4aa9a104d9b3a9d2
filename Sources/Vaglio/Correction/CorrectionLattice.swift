/// The readings of a stretch of pieces, and the best way through them.
struct CorrectionLattice {
  /// One reading of the pieces `first` to `last`.
  struct Edge {
    var first: Int32
    var last: Int32
    /// Its words in `words` and its bytes in `bytes`.
    var words: Range<Int>
    var bytes: Range<Int>
    var cost: Float
    var edits: UInt8
    /// The rule it came by; -1 for none.
    var rule: Int32 = -1
    /// How many readings the search found.
    var rivals: UInt8 = 0
  }

  var edges: [Edge] = []
  var words: [ContextModel.Word] = []
  var bytes: [UInt8] = []

  mutating func removeAll() {
    edges.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func append(
    _ first: Int, _ last: Int, form: some Collection<UInt8>, words: some Collection<ContextModel.Word>, cost: Float,
    edits: Int, rule: Int = -1, rivals: Int = 0
  ) {
    let wordStart = self.words.count
    let byteStart = bytes.count
    self.words.append(contentsOf: words)
    bytes.append(contentsOf: form)
    edges.append(
      Edge(
        first: Int32(first), last: Int32(last), words: wordStart..<self.words.count, bytes: byteStart..<bytes.count,
        cost: cost, edits: UInt8(min(255, edits)), rule: Int32(rule), rivals: UInt8(min(255, rivals))))
  }

  func contains(_ first: Int, _ last: Int) -> Bool {
    edges.contains { $0.first == Int32(first) && $0.last == Int32(last) }
  }

  /// A way to a place between two pieces.
  private struct Way {
    var score: Double
    /// Its last two words.
    var last: ContextModel.Pair
    var back: Int32
    /// -1 for the piece as it stands.
    var edge: Int32
  }

  /// How many ways to a place are kept.
  private static let width = 6

  // Of one search for the best way; kept for the next.
  private var ways: [Way] = []
  /// The ways to each place, `width` of them, and how many there are.
  private var arrived: [Int32] = []
  private var arrivedCounts: [Int] = []
  /// The first edge from each place, or -1, and the next from the same place after each edge.
  private var firstEdges: [Int32] = []
  private var nextEdges: [Int32] = []

  /// A piece as the language model sees it, and what it costs to leave it as it stands.
  struct Original {
    var word: ContextModel.Word
    var cost: Double
  }

  /// The edges of the best way through the pieces `first` to `last`: -1 for a piece as it stands (Viterbi 1967, with a beam).
  ///
  /// - Returns: nil where all pieces stay as they are.
  mutating func bestWay(
    _ first: Int, _ last: Int, before: (ContextModel.Word, ContextModel.Word),
    after: (ContextModel.Word, ContextModel.Word), context: ContextModel,
    originals: [Original]
  ) -> [Int]? {
    if first == last, edges.count < Self.width {
      return bestEdge(before: before, after: after, context: context, original: originals[0]).map { [$0] }
    }
    let count = last - first + 1
    linkEdges(first, count)
    ways.removeAll(keepingCapacity: true)
    ways.append(Way(score: 0, last: context.pair(before), back: -1, edge: -1))
    arrived.removeAll(keepingCapacity: true)
    arrived.append(contentsOf: repeatElement(0, count: (count + 1) * Self.width))
    arrivedCounts.removeAll(keepingCapacity: true)
    arrivedCounts.append(contentsOf: repeatElement(0, count: count + 1))
    arrivedCounts[0] = 1
    for place in 0..<count {
      let own = originals[place]
      for slot in 0..<arrivedCounts[place] {
        let back = arrived[place * Self.width + slot]
        let from = ways[Int(back)]
        var way = Way(score: from.score, last: from.last, back: back, edge: -1)
        way.score += context.step(&way.last, own.word)
        way.score -= own.cost
        arrive(place + 1, way)
        var number = firstEdges[place]
        while number >= 0 {
          let edge = edges[Int(number)]
          var way = Way(score: from.score - Double(edge.cost), last: from.last, back: back, edge: number)
          for word in edge.words { way.score += context.step(&way.last, words[word]) }
          arrive(Int(edge.last) + 1 - first, way)
          number = nextEdges[Int(number)]
        }
      }
    }
    let after = context.pair(after)
    var best: (score: Double, way: Int32) = (-.infinity, -1)
    for way in arrived[count * Self.width..<count * Self.width + arrivedCounts[count]] {
      let from = ways[Int(way)]
      let score = context.score(ContextModel.Run(score: from.score, last: from.last), after: after)
      if score > best.score { best = (score, way) }
    }
    var result: [Int] = []
    var way = best.way
    var isChanged = false
    while way > 0 {
      if ways[Int(way)].edge >= 0 { isChanged = true }
      result.append(Int(ways[Int(way)].edge))
      way = ways[Int(way)].back
    }
    return isChanged ? result.reversed() : nil
  }

  /// The same where there is one piece only, as nearly always on a clean page: nil where it stays as it is.
  private func bestEdge(
    before: (ContextModel.Word, ContextModel.Word), after: (ContextModel.Word, ContextModel.Word),
    context: ContextModel, original: Original
  ) -> Int? {
    let (before, after) = (context.pair(before), context.pair(after))
    var run = ContextModel.Run(score: 0, last: before)
    run.score = context.step(&run.last, original.word) - original.cost
    var best = context.score(run, after: after)
    var found: Int?
    for (number, edge) in edges.enumerated() {
      run = ContextModel.Run(score: -Double(edge.cost), last: before)
      for word in edge.words { run.score += context.step(&run.last, words[word]) }
      let score = context.score(run, after: after)
      if score > best { (best, found) = (score, number) }
    }
    return found
  }

  /// Chains the edges from each place, in their order.
  private mutating func linkEdges(_ first: Int, _ count: Int) {
    firstEdges.removeAll(keepingCapacity: true)
    firstEdges.append(contentsOf: repeatElement(-1, count: count))
    nextEdges.removeAll(keepingCapacity: true)
    nextEdges.append(contentsOf: repeatElement(-1, count: edges.count))
    for number in edges.indices.reversed() {
      let place = Int(edges[number].first) - first
      nextEdges[number] = firstEdges[place]
      firstEdges[place] = Int32(number)
    }
  }

  /// Keeps a way if it is one of the best to its place: one for each two last words.
  private mutating func arrive(_ place: Int, _ way: Way) {
    let start = place * Self.width
    let count = arrivedCounts[place]
    for slot in start..<start + count {
      let other = Int(arrived[slot])
      guard ways[other].last.second.key == way.last.second.key, ways[other].last.first.key == way.last.first.key else {
        continue
      }
      if way.score > ways[other].score {
        ways.append(way)
        arrived[slot] = Int32(ways.count - 1)
      }
      return
    }
    if count < Self.width {
      arrived[start + count] = Int32(ways.count)
      arrivedCounts[place] += 1
      ways.append(way)
      return
    }
    var worst = start
    for slot in start + 1..<start + count where ways[Int(arrived[slot])].score < ways[Int(arrived[worst])].score {
      worst = slot
    }
    guard ways[Int(arrived[worst])].score < way.score else { return }
    arrived[worst] = Int32(ways.count)
    ways.append(way)
  }
}
