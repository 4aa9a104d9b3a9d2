internal import Vaglio

/// Learns the weights of a linear-chain conditional random field by stochastic gradient ascent on the likelihood, with L2
/// regularization, features left out at random, and the weights of the later epochs averaged.
///
/// The same corpus gives the same bytes: the order of sequences and what is left out come from a seed, and all is
/// computed in one thread. Time is epochs × features × labels.
public struct ConditionalRandomFieldTrainer: Sendable {
  /// Passes over the corpus.
  public var epochs = 10
  /// From which pass on, counted from 0, weights enter the average.
  public var firstAveragedEpoch = 3
  /// Step size of the first step.
  public var rate: Float = 0.1
  /// The strength of L2 regularization, as the usual `c`: the objective loses c/2 times the sum of squares.
  public var regularization: Float = 1
  /// The share of features that each step leaves out; the others count more accordingly.
  public var dropout: Float = 0.3
  /// Features seen in fewer items are left out for good.
  public var minimumCount = 2
  /// Weights of absolute value up to this are left out of the model, where a feature has no larger one.
  public var smallestWeight: Float = 0.02
  /// The largest absolute weight that the model's bytes can hold; larger ones become it.
  public var largestWeight: Float = 4
  /// How much of what one label learns of a feature another learns too, labels times labels, 1 for itself; nil for
  /// nothing. It is as if related labels had weights in common besides those of their own: the matrix has to be a sum of
  /// squares, as one is that counts the groups that two labels are both in.
  public var sharing: [Float]?
  /// Added, for each label, to what was learned of how likely an item of it begins a sequence or comes after one of another
  /// label, as a log of odds; nil for nothing. With more of it more items get the label, and more of them wrongly.
  public var labelOdds: [Float]?
  public var seed: UInt64 = 1
  /// How often to learn anew, in another order and leaving other features out; the weights of all runs are averaged. One run's
  /// weights depend on chance in what hangs by a hair, the mean of several hardly does.
  public var runs = 1
  /// Called after each epoch with its number, from 0, and the mean log-likelihood of an item on the way.
  public var progress: (@Sendable (Int, Double) -> Void)?

  public init() {}

  /// The bytes of a `ConditionalRandomField`.
  public func train(_ corpus: SequenceCorpus, rule: TransitionRule) -> [UInt8] {
    precondition(rule.count == corpus.labels.count, "the rule is for other labels")
    let features = FeatureIndex(corpus, minimumCount: minimumCount)
    var average = ChainWeights(featureCount: features.keys.count, labelCount: corpus.labels.count)
    var learner = ChainLearner(corpus: corpus, features: features, rule: rule)
    learner.sharing = sharing
    var summed = 0
    for run in 0..<runs {
      var random = SplitMix(state: seed &+ UInt64(run))
      addRun(&learner, to: &average, &summed, random: &random)
    }
    if summed > 0 { average.multiply(by: 1 / Float(summed)) }
    if let labelOdds { average.add(labelOdds) }
    let writer = ConditionalRandomFieldWriter(
      labels: corpus.labels, rule: rule, smallestWeight: smallestWeight, largestWeight: largestWeight)
    return writer.bytes(keys: features.keys, weights: average)
  }

  /// Learns from nothing, and adds the weights that enter the average.
  private func addRun(
    _ learner: inout ChainLearner, to average: inout ChainWeights, _ summed: inout Int, random: inout SplitMix
  ) {
    let corpus = learner.corpus
    var weights = ChainWeights(featureCount: learner.features.keys.count, labelCount: corpus.labels.count)
    var order = Array(0..<corpus.sequenceCount)
    // Weights are kept divided by `decay`, so that regularization is one multiplication a step.
    let strength = Double(regularization) / Double(max(1, corpus.sequenceCount))
    var decay = 1.0
    var step = 0.0
    for epoch in 0..<epochs {
      random.shuffle(&order)
      var likelihood = 0.0
      for (place, sequence) in order.enumerated() {
        let eta = Double(rate) / (1 + strength * Double(rate) * step)
        step += 1
        decay *= 1 - eta * strength
        likelihood += learner.step(
          sequence, &weights, decay: Float(decay), eta: Float(eta), dropout: dropout, random: &random)
        if decay < 1e-3 {
          weights.multiply(by: Float(decay))
          decay = 1
        }
        // Twice in an epoch.
        let isCheckpoint = place == order.count / 2 || place == order.count - 1
        if isCheckpoint, epoch >= min(firstAveragedEpoch, epochs - 1) {
          average.add(weights, times: Float(decay))
          summed += 1
        }
      }
      progress?(epoch, likelihood / Double(max(1, corpus.itemCount)))
    }
  }
}

/// The features of a corpus by number, in the order in which they first come.
struct FeatureIndex {
  /// The keys of the features that are kept.
  private(set) var keys: [UInt64] = []
  /// For each feature of the corpus its number, or -1 where it is too rare.
  private(set) var numbers: [Int32] = []

  init(_ corpus: SequenceCorpus, minimumCount: Int) {
    var slots: [UInt64: Int32] = [:]
    var counts: [Int] = []
    var distinct: [UInt64] = []
    numbers.reserveCapacity(corpus.keys.count)
    for key in corpus.keys {
      if let slot = slots[key] {
        counts[Int(slot)] += 1
        numbers.append(slot)
      } else {
        let slot = Int32(truncatingIfNeeded: distinct.count)
        slots[key] = slot
        distinct.append(key)
        counts.append(1)
        numbers.append(slot)
      }
    }
    var kept = [Int32](repeating: -1, count: distinct.count)
    for slot in distinct.indices where counts[slot] >= minimumCount {
      kept[slot] = Int32(truncatingIfNeeded: keys.count)
      keys.append(distinct[slot])
    }
    for index in numbers.indices { numbers[index] = kept[Int(numbers[index])] }
  }
}

/// Weights of features, of the first and the last label, and of pairs.
struct ChainWeights: Sendable {
  let labelCount: Int
  /// `labelCount` for each feature.
  var features: [Float]
  /// Of starts, ends, and pairs: of the first label with each second one.
  var transitions: [Float]

  init(featureCount: Int, labelCount: Int) {
    self.labelCount = labelCount
    features = Array(repeating: 0, count: featureCount * labelCount)
    transitions = Array(repeating: 0, count: labelCount * (labelCount + 2))
  }

  /// Adds to the weights of each label as a first one and after any other.
  mutating func add(_ labelOdds: [Float]) {
    precondition(labelOdds.count == labelCount, "odds for \(labelOdds.count) labels of \(labelCount)")
    for (label, odds) in labelOdds.enumerated() {
      transitions[label] += odds
      for first in 0..<labelCount { transitions[(first + 2) * labelCount + label] += odds }
    }
  }

  mutating func multiply(by factor: Float) {
    for index in features.indices { features[index] *= factor }
    for index in transitions.indices { transitions[index] *= factor }
  }

  mutating func add(_ other: ChainWeights, times factor: Float) {
    for index in features.indices { features[index] += other.features[index] * factor }
    for index in transitions.indices { transitions[index] += other.transitions[index] * factor }
  }
}

/// A small generator of random numbers (Steele, Lea and Flood 2014), the same on every system.
struct SplitMix: Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// From 0 up to 1, without it.
  mutating func fraction() -> Float { Float(next() >> 40) / Float(1 << 24) }

  mutating func shuffle(_ values: inout [Int]) {
    for index in values.indices.dropFirst().reversed() {
      values.swapAt(index, Int(next() % UInt64(index + 1)))
    }
  }
}
