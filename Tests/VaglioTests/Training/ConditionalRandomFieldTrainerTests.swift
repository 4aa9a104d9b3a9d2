import Testing

@testable import Vaglio
@testable import VaglioTraining

@Suite("ConditionalRandomFieldTrainer")
struct ConditionalRandomFieldTrainerTests {
  /// A word that ends with "a" is X when the one before was Y or none, else Y: only pairs of labels can tell.
  static func toy(_ count: Int, seed: UInt64) -> SequenceCorpus {
    var corpus = SequenceCorpus(labels: ["X", "Y", "O"])
    var random = SplitMix(state: seed)
    for _ in 0..<count {
      var turn = 0
      for _ in 0..<(3 + Int(random.next() % 6)) {
        let isName = random.next() % 3 > 0
        let word = random.next() % 5
        corpus.appendItem(
          [FeatureKey.key(1, isName ? 1 : 0), FeatureKey.key(2, word)], label: isName ? turn % 2 : 2)
        if isName { turn += 1 } else { turn = 0 }
      }
      corpus.endSequence()
    }
    return corpus
  }

  /// The labels that the model gives each item of a corpus.
  static func labels(_ model: ConditionalRandomField, _ corpus: SequenceCorpus) -> [Int] {
    var lattice = model.lattice()
    return (0..<corpus.sequenceCount).flatMap { sequence in
      lattice.removeAll()
      for item in corpus.items(sequence) { lattice.append(Array(corpus.keys[corpus.features(item)])) }
      return lattice.best()
    }
  }

  static func accuracy(_ model: ConditionalRandomField, _ corpus: SequenceCorpus) -> Double {
    let right = zip(labels(model, corpus), corpus.itemLabels).count { $0 == Int($1) }
    return Double(right) / Double(corpus.itemCount)
  }

  @Test("what only the neighbouring label tells is learnt")
  func learns() throws {
    var trainer = ConditionalRandomFieldTrainer()
    trainer.epochs = 15
    let corpus = Self.toy(300, seed: 1)
    let bytes = trainer.train(corpus, rule: TransitionRule(labelCount: 3))
    try bytes.withUnsafeBufferPointer { bytes in
      let model = try ConditionalRandomField(bytes, file: "toy.bin")
      #expect(model.labels == ["X", "Y", "O"])
      #expect(Self.accuracy(model, Self.toy(100, seed: 2)) > 0.98)
    }
    #expect(trainer.train(corpus, rule: TransitionRule(labelCount: 3)) == bytes, "the same corpus gives the same bytes")
  }

  @Test("the weights of several runs are averaged, and no less is learnt")
  func runs() throws {
    var trainer = ConditionalRandomFieldTrainer()
    trainer.epochs = 8
    let corpus = Self.toy(200, seed: 1)
    let rule = TransitionRule(labelCount: 3)
    let once = trainer.train(corpus, rule: rule)
    trainer.runs = 3
    let thrice = trainer.train(corpus, rule: rule)
    #expect(once != thrice)
    #expect(trainer.train(corpus, rule: rule) == thrice, "the same corpus gives the same bytes")
    try thrice.withUnsafeBufferPointer { bytes in
      let model = try ConditionalRandomField(bytes, file: "toy.bin")
      #expect(Self.accuracy(model, Self.toy(100, seed: 2)) > 0.98)
    }
  }

  @Test("a label with better odds is given more often")
  func labelOdds() throws {
    var trainer = ConditionalRandomFieldTrainer()
    trainer.epochs = 8
    let corpus = Self.toy(200, seed: 1)
    let rule = TransitionRule(labelCount: 3)
    func count(_ odds: [Float]?) throws -> Int {
      trainer.labelOdds = odds
      return try trainer.train(corpus, rule: rule).withUnsafeBufferPointer { bytes in
        Self.labels(try ConditionalRandomField(bytes, file: "toy.bin"), corpus).count { $0 == 1 }
      }
    }
    let plain = try count(nil)
    #expect(try count([0, 0, 0]) == plain)
    #expect(try count([0, 6, 0]) > plain)
    #expect(try count([0, -6, 0]) < plain)
  }

  @Test("the gradient is that of the likelihood")
  func gradient() {
    var corpus = Self.toy(1, seed: 7)
    corpus.appendItem([(key: FeatureKey.key(3, 1), value: 0.7), (key: FeatureKey.key(3, 2), value: -1.5)], label: 1)
    corpus.appendItem([(key: FeatureKey.key(3, 1), value: 2)], label: 2)
    corpus.endSequence(weight: 0.5)
    var rule = TransitionRule(labelCount: 3)
    rule.pairs[0 * 3 + 0] = false
    rule.starts[2] = corpus.itemLabels[0] == 2
    let features = FeatureIndex(corpus, minimumCount: 1)
    var learner = ChainLearner(corpus: corpus, features: features, rule: rule)
    var weights = ChainWeights(featureCount: features.keys.count, labelCount: 3)
    var random = SplitMix(state: 3)
    for index in weights.features.indices { weights.features[index] = random.fraction() * 2 - 1 }
    for index in weights.transitions.indices { weights.transitions[index] = random.fraction() * 2 - 1 }

    func likelihood(_ weights: ChainWeights) -> Double {
      var ignored = ChainWeights(featureCount: features.keys.count, labelCount: 3)
      return learner.gradient(0, weights, &ignored) + learner.gradient(1, weights, &ignored)
    }
    var gradient = ChainWeights(featureCount: features.keys.count, labelCount: 3)
    _ = learner.gradient(0, weights, &gradient)
    _ = learner.gradient(1, weights, &gradient)
    let step: Float = 0.02
    for index in weights.features.indices {
      var (more, less) = (weights, weights)
      more.features[index] += step
      less.features[index] -= step
      let slope = Float(likelihood(more) - likelihood(less)) / (2 * step)
      #expect(abs(slope - gradient.features[index]) < 0.002, "feature weight \(index)")
    }
    for index in weights.transitions.indices {
      var (more, less) = (weights, weights)
      more.transitions[index] += step
      less.transitions[index] -= step
      let slope = Float(likelihood(more) - likelihood(less)) / (2 * step)
      #expect(abs(slope - gradient.transitions[index]) < 0.002, "transition \(index)")
    }
  }

  @Test("a sequence of ten thousand items has finite probabilities")
  func long() {
    var corpus = SequenceCorpus(labels: ["A", "B"])
    for item in 0..<10_000 { corpus.appendItem([UInt64(item % 7)], label: item % 2) }
    corpus.endSequence()
    let features = FeatureIndex(corpus, minimumCount: 1)
    var learner = ChainLearner(corpus: corpus, features: features, rule: TransitionRule(labelCount: 2))
    var weights = ChainWeights(featureCount: features.keys.count, labelCount: 2)
    for index in weights.features.indices { weights.features[index] = index % 3 == 0 ? 3 : -3 }
    var gradient = ChainWeights(featureCount: features.keys.count, labelCount: 2)
    let likelihood = learner.gradient(0, weights, &gradient)
    #expect(likelihood.isFinite && likelihood < 0)
    let isFinite = gradient.features.allSatisfy(\.isFinite)
    #expect(isFinite)
  }
}
