/// Runs of forms, and forms alone, whose counts are lowered while a text is looked at that the counts were made on, among others: training
/// then sees the text as a new one ("leave one out": Ney, Essen and Kneser 1995, "On the estimation of 'small' probabilities
/// by leaving-one-out").
///
/// Plain memory without an owner, so that a model that holds nothing back pays one comparison; who makes it frees it.
package struct HeldBackRuns: @unchecked Sendable {
  private let keys: UnsafeMutablePointer<UInt64>
  private let amounts: UnsafeMutablePointer<Float>
  private let mask: Int

  /// - Parameter runs: by how much the count of each run is lowered; the key 0 is none.
  package init(_ runs: [UInt64: Float]) {
    var size = 16
    while size < runs.count * 2 { size *= 2 }
    mask = size - 1
    keys = .allocate(capacity: size)
    amounts = .allocate(capacity: size)
    keys.initialize(repeating: 0, count: size)
    amounts.initialize(repeating: 0, count: size)
    for (run, amount) in runs where run != 0 {
      let slot = slot(of: run)
      keys[slot] = run
      amounts[slot] = amount
    }
  }

  /// Afterwards no model may hold it.
  package func free() {
    keys.deallocate()
    amounts.deallocate()
  }

  private func slot(of run: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: run) & mask
    while keys[slot] != 0, keys[slot] != run { slot = (slot + 1) & mask }
    return slot
  }

  /// The class of what is left of a count; nil when the run would not be in the table.
  func lowered(_ countClass: Int, of run: UInt64) -> Int? {
    let slot = slot(of: run)
    guard keys[slot] == run else { return countClass }
    let left = RunTable.countsOfClasses[countClass] - Double(amounts[slot])
    return left < Self.leastCount
      ? nil : Int((RunTable.classesForDoubling * naturalLogarithm(left) / naturalLogarithm(2)).rounded())
  }

  /// The class in `FormLexicon` of what is left of a form's count: 0, as of one that only lists have, where nothing is.
  func lowered(_ frequency: UInt8, ofForm key: UInt64) -> UInt8 {
    let slot = slot(of: key)
    guard keys[slot] == key, frequency > 0 else { return frequency }
    let left = BigramModel.countsOfClasses[Int(frequency)] - Double(amounts[slot])
    return left < Self.leastForm ? 0 : UInt8(1 + (8 * naturalLogarithm(left) / naturalLogarithm(2)).rounded())
  }

  /// Classes round.
  private static let leastForm = 0.96
  /// Between 1 and the 2 from which on runs are in the table; classes tell small counts apart.
  private static let leastCount = 1.5
}
