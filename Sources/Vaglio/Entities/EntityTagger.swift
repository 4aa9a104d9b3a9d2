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

  public init(gazetteers: [Gazetteer] = [.companies, .regulators]) { self.gazetteers = gazetteers }

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
    let tokens = document.tokenLayer
    let isTokenized = document.has(.tokens)
    let names = text.withUnsafeBufferPointer { bytes in
      var finder = NameFinder(
        bytes, units: isTokenized ? units(of: bytes, tokens) : units(of: bytes), gazetteers: gazetteers)
      return finder.names()
    }
    document.addEntities(names)
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
