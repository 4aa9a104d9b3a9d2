/// Collects documents as one column of Apache Arrow: structures with a field for each layer that was asked for, of the names
/// and values that `JSONLinesWriter` writes.
///
/// | layer | type |
/// |---|---|
/// | `text` | string |
/// | `edits`, `suggestions` | list of start, end, from, to, stage, rule, confidence, causes |
/// | `lines` | list of line, keep, kind, score |
/// | `sentences` | list of start, end |
/// | `tokens` | list of start, end, text, stem |
/// | `entities` | list of start, end, label, text, entry, name, kind, key, confidence |
///
/// Positions are of 32 bits, shares doubles with four digits; `causes` is null where there is one, which the fields before it
/// say. A layer whose stage did not run is null. O(source + clean text + annotations).
package struct ArrowWriter {
  package enum Layer: String, CaseIterable {
    case text, edits, suggestions, lines, sentences, tokens, entities
  }

  private let offsets: OffsetUnit
  private var columns: [any ArrowLayer]
  private var validity = ArrowValidity()

  package init(_ layers: [Layer], offsets: OffsetUnit) {
    self.offsets = offsets
    columns = layers.map { layer in
      switch layer {
      case .text: ArrowTexts()
      case .edits: ArrowEdits("edits")
      case .suggestions: ArrowEdits("suggestions", areSuggestions: true)
      case .lines: ArrowLines()
      case .sentences: ArrowSentences()
      case .tokens: ArrowTokens()
      case .entities: ArrowEntities()
      }
    }
  }

  package mutating func append(_ document: Document) {
    document.source.withUnsafeBufferPointer { source in
      document.text.withUnsafeBufferPointer { text in
        var page = ArrowPage(
          document: document, source: source, text: text, cursor: OffsetCursor(offsets, over: source),
          isWellFormed: Self.isWellFormed(source))
        for index in columns.indices { columns[index].append(&page) }
      }
    }
    validity.append(true)
  }

  /// A text that is none.
  package mutating func appendNull() {
    for index in columns.indices { columns[index].appendNull() }
    validity.append(false)
  }

  /// Whether a column has become longer than offsets of 32 bits can say: what `finish` makes is of no use then.
  package var isTooLong: Bool { columns.contains { $0.isTooLong } }

  package consuming func finish() -> ArrowColumn {
    ArrowColumn("", "+s", length: validity.count, validity: validity, children: columns.map { $0.finish() })
  }

  private static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    while position < bytes.count {
      if bytes[position] < 0x80 {
        position += 1
        continue
      }
      let scalar = MaximalSubpart(in: bytes, at: position)
      guard scalar.isWellFormed else { return false }
      position += scalar.length
    }
    return true
  }
}

/// A document with all at hand that its columns need.
struct ArrowPage {
  let document: Document
  let source: UnsafeBufferPointer<UInt8>
  let text: UnsafeBufferPointer<UInt8>
  var cursor: OffsetCursor
  let isWellFormed: Bool
}

/// One layer of documents, as a column.
protocol ArrowLayer {
  mutating func append(_ page: inout ArrowPage)
  mutating func appendNull()
  var isTooLong: Bool { get }
  func finish() -> ArrowColumn
}
