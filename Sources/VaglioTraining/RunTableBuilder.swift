internal import Vaglio

/// Writes a `RunTable`.
package struct RunTableBuilder {
  /// Bytes of a place: 2 or 3.
  package let width: Int
  private var runs: [(key: UInt64, countClass: UInt32)] = []

  package init(width: Int) { self.width = width }

  /// - Parameter countClass: below `RunTable.classCount`. Of a run that is added twice the higher one counts.
  package mutating func add(_ key: UInt64, countClass: UInt32) { runs.append((key, countClass)) }

  /// The bytes of the table and how many runs it has: the same for the same runs, in whatever order they came.
  package mutating func build() -> (bytes: [UInt8], count: Int) {
    runs.sort { ($0.key, $1.countClass) < ($1.key, $0.countClass) }
    var count = 0
    for run in runs where count == 0 || runs[count - 1].key != run.key {
      runs[count] = run
      count += 1
    }
    runs.removeLast(runs.count - count)
    // Nearly every seed does; a table that none of a hundred serves is no table of random keys.
    for seed in 0..<100 {
      let layout = Self.layout(count, width: width, seed: UInt64(seed) &* 0xd6e8_feb8_6659_fd93)
      if let order = peel(layout) { return (bytes(layout, order), count) }
    }
    preconditionFailure("no seed peels \(count) runs")
  }

  /// As large as keys need to be placed with near certainty (Graf and Lemire 2022, section 4).
  private static func layout(_ count: Int, width: Int, seed: UInt64) -> RunTable.Layout {
    let size = naturalLogarithm(Double(max(count, 2)))
    let segmentBits = min(18, max(1, Int(size / naturalLogarithm(3.33) + 2.25)))
    let factor = max(1.125, 0.875 + 0.25 * naturalLogarithm(1_000_000) / size)
    let places = Int(Double(count) * factor) + 1
    return RunTable.Layout(
      width: width, segmentBits: segmentBits,
      segmentCount: max(3, (places + (1 << segmentBits) - 1) >> segmentBits + 2), seed: seed)
  }

  /// The runs in an order in which each has a place that no later one has, with that place; nil when there is none.
  private func peel(_ layout: RunTable.Layout) -> [(run: Int, place: Int)]? {
    var counts = [UInt32](repeating: 0, count: layout.placeCount)
    // The exclusive or of the numbers of the runs at a place: where there is one, its number.
    var sums = [UInt32](repeating: 0, count: layout.placeCount)
    for (number, run) in runs.enumerated() {
      let (first, second, third, _) = layout.places(run.key)
      for place in [first, second, third] {
        counts[place] += 1
        sums[place] ^= UInt32(number)
      }
    }
    var queue = counts.indices.filter { counts[$0] == 1 }
    var order: [(run: Int, place: Int)] = []
    order.reserveCapacity(runs.count)
    while let place = queue.popLast() {
      guard counts[place] == 1 else { continue }
      let number = Int(sums[place])
      order.append((number, place))
      let (first, second, third, _) = layout.places(runs[number].key)
      for other in [first, second, third] {
        counts[other] -= 1
        sums[other] ^= UInt32(number)
        if counts[other] == 1 { queue.append(other) }
      }
    }
    return order.count == runs.count ? order : nil
  }

  private func bytes(_ layout: RunTable.Layout, _ order: [(run: Int, place: Int)]) -> [UInt8] {
    var places = [UInt32](repeating: 0, count: layout.placeCount)
    for (number, place) in order.reversed() {
      let (first, second, third, fingerprint) = layout.places(runs[number].key)
      // The place itself is still 0.
      places[place] =
        (runs[number].countClass ^ fingerprint ^ places[first] ^ places[second] ^ places[third]) & layout.mask
    }
    var bytes: [UInt8] = RunTable.magic.withUTF8Buffer { Array($0) }
    for value in [runs.count, layout.width, layout.segmentBits, layout.segmentCount] {
      bytes.append(littleEndian: UInt32(value))
    }
    bytes.append(littleEndian: UInt32(truncatingIfNeeded: layout.seed))
    bytes.append(littleEndian: UInt32(truncatingIfNeeded: layout.seed >> 32))
    bytes.reserveCapacity(bytes.count + places.count * layout.width + 2)
    for place in places {
      for byte in 0..<layout.width { bytes.append(UInt8(truncatingIfNeeded: place >> UInt32(8 * byte))) }
    }
    return bytes + [0, 0]
  }
}
