/// Tags firms and regulators and links them to the entity that they name.
///
/// Listed names are found whatever their case, accents, apostrophes and hyphens, and with the legal form that follows.
/// A form that is also a word (`Tim`, `Poste`, `Art`) counts only where the words around it, a list of firms, or the full
/// name elsewhere in the text speak for it. Firms with a legal form, ministries and authorities with their remit are
/// tagged though no list holds them. Products, streets, people and places on the net are not. Firms that nothing but the
/// sentence tells are found by a trained model, which also decides between readings (`NameModel`).
///
/// ```swift
/// for entity in EntityTagger().entities(in: "L'Agcom ha multato Poste italiane") { print(entity.label, entity.entry ?? "") }
/// ```
public struct EntityTagger: Stage {
  /// Lists in the order of their say: where two know a form, the first one has it; a longer form beats a shorter one.
  public let gazetteers: [Gazetteer]

  /// What is tagged; names of lists that came with the call are tagged whatever their label.
  public let labels: Set<Label>
  private let source: ModelSource

  private enum ModelSource: Sendable {
    case shipped
    case given(NameModel?)
  }

  /// - Parameter labels: `.company` and `.regulator`; the model knows `.organization`, `.person` and `.place` too.
  public init(
    gazetteers: [Gazetteer] = [.companies, .regulators], labels: Set<Label> = [.company, .regulator]
  ) {
    self.gazetteers = gazetteers
    self.labels = labels
    source = .shipped
  }

  /// - Parameter model: nil for rules and lists alone.
  package init(
    gazetteers: [Gazetteer] = [.companies, .regulators], labels: Set<Label> = [.company, .regulator], model: NameModel?
  ) {
    self.gazetteers = gazetteers
    self.labels = labels
    source = .given(model)
  }

  /// Opened when a text is first looked at.
  private var model: NameModel? {
    switch source {
    case .shipped: .italian
    case .given(let model): model
    }
  }

  public var name: String { StageName.entities }
  public var requires: [Layer] { [.tokens] }
  public var provides: [Layer] { [.entities] }

  /// O(length of the text).
  public func process(_ document: inout Document) {
    let text = document.text
    // The lists are indexed when the first word comes, not when a pipeline is made.
    guard !text.isEmpty else {
      document.addEntities([])
      return
    }
    let names = withFinders(of: document) { finder in finder.names(model: model, labels: labels) }
    document.addEntities(names.count == 1 ? names[0] : names.flatMap { $0 })
  }

  /// What finds the names of a document, one finder after the other for a long one: what a page says of a name holds for
  /// the pages around it, not for a whole volume or a file of many texts. None for a text without words, which opens no
  /// list.
  private func withFinders<Result>(of document: Document, _ body: (inout NameFinder) -> Result) -> [Result] {
    let tokens = document.tokenLayer
    let isTokenized = document.has(.tokens)
    return document.text.withUnsafeBufferPointer { bytes in
      let units = isTokenized ? units(of: bytes, tokens) : units(of: bytes)
      return Self.windows(of: units).map { window in
        let part = window.count == units.count ? units : Array(units[window])
        var finder = NameFinder(bytes, units: part, gazetteers: gazetteers)
        return body(&finder)
      }
    }
  }

  /// Stretches of about 2,000 units that end where a line or a sentence does.
  static func windows(of units: [NameUnit]) -> [Range<Int>] {
    var windows: [Range<Int>] = []
    var start = 0
    while start < units.count {
      var end = min(units.count, start + windowSize)
      if units.count - end < windowSize / 2 { end = units.count }
      if end < units.count {
        let limit = min(units.count, end + windowSize / 4)
        let near = end..<limit
        end =
          near.first { units[$0].shape.contains(.lineStart) }
          ?? near.first { units[$0 - 1].kind == .stop } ?? end
      }
      windows.append(start..<end)
      start = end
    }
    return windows
  }

  private static let windowSize = 2_000

  /// Whether rules and lists see a name in a document, or what might be one.
  package func mayNameEntities(in document: Document) -> Bool {
    withFinders(of: document) { finder in
      finder.findByRules()
      return finder.candidates.contains { !$0.isRejected && !$0.isShield }
    }.contains(true)
  }

  /// What the model would see of a document: the runs of units that may hold names, each unit with its bytes of the clean
  /// text and its features.
  package func segments(in document: Document, classes: WordClasses?) -> [[(range: Range<Int>, features: [UInt64])]] {
    withFinders(of: document) { finder in
      finder.findByRules()
      return finder.withFeatures(classes) { segments, features in
        segments.map { segment in
          segment.map { position in (finder.units[position].range, Array(features.find(at: position))) }
        }
      }
    }.flatMap { $0 }
  }

  /// The names in a text, in order; their ranges are in bytes of its UTF-8.
  public func entities(in text: String) -> [Entity] {
    var document = Document(text)
    Tokenizer().process(&document)
    process(&document)
    return document.entities
  }

  private func units(of bytes: UnsafeBufferPointer<UInt8>) -> [NameUnit] {
    var scanner = NameScanner(looksUp: true)
    scanner.scan(bytes, 0..<bytes.count)
    return scanner.units
  }

  private func units(of bytes: UnsafeBufferPointer<UInt8>, _ tokens: TokenLayer) -> [NameUnit] {
    var scanner = NameScanner(looksUp: true)
    scanner.reserveCapacity(tokens.count + tokens.count / 8)
    var end = 0
    for index in 0..<tokens.count {
      let range = tokens.range(index)
      for position in end..<range.lowerBound where bytes[position] == 0x0a {
        scanner.markLineStart()
        break
      }
      end = range.upperBound
      switch tokens.kind(index) {
      case .url, .email: scanner.scanAddress(bytes, range)
      default: scanner.scan(bytes, range)
      }
    }
    return scanner.units
  }
}
