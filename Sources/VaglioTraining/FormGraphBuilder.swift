import Vaglio

/// Writes `Lexicons/graph.bin` in the format of `FormGraph`.
///
/// Forms are added in order; what can no longer change is looked up among the nodes there are, so that what ends alike is
/// there once (Daciuk et al. 2000).
package struct FormGraphBuilder {
  private struct Edge: Hashable {
    var number: UInt8
    var isEnd: Bool
    /// In `nodes`; of the node that is being made, not yet known.
    var target: Int32
  }

  private var nodes: [[Edge]] = []
  private var numbers: [[Edge]: Int32] = [:]
  /// From the root to the end of the last form: the nodes that may still change.
  private var open: [[Edge]] = [[]]

  /// - Parameter forms: the bytes of each form, sorted. A form with a byte beyond the most frequent `FormGraph.classCount`
  ///   is left out.
  package static func build(_ forms: [[UInt8]]) -> (bytes: [UInt8], count: Int) {
    let classes = classes(of: forms)
    var builder = FormGraphBuilder()
    var last: [UInt8] = []
    var count = 0
    // By class, which is not the order of the bytes.
    let spelt = forms.compactMap { form in
      let numbers = form.map { classes[Int($0)] }
      return form.isEmpty || numbers.contains(FormGraph.noClass) ? nil : numbers
    }
    for form in spelt.sorted(by: { $0.lexicographicallyPrecedes($1) }) where form != last {
      builder.add(form, after: last)
      last = form
      count += 1
    }
    builder.close(to: 0)
    let root = builder.number(of: builder.open[0])
    return (builder.file(root: root, classes: classes, count: count), count)
  }

  /// The more frequent a byte, the lower its class.
  private static func classes(of forms: [[UInt8]]) -> [UInt8] {
    var counts = [Int](repeating: 0, count: 256)
    for form in forms { for byte in form { counts[Int(byte)] += 1 } }
    let byFrequency = (0..<256).filter { counts[$0] > 0 }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    var classes = [UInt8](repeating: FormGraph.noClass, count: 256)
    for (number, byte) in byFrequency.prefix(FormGraph.classCount).enumerated() { classes[byte] = UInt8(number) }
    return classes
  }

  private mutating func add(_ form: [UInt8], after last: [UInt8]) {
    let shared = zip(form, last).prefix { $0 == $1 }.count
    close(to: shared)
    for (index, number) in form.enumerated().dropFirst(shared) {
      open[open.count - 1].append(Edge(number: number, isEnd: index == form.count - 1, target: -1))
      open.append([])
    }
  }

  /// No form to come goes on below this depth.
  private mutating func close(to depth: Int) {
    while open.count > depth + 1 {
      let number = number(of: open.removeLast())
      open[open.count - 1][open[open.count - 1].count - 1].target = number
    }
  }

  private mutating func number(of node: [Edge]) -> Int32 {
    if let number = numbers[node] { return number }
    let number = Int32(nodes.count)
    nodes.append(node)
    numbers[node] = number
    return number
  }

  private func file(root: Int32, classes: [UInt8], count: Int) -> [UInt8] {
    var places: [UInt32] = []
    var place: UInt32 = 0
    for node in nodes {
      places.append(place)
      place += 2 + UInt32(node.count)
    }
    var bytes = Array("VGLGRPH1".utf8)
    for value in [UInt32(count), place, places[Int(root)], 0] { bytes.append(littleEndian: value) }
    bytes += classes
    bytes += (0..<64).map { number in UInt8(classes.firstIndex { $0 == number } ?? 0) }
    for node in nodes {
      let mask = node.reduce(into: UInt64(0)) { $0 |= 1 << UInt64($1.number) }
      bytes.append(littleEndian: UInt32(truncatingIfNeeded: mask))
      bytes.append(littleEndian: UInt32(truncatingIfNeeded: mask >> 32))
      for edge in node { bytes.append(littleEndian: places[Int(edge.target)] << 1 | (edge.isEnd ? 1 : 0)) }
    }
    return bytes
  }
}
