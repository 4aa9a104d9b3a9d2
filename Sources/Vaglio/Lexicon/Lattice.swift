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
    private var survivors: [Int] = []
    private var current: [Float] = []
    private var next: [Float] = []
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
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: features.count) { found in
        // First which may have rows, then the rows' places, then the sums: look-ups do not wait for each other.
        var possibleCount = 0
        for place in features.indices {
          found[possibleCount] = UInt32(truncatingIfNeeded: place)
          possibleCount &+= model.mayHaveRow(features[place]) ? 1 : 0
        }
        var foundCount = 0
        for place in 0..<possibleCount {
          let (index, isFound) = model.find(features[Int(found[place])])
          found[foundCount] = index
          foundCount &+= isFound ? 1 : 0
        }
        let rowSize = model.rowSize
        let rows = model.rows
        appendSums(foundCount) { UnsafeRawPointer(rows + Int(found[$0]) &* rowSize) }
      }
    }

    /// Appends an item whose features' rows were looked up before (`ConditionalRandomField.row`).
    mutating func append(rows found: [UnsafePointer<Int8>]) {
      appendSums(found.count) { UnsafeRawPointer(found[$0]) }
    }

    @inline(__always)
    private mutating func appendSums(_ rowCount: Int, _ row: (Int) -> UnsafeRawPointer) {
      let labelCount = model.labels.count
      var lane = 0
      while lane < labelCount {
        var sum = SIMD8<Int32>.zero
        var next = 0
        while next < rowCount {
          // 256 weights of 8 bits fit 16.
          var part = SIMD8<Int16>.zero
          let end = min(rowCount, next &+ 256)
          while next < end {
            part &+= SIMD8<Int16>(truncatingIfNeeded: (row(next) + lane).loadUnaligned(as: SIMD8<Int8>.self))
            next &+= 1
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

    /// The labels of the likeliest sequence (Viterbi 1967). O(items × pairs of labels that may follow each other), and
    /// less where few labels are likely: a label that trails the best one by more than all scores of pairs differ can
    /// come before none.
    package mutating func best() -> [Int] {
      guard count > 0 else { return [] }
      let labelCount = model.labels.count
      let size = count * labelCount
      if pointers.count < size { pointers = Array(repeating: 0, count: size * 2) }
      if next.isEmpty {
        next = Array(repeating: 0, count: labelCount)
        current = next
        survivors = Array(repeating: 0, count: labelCount)
      }
      for label in 0..<labelCount { current[label] = model.starts[label] + scores[label] }
      for item in 1..<max(count, 1) {
        advance(item)
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
        label = Int(pointers[item * labelCount + label])
        labels[item - 1] = label
      }
      return labels
    }

    /// One step of the search: the best ways to each label of an item.
    private mutating func advance(_ item: Int) {
      let place = item * model.labels.count
      for group in model.groups {
        var largest = -Float.infinity
        for before in group.predecessors { largest = max(largest, current[Int(before)]) }
        // A little more than the spread, for sums are rounded.
        let least = largest - group.spread - 0.01
        var survivorCount = 0
        for (number, before) in group.predecessors.enumerated() where current[Int(before)] >= least {
          survivors[survivorCount] = number
          survivorCount += 1
        }
        for (label, start) in group.labels {
          var best = -Float.infinity
          var from: Int32 = 0
          for survivor in 0..<survivorCount {
            let (before, transition) = model.predecessors[start + survivors[survivor]]
            let score = current[Int(before)] + transition
            if score > best {
              best = score
              from = before
            }
          }
          next[label] = best + scores[place + label]
          pointers[place + label] = UInt8(truncatingIfNeeded: from)
        }
      }
    }

    // MARK: Probabilities

    /// How likely each label is at each item, `labels.count` for each item: forwards and backwards, each step scaled to a
    /// sum of 1, which keeps long sequences in range. O(items × pairs of labels that may follow each other).
    ///
    /// - Parameter beam: labels of an item whose score is further below its best one than this are left out, which most
    ///   are; nil for none. Where that leaves no way through, all are counted.
    package mutating func marginals(beam: Float? = nil) -> [Float] {
      guard count > 0 else { return [] }
      if beam != nil, computeMarginals(beam: beam) { return forward.map { Float($0) } }
      _ = computeMarginals(beam: nil)
      return forward.map { Float($0) }
    }

    /// - Returns: whether there is a way through.
    private mutating func computeMarginals(beam: Float?) -> Bool {
      let (model, count) = (model, count)
      let potentials = potentials(beam: beam)
      forward = Array(repeating: 0, count: count * model.labels.count)
      backward = forward
      return forward.withUnsafeMutableBufferPointer { forward in
        backward.withUnsafeMutableBufferPointer { backward in
          Ways.with(model, potentials, count) { ways in
            let isOpen = ways.computeForward(forward)
            return ways.computeBackward(backward) && ways.multiply(forward, by: backward) && isOpen
          }
        }
      }
    }

    /// The exponentials of the scores, each item's largest one made 1; 0 for those outside the beam.
    private func potentials(beam: Float?) -> [Double] {
      let labelCount = model.labels.count
      let floor = -(beam ?? .infinity)
      var potentials = [Double](repeating: 0, count: scores.count)
      for item in 0..<count {
        let range = item * labelCount..<(item + 1) * labelCount
        var largest = -Float.infinity
        for index in range { largest = max(largest, scores[index]) }
        for index in range where scores[index] - largest >= floor {
          potentials[index] = exponential(Double(scores[index] - largest))
        }
      }
      return potentials
    }
  }

  /// All ways through a sequence, in plain memory: who owns an array is not asked for each number.
  private struct Ways {
    let model: ConditionalRandomField
    let potentials: UnsafeBufferPointer<Double>
    let factors: UnsafeBufferPointer<Double>
    let bounds: UnsafeBufferPointer<Int>
    let predecessors: UnsafeBufferPointer<(label: Int32, score: Float)>
    let count: Int
    let labelCount: Int

    static func with<Result>(
      _ model: ConditionalRandomField, _ potentials: [Double], _ count: Int, _ body: (Ways) -> Result
    ) -> Result {
      potentials.withUnsafeBufferPointer { potentials in
        model.factors.withUnsafeBufferPointer { factors in
          model.bounds.withUnsafeBufferPointer { bounds in
            model.predecessors.withUnsafeBufferPointer { predecessors in
              body(
                Ways(
                  model: model, potentials: potentials, factors: factors, bounds: bounds, predecessors: predecessors,
                  count: count, labelCount: model.labels.count))
            }
          }
        }
      }
    }

    /// - Returns: whether there is a way to each item.
    func computeForward(_ forward: UnsafeMutableBufferPointer<Double>) -> Bool {
      for label in 0..<labelCount { forward[label] = exponential(Double(model.starts[label])) * potentials[label] }
      var hasWay = normalize(forward, from: 0)
      for item in 1..<max(count, 1) {
        let place = item &* labelCount
        for label in 0..<labelCount where potentials[place &+ label] > 0 {
          var sum = 0.0
          var index = bounds[label]
          while index < bounds[label &+ 1] {
            sum += forward[place &- labelCount &+ Int(predecessors[index].label)] * factors[index]
            index &+= 1
          }
          forward[place &+ label] = sum * potentials[place &+ label]
        }
        if !normalize(forward, from: place) { hasWay = false }
      }
      return hasWay
    }

    /// - Returns: whether there is a way from each item.
    func computeBackward(_ backward: UnsafeMutableBufferPointer<Double>) -> Bool {
      var hasWay = true
      let last = (count - 1) * labelCount
      for label in 0..<labelCount { backward[last + label] = exponential(Double(model.ends[label])) }
      for item in stride(from: count - 1, to: 0, by: -1) {
        let place = item &* labelCount
        for label in 0..<labelCount where potentials[place &+ label] > 0 {
          let factor = backward[place &+ label] * potentials[place &+ label]
          var index = bounds[label]
          while index < bounds[label &+ 1] {
            backward[place &- labelCount &+ Int(predecessors[index].label)] += factor * factors[index]
            index &+= 1
          }
        }
        if !normalize(backward, from: place &- labelCount) { hasWay = false }
      }
      return hasWay
    }

    func multiply(
      _ forward: UnsafeMutableBufferPointer<Double>, by backward: UnsafeMutableBufferPointer<Double>
    ) -> Bool {
      var hasWay = true
      for item in 0..<count {
        let place = item * labelCount
        for index in place..<place + labelCount { forward[index] *= backward[index] }
        if !normalize(forward, from: place) { hasWay = false }
      }
      return hasWay
    }

    /// Scales the numbers of an item to a sum of 1.
    ///
    /// - Returns: whether there is anything but zeros.
    private func normalize(_ values: UnsafeMutableBufferPointer<Double>, from start: Int) -> Bool {
      var sum = 0.0
      for index in start..<start + labelCount { sum += values[index] }
      guard sum > 0 else { return false }
      for index in start..<start + labelCount { values[index] /= sum }
      return true
    }
  }
}
