internal import Vaglio

/// Writes the file that `ConditionalRandomField` opens.
struct ConditionalRandomFieldWriter {
  let labels: [String]
  let rule: TransitionRule
  let smallestWeight: Float
  let largestWeight: Float

  func bytes(keys: [UInt64], weights: ChainWeights) -> [UInt8] {
    let labelCount = labels.count
    let stride = (labelCount + 7) / 8 * 8
    var largest: Float = 0
    for weight in weights.features { largest = max(largest, abs(weight)) }
    let scale = max(min(largest, largestWeight), 1e-6) / 127

    let kept = keys.indices.filter { feature in
      (0..<labelCount).contains { abs(weights.features[feature * labelCount + $0]) > smallestWeight }
    }
    let blockCount = max(1, kept.count / 2)
    let order = kept.map { (block: ConditionalRandomField.block(keys[$0], of: UInt64(blockCount)), feature: $0) }
      .sorted { ($0.block, keys[$0.feature]) < ($1.block, keys[$1.feature]) }

    var bytes = Array("VGLCRF01".utf8)
    func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    func append(_ value: Float) { append(value.bitPattern) }
    let names = Array(labels.joined(separator: "\n").utf8)
    append(UInt32(labelCount))
    append(UInt32(stride))
    append(UInt32(kept.count))
    append(UInt32(blockCount))
    append(UInt32(names.count))
    append(scale)
    bytes.append(contentsOf: names)
    while bytes.count % 4 != 0 { bytes.append(0) }

    for label in 0..<labelCount { append(rule.starts[label] ? weights.transitions[label] : -.infinity) }
    for label in 0..<labelCount { append(rule.ends[label] ? weights.transitions[labelCount + label] : -.infinity) }
    for pair in 0..<labelCount * labelCount {
      append(rule.pairs[pair] ? weights.transitions[2 * labelCount + pair] : -.infinity)
    }
    var next = 0
    for block in 0...blockCount {
      while next < order.count, order[next].block < block { next += 1 }
      append(UInt32(next))
    }
    for (_, feature) in order { append(UInt32(truncatingIfNeeded: keys[feature])) }
    for (_, feature) in order {
      for label in 0..<stride {
        let weight = label < labelCount ? weights.features[feature * labelCount + label] : 0
        let steps = (weight / scale).rounded()
        bytes.append(UInt8(bitPattern: Int8(max(-127, min(127, steps)))))
      }
    }
    return bytes
  }
}
