/// A change of the source: the bytes of `range` read as `string` in the clean text.
///
/// Edits are the only way in which a text changes. They are sorted, disjoint, and refer to the source, whatever the
/// number of stages that worked on the same bytes: a later change of an earlier replacement is merged with it.
public struct Edit: Sendable, Hashable {
  /// The bytes of the source that are replaced; empty for an insertion.
  public let range: Range<Int>
  /// What stands in their place; empty for a deletion.
  public let string: String
  /// Why, in the order in which the stages made the change. Never empty.
  public let causes: [Cause]

  public init(range: Range<Int>, string: String, causes: [Cause]) {
    precondition(range.lowerBound >= 0, "an edit's range starts before the source")
    self.range = range
    self.string = string
    self.causes = causes
  }

  /// The least confident of its causes: an edit is right only when every step of it is.
  public var confidence: Float { causes.map(\.confidence).min() ?? 1 }
}

/// A change asked for by a stage: the bytes of `range` *of the current clean text* become `string`.
///
/// `Document.apply(_:)` turns replacements into edits of the source.
public struct Replacement: Sendable, Hashable {
  /// Bytes of the current clean text; empty for an insertion.
  public var range: Range<Int>
  /// What stands in their place; empty for a deletion.
  public var string: String
  public var cause: Cause
  /// Causes of changes that led to this one, which were never on the text by themselves.
  var earlierCauses: [Cause] = []

  public init(_ range: Range<Int>, with string: String, because cause: Cause) {
    self.range = range
    self.string = string
    self.cause = cause
  }

  /// A change in several steps.
  /// - Parameter causes: in order; not empty.
  init?(_ range: Range<Int>, with string: String, because causes: [Cause]) {
    guard let cause = causes.last else { return nil }
    self.init(range, with: string, because: cause)
    if causes.count > 1 { earlierCauses = Array(causes.dropLast()) }
  }

  var causes: [Cause] { earlierCauses.isEmpty ? [cause] : earlierCauses + [cause] }
}
