internal import Vaglio

/// Probabilities of labels and of pairs of labels in one sequence, forwards and backwards, each step scaled to a sum of 1.
struct ChainProbabilities {
  let labelCount: Int
  let rule: TransitionRule
  /// Of each label at each item, after `compute`.
  private(set) var labels: [Double] = []
  /// Expected counts of each pair of neighbouring labels in the sequence, after `compute`.
  private(set) var pairs: [Double]
  /// The logarithm of the sum over all sequences of labels.
  private(set) var logPartition = 0.0

  private var potentials: [Double] = []
  private var backward: [Double] = []
  /// For label `y`, those that may come before it: `predecessors[bounds[y]..<bounds[y + 1]]`.
  private var predecessors: [Int] = []
  private var bounds = [0]

  init(rule: TransitionRule) {
    labelCount = rule.count
    self.rule = rule
    pairs = Array(repeating: 0, count: rule.count * rule.count)
    for label in 0..<rule.count {
      for before in 0..<rule.count where rule.allows(before, before: label) { predecessors.append(before) }
      bounds.append(predecessors.count)
    }
  }

  /// - Parameters:
  ///   - scores: `labelCount` for each item.
  ///   - factors: the exponentials of the scores of starts, ends and pairs, 0 where they are not allowed.
  mutating func compute(
    scores: [Float], count: Int, starts: [Double], ends: [Double], factors: [Double]
  ) {
    let size = count * labelCount
    resize(size)
    logPartition = 0
    for item in 0..<count {
      let place = item * labelCount
      var largest = scores[place]
      for label in 1..<labelCount { largest = max(largest, scores[place + label]) }
      logPartition += Double(largest)
      for label in 0..<labelCount { potentials[place + label] = exponential(Double(scores[place + label] - largest)) }
    }
    for label in 0..<labelCount { labels[label] = starts[label] * potentials[label] }
    scaleForward(0)
    for item in 1..<max(count, 1) {
      let place = item * labelCount
      for label in 0..<labelCount {
        var sum = 0.0
        for index in bounds[label]..<bounds[label + 1] {
          let before = predecessors[index]
          sum += labels[place - labelCount + before] * factors[before * labelCount + label]
        }
        labels[place + label] = sum * potentials[place + label]
      }
      scaleForward(place)
    }
    let last = size - labelCount
    var total = 0.0
    for label in 0..<labelCount {
      backward[last + label] = ends[label]
      total += labels[last + label] * ends[label]
    }
    logPartition += naturalLogarithm(total)
    for index in pairs.indices { pairs[index] = 0 }
    computeBackward(count, factors)
  }

  private mutating func computeBackward(_ count: Int, _ factors: [Double]) {
    for item in stride(from: count - 1, to: 0, by: -1) {
      let place = item * labelCount
      let before = place - labelCount
      var total = 0.0
      for label in 0..<labelCount {
        let factor = backward[place + label] * potentials[place + label]
        if factor == 0 { continue }
        for index in bounds[label]..<bounds[label + 1] {
          let previous = predecessors[index]
          let product = factor * factors[previous * labelCount + label]
          backward[before + previous] += product
          total += product * labels[before + previous]
        }
      }
      if total > 0 {
        for label in 0..<labelCount {
          let factor = backward[place + label] * potentials[place + label] / total
          if factor == 0 { continue }
          for index in bounds[label]..<bounds[label + 1] {
            let pair = predecessors[index] * labelCount + label
            pairs[pair] += factor * factors[pair] * labels[before + predecessors[index]]
          }
        }
      }
      combine(place)
      // Its scale cancels out.
      var sum = 0.0
      for label in 0..<labelCount { sum += backward[before + label] }
      if sum > 0 { for label in 0..<labelCount { backward[before + label] /= sum } }
    }
    combine(0)
  }

  /// Forward times backward, as probabilities.
  private mutating func combine(_ place: Int) {
    var sum = 0.0
    for index in place..<place + labelCount {
      labels[index] *= backward[index]
      sum += labels[index]
    }
    if sum > 0 { for index in place..<place + labelCount { labels[index] /= sum } }
  }

  private mutating func scaleForward(_ place: Int) {
    var sum = 0.0
    for index in place..<place + labelCount { sum += labels[index] }
    logPartition += naturalLogarithm(sum)
    if sum > 0 { for index in place..<place + labelCount { labels[index] /= sum } }
  }

  private mutating func resize(_ size: Int) {
    if labels.count < size {
      labels = Array(repeating: 0, count: size)
      potentials = labels
      backward = labels
    }
    for index in 0..<size { backward[index] = 0 }
  }
}
