import Vaglio

/// Learns when a proposed correction is right: boosted trees on logistic loss (Friedman 2001), with the
/// thresholds at quantiles of the features, and only some features, drawn by chance, for each tree (Breiman 2001): the
/// trees then lean on each other less. The same rows in the same order give the same bytes.
struct DecisionModelBuilder {
  /// A proposal with its features, and whether what it puts there was printed there.
  struct Row {
    var features: [Float]
    var isRight: Bool
    var weight: Float = 1
    var engine: String
    /// Where it comes from, to look at.
    var note = ""
  }

  var trees = 600
  var rate: Float = 0.1
  /// The part of the features that a tree may ask.
  var featureShare: Float = 0.3
  private static let binCount = 40
  private static let minimumHessian = 6.0
  private static let penalty = 4.0

  func build(_ rows: [Row]) -> [UInt8] {
    let featureCount = rows.first?.features.count ?? DecisionFeatures.count
    let thresholds = (0..<featureCount).map { Self.thresholds(rows, $0) }
    // The bin of each row and feature: how many thresholds its value is above.
    var bins = [UInt8](repeating: 0, count: rows.count * featureCount)
    for (number, row) in rows.enumerated() {
      for feature in 0..<featureCount {
        let value = row.features[feature]
        bins[number * featureCount + feature] = UInt8(thresholds[feature].count { value > $0 })
      }
    }
    var right = 1.0
    var wrong = 1.0
    for row in rows { if row.isRight { right += Double(row.weight) } else { wrong += Double(row.weight) } }
    let start = Float((binaryLogarithm(right) - binaryLogarithm(wrong)) * 0.6931471805599453)
    var scores = [Double](repeating: Double(start), count: rows.count)
    var bytes = DecisionModel.magic.withUTF8Buffer { Array($0) }
    for value in [UInt32(trees), UInt32(featureCount), 0, 0] { bytes.append(littleEndian: value) }
    bytes.append(littleEndian: start.bitPattern)
    var gradients = [Double](repeating: 0, count: rows.count)
    var hessians = gradients
    var random = SplitMix(state: 0)
    for _ in 0..<trees {
      for (number, row) in rows.enumerated() {
        let probability = 1 / (1 + Self.exponential(-scores[number]))
        gradients[number] = ((row.isRight ? 1 : 0) - probability) * Double(row.weight)
        hessians[number] = max(1e-6, probability * (1 - probability)) * Double(row.weight)
      }
      let open = thresholds.map { random.fraction() < featureShare ? $0 : [] }
      let tree = Self.tree(rows.count, featureCount, open, bins, gradients, hessians)
      for number in rows.indices { scores[number] += Double(rate * tree.leaves[Int(tree.leafOfRow[number])]) }
      bytes += tree.features + [0]
      for threshold in tree.thresholds { bytes.append(littleEndian: threshold.bitPattern) }
      for leaf in tree.leaves { bytes.append(littleEndian: (rate * leaf).bitPattern) }
    }
    return bytes
  }

  /// e to the power of `x`, the same bits on every machine.
  private static func exponential(_ x: Double) -> Double {
    let scaled = max(-30, min(30, x)) / 1024
    var value = 1 + scaled * (1 + scaled / 2 * (1 + scaled / 3 * (1 + scaled / 4)))
    for _ in 0..<10 { value *= value }
    return value
  }

  /// Values between which a feature's rows are about evenly many.
  private static func thresholds(_ rows: [Row], _ feature: Int) -> [Float] {
    let values = rows.map { $0.features[feature] }.sorted()
    guard let first = values.first, let last = values.last, first < last else { return [] }
    var thresholds: [Float] = []
    for bin in 1..<binCount {
      let value = values[values.count * bin / binCount]
      if value < last, thresholds.last.map({ value > $0 }) ?? true { thresholds.append(value) }
    }
    if thresholds.isEmpty { thresholds.append(first) }
    return thresholds
  }

  private struct Tree {
    var features = [UInt8](repeating: 0, count: DecisionModel.questions)
    var thresholds = [Float](repeating: .infinity, count: DecisionModel.questions)
    var leaves = [Float](repeating: 0, count: DecisionModel.leaves)
    var leafOfRow: [UInt8] = []
  }

  private static func tree(
    _ rowCount: Int, _ featureCount: Int, _ thresholds: [[Float]], _ bins: [UInt8], _ gradients: [Double],
    _ hessians: [Double]
  ) -> Tree {
    var tree = Tree()
    var nodes = [UInt8](repeating: 0, count: rowCount)
    let open = thresholds.indices.filter { !thresholds[$0].isEmpty }
    for depth in 0..<DecisionModel.depth {
      let count = 1 << depth
      let width = binCount + 1
      var sums = [Double](repeating: 0, count: count * featureCount * width * 2)
      for row in 0..<rowCount {
        let base = Int(nodes[row]) * featureCount * width
        for feature in open {
          let cell = (base + feature * width + Int(bins[row * featureCount + feature])) * 2
          sums[cell] += gradients[row]
          sums[cell + 1] += hessians[row]
        }
      }
      var chosen = [Int](repeating: -1, count: count)
      var cut = [Int](repeating: 0, count: count)
      for node in 0..<count {
        var bestGain = 1e-3
        for feature in open {
          let base = (node * featureCount + feature) * width
          var total = (0.0, 0.0)
          for bin in 0..<width {
            total.0 += sums[(base + bin) * 2]
            total.1 += sums[(base + bin) * 2 + 1]
          }
          var left = (0.0, 0.0)
          for bin in thresholds[feature].indices {
            left.0 += sums[(base + bin) * 2]
            left.1 += sums[(base + bin) * 2 + 1]
            let right = (total.0 - left.0, total.1 - left.1)
            guard left.1 >= minimumHessian, right.1 >= minimumHessian else { continue }
            let gain =
              left.0 * left.0 / (left.1 + penalty) + right.0 * right.0 / (right.1 + penalty)
              - total.0 * total.0 / (total.1 + penalty)
            if gain > bestGain {
              bestGain = gain
              chosen[node] = feature
              cut[node] = bin
            }
          }
        }
        guard chosen[node] >= 0 else { continue }
        tree.features[count - 1 + node] = UInt8(chosen[node])
        tree.thresholds[count - 1 + node] = thresholds[chosen[node]][cut[node]]
      }
      for row in 0..<rowCount {
        let node = Int(nodes[row])
        let isAbove = chosen[node] >= 0 && Int(bins[row * featureCount + chosen[node]]) > cut[node]
        nodes[row] = UInt8(node * 2 + (isAbove ? 1 : 0))
      }
    }
    var sums = [(Double, Double)](repeating: (0, 0), count: DecisionModel.leaves)
    for row in 0..<rowCount {
      sums[Int(nodes[row])].0 += gradients[row]
      sums[Int(nodes[row])].1 += hessians[row]
    }
    for leaf in 0..<DecisionModel.leaves { tree.leaves[leaf] = Float(sums[leaf].0 / (sums[leaf].1 + penalty)) }
    tree.leafOfRow = nodes
    return tree
  }
}
