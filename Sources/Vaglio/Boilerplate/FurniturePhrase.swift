/// A phrase by which furniture of a page is known: "Lascia un commento", "utilizza i cookie".
struct FurniturePhrase: Sendable {
  /// By number: `==` of an enumeration with strings compares these.
  enum Match: UInt8, Sendable {
    /// The line is the phrase.
    case line
    /// A line of at most 25 words starts with the phrase.
    case start
    /// A line of at most 30 words holds the phrase.
    case inside
    /// Any line that holds the phrase.
    case anywhere
    /// As `line`, and the article is over.
    case end

    private static let names: [String: Match] = [
      "line": .line, "start": .start, "inside": .inside, "anywhere": .anywhere, "end": .end,
    ]

    init?(name: Substring) {
      guard let match = Self.names[String(name)] else { return nil }
      self = match
    }
  }

  let kind: Line.Kind
  let match: Match
  /// How sure the phrase is on its own.
  let score: Float
  /// The hashes of its words.
  let words: [UInt64]
  /// Whether a colon has to follow, as in `Tag: …`, which sets it apart from a sentence that starts with the word.
  let needsColon: Bool
  /// Whether a caller gave it: then it decides by itself.
  let isUsers: Bool

  /// From this score on a phrase is furniture whatever stands beside it, and on which a page is taken to be furnished.
  static let sure: Float = 0.9

  var isSure: Bool { score >= Self.sure }

  /// Whether it says who wrote an article and when.
  let isByline: Bool

  /// Whether a count may stand before or after it where it is the whole line, as in "Commenti (12)".
  let mayHaveCount: Bool

  /// The place of its kind in `PageLabels.furnitureKinds`.
  let kindNumber: Int8

  init(kind: Line.Kind, match: Match, score: Float, words: [UInt64], needsColon: Bool, isUsers: Bool) {
    self.kind = kind
    self.match = match
    self.score = score
    self.words = words
    self.needsColon = needsColon
    self.isUsers = isUsers
    isByline = kind == .bylineDate
    mayHaveCount = [.commentForm, .userComment, .socialShare, .relatedLinks].contains(kind)
    kindNumber = Int8(truncatingIfNeeded: PageLabels.furnitureKinds.firstIndex(of: kind) ?? 0)
  }
}
