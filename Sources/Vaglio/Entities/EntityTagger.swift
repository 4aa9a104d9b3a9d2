/// Tags firms and regulators and links them to the entity that they name.
///
/// Listed names are found whatever their case, accents, apostrophes and hyphens, and with the legal form that follows.
/// A form that is also a word (`Tim`, `Poste`, `Art`) counts only where the words around it, a list of firms, or the full
/// name elsewhere in the text speak for it. Firms with a legal form, ministries and authorities with their remit are
/// tagged though no list holds them. Products, streets, people and places on the net are not.
///
/// ```swift
/// for entity in EntityTagger().entities(in: "L'Agcom ha multato Poste italiane") { print(entity.label, entity.entry ?? "") }
/// ```
public struct EntityTagger: Stage {
  /// Lists in the order of their say: where two know a form, the first one has it; a longer form beats a shorter one.
  public let gazetteers: [Gazetteer]

  let model: NameModel?

  public init(gazetteers: [Gazetteer] = [.companies, .regulators]) {
    self.init(gazetteers: gazetteers, model: nil)
  }

  package init(gazetteers: [Gazetteer] = [.companies, .regulators], model: NameModel?) {
    self.gazetteers = gazetteers
    self.model = model
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
    let model = model
    let names = withFinder(of: document) { finder in finder.names(model: model) } ?? []
    document.addEntities(names)
  }

  /// What finds the names of a document; nil for a text without words, which opens no list.
  private func withFinder<Result>(of document: Document, _ body: (inout NameFinder) -> Result) -> Result? {
    let tokens = document.tokenLayer
    let isTokenized = document.has(.tokens)
    return document.text.withUnsafeBufferPointer { bytes in
      let units = isTokenized ? units(of: bytes, tokens) : units(of: bytes)
      if units.isEmpty { return nil }
      var finder = NameFinder(bytes, units: units, gazetteers: gazetteers)
      return body(&finder)
    }
  }

  /// What the model would see of a document: the runs of units that may hold names, each unit with its bytes of the clean
  /// text and its features.
  package func segments(in document: Document) -> [[(range: Range<Int>, features: [UInt64])]] {
    withFinder(of: document) { finder in
      finder.findByRules()
      var features = NameFeatures(finder)
      return finder.segments(features.traits).map { segment in
        segment.map { position in
          features.find(at: position)
          return (finder.units[position].range, features.keys)
        }
      }
    } ?? []
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
