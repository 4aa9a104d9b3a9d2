/// Something said about a stretch of a document.
///
/// `range` is in bytes of the *source*. `Document.string(_:)` gives the stretch as the clean text has it.
public protocol Annotation: Sendable {
  /// Bytes of the source.
  var range: Range<Int> { get }
  /// Bytes of the clean text. Valid as long as the document is not edited (editing drops the annotation).
  var textRange: Range<Int> { get }
}

/// A word, a number, a punctuation mark or a symbol.
public struct Token: Annotation, Hashable {
  public enum Kind: UInt8, Sendable {
    case word, number, punctuation, symbol, url, email
  }

  public let range: Range<Int>
  public let textRange: Range<Int>
  public let kind: Kind
  /// Its place among the document's tokens.
  public let index: Int
}

public struct Sentence: Annotation, Hashable {
  public let range: Range<Int>
  public let textRange: Range<Int>
}

/// A name, what it names, and which canonical entity it stands for when that is known.
public struct Entity: Annotation, Hashable {
  public let range: Range<Int>
  public let textRange: Range<Int>
  public let label: Label
  /// The identifier of the canonical entity, such as `agcom`; nil when the name is in no gazetteer.
  public let entry: String?
  /// The canonical name, such as "Autorità per le garanzie nelle comunicazioni".
  public let name: String?
  /// The kind within the label, such as `bank` or `ministry`, where the gazetteer has one.
  public let kind: String?
  /// For a firm or an authority that is in no gazetteer: its folded name without the legal form, such as `rossi-arredi`, by
  /// which its mentions can be counted. Nil where `entry` says which it is.
  public let key: String?
  /// Between 0 and 1.
  public let confidence: Float
}

/// A line of the source and whether it is content or furniture of the page.
public struct Line: Sendable, Hashable {
  /// Bytes of the source, without the line end.
  public let range: Range<Int>
  /// From 0.
  public let number: Int
  /// Whether the line is content.
  public let isKept: Bool
  public let kind: Kind
  /// How sure the classifier is of `isKept`, between 0 and 1.
  public let score: Float

  public struct Kind: Sendable, Hashable, CustomStringConvertible {
    public let name: String
    public init(_ name: String) { self.name = name }
    public var description: String { name }

    public static let blank = Kind("blank")
    public static let title = Kind("title")
    public static let heading = Kind("heading")
    public static let body = Kind("body")
    public static let caption = Kind("caption")
    public static let navigation = Kind("navigation")
    public static let cookie = Kind("cookie")
    public static let commentForm = Kind("comment-form")
    public static let userComment = Kind("user-comment")
    public static let relatedLinks = Kind("related-links")
    public static let bylineDate = Kind("byline-date")
    public static let socialShare = Kind("social-share")
    public static let newsletter = Kind("newsletter")
    public static let advert = Kind("advert")
    public static let footerLegal = Kind("footer-legal")
    public static let photoCredit = Kind("photo-credit")
    public static let templateLeak = Kind("template-leak")
  }

  public init(range: Range<Int>, number: Int, isKept: Bool, kind: Kind, score: Float) {
    self.range = range
    self.number = number
    self.isKept = isKept
    self.kind = kind
    self.score = score
  }
}
