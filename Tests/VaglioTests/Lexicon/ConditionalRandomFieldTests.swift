import Testing

@testable import Vaglio
@testable import VaglioTraining

@Suite("ConditionalRandomField")
struct ConditionalRandomFieldTests {
  static let labels = ["O", "B-x", "I-x", "L-x", "U-x"]

  /// "1 2 3" is a name of three items, 4 a name alone, 0 none.
  static let bytes: [UInt8] = {
    var corpus = SequenceCorpus(labels: labels)
    let sequences: [[UInt64]] = [[0, 1, 2, 3, 0], [4, 0, 0], [0, 4, 1, 2, 3], [1, 2, 2, 3], [0, 0]]
    for _ in 0..<20 {
      for sequence in sequences {
        for item in sequence { corpus.appendItem([FeatureKey.key(1, item)], label: Int(item)) }
        corpus.endSequence()
      }
    }
    return ConditionalRandomFieldTrainer().train(corpus, rule: TransitionRule(bilou: labels))
  }()

  func labels(_ items: [UInt64]) throws -> (best: [Int], marginals: [Float]) {
    try Self.bytes.withUnsafeBufferPointer { bytes in
      var lattice = try ConditionalRandomField(bytes, file: "toy.bin").lattice()
      for item in items { lattice.append([FeatureKey.key(1, item), FeatureKey.key(9, item)]) }
      return (lattice.best(), lattice.marginals())
    }
  }

  @Test("the best sequence is found, and is one that the rule allows")
  func best() throws {
    #expect(try labels([0, 1, 2, 2, 3, 0, 4]).best == [0, 1, 2, 2, 3, 0, 4])
    // A name that nothing ends, and one that nothing begins.
    for items: [UInt64] in [[1, 0], [3], [2, 2], [0, 3, 3], [1, 1, 3]] {
      let best = try labels(items).best
      let rule = TransitionRule(bilou: Self.labels)
      #expect(rule.starts[best[0]] && rule.ends[best[best.count - 1]])
      for (first, second) in zip(best, best.dropFirst()) { #expect(rule.allows(first, before: second)) }
    }
    #expect(try labels([]).best.isEmpty)
  }

  @Test("passing over unlikely labels loses no better way")
  func search() throws {
    try Self.bytes.withUnsafeBufferPointer { bytes in
      let model = try ConditionalRandomField(bytes, file: "toy.bin")
      var random = SplitMix(state: 3)
      for _ in 0..<200 {
        var lattice = model.lattice()
        var scores: [[Float]] = []
        for _ in 0..<4 {
          let features = (0..<3).map { _ in
            (key: FeatureKey.key(1, random.next() % 5), value: random.fraction() * 2 - 1)
          }
          lattice.append(features)
          scores.append(
            model.labels.indices.map { label in
              features.reduce(0) { $0 + Float(model.row($1.key)?[label] ?? 0) * model.scale * $1.value }
            })
        }
        var best: (score: Float, labels: [Int]) = (-.infinity, [])
        for number in 0..<625 {
          let labels = [number % 5, number / 5 % 5, number / 25 % 5, number / 125]
          var score = model.starts[labels[0]] + model.ends[labels[3]]
          for item in 0..<4 {
            score += scores[item][labels[item]]
            if item == 0 { continue }
            let pairs = model.predecessors[model.bounds[labels[item]]..<model.bounds[labels[item] + 1]]
            score += pairs.first { Int($0.label) == labels[item - 1] }?.score ?? -.infinity
          }
          if score > best.score { best = (score, labels) }
        }
        #expect(lattice.best() == best.labels)
      }
    }
  }

  @Test("every feature is found, in crowded blocks too")
  func find() throws {
    var random = SplitMix(state: 5)
    let keys = (0..<3000).map { _ in random.next() }
    var weights = ChainWeights(featureCount: keys.count, labelCount: 2)
    for index in keys.indices { weights.features[2 * index] = Float(index % 120 + 1) }
    let writer = ConditionalRandomFieldWriter(
      labels: ["a", "b"], rule: TransitionRule(labelCount: 2), smallestWeight: 0, largestWeight: 127)
    let bytes = writer.bytes(keys: keys, weights: weights)
    try bytes.withUnsafeBufferPointer { bytes in
      let model = try ConditionalRandomField(bytes, file: "toy.bin")
      let unit = 1 / model.scale
      #expect(
        keys.indices.allSatisfy { abs(Float(model.row(keys[$0])?[0] ?? 0) - Float($0 % 120 + 1) * unit) < 0.51 })
      #expect((0..<10_000).allSatisfy { _ in model.row(random.next()) == nil })
    }
  }

  @Test("marginals are probabilities, and those of the best labels are high")
  func marginals() throws {
    let items: [UInt64] = [0, 1, 2, 3, 0]
    let marginals = try labels(items).marginals
    #expect(marginals.count == 25)
    for (item, label) in items.enumerated() {
      let row = marginals[item * 5..<item * 5 + 5]
      #expect(abs(row.reduce(0, +) - 1) < 1e-4)
      #expect(row[item * 5 + Int(label)] == row.max())
    }
  }

  @Test("more features than a small integer can sum are summed")
  func manyFeatures() throws {
    try Self.bytes.withUnsafeBufferPointer { bytes in
      let model = try ConditionalRandomField(bytes, file: "toy.bin")
      var one = model.lattice()
      one.append([(key: FeatureKey.key(1, 4), value: 1000)])
      one.append([(key: FeatureKey.key(1, 0), value: 1)])
      var many = model.lattice()
      many.append(Array(repeating: FeatureKey.key(1, 4), count: 1000))
      many.append([FeatureKey.key(1, 0)])
      #expect(one.best() == many.best())
      #expect(zip(one.marginals(), many.marginals()).allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  @Test("a damaged file is refused with its name and what to do")
  func refused() throws {
    var damaged: [[UInt8]] = [[], Array("VGLCRF01".utf8), Array(Self.bytes.dropLast()), Self.bytes + [0]]
    for place in [0, 8, 12, 16, 20, 24] {
      var bytes = Self.bytes
      bytes[place] ^= 0x55
      damaged.append(bytes)
    }
    // Blocks that point beyond the rows.
    var bytes = Self.bytes
    let blocks = ConditionalRandomField.headerSize + 20 + 4 * 5 * 7
    bytes[blocks + 7] = 0xff
    damaged.append(bytes)
    for bytes in damaged {
      bytes.withUnsafeBufferPointer { bytes in
        let error = #expect(throws: LexiconError.self) { try ConditionalRandomField(bytes, file: "mine.bin") }
        #expect(error?.description.contains("mine.bin") == true)
        #expect(error?.description.contains("vaglio train") == true)
      }
    }
  }
}
