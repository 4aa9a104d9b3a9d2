/// Drops the furniture of web pages: menus, cookie notices, comment forms, "Leggi anche", footers.
///
/// Works on the text alone. A model of pages says for every line how likely it is content, from its words and shape, its
/// neighbours, and where it stands on the page. A text without any sure phrase of furniture ("Lascia un commento") is
/// taken to be all content and loses nothing, however short its lines are: a poem, a list, a letter.
///
/// Every line of the source is reported with its kind and score; a dropped one is an edit.
///
/// ```swift
/// BoilerplateRemover().content(of: page)
/// let careful = BoilerplateRemover(contentThreshold: 0.2)          // loses less, leaves more
/// let own = try BoilerplateRemover(phrases: ["Scarica la nostra app"])
/// ```
public struct BoilerplateRemover: Stage {
  public enum Mode: String, Sendable, CaseIterable {
    /// Every line stays and is reported as kept, with its kind and score.
    case keep
    /// Furniture is cut out of the text.
    case drop
    /// Every line stays in the text; `Document.lines` says which are furniture.
    case mark
  }

  /// A little on the side of the text: to lose a line of it costs more than to keep one of furniture.
  public static let standardContentThreshold: Float = 0.45

  public let mode: Mode
  /// A line less likely content than this is furniture. Lower loses less content, higher leaves less furniture.
  public let contentThreshold: Float
  /// What is known of the site that the texts come from.
  public var site: SiteLines?

  private let lexicon: FurnitureLexicon?
  private let model: PageModel?

  public init(mode: Mode = .drop, contentThreshold: Float = Self.standardContentThreshold) {
    self.mode = mode
    self.contentThreshold = contentThreshold
    lexicon = nil
    model = nil
  }

  /// With phrases of your own, known before the page is looked at: each is furniture wherever a line of at most 30 words
  /// holds it. A phrase may also be a line as in `Lexicons/boilerplate.tsv`: kind, match, score and phrase with tabs between.
  ///
  /// - Throws: `LexiconError` when a phrase has no letter or digit.
  public init(
    mode: Mode = .drop, contentThreshold: Float = Self.standardContentThreshold, phrases: [String],
    file: String = "phrases"
  ) throws(LexiconError) {
    self.init(
      mode: mode, contentThreshold: contentThreshold,
      lexicon: try .embedded(
        users: FurniturePhraseFile(tsv: phrases.joined(separator: "\n"), file: file, areUsers: true).phrases))
  }

  /// With the phrases of a file, one a line; `#` starts a comment.
  /// - Throws: `LexiconError` with file and line.
  public init(
    mode: Mode = .drop, contentThreshold: Float = Self.standardContentThreshold, phrasesOf path: String
  ) throws(LexiconError) {
    let text = String(decoding: try FileBytes.read(path), as: UTF8.self)
    try self.init(mode: mode, contentThreshold: contentThreshold, phrases: [text], file: path)
  }

  /// - Parameter model: nil for the one that comes with Vaglio.
  package init(mode: Mode = .drop, contentThreshold: Float = Self.standardContentThreshold, model: PageModel) {
    self.mode = mode
    self.contentThreshold = contentThreshold
    lexicon = nil
    self.model = model
  }

  private init(mode: Mode, contentThreshold: Float, lexicon: FurnitureLexicon) {
    self.mode = mode
    self.contentThreshold = contentThreshold
    self.lexicon = lexicon
    model = nil
  }

  public var name: String { StageName.boilerplate }
  public var provides: [Layer] { [.lines] }
  public var repetition: Repetition { .afterOthers }

  public func process(_ document: inout Document) {
    // The lexicon is indexed when the first line comes, not when a pipeline is made.
    guard !document.source.isEmpty else {
      document.setLines([])
      return
    }
    let classifier = LineClassifier(
      lexicon: lexicon ?? .italian, model: model ?? .italian, threshold: contentThreshold, site: site)
    let lines = SourceLines.ranges(of: document.source)
    var verdicts = document.lines
    if verdicts.count != lines.count { verdicts = [] }
    // What is left when furniture is gone is a page of its own, which must have none: otherwise cleaning twice would not
    // be cleaning once. The second look nearly always ends at the first line, since no sure phrase is left.
    for round in 1...Self.mostRounds {
      let ranges = lines.map { document.textRange(ofSource: $0) }
      let found = document.text.withUnsafeBufferPointer {
        classifier.classify($0, ranges, isLast: round == Self.mostRounds)
      }
      // The first look sees all lines, those that are dropped too.
      if round == 1, document.lineFingerprints.isEmpty { document.lineFingerprints = found.fingerprints }
      verdicts = lines.indices.map { number in
        // A line that an earlier look has dropped is blank now, and keeps its verdict.
        if number < verdicts.count, !verdicts[number].isKept { return verdicts[number] }
        let verdict = found.verdicts[number]
        // What stays is known best from the look that saw the whole page.
        if number < verdicts.count, verdict.isKept { return verdicts[number] }
        return Line(
          range: lines[number], number: number, isKept: verdict.isKept || mode == .keep, kind: verdict.kind,
          score: verdict.score)
      }
      document.setLines(verdicts)
      guard mode == .drop, !found.removals.isEmpty else { return }
      document.apply(found.removals)
      document.deriveText()
    }
  }

  private static let mostRounds = 5

  /// The text without its furniture. O(n).
  public func content(of string: String) -> String {
    var document = Document(string)
    process(&document)
    return document.string
  }
}
