internal import Vaglio

/// How well names are found: exact spans with exact labels, as `conlleval` counts them.
public struct EntityEvaluation: Sendable {
  /// For each label, in the order of the alphabet.
  public private(set) var scores: [String: SpanScore] = [:]
  /// Every difference: what stood where, in words.
  public private(set) var differences: [Difference] = []

  /// A name that was found and is none, or is none of this label or extent, or that was not found.
  public struct Difference: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
      case spurious, missed, extent, label
    }
    public let kind: Kind
    /// Of the gold; empty where there is none.
    public let gold: String
    /// Of what was found; empty where nothing was.
    public let found: String
    /// The words around.
    public let context: String
  }

  public init() {}

  public func total(_ labels: [String]) -> SpanScore {
    var total = SpanScore()
    for label in labels {
      guard let score = scores[label] else { continue }
      total.right += score.right
      total.found += score.found
      total.gold += score.gold
    }
    return total
  }

  /// - Parameters:
  ///   - found: bytes of the text and label, in order.
  ///   - labels: which labels are looked at.
  public mutating func add(
    _ text: AnnotatedText, found: [(range: Range<Int>, label: String)], labels: Set<String>
  ) {
    let gold = text.names.filter { labels.contains($0.label) }
    let found = found.filter { labels.contains($0.label) }
    let bytes = text.document.text
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func context(_ range: Range<Int>) -> String {
      let start = max(0, range.lowerBound - 60)
      let end = min(bytes.count, range.upperBound + 50)
      let whole = string(start..<range.lowerBound) + "⟦" + string(range) + "⟧" + string(range.upperBound..<end)
      return String(whole.map { $0 == "\n" ? " " : $0 })
    }
    for name in gold { scores[name.label, default: SpanScore()].gold += 1 }
    var matched: Set<Int> = []
    for name in found {
      scores[name.label, default: SpanScore()].found += 1
      if gold.contains(where: { $0.range == name.range && $0.label == name.label }) {
        scores[name.label, default: SpanScore()].right += 1
        continue
      }
      guard let index = gold.firstIndex(where: { $0.range.overlaps(name.range) }) else {
        differences.append(
          Difference(
            kind: .spurious, gold: "", found: "\(string(name.range))|\(name.label)", context: context(name.range)))
        continue
      }
      matched.insert(index)
      differences.append(
        Difference(
          kind: gold[index].range == name.range ? .label : .extent,
          gold: "\(string(gold[index].range))|\(gold[index].label)", found: "\(string(name.range))|\(name.label)",
          context: context(name.range)))
    }
    for (index, name) in gold.enumerated() where !matched.contains(index) {
      if found.contains(where: { $0.range == name.range && $0.label == name.label }) { continue }
      differences.append(
        Difference(kind: .missed, gold: "\(string(name.range))|\(name.label)", found: "", context: context(name.range)))
    }
  }
}
