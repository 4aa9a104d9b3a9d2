internal import CLexicons

/// How likely a proposed correction is right: trees of questions, each of which adds to the logarithm of the odds, opened in
/// place (Friedman 2001, "Greedy function approximation: a gradient boosting machine").
///
/// The file, little-endian: the magic `VGLTREE2`; `UInt32` counts of trees and of features, and two that are 0; then a
/// `Float` to begin with; then the trees, 63 questions each, in the order of a heap: 63 bytes and a 0 with the numbers of
/// the features, 63 `Float`, above which the answer is yes, and 64 `Float` to add.
package struct DecisionModel: @unchecked Sendable {
  private let base: UnsafeRawPointer
  package let count: Int

  package static let headerSize = 28
  /// How many questions lead to a leaf.
  package static let depth = 6
  package static let leaves = 1 << depth
  package static let questions = leaves - 1
  package static let treeSize = leaves + questions * 4 + leaves * 4
  package static let magic: StaticString = "VGLTREE2"

  /// - Parameter bytes: must outlive the model and be aligned to 4 bytes.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": make it again with 'vaglio train corrector'")
    }
    guard let start = bytes.baseAddress, bytes.count >= Self.headerSize,
      Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) })
    else { throw fail("is no decision model of version 2") }
    base = UnsafeRawPointer(start)
    let count = base.load(fromByteOffset: 8, as: UInt32.self)
    let features = base.load(fromByteOffset: 12, as: UInt32.self)
    guard Self.headerSize + Int(count) * Self.treeSize == bytes.count else {
      throw fail("its header does not fit its size of \(bytes.count) bytes")
    }
    guard Int(features) == DecisionFeatures.count else {
      throw fail("it asks for \(features) features, and there are \(DecisionFeatures.count)")
    }
    for tree in 0..<Int(count) {
      for question in 0..<Self.questions where start[Self.headerSize + tree * Self.treeSize + question] >= features {
        throw fail("tree \(tree) asks for a feature that is none")
      }
    }
    self.count = Int(count)
  }

  private init() {
    base = UnsafeRawPointer(Self.nothing)
    count = 0
  }

  nonisolated(unsafe) private static let nothing: UnsafePointer<UInt32> = {
    let nothing = UnsafeMutablePointer<UInt32>.allocate(capacity: 8)
    nothing.initialize(repeating: 0, count: 8)
    return UnsafePointer(nothing)
  }()

  /// The model that comes with Vaglio.
  package static let italian: DecisionModel = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_decisions(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? DecisionModel(bytes, file: "decisions.bin")) ?? DecisionModel()
  }()

  /// The logarithm of the odds that the correction is right. O(trees).
  func score(_ features: DecisionFeatures) -> Float {
    var sum = base.load(fromByteOffset: 24, as: Float.self)
    features.values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      /// The node after a node. Without a branch: which way it goes nobody can foretell.
      @inline(__always)
      func next(_ tree: UnsafeRawPointer, _ node: Int) -> Int {
        let feature = Int(tree.load(fromByteOffset: node, as: UInt8.self))
        let threshold = tree.load(fromByteOffset: Self.leaves &+ node &* 4, as: Float.self)
        return 2 &* node &+ 1 &+ (values[feature] > threshold ? 1 : 0)
      }
      /// In the order of the heap the leaves come after the questions, and so do their values.
      @inline(__always)
      func value(_ tree: UnsafeRawPointer, _ leaf: Int) -> Float {
        tree.load(fromByteOffset: Self.leaves &+ leaf &* 4, as: Float.self)
      }
      var tree = base + Self.headerSize
      var left = count
      // Each answer waits for memory: four trees wait at once.
      while left >= 4 {
        let (second, third, fourth) = (tree + Self.treeSize, tree + 2 * Self.treeSize, tree + 3 * Self.treeSize)
        var nodes = (0, 0, 0, 0)
        for _ in 0..<Self.depth {
          nodes = (next(tree, nodes.0), next(second, nodes.1), next(third, nodes.2), next(fourth, nodes.3))
        }
        // One after the other, as the sum of floating numbers depends on their order.
        sum += value(tree, nodes.0)
        sum += value(second, nodes.1)
        sum += value(third, nodes.2)
        sum += value(fourth, nodes.3)
        tree += 4 * Self.treeSize
        left -= 4
      }
      for _ in 0..<left {
        var node = 0
        for _ in 0..<Self.depth { node = next(tree, node) }
        sum += value(tree, node)
        tree += Self.treeSize
      }
    }
    return sum
  }

  /// The same as a probability.
  package func probability(_ features: DecisionFeatures) -> Float {
    let score = Double(score(features))
    return Float(min(0.999, 1 / (1 + exponential(-max(-30, min(30, score))))))
  }
}
