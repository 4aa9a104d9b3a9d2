internal import Vaglio

/// The likelihood of one sequence and its gradient.
struct ChainLearner {
  let corpus: SequenceCorpus
  let features: FeatureIndex
  private let rule: TransitionRule
  /// How much of what one label learns of a feature another learns too, labels times labels; nil for nothing.
  var sharing: [Float]?
  private var probabilities: ChainProbabilities
  /// Of an unlabelled sequence, without the excluded labels.
  private var allowed: ChainProbabilities
  private let isExcluded: [Bool]
  private var scores: [Float] = []
  /// The features of the sequence at hand that are used, with their values; where each item's end.
  private var used: [(feature: Int, value: Float)] = []
  private var usedEnds: [Int] = []
  private var starts: [Double]
  private var ends: [Double]
  private var factors: [Double]

  init(corpus: SequenceCorpus, features: FeatureIndex, rule: TransitionRule) {
    self.corpus = corpus
    self.features = features
    self.rule = rule
    probabilities = ChainProbabilities(rule: rule)
    allowed = probabilities
    isExcluded = corpus.labels.indices.map(corpus.excluded.contains)
    starts = Array(repeating: 0, count: rule.count)
    ends = starts
    factors = Array(repeating: 0, count: rule.count * rule.count)
  }

  /// Moves the weights up the gradient of one sequence.
  /// - Parameters:
  ///   - decay: the weights stand for themselves times this.
  ///   - eta: the step size.
  /// - Returns: the sequence's log-likelihood before the step.
  mutating func step(
    _ sequence: Int, _ weights: inout ChainWeights, decay: Float, eta: Float, dropout: Float, random: inout SplitMix
  ) -> Double {
    select(sequence, dropout: dropout, random: &random)
    let likelihood = compute(sequence, weights, decay: decay)
    addGradient(sequence, to: &weights, times: eta * corpus.weights[sequence] / decay)
    return likelihood
  }

  /// A sequence's log-likelihood, and its gradient added to `gradient`. Nothing is left out.
  mutating func gradient(_ sequence: Int, _ weights: ChainWeights, _ gradient: inout ChainWeights) -> Double {
    var random = SplitMix(state: 0)
    select(sequence, dropout: 0, random: &random)
    let likelihood = compute(sequence, weights, decay: 1)
    addGradient(sequence, to: &gradient, times: corpus.weights[sequence])
    return likelihood * Double(corpus.weights[sequence])
  }

  private mutating func select(_ sequence: Int, dropout: Float, random: inout SplitMix) {
    used.removeAll(keepingCapacity: true)
    usedEnds.removeAll(keepingCapacity: true)
    let boost = 1 / (1 - dropout)
    for item in corpus.items(sequence) {
      for place in corpus.features(item) {
        let feature = features.numbers[place]
        if feature < 0 || dropout > 0 && random.fraction() < dropout { continue }
        used.append((Int(feature), corpus.values[place] * boost))
      }
      usedEnds.append(used.count)
    }
  }

  /// Probabilities and log-likelihood with the selected features.
  private mutating func compute(_ sequence: Int, _ weights: ChainWeights, decay: Float) -> Double {
    let labelCount = rule.count
    let items = corpus.items(sequence)
    scores.removeAll(keepingCapacity: true)
    scores.append(contentsOf: repeatElement(0, count: items.count * labelCount))
    scores.withUnsafeMutableBufferPointer { scores in
      weights.features.withUnsafeBufferPointer { weights in
        var next = 0
        for (item, end) in usedEnds.enumerated() {
          let place = item * labelCount
          while next < end {
            let (feature, value) = used[next]
            for label in 0..<labelCount { scores[place + label] += weights[feature * labelCount + label] * value }
            next += 1
          }
          for label in 0..<labelCount { scores[place + label] *= decay }
        }
      }
    }
    for label in 0..<labelCount {
      starts[label] = rule.starts[label] ? exponential(Double(weights.transitions[label] * decay)) : 0
      ends[label] = rule.ends[label] ? exponential(Double(weights.transitions[labelCount + label] * decay)) : 0
    }
    for pair in factors.indices where rule.pairs[pair] {
      factors[pair] = exponential(Double(weights.transitions[2 * labelCount + pair] * decay))
    }
    if isUnlabelled(sequence) { return computeUnlabelled(items.count) }
    probabilities.compute(scores: scores, count: items.count, starts: starts, ends: ends, factors: factors)

    var score = 0.0
    var before = -1
    for (index, item) in items.enumerated() {
      let label = Int(corpus.itemLabels[item])
      score += Double(scores[index * labelCount + label])
      let transition = before < 0 ? label : (2 + before) * labelCount + label
      score += Double(weights.transitions[transition] * decay)
      before = label
    }
    score += Double(weights.transitions[labelCount + before] * decay)
    return score - probabilities.logPartition
  }

  private func isUnlabelled(_ sequence: Int) -> Bool {
    corpus.itemLabels[corpus.items(sequence).lowerBound] == SequenceCorpus.unlabelled
  }

  /// The likelihood of all sequences of labels without the excluded ones; `allowed` has their probabilities.
  private mutating func computeUnlabelled(_ count: Int) -> Double {
    var masked = scores
    for item in 0..<count {
      for label in isExcluded.indices where isExcluded[label] { masked[item * rule.count + label] = -1000 }
    }
    allowed.compute(scores: masked, count: count, starts: starts, ends: ends, factors: factors)
    probabilities.compute(scores: scores, count: count, starts: starts, ends: ends, factors: factors)
    return allowed.logPartition - probabilities.logPartition
  }

  private func addUnlabelledGradient(_ sequence: Int, to weights: inout ChainWeights, times factor: Float) {
    let labelCount = rule.count
    let count = corpus.items(sequence).count
    var next = 0
    for index in 0..<count {
      let errors = (0..<labelCount).map { label in
        let place = index * labelCount + label
        return factor * Float(allowed.labels[place] - probabilities.labels[place])
      }
      while next < usedEnds[index] {
        let (feature, value) = used[next]
        for label in 0..<labelCount { weights.features[feature * labelCount + label] += errors[label] * value }
        next += 1
      }
    }
    let last = (count - 1) * labelCount
    for label in 0..<labelCount {
      weights.transitions[label] += factor * Float(allowed.labels[label] - probabilities.labels[label])
      weights.transitions[labelCount + label] +=
        factor * Float(allowed.labels[last + label] - probabilities.labels[last + label])
    }
    for pair in factors.indices where rule.pairs[pair] {
      weights.transitions[2 * labelCount + pair] += factor * Float(allowed.pairs[pair] - probabilities.pairs[pair])
    }
  }

  /// The errors of labels with what each has of the others'.
  private static func shared(_ errors: [Float], _ sharing: [Float]) -> [Float] {
    errors.indices.map { label in
      var sum: Float = 0
      for other in errors.indices { sum += errors[other] * sharing[label * errors.count + other] }
      return sum
    }
  }

  private func addGradient(_ sequence: Int, to weights: inout ChainWeights, times factor: Float) {
    if isUnlabelled(sequence) { return addUnlabelledGradient(sequence, to: &weights, times: factor) }
    let labelCount = rule.count
    let items = corpus.items(sequence)
    weights.features.withUnsafeMutableBufferPointer { target in
      var errors = [Float](repeating: 0, count: labelCount)
      var next = 0
      for (index, item) in items.enumerated() {
        let gold = Int(corpus.itemLabels[item])
        for label in 0..<labelCount {
          errors[label] = factor * ((label == gold ? 1 : 0) - Float(probabilities.labels[index * labelCount + label]))
        }
        if let sharing { errors = Self.shared(errors, sharing) }
        while next < usedEnds[index] {
          let (feature, value) = used[next]
          for label in 0..<labelCount { target[feature * labelCount + label] += errors[label] * value }
          next += 1
        }
      }
    }
    let last = (items.count - 1) * labelCount
    for label in 0..<labelCount {
      weights.transitions[label] -= factor * Float(probabilities.labels[label])
      weights.transitions[labelCount + label] -= factor * Float(probabilities.labels[last + label])
    }
    for pair in factors.indices where rule.pairs[pair] {
      weights.transitions[2 * labelCount + pair] -= factor * Float(probabilities.pairs[pair])
    }
    var before = -1
    for item in items {
      let label = Int(corpus.itemLabels[item])
      weights.transitions[before < 0 ? label : (2 + before) * labelCount + label] += factor
      before = label
    }
    if before >= 0 { weights.transitions[labelCount + before] += factor }
  }
}
