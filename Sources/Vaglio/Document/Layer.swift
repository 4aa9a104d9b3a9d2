/// What a stage can put on a document, and what another stage can ask for.
public struct Layer: Sendable, Hashable, CustomStringConvertible {
  public let name: String

  public init(_ name: String) { self.name = name }

  public static let lines = Layer("lines")
  public static let tokens = Layer("tokens")
  public static let sentences = Layer("sentences")
  public static let corrections = Layer("corrections")
  public static let stems = Layer("stems")
  public static let entities = Layer("entities")

  /// Whether the layer describes the clean text, so that an edit makes it stale. `lines` describes the source, and
  /// `corrections` is edits and suggestions, which refer to the source too.
  var describesText: Bool { self != .lines && self != .corrections }

  public var description: String { name }
}
