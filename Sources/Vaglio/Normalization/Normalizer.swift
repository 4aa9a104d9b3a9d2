/// Repairs what scraping does to Italian text: bytes, characters, accents and blanks.
///
/// ```swift
/// Normalizer().normalized("perche\u{301} la citta' e` cosi`")
/// ```
///
/// A fast scan finds the lines that look as if they needed a repair. On those it works in passes, from bytes to typography,
/// each on the text that the one before it left; every change is an edit with a rule. Passes and scan are repeated until
/// they change nothing more, so cleaning twice is cleaning once. A text that needs nothing is scanned and not copied.
///
/// Quotes “ ” « » and the apostrophe ’ stay as they are unless a style is asked for, and no repair depends on it.
public struct Normalizer: Stage {
  /// What is repaired. All of it by default.
  public struct Options: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Bytes that are no UTF-8: UTF-16 with its mark, else read with the code page that makes words of them, else U+FFFD;
    /// controls of C1 that are such bytes.
    public static let encoding = Options(rawValue: 1 << 0)
    /// UTF-8 that was read with a single-byte code page and written again: `Ã¨` → `è`.
    public static let mojibake = Options(rawValue: 1 << 1)
    /// One single-byte code page read as another, where the lexicon decides: `la citt…` → `la città`.
    public static let codePages = Options(rawValue: 1 << 2)
    /// Letters that were lost, where the lexicon knows one word: `perch\u{FFFD}` → `perché`.
    public static let losses = Options(rawValue: 1 << 3)
    /// HTML character references, with their semicolon: `citt&agrave;` → `città`.
    public static let characterReferences = Options(rawValue: 1 << 4)
    /// Tags of HTML that were left: `<strong>Tim</strong>` → `Tim`.
    public static let tags = Options(rawValue: 1 << 5)
    /// Controls, terminal escapes, marks that only programs use.
    public static let controls = Options(rawValue: 1 << 6)
    /// Zero-width characters, byte order marks, soft hyphens, marks of direction where no text runs from right to left.
    public static let invisibles = Options(rawValue: 1 << 7)
    /// Tabs, no-break, thin and other blanks → a blank.
    public static let blanks = Options(rawValue: 1 << 8)
    /// CR, CRLF, NEL, VT, FF, U+2028, U+2029 → LF.
    public static let lineEnds = Options(rawValue: 1 << 9)
    /// `ﬁ` → `fi`.
    public static let ligatures = Options(rawValue: 1 << 10)
    /// Full-width forms: `Ａ` → `A`.
    public static let widths = Options(rawValue: 1 << 11)
    /// Unicode normalization form C.
    public static let composition = Options(rawValue: 1 << 12)
    /// Quotation marks typed in two strokes, `<< >>` → `« »`.
    public static let quotes = Options(rawValue: 1 << 13)
    /// Accents written as apostrophes and wrong accents: `perche'`, `E'`, `perchè`, `qual'è`; accents and primes that stand
    /// for an apostrophe: ``l`azienda``.
    public static let accents = Options(rawValue: 1 << 14)
    /// Words that are none without their accent: `perche`, `la citta`.
    public static let missingAccents = Options(rawValue: 1 << 15)
    /// Words that a line end cut: `teleco-` `municazioni`, `effettua-re`.
    public static let hyphens = Options(rawValue: 1 << 16)
    /// Doubled blanks, blanks before punctuation and on both sides inside quotes and brackets, and those that are missing
    /// after a stop. A blank on one side only, `«virgolette »`, stays where no other mark of the line stands apart.
    public static let spacing = Options(rawValue: 1 << 17)

    /// Everything that folds characters by name.
    public static let characters: Options = [.controls, .invisibles, .blanks, .lineEnds, .ligatures, .widths]

    public static let all: Options = [
      .encoding, .mojibake, .codePages, .losses, .characterReferences, .tags, .characters, .composition, .quotes,
      .accents, .missingAccents, .hyphens, .spacing,
    ]

    /// Every switch with its name, as the command line has it.
    public static let named: [(name: String, option: Options)] = [
      ("encoding", .encoding), ("mojibake", .mojibake), ("code-pages", .codePages), ("losses", .losses),
      ("character-references", .characterReferences), ("tags", .tags), ("controls", .controls),
      ("invisibles", .invisibles), ("blanks", .blanks), ("line-ends", .lineEnds), ("ligatures", .ligatures),
      ("widths", .widths), ("composition", .composition), ("quotes", .quotes), ("accents", .accents),
      ("missing-accents", .missingAccents), ("hyphens", .hyphens), ("spacing", .spacing),
    ]
  }

  public let options: Options
  public let quoteStyle: QuoteStyle
  private let passes: [any NormalizationPass]
  private let wide: WideEncoding
  let scan = DamageScan()

  /// - Parameters:
  ///   - options: what is repaired.
  ///   - quoteStyle: how quotation marks and apostrophes are to look at the end; no repair depends on it.
  ///   - encoding: what the bytes that are no UTF-8 are in, where it is known.
  public init(_ options: Options = .all, quoteStyle: QuoteStyle = .kept, encoding: TextEncoding? = nil) {
    self.options = options
    self.quoteStyle = quoteStyle
    let all: [(Options, any NormalizationPass)] = [
      (.encoding, EncodingRepair(declared: encoding)),
      (.mojibake, MojibakeRepair()),
      (.encoding, C1Controls()),
      (.codePages, CodePageSwap()),
      (.losses, LossRepair()),
      (.characterReferences, CharacterReferences()),
      (.tags, MarkupTags()),
      (.characters, CharacterFolding(options)),
      (.composition, Composition()),
      (.quotes, Quotation()),
      (.accents, AccentRepair()),
      (.hyphens, LineBreakHyphens()),
      (.missingAccents, MissingAccents()),
      (.spacing, Spacing()),
      (.spacing, MissingBlanks()),
    ]
    passes = all.filter { !options.isDisjoint(with: $0.0) }.map(\.1)
    wide = WideEncoding(declared: encoding)
  }

  public var name: String { StageName.normalize }
  public var repetition: Repetition { .afterOthers }

  public func process(_ document: inout Document) {
    if options.contains(.encoding) { run(wide, on: &document) }
    // One round does nearly all; a second one sees that nothing is left. More come only when a repair uncovers another,
    // and the bound is there for texts made to need them.
    var lines: [Range<Int>]?
    for _ in 0..<Self.mostRounds {
      document.deriveText()
      let found = document.text.withUnsafeBufferPointer { text in
        repairs(of: text, in: lines ?? [0..<text.count])
      }
      document.apply(found.replacements)
      lines = found.lines
      if found.replacements.isEmpty {
        guard quoteStyle != .kept, run(QuoteStyling(style: quoteStyle), on: &document) else { break }
        lines = nil
      }
    }
    document.deriveText()
  }

  @discardableResult
  private func run(_ pass: some NormalizationPass, on document: inout Document) -> Bool {
    document.deriveText()
    let replacements = document.text.withUnsafeBufferPointer { pass.replacements(in: $0) }
    document.apply(replacements)
    return !replacements.isEmpty
  }

  /// The repairs of all lines that look as if they needed one, and where the repaired lines and those next to them will
  /// be: only they can need another.
  private func repairs(
    of text: UnsafeBufferPointer<UInt8>, in lines: [Range<Int>]
  ) -> (replacements: [Replacement], lines: [Range<Int>]) {
    var replacements: [Replacement] = []
    var changed: [Range<Int>] = []
    var delta = 0
    var index = 0
    for line in lines {
      index = max(index, text.startOfPreviousLine(before: min(line.lowerBound, text.count)))
      let end = text.endOfNextLine(after: min(line.upperBound, text.count))
      while let place = scan.firstSuspicion(in: text, from: index, to: end) {
        let window = window(text, around: place, notBefore: index)
        let found = repairs(of: text, window)
        index = window.upperBound
        if found.isEmpty { continue }
        let start = window.lowerBound + delta
        delta += found.reduce(0) { $0 + $1.string.utf8.count - $1.range.count }
        changed.append(start..<window.upperBound + delta)
        replacements += found
      }
      index = max(index, end)
    }
    return (replacements, changed)
  }

  /// The lines to repair together: that of `place`, with the line ends around it, and the next one where a word may go on.
  private func window(_ text: UnsafeBufferPointer<UInt8>, around place: Int, notBefore least: Int) -> Range<Int> {
    var start = place
    while start > least, text[start - 1] != 0x0A { start -= 1 }
    while start > least + 1, text[start - 1] == 0x0A, text[start - 2] == 0x0A { start -= 1 }
    var end = place
    while true {
      while end < text.count, text[end] != 0x0A { end += 1 }
      var last = end
      while last > place, isBlank(text[last - 1]) { last -= 1 }
      while end < text.count, isBlank(text[end]) { end += 1 }
      guard end < text.count, last > start else { break }
      // - ¬ ‐ and the soft hyphen.
      let sign = text.scalar(before: last).value
      guard sign == 0x2D || sign == 0xAC || sign == 0x2010 || sign == 0xAD else { break }
    }
    while end < text.count, end > place + 1, text[end - 1] != 0x0A { end -= 1 }
    return start..<max(end, min(place + 1, text.count))
  }

  /// What all passes together make of a stretch, until they change nothing more.
  func repairs(of text: UnsafeBufferPointer<UInt8>, _ window: Range<Int>) -> [Replacement] {
    var part = Document(Array(text[window]))
    for _ in 0..<Self.mostRounds {
      var hasChanged = false
      for pass in passes {
        var layers = 0
        repeat {
          part.deriveText()
          let replacements = part.text.withUnsafeBufferPointer { pass.replacements(in: $0) }
          if replacements.isEmpty { break }
          part.apply(replacements)
          hasChanged = true
          layers += 1
        } while pass.comesInLayers && layers < Self.mostRounds
      }
      if !hasChanged { break }
    }
    return part.edits.compactMap { edit in
      let range = edit.range.lowerBound + window.lowerBound..<edit.range.upperBound + window.lowerBound
      return Replacement(range, with: edit.string, because: edit.causes)
    }
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

extension UnsafeBufferPointer<UInt8> {
  /// What `replacement` says of each place where the byte stands, but for those inside an earlier one.
  func replacements(atEach byte: UInt8, _ replacement: (Int) -> Replacement?) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while let start = firstIndex(of: byte, from: index) {
      if let replacement = replacement(start) {
        result.append(replacement)
        index = replacement.range.upperBound
      } else {
        index = start + 1
      }
    }
    return result
  }
}

extension Cause {
  static func normalize(_ rule: String, _ confidence: Float) -> Cause {
    Cause(stage: StageName.normalize, rule: rule, confidence: confidence)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the line before the one that `index` starts begins.
  fileprivate func startOfPreviousLine(before index: Int) -> Int {
    var start = index
    for _ in 0..<2 {
      while start > 0, self[start - 1] == 0x0A { start -= 1 }
      while start > 0, self[start - 1] != 0x0A { start -= 1 }
    }
    return start
  }

  /// Where the line after the one that ends at `index` ends, behind its line feed.
  fileprivate func endOfNextLine(after index: Int) -> Int {
    var end = index
    for _ in 0..<2 {
      while end < count, self[end] != 0x0A { end += 1 }
      while end < count, self[end] == 0x0A { end += 1 }
    }
    return end
  }
}
