internal import CLexicons

/// A list of names with what is known of the entity that each stands for.
///
/// ```swift
/// let mine = try Gazetteer(contentsOf: "fornitori.tsv", label: .company)
/// let tagger = EntityTagger(gazetteers: [mine, .companies, .regulators])
/// ```
///
/// A file is UTF-8, one entity a line, fields set apart by tabs, alternatives within a field by `|`. The first line may
/// name the columns: `#` and then any of `id name kind country aliases ambiguous acronym historic identifiers`. Without
/// such a line the columns are `name id aliases`, of which only the first is needed: a list of names, one a line, will
/// do. Empty lines and further lines that start with `#` are left out. Names are found whatever their case, accents,
/// apostrophes and hyphens; `ambiguous` forms are found only where the context speaks for them, as the acronym `Art` or
/// the firm `Tim`. An id that starts with `!` marks a name that is *not* tagged, so that `Amazon Connect` shields
/// `Amazon` inside it.
public struct Gazetteer: Sendable {
  /// What its names are.
  public let label: Label

  private let source: Source

  private enum Source: Sendable {
    case companies
    case regulators
    case made(GazetteerIndex)
  }

  /// The firms that come with Vaglio.
  public static let companies = Gazetteer(label: .company, source: .companies)

  /// The authorities and ministries that come with Vaglio.
  public static let regulators = Gazetteer(label: .regulator, source: .regulators)

  private init(label: Label, source: Source) {
    self.label = label
    self.source = source
  }

  /// Reads a file. O(size of the file).
  /// - Throws: `LexiconError` with file and line when the file cannot be read or a line is not as described.
  public init(contentsOf path: String, label: Label) throws(LexiconError) {
    let index = GazetteerIndex(try FileBytes.read(path))
    if let problem = index.problems.first {
      throw LexiconError(file: path, line: problem.line, reason: problem.reason)
    }
    self.init(label: label, source: .made(index))
  }

  /// Tabs, line ends and bars inside the entries' fields read as blanks.
  public init(entries: [Entry], label: Label) {
    var text = GazetteerColumn.header + "\n"
    for entry in entries { text += entry.line + "\n" }
    self.init(label: label, source: .made(GazetteerIndex(Array(text.utf8))))
  }

  /// Made when a text is first looked at, in some four milliseconds for the lists that come with Vaglio.
  var index: GazetteerIndex {
    switch source {
    case .companies: Shipped.companies
    case .regulators: Shipped.regulators
    case .made(let index): index
    }
  }

  /// Whether it came from a caller and not with Vaglio.
  var isGiven: Bool {
    switch source {
    case .companies, .regulators: false
    case .made: true
    }
  }

  private enum Shipped {
    static let companies: GazetteerIndex = {
      var size = 0
      let bytes = vaglio_lexicon_companies(&size)
      return GazetteerIndex(UnsafeBufferPointer(start: bytes, count: size), owner: nil)
    }()
    static let regulators: GazetteerIndex = {
      var size = 0
      let bytes = vaglio_lexicon_regulators(&size)
      return GazetteerIndex(UnsafeBufferPointer(start: bytes, count: size), owner: nil)
    }()
  }

  /// How many entities it holds.
  public var count: Int { index.count }

  /// The entity of an identifier. O(size of the gazetteer).
  public subscript(id: String) -> Entry? {
    for number in 0..<index.lineCount {
      let entry = index.entry(number)
      if entry.id == id { return entry }
    }
    return nil
  }

  /// An entity and the ways to name it.
  public struct Entry: Sendable, Hashable {
    /// Such as `poste-italiane`: does not change.
    public var id: String
    /// The canonical name.
    public var name: String
    /// What it is within the label, such as `bank` or `ministry`; may be empty.
    public var kind: String
    /// ISO 3166 code of two letters, `EU`, `INT`, or empty.
    public var country: String
    public var aliases: [String]
    /// Forms that are also words, persons or products: found only where the context speaks for them.
    public var ambiguousForms: [String]
    public var acronym: String
    public var historicNames: [String]
    /// Such as `isin=IT0003796171`.
    public var identifiers: [String]

    public init(
      id: String, name: String, kind: String = "", country: String = "", aliases: [String] = [],
      ambiguousForms: [String] = [], acronym: String = "", historicNames: [String] = [], identifiers: [String] = []
    ) {
      self.id = id
      self.name = name
      self.kind = kind
      self.country = country
      self.aliases = aliases
      self.ambiguousForms = ambiguousForms
      self.acronym = acronym
      self.historicNames = historicNames
      self.identifiers = identifiers
    }

    fileprivate var line: String {
      func clean(_ field: String) -> String {
        String(decoding: field.utf8.map { $0 < 0x20 || $0 == 0x7c ? 0x20 : $0 }, as: UTF8.self)
      }
      func list(_ fields: [String]) -> String { fields.map(clean).joined(separator: "|") }
      let line = [
        clean(id), clean(name), clean(kind), clean(country), list(aliases), list(ambiguousForms), clean(acronym),
        list(historicNames), list(identifiers),
      ].joined(separator: "\t")
      // A name that starts a line with "#" would read as a remark.
      return line.utf8.first == 0x23 ? " " + line : line
    }
  }
}
