/// Which labels may follow each other, and which may begin and end a sequence.
public struct TransitionRule: Sendable {
  let count: Int
  var starts: [Bool]
  var ends: [Bool]
  /// First times count plus second.
  var pairs: [Bool]

  /// Every label may follow every other.
  public init(labelCount: Int) {
    count = labelCount
    starts = Array(repeating: true, count: labelCount)
    ends = starts
    pairs = Array(repeating: true, count: labelCount * labelCount)
  }

  /// Labels as `O`, `B-person`, `I-person`, `L-person`, `U-person`: a name begins with B and ends with L, or is U alone.
  public init(bilou labels: [String]) {
    self.init(labelCount: labels.count)
    func opens(_ label: String) -> Bool { label.hasPrefix("B-") || label.hasPrefix("I-") }
    func goesOn(_ label: String) -> Bool { label.hasPrefix("I-") || label.hasPrefix("L-") }
    for (first, label) in labels.enumerated() {
      starts[first] = !goesOn(label)
      ends[first] = !opens(label)
      for (second, next) in labels.enumerated() {
        pairs[first * count + second] =
          opens(label) ? goesOn(next) && label.dropFirst(2) == next.dropFirst(2) : !goesOn(next)
      }
    }
  }

  public func allows(_ first: Int, before second: Int) -> Bool { pairs[first * count + second] }
}
