extension ConditionalRandomField {
  /// The items of one sequence with the scores of their labels. Its memory is used again for the next sequence.
  ///
  /// ```swift
  /// var lattice = model.lattice()
  /// lattice.append(features)                    // once for each item
  /// let labels = lattice.best()                 // the labels of the likeliest sequence
  /// ```
  package func lattice() -> Lattice { Lattice(model: self) }

  package struct Lattice {
    let model: ConditionalRandomField
    /// Scores, `labels.count` for each item.
    private var scores: [Float] = []
    private var rows: [UnsafePointer<Int8>] = []
    private var pointers: [UInt8] = []
    private var forward: [Double] = []
    private var backward: [Double] = []
    /// Items so far.
    package private(set) var count = 0

    init(model: ConditionalRandomField) { self.model = model }

    /// Begins another sequence.
    package mutating func removeAll() {
      scores.removeAll(keepingCapacity: true)
      count = 0
    }

    /// Appends an item with features of value 1. O(features × labels).
    package mutating func append(_ features: [UInt64]) {
      features.withUnsafeBufferPointer { append($0) }
    }

    /// Appends an item with features of value 1. O(features × labels).
    package mutating func append(_ features: UnsafeBufferPointer<UInt64>) {
      rows.removeAll(keepingCapacity: true)
      for key in features {
        if let row = model.row(key) { rows.append(row) }
      }
      let labelCount = model.labels.count
      var lane = 0
      while lane < labelCount {
        var sum = SIMD8<Int32>.zero
        var next = 0
        while next < rows.count {
          // 256 weights of 8 bits fit 16.
          var part = SIMD8<Int16>.zero
          let end = min(rows.count, next + 256)
          while next < end {
            let weights = UnsafeRawPointer(rows[next] + lane).loadUnaligned(as: SIMD8<Int8>.self)
            part &+= SIMD8<Int16>(truncatingIfNeeded: weights)
            next += 1
          }
          sum &+= SIMD8<Int32>(truncatingIfNeeded: part)
        }
        for offset in 0..<min(8, labelCount - lane) { scores.append(Float(sum[offset]) * model.scale) }
        lane += 8
      }
      count += 1
    }

    /// Appends an item with features and their values. O(features × labels).
    package mutating func append(_ features: [(key: UInt64, value: Float)]) {
      let start = scores.count
      scores.append(contentsOf: repeatElement(0, count: model.labels.count))
      for (key, value) in features {
        guard let row = model.row(key) else { continue }
        for label in model.labels.indices {
          scores[start + label] += Float(row[label]) * model.scale * value
        }
      }
      count += 1
    }

    /// Adds to the score of a label of the item that was appended last.
    package mutating func add(_ score: Float, toLabel label: Int) {
      scores[scores.count - model.labels.count + label] += score
    }

    // MARK: The likeliest sequence

    /// The labels of the likeliest sequence (Viterbi 1967). O(items × pairs of labels that may follow each other).
    package mutating func best() -> [Int] {
      guard count > 0 else { return [] }
      let labelCount = model.labels.count
      pointers.removeAll(keepingCapacity: true)
      var current = (0..<labelCount).map { model.starts[$0] + scores[$0] }
      var next = current
      for item in 1..<max(count, 1) {
        for label in 0..<labelCount {
          var best = -Float.infinity
          var from: Int32 = 0
          for index in model.bounds[label]..<model.bounds[label + 1] {
            let (before, transition) = model.predecessors[index]
            let score = current[Int(before)] + transition
            if score > best {
              best = score
              from = before
            }
          }
          next[label] = best + scores[item * labelCount + label]
          pointers.append(UInt8(truncatingIfNeeded: from))
        }
        swap(&current, &next)
      }
      var label = 0
      var best = -Float.infinity
      for candidate in 0..<labelCount where current[candidate] + model.ends[candidate] > best {
        best = current[candidate] + model.ends[candidate]
        label = candidate
      }
      var labels = Array(repeating: label, count: count)
      for item in stride(from: count - 1, to: 0, by: -1) {
        label = Int(pointers[(item - 1) * labelCount + label])
        labels[item - 1] = label
      }
      return labels
    }

    // MARK: Probabilities

    /// How likely each label is at each item, `labels.count` for each item: forwards and backwards, each step scaled to a
    /// sum of 1, which keeps long sequences in range. O(items × pairs of labels that may follow each other).
    package mutating func marginals() -> [Float] {
      guard count > 0 else { return [] }
      let labelCount = model.labels.count
      forward = Array(repeating: 0, count: count * labelCount)
      backward = forward
      let factors = model.factors
      let potentials = potentials()
      for label in 0..<labelCount { forward[label] = exponential(Double(model.starts[label])) * potentials[label] }
      Self.normalize(&forward, 0..<labelCount)
      for item in 1..<max(count, 1) {
        let place = item * labelCount
        for label in 0..<labelCount {
          var sum = 0.0
          for index in model.bounds[label]..<model.bounds[label + 1] {
            sum += forward[place - labelCount + Int(model.predecessors[index].label)] * factors[index]
          }
          forward[place + label] = sum * potentials[place + label]
        }
        Self.normalize(&forward, place..<place + labelCount)
      }
      let last = (count - 1) * labelCount
      for label in 0..<labelCount { backward[last + label] = exponential(Double(model.ends[label])) }
      for item in stride(from: count - 1, to: 0, by: -1) {
        let place = item * labelCount
        for label in 0..<labelCount {
          let factor = backward[place + label] * potentials[place + label]
          for index in model.bounds[label]..<model.bounds[label + 1] {
            backward[place - labelCount + Int(model.predecessors[index].label)] += factor * factors[index]
          }
        }
        Self.normalize(&backward, place - labelCount..<place)
      }
      for item in 0..<count {
        let range = item * labelCount..<(item + 1) * labelCount
        for index in range { forward[index] *= backward[index] }
        Self.normalize(&forward, range)
      }
      return forward.map { Float($0) }
    }

    /// The exponentials of the scores, each item's largest one made 1.
    private func potentials() -> [Double] {
      let labelCount = model.labels.count
      var potentials = [Double](repeating: 0, count: scores.count)
      for item in 0..<count {
        let range = item * labelCount..<(item + 1) * labelCount
        let largest = scores[range].max() ?? 0
        for index in range { potentials[index] = exponential(Double(scores[index] - largest)) }
      }
      return potentials
    }

    private static func normalize(_ values: inout [Double], _ range: Range<Int>) {
      let sum = values[range].reduce(0, +)
      guard sum > 0 else { return }
      for index in range { values[index] /= sum }
    }
  }
}
