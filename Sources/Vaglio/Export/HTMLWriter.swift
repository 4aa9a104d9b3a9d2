/// Writes documents as a page to look at: the clean text with corrections and names marked, and the reason for each where the
/// pointer rests on it.
///
/// ```
/// <article>
/// <pre>Agcom <del title="correct accent/e 0.98">e</del><ins title="correct accent/e 0.98">è</ins> stata …</pre>
/// </article>
/// ```
///
/// What was taken out is in `del`, what was put in is in `ins`, names are in `mark` with their label as class and the
/// canonical entity as title, corrections that were not made are in `span` of class `suggestion`. Without `del` the page reads as the
/// clean text, without `ins` as the source; of bytes that are no UTF-8, U+FFFD stands for each maximal subpart, and pictures stand for
/// control characters, which HTML does not allow. One file, nothing to load, no script.
public struct HTMLWriter: Sendable {
  public init() {}

  /// What comes before the first document of a page. What ends a page may be left out in HTML.
  public func writeHead(title: String, into bytes: inout [UInt8]) {
    bytes.write("<!DOCTYPE html>\n<html lang=\"it\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
    write(title, into: &bytes)
    bytes.write("</title>\n<style>\n")
    bytes.write(Self.style)
    bytes.write("</style>\n</head>\n<body>\n")
  }

  /// O(source + clean text + edits + names).
  ///
  /// - Parameter name: written above the text: the name of the file, say.
  public func write(_ document: Document, name: String? = nil, into bytes: inout [UInt8]) {
    bytes.write("<article>\n")
    if let name {
      bytes.write("<h2>")
      write(name, into: &bytes)
      bytes.write("</h2>\n")
    }
    // The parser drops a line end right behind the tag.
    bytes.write("<pre>\n")
    document.text.withUnsafeBufferPointer { text in
      document.source.withUnsafeBufferPointer { source in
        writeText(document, text, source, into: &bytes)
      }
    }
    bytes.write("</pre>\n</article>\n")
  }

  // MARK: The text

  private func writeText(
    _ document: Document, _ text: UnsafeBufferPointer<UInt8>, _ source: UnsafeBufferPointer<UInt8>,
    into bytes: inout [UInt8]
  ) {
    var marks = MarkCursor(document)
    var position = 0
    var sourcePosition = 0
    for edit in document.edits {
      let start = position + edit.range.lowerBound - sourcePosition
      marks.write(text, position..<start, into: &bytes)
      let end = start + edit.string.utf8.count
      if !edit.range.isEmpty {
        writeTag("<del", edit.causes, into: &bytes)
        Self.write(UnsafeBufferPointer(rebasing: source[edit.range]), into: &bytes)
        bytes.write("</del>")
      }
      if start < end {
        writeTag("<ins", edit.causes, into: &bytes)
        marks.write(text, start..<end, into: &bytes)
        bytes.write("</ins>")
      }
      position = end
      sourcePosition = edit.range.upperBound
    }
    marks.write(text, position..<text.count, into: &bytes)
  }

  private func writeTag(_ tag: StaticString, _ causes: [Cause], into bytes: inout [UInt8]) {
    bytes.write(tag)
    bytes.write(" title=\"")
    HTMLWriter.write(causes, into: &bytes)
    bytes.write("\">")
  }

  fileprivate static func write(_ causes: [Cause], into bytes: inout [UInt8]) {
    for (index, cause) in causes.enumerated() {
      if index > 0 { bytes.write(", ") }
      write(cause.stage, into: &bytes)
      bytes.write(" ")
      write(cause.rule, into: &bytes)
      bytes.write(" ")
      bytes.write(share: cause.confidence)
    }
  }

  private func write(_ string: String, into bytes: inout [UInt8]) { Self.write(string, into: &bytes) }

  fileprivate static func write(_ string: String, into bytes: inout [UInt8]) {
    var string = string
    string.withUTF8 { write($0, into: &bytes) }
  }

  /// Text of an element or of an attribute in double quotes.
  fileprivate static func write(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    var run = 0
    for (place, byte) in text.enumerated() {
      let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0a || byte == 0x7f
      guard isControl || byte == 0x26 || byte == 0x3c || byte == 0x3e || byte == 0x22 else { continue }
      bytes.write(repairing: UnsafeBufferPointer(rebasing: text[run..<place]))
      run = place + 1
      switch byte {
      case 0x26: bytes.write("&amp;")
      case 0x3c: bytes.write("&lt;")
      case 0x3e: bytes.write("&gt;")
      case 0x22: bytes.write("&quot;")
      // U+2400 to U+241F, and U+2421 for DEL.
      default: bytes.append(contentsOf: [0xe2, 0x90, 0x80 + (byte == 0x7f ? 0x21 : byte)])
      }
    }
    bytes.write(repairing: UnsafeBufferPointer(rebasing: text[run...]))
  }

  private static let style: StaticString = """
    body { margin: 2em auto; max-width: 46em; padding: 0 1em; font: 1rem/1.6 Georgia, serif; }
    h2 { font: bold .9rem sans-serif; border-bottom: 1px solid; }
    pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
    del { color: #a11; background: #fdd; }
    ins { color: #061; background: #dfd; text-decoration: none; }
    mark { color: inherit; background: #eee; border-bottom: 2px solid #888; }
    mark.company { background: #def; border-color: #26b; }
    mark.regulator { background: #fec; border-color: #b60; }
    .suggestion { border-bottom: 2px dotted #a11; }
    @media (prefers-color-scheme: dark) {
      body { color: #ddd; background: #222; }
      del { color: #f99; background: #522; }
      ins { color: #9f9; background: #252; }
      mark { background: #444; }
      mark.company { background: #246; }
      mark.regulator { background: #642; }
    }

    """
}

/// Goes through the clean text once and writes stretches of it with the names and suggestions that reach into them. A mark
/// that goes on behind a stretch is closed there and opened again, so that elements nest.
private struct MarkCursor {
  private let entities: [Entity]
  private let suggestions: [(range: Range<Int>, edit: Edit)]
  private var entity = 0
  private var suggestion = 0

  init(_ document: Document) {
    entities = document.entities
    var last = 0
    // An insertion has nothing to mark; of two that meet, the first is shown.
    suggestions = document.suggestions.compactMap { edit in
      let range = document.textRange(ofSource: edit.range)
      guard !range.isEmpty, range.lowerBound >= last else { return nil }
      last = range.upperBound
      return (range, edit)
    }
  }

  mutating func write(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into bytes: inout [UInt8]) {
    var position = range.lowerBound
    while position < range.upperBound {
      while entity < entities.count, entities[entity].textRange.upperBound <= position { entity += 1 }
      while suggestion < suggestions.count, suggestions[suggestion].range.upperBound <= position { suggestion += 1 }
      var end = range.upperBound
      var name: Entity?
      if entity < entities.count {
        let found = entities[entity].textRange
        if found.lowerBound <= position { name = entities[entity] }
        end = min(end, found.lowerBound <= position ? found.upperBound : found.lowerBound)
      }
      var proposal: Edit?
      if suggestion < suggestions.count {
        let found = suggestions[suggestion].range
        if found.lowerBound <= position { proposal = suggestions[suggestion].edit }
        end = min(end, found.lowerBound <= position ? found.upperBound : found.lowerBound)
      }
      if let name { open(name, into: &bytes) }
      if let proposal { open(proposal, into: &bytes) }
      HTMLWriter.write(UnsafeBufferPointer(rebasing: text[position..<end]), into: &bytes)
      if proposal != nil { bytes.write("</span>") }
      if name != nil { bytes.write("</mark>") }
      position = end
    }
  }

  private func open(_ entity: Entity, into bytes: inout [UInt8]) {
    bytes.write("<mark class=\"")
    HTMLWriter.write(entity.label.description, into: &bytes)
    bytes.write("\" title=\"")
    HTMLWriter.write(entity.label.description, into: &bytes)
    for part in [entity.name, entity.entry ?? entity.key, entity.kind] {
      guard let part else { continue }
      bytes.write(" · ")
      HTMLWriter.write(part, into: &bytes)
    }
    bytes.write(" ")
    bytes.write(share: entity.confidence)
    bytes.write("\">")
  }

  private func open(_ suggestion: Edit, into bytes: inout [UInt8]) {
    bytes.write("<span class=\"suggestion\" title=\"")
    HTMLWriter.write(suggestion.string, into: &bytes)
    bytes.write("? ")
    HTMLWriter.write(suggestion.causes, into: &bytes)
    bytes.write("\">")
  }
}
