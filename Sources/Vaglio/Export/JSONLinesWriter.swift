/// Writes documents as JSON Lines: one object a line, its members always in the same order.
///
/// ```json
/// {"id":7,"version":1,"offsets":"codepoint","text":"…","edits":[…],"suggestions":[…],"lines":[…],
///  "sentences":[…],"tokens":[…],"entities":[…]}
/// ```
///
/// `start` and `end` refer to the *source*; the `text` of a token or an entity is its form in the clean text. A layer
/// that no stage made is absent; `edits` is always there. What is written is well-formed UTF-8 whatever the bytes:
/// U+FFFD stands for what is ill-formed, and counts as the one code point that it is.
///
/// O(source + clean text + annotations · log edits).
public struct JSONLinesWriter: Sendable {
  /// The version of the format.
  public static let version = 1

  /// The members that are ours. Fields of a record that have such a name do not pass through, since a reader could take
  /// them for results of this run.
  static let names = [
    "version", "offsets", "text", "edits", "suggestions", "lines", "sentences", "tokens", "entities",
  ]

  /// What `start` and `end` count.
  public let offsets: OffsetUnit

  public init(offsets: OffsetUnit = .codepoint) { self.offsets = offsets }

  /// - Parameter id: written first when there is one: the name of the file, say.
  public func write(_ document: Document, id: String? = nil, into bytes: inout [UInt8]) {
    bytes.write("{")
    if let id {
      bytes.write("\"id\":")
      bytes.write(jsonString: id)
      bytes.write(",")
    }
    writeMembers(document, into: &bytes)
    bytes.write("}\n")
  }

  /// Writes a document that came in a record: the record's other fields first, in their order and as they were written,
  /// then ours.
  ///
  /// - Parameter field: the field that held the text; it is left out.
  public func write(_ document: Document, record: JSONRecord, field: String, into bytes: inout [UInt8]) {
    bytes.write("{")
    for member in record.members where !member.name.elementsEqual(field.utf8) {
      if Self.names.contains(where: { member.name.elementsEqual($0.utf8) }) { continue }
      bytes.write(repairing: record.line[member.range])
      bytes.write(",")
    }
    writeMembers(document, into: &bytes)
    bytes.write("}\n")
  }

  /// Writes an object in the place of a record that could not be processed.
  ///
  /// - Parameter record: what could be read of the record: its `id` is written when it is known.
  public func write(_ error: InputError, record: JSONRecord, into bytes: inout [UInt8]) {
    bytes.write("{")
    if let id = record.value(of: "id") {
      bytes.write("\"id\":")
      bytes.write(repairing: id)
      bytes.write(",")
    }
    writeError(error, into: &bytes)
  }

  /// Writes an object in the place of a file that could not be processed.
  public func write(_ error: InputError, id: String? = nil, into bytes: inout [UInt8]) {
    bytes.write("{")
    if let id {
      bytes.write("\"id\":")
      bytes.write(jsonString: id)
      bytes.write(",")
    }
    writeError(error, into: &bytes)
  }

  private func writeError(_ error: InputError, into bytes: inout [UInt8]) {
    bytes.write("\"error\":{\"file\":")
    bytes.write(jsonString: error.file)
    if let line = error.line {
      bytes.write(",\"line\":")
      bytes.write(decimal: line)
    }
    bytes.write(",\"reason\":")
    bytes.write(jsonString: error.reason)
    bytes.write("}}\n")
  }

  private func writeMembers(_ document: Document, into bytes: inout [UInt8]) {
    bytes.write("\"version\":")
    bytes.write(decimal: Self.version)
    bytes.write(",\"offsets\":")
    bytes.write(jsonString: offsets.rawValue)
    document.source.withUnsafeBufferPointer { source in
      document.text.withUnsafeBufferPointer { text in
        var writer = DocumentMembers(
          document: document, source: source, text: text, cursor: OffsetCursor(offsets, over: source))
        writer.write(into: &bytes)
      }
    }
  }
}

/// The members of one document, with all at hand that writing them needs.
private struct DocumentMembers {
  let document: Document
  let source: UnsafeBufferPointer<UInt8>
  let text: UnsafeBufferPointer<UInt8>
  var cursor: OffsetCursor

  mutating func write(into bytes: inout [UInt8]) {
    bytes.write(",\"text\":")
    bytes.write(jsonString: text)
    bytes.write(",\"edits\":[")
    writeEdits(document.edits, into: &bytes)
    bytes.write("]")
    if document.has(.corrections) {
      bytes.write(",\"suggestions\":[")
      writeEdits(document.suggestions, into: &bytes)
      bytes.write("]")
    }
    if document.has(.lines) { writeLines(into: &bytes) }
    if document.has(.sentences) { writeSentences(into: &bytes) }
    if document.has(.tokens) { writeTokens(into: &bytes) }
    if document.has(.entities) { writeEntities(into: &bytes) }
  }

  /// `{"start":0,"end":5` and what follows. There are so many of these that they are put together before they go to the
  /// buffer.
  private mutating func openObject(_ range: Range<Int>, _ next: StaticString = "", into bytes: inout [UInt8]) {
    let range = cursor.range(range)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 96) { piece in
      var count = 0
      piece.write("{\"start\":", at: &count)
      piece.write(decimal: range.lowerBound, at: &count)
      piece.write(",\"end\":", at: &count)
      piece.write(decimal: range.upperBound, at: &count)
      piece.write(next, at: &count)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<count]))
    }
  }

  private mutating func writeEdits(_ edits: [Edit], into bytes: inout [UInt8]) {
    for (index, edit) in edits.enumerated() {
      if index > 0 { bytes.write(",") }
      openObject(edit.range, into: &bytes)
      bytes.write(",\"from\":")
      bytes.write(jsonString: UnsafeBufferPointer(rebasing: source[edit.range]))
      bytes.write(",\"to\":")
      bytes.write(jsonString: edit.string)
      if let last = edit.causes.last { writeNames(last, into: &bytes) }
      bytes.write(",\"confidence\":")
      bytes.write(share: edit.confidence)
      if edit.causes.count > 1 { writeCauses(edit.causes, into: &bytes) }
      bytes.write("}")
    }
  }

  private func writeNames(_ cause: Cause, into bytes: inout [UInt8]) {
    bytes.write(",\"stage\":")
    bytes.write(jsonString: cause.stage)
    bytes.write(",\"rule\":")
    bytes.write(jsonString: cause.rule)
  }

  private func writeCauses(_ causes: [Cause], into bytes: inout [UInt8]) {
    bytes.write(",\"causes\":[")
    for (index, cause) in causes.enumerated() {
      if index > 0 { bytes.write(",") }
      bytes.write("{\"stage\":")
      bytes.write(jsonString: cause.stage)
      bytes.write(",\"rule\":")
      bytes.write(jsonString: cause.rule)
      bytes.write(",\"confidence\":")
      bytes.write(share: cause.confidence)
      bytes.write("}")
    }
    bytes.write("]")
  }

  private func writeLines(into bytes: inout [UInt8]) {
    bytes.write(",\"lines\":[")
    for (index, line) in document.lines.enumerated() {
      if index > 0 { bytes.write(",") }
      bytes.write("{\"line\":")
      bytes.write(decimal: line.number)
      if line.isKept { bytes.write(",\"keep\":true,\"kind\":") } else { bytes.write(",\"keep\":false,\"kind\":") }
      bytes.write(jsonString: line.kind.name)
      bytes.write(",\"score\":")
      bytes.write(share: line.score)
      bytes.write("}")
    }
    bytes.write("]")
  }

  private mutating func writeSentences(into bytes: inout [UInt8]) {
    bytes.write(",\"sentences\":[")
    for (index, sentence) in document.sentences.enumerated() {
      if index > 0 { bytes.write(",") }
      openObject(sentence.range, into: &bytes)
      bytes.write("}")
    }
    bytes.write("]")
  }

  private mutating func writeTokens(into bytes: inout [UInt8]) {
    bytes.write(",\"tokens\":[")
    let hasStems = document.has(.stems)
    for index in 0..<document.tokenLayer.count {
      if index > 0 { bytes.write(",") }
      let textRange = document.tokenLayer.range(index)
      openObject(document.sourceRange(ofText: textRange), ",\"text\":", into: &bytes)
      bytes.write(jsonString: UnsafeBufferPointer(rebasing: text[textRange]))
      if hasStems {
        bytes.write(",\"stem\":")
        document.stemLayer[index].withUnsafeBufferPointer { bytes.write(jsonString: $0) }
      }
      bytes.write("}")
    }
    bytes.write("]")
  }

  private mutating func writeEntities(into bytes: inout [UInt8]) {
    bytes.write(",\"entities\":[")
    for (index, entity) in document.entities.enumerated() {
      if index > 0 { bytes.write(",") }
      openObject(entity.range, into: &bytes)
      bytes.write(",\"label\":")
      bytes.write(jsonString: entity.label.name)
      bytes.write(",\"text\":")
      bytes.write(jsonString: UnsafeBufferPointer(rebasing: text[entity.textRange]))
      if let entry = entity.entry {
        bytes.write(",\"entry\":")
        bytes.write(jsonString: entry)
      }
      if let name = entity.name {
        bytes.write(",\"name\":")
        bytes.write(jsonString: name)
      }
      if let kind = entity.kind {
        bytes.write(",\"kind\":")
        bytes.write(jsonString: kind)
      }
      if let key = entity.key {
        bytes.write(",\"key\":")
        bytes.write(jsonString: key)
      }
      bytes.write(",\"confidence\":")
      bytes.write(share: entity.confidence)
      bytes.write("}")
    }
    bytes.write("]")
  }
}
