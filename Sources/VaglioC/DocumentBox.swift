import CVaglio
import Vaglio

/// What a `vaglio_document` points to: a document, and what has been asked for of it in the form that C reads.
///
/// One thread at a time, as the header says.
final class DocumentBox {
  let document: Document
  private let offsets: OffsetUnit

  init(_ document: Document, offsets: OffsetUnit) {
    self.document = document
    self.offsets = offsets
  }

  private(set) lazy var text = KeptBytes(document.text)

  private(set) lazy var json: KeptBytes = {
    var bytes: [UInt8] = []
    JSONLinesWriter(offsets: offsets).write(document, into: &bytes)
    return KeptBytes(bytes)
  }()

  private(set) lazy var stems: KeptBytes? = document.has(.stems) ? KeptBytes(document.stemBytes) : nil

  private(set) lazy var tokens: KeptArray<vaglio_token>? = {
    guard document.has(.tokens) else { return nil }
    return withPositions { positions in
      KeptArray(
        document.tokens.map { token in
          let (source, text) = positions.of(token)
          let stem = document.stemRange(token)
          return vaglio_token(
            start: source.start, end: source.end, text_start: text.start, text_end: text.end,
            stem_start: UInt32(truncatingIfNeeded: stem.lowerBound),
            stem_end: UInt32(truncatingIfNeeded: stem.upperBound), kind: UInt32(token.kind.rawValue))
        })
    }
  }()

  private(set) lazy var sentences: KeptArray<vaglio_sentence>? = {
    guard document.has(.sentences) else { return nil }
    return withPositions { positions in
      KeptArray(
        document.sentences.map { sentence in
          let (source, text) = positions.of(sentence)
          return vaglio_sentence(start: source.start, end: source.end, text_start: text.start, text_end: text.end)
        })
    }
  }()

  /// All that holds strings. Made at once, so that they lie in one buffer, which then stays.
  private(set) lazy var annotations = withPositions { Annotations(document, &$0) }

  private func withPositions<Result>(_ body: (inout Positions) -> Result) -> Result {
    document.source.withUnsafeBufferPointer { source in
      document.text.withUnsafeBufferPointer { text in
        var positions = Positions(
          source: OffsetCursor(offsets, over: source), text: OffsetCursor(offsets, over: text))
        return body(&positions)
      }
    }
  }
}

/// Positions in source and clean text in the unit asked for.
struct Positions {
  typealias Place = (start: UInt32, end: UInt32)

  private var source: OffsetCursor
  private var text: OffsetCursor

  init(source: OffsetCursor, text: OffsetCursor) {
    self.source = source
    self.text = text
  }

  mutating func of(_ annotation: some Annotation) -> (source: Place, text: Place) {
    (ofSource(annotation.range), ofText(annotation.textRange))
  }

  mutating func ofSource(_ range: Range<Int>) -> Place { Self.place(source.range(range)) }

  mutating func ofText(_ range: Range<Int>) -> Place { Self.place(text.range(range)) }

  private static func place(_ range: Range<Int>) -> Place {
    (UInt32(truncatingIfNeeded: range.lowerBound), UInt32(truncatingIfNeeded: range.upperBound))
  }
}
