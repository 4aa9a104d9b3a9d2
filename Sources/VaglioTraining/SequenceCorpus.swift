internal import Vaglio

/// Sequences of items with features and a label each: what a `ConditionalRandomFieldTrainer` learns from.
///
/// A feature is a 64-bit key, a hash of what was seen; its value is 1 unless said otherwise.
public struct SequenceCorpus: Sendable {
  public let labels: [String]
  /// The labels that no unlabelled item has, by their place.
  public var excluded: Set<Int> = []

  static let unlabelled: UInt8 = 255

  /// Features, one after the other.
  var keys: [UInt64] = []
  var values: [Float] = []
  /// Where each item's features end.
  var featureEnds: [Int] = []
  var itemLabels: [UInt8] = []
  /// Where each sequence's items end.
  var itemEnds: [Int] = []
  /// How much each sequence counts.
  var weights: [Float] = []

  /// Items so far.
  public var itemCount: Int { itemLabels.count }
  /// Sequences so far.
  public var sequenceCount: Int { itemEnds.count }

  /// - Parameter labels: at most 128; `appendItem` names them by their place.
  public init(labels: [String]) {
    precondition(!labels.isEmpty && labels.count <= ConditionalRandomField.maximumLabelCount, "1 to 128 labels")
    self.labels = labels
  }

  /// Appends an item with features of value 1 to the current sequence.
  public mutating func appendItem(_ features: [UInt64], label: Int) {
    precondition(labels.indices.contains(label), "no label \(label)")
    keys.append(contentsOf: features)
    values.append(contentsOf: repeatElement(1, count: features.count))
    featureEnds.append(keys.count)
    itemLabels.append(UInt8(truncatingIfNeeded: label))
  }

  /// Appends an item to the current sequence.
  public mutating func appendItem(_ features: [(key: UInt64, value: Float)], label: Int) {
    precondition(labels.indices.contains(label), "no label \(label)")
    for (key, value) in features {
      keys.append(key)
      values.append(value)
    }
    featureEnds.append(keys.count)
    itemLabels.append(UInt8(truncatingIfNeeded: label))
  }

  /// Appends an item of which only this is known: it has none of the labels of `excluded`.
  ///
  /// All items of a sequence are either so or labelled.
  public mutating func appendUnlabelledItem(_ features: [UInt64]) {
    keys.append(contentsOf: features)
    values.append(contentsOf: repeatElement(1, count: features.count))
    featureEnds.append(keys.count)
    itemLabels.append(Self.unlabelled)
  }

  /// Ends the current sequence; one without items is none.
  /// - Parameter weight: how much it counts: 0.3 for labels that another model gave.
  public mutating func endSequence(weight: Float = 1) {
    guard itemLabels.count > (itemEnds.last ?? 0) else { return }
    itemEnds.append(itemLabels.count)
    weights.append(weight)
  }

  func items(_ sequence: Int) -> Range<Int> { (sequence == 0 ? 0 : itemEnds[sequence - 1])..<itemEnds[sequence] }
  func features(_ item: Int) -> Range<Int> { (item == 0 ? 0 : featureEnds[item - 1])..<featureEnds[item] }
}
