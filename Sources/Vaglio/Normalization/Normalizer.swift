/// Repairs what scraping does to Italian text: bytes, characters, accents and blanks.
///
/// ```swift
/// Normalizer().normalized("perche\u{301} la citta' e` cosi`")
/// ```
///
/// It works in passes, from bytes to typography, each on the text that the one before it left; every change is an edit with
/// a rule. The passes are repeated until they change nothing more, so cleaning twice is cleaning once. A text that needs
/// nothing is scanned and not copied.
///
/// Quotes “ ” « » and the apostrophe ’ stay as they are: their style is the author's, and no repair depends on it.
public struct Normalizer: Stage {
  /// What is repaired. All of it by default.
  public struct Options: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Bytes that are no UTF-8: read as Windows-1252, else U+FFFD.
    public static let encoding = Options(rawValue: 1 << 0)
    /// UTF-8 that was read as Windows-1252 and written again: `Ã¨` → `è`.
    public static let mojibake = Options(rawValue: 1 << 1)
    /// HTML character references, with their semicolon: `citt&agrave;` → `città`.
    public static let characterReferences = Options(rawValue: 1 << 2)
    /// Controls, zero-width and soft hyphens, kinds of blanks and line ends, ligatures, full-width forms.
    public static let characters = Options(rawValue: 1 << 3)
    /// Unicode normalization form C.
    public static let composition = Options(rawValue: 1 << 4)
    /// Accents written as apostrophes and wrong accents: `perche'`, `E'`, `perchè`.
    public static let accents = Options(rawValue: 1 << 5)
    /// Quotation marks typed in two strokes: `<< >>`.
    public static let quotes = Options(rawValue: 1 << 7)
    /// Doubled blanks, blanks before punctuation and inside quotes and brackets.
    public static let spacing = Options(rawValue: 1 << 6)

    public static let all: Options = [
      .encoding, .mojibake, .characterReferences, .characters, .composition, .quotes, .accents, .spacing,
    ]
  }

  public let options: Options
  private let passes: [any NormalizationPass]

  public init(_ options: Options = .all) {
    self.options = options
    let all: [(Options, any NormalizationPass)] = [
      (.encoding, EncodingRepair()),
      (.mojibake, MojibakeRepair()),
      (.mojibake, CodePageSwap()),
      (.mojibake, LossRepair()),
      (.characterReferences, CharacterReferences()),
      (.characters, CharacterFolding()),
      (.composition, Composition()),
      (.quotes, Quotation()),
      (.accents, AccentRepair()),
      (.spacing, Spacing()),
    ]
    passes = all.filter { options.contains($0.0) }.map(\.1)
  }

  public var name: String { StageName.normalize }
  public var repetition: Repetition { .afterOthers }

  public func process(_ document: inout Document) {
    // One round does nearly all; a second one sees that nothing is left. More come only when a repair uncovers another
    // (mojibake in three layers), and the bound is there for texts made to need them.
    for _ in 0..<Self.mostRounds {
      var hasChanged = false
      for pass in passes {
        var layers = 0
        repeat {
          document.deriveText()
          let replacements = document.text.withUnsafeBufferPointer { pass.replacements(in: $0) }
          if replacements.isEmpty { break }
          document.apply(replacements)
          hasChanged = true
          layers += 1
        } while pass.comesInLayers && layers < Self.mostRounds
      }
      if !hasChanged { break }
    }
    document.deriveText()
  }

  static let mostRounds = 12

  /// The text, repaired. O(n).
  public func normalized(_ string: String) -> String {
    var document = Document(string)
    process(&document)
    return document.string
  }
}

/// One kind of repair: looks at a text and says what to replace.
protocol NormalizationPass: Sendable {
  /// Sorted and disjoint, each of them a change. One scan; empty when the text needs nothing.
  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement]
  /// Whether one repair may uncover another of the same kind, which has to come before any other pass sees the text.
  var comesInLayers: Bool { get }
}

extension NormalizationPass {
  var comesInLayers: Bool { false }
}

extension Cause {
  static func normalize(_ rule: String, _ confidence: Float) -> Cause {
    Cause(stage: StageName.normalize, rule: rule, confidence: confidence)
  }
}
