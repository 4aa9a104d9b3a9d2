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
    _ first: Int, _ last: Int, form: some Collection<UInt8>, words: [ContextModel.Word], cost: Float, edits: Int,
    rule: Int = -1, rivals: Int = 0
  ) {
    let wordStart = self.words.count
    let byteStart = bytes.count
    self.words += words
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
    var first: ContextModel.Word
    var second: ContextModel.Word
    var back: Int32
    /// -1 for the piece as it stands.
    var edge: Int32
  }

  private static let width = 6

  /// The edges of the best way through the pieces `first` to `last`: -1 for a piece as it stands (Viterbi 1967, with a beam).
  ///
  /// - Parameters:
  ///   - original: a piece as the language model sees it, and what it costs to leave it.
  func bestWay(
    _ first: Int, _ last: Int, before: (ContextModel.Word, ContextModel.Word),
    after: (ContextModel.Word, ContextModel.Word), context: ContextModel,
    original: (Int) -> (word: ContextModel.Word, cost: Double)
  ) -> [Int] {
    let count = last - first + 1
    var ways: [Way] = [Way(score: 0, first: before.0, second: before.1, back: -1, edge: -1)]
    var places: [[Int32]] = Array(repeating: [], count: count + 1)
    places[0] = [0]
    var edgesByFirst: [[Int32]] = Array(repeating: [], count: count)
    for (index, edge) in edges.enumerated() { edgesByFirst[Int(edge.first) - first].append(Int32(index)) }
    func arrive(_ place: Int, _ way: Way) {
      for slot in places[place].indices {
        let other = Int(places[place][slot])
        guard ways[other].second.key == way.second.key, ways[other].first.key == way.first.key else { continue }
        if way.score > ways[other].score {
          ways.append(way)
          places[place][slot] = Int32(ways.count - 1)
        }
        return
      }
      if places[place].count < Self.width {
        ways.append(way)
        places[place].append(Int32(ways.count - 1))
        return
      }
      var worst = 0
      for slot in 1..<Self.width where ways[Int(places[place][slot])].score < ways[Int(places[place][worst])].score {
        worst = slot
      }
      guard ways[Int(places[place][worst])].score < way.score else { return }
      ways.append(way)
      places[place][worst] = Int32(ways.count - 1)
    }
    for place in 0..<count {
      let own = original(first + place)
      for back in places[place] {
        let from = ways[Int(back)]
        arrive(
          place + 1,
          Way(
            score: from.score + context.score(from.first, from.second, own.word) - own.cost, first: from.second,
            second: own.word, back: back, edge: -1))
        for number in edgesByFirst[place] {
          let edge = edges[Int(number)]
          var way = Way(
            score: from.score - Double(edge.cost), first: from.first, second: from.second, back: back, edge: number)
          for word in words[edge.words] {
            way.score += context.score(way.first, way.second, word)
            (way.first, way.second) = (way.second, word)
          }
          arrive(Int(edge.last) + 1 - first, way)
        }
      }
    }
    var best: (score: Double, way: Int32) = (-.infinity, -1)
    for way in places[count] {
      let from = ways[Int(way)]
      let score =
        from.score + context.score(from.first, from.second, after.0) + context.score(from.second, after.0, after.1)
      if score > best.score { best = (score, way) }
    }
    var result: [Int] = []
    var way = best.way
    while way > 0 {
      result.append(Int(ways[Int(way)].edge))
      way = ways[Int(way)].back
    }
    return result.reversed()
  }
}
