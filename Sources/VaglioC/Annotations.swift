import CVaglio
import Vaglio

/// Edits, lines and names of a document with the strings that they name.
struct Annotations {
  let strings: KeptBytes
  let causes: KeptArray<vaglio_cause>
  let edits: KeptArray<vaglio_edit>
  let suggestions: KeptArray<vaglio_edit>?
  let lines: KeptArray<vaglio_line>?
  let entities: KeptArray<vaglio_entity>?

  init(_ document: Document, _ positions: inout Positions) {
    var writer = AnnotationWriter(document: document)
    edits = KeptArray(document.edits.map { writer.edit($0, &positions) })
    suggestions =
      document.has(.corrections) ? KeptArray(document.suggestions.map { writer.edit($0, &positions) }) : nil
    lines = document.has(.lines) ? KeptArray(document.lines.map { writer.line($0, &positions) }) : nil
    entities = document.has(.entities) ? KeptArray(document.entities.map { writer.entity($0, &positions) }) : nil
    causes = KeptArray(writer.causes)
    strings = KeptBytes(writer.strings.bytes)
  }
}

private struct AnnotationWriter {
  let document: Document
  var strings = StringTable()
  var causes: [vaglio_cause] = []

  init(document: Document) { self.document = document }

  mutating func edit(_ edit: Edit, _ positions: inout Positions) -> vaglio_edit {
    let source = positions.ofSource(edit.range)
    let text = positions.ofText(document.textRange(ofSource: edit.range))
    let first = causes.count
    for cause in edit.causes {
      causes.append(
        vaglio_cause(
          stage: strings.place(of: cause.stage), rule: strings.place(of: cause.rule), confidence: cause.confidence))
    }
    return vaglio_edit(
      start: source.start, end: source.end, text_start: text.start, text_end: text.end,
      to: strings.place(of: edit.string), stage: causes.last?.stage ?? StringTable.none,
      rule: causes.last?.rule ?? StringTable.none, confidence: edit.confidence,
      first_cause: UInt32(truncatingIfNeeded: first), cause_count: UInt32(truncatingIfNeeded: causes.count - first))
  }

  mutating func line(_ line: Line, _ positions: inout Positions) -> vaglio_line {
    let source = positions.ofSource(line.range)
    return vaglio_line(
      start: source.start, end: source.end, number: UInt32(truncatingIfNeeded: line.number), keep: line.isKept ? 1 : 0,
      kind: strings.place(of: line.kind.name), score: line.score)
  }

  mutating func entity(_ entity: Entity, _ positions: inout Positions) -> vaglio_entity {
    let (source, text) = positions.of(entity)
    return vaglio_entity(
      start: source.start, end: source.end, text_start: text.start, text_end: text.end,
      label: strings.place(of: entity.label.name), entry: strings.place(of: entity.entry),
      name: strings.place(of: entity.name), kind: strings.place(of: entity.kind), key: strings.place(of: entity.key),
      confidence: entity.confidence)
  }
}
