// The names are those of vaglio.h.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVaglio

private func box(_ document: OpaquePointer) -> DocumentBox { object(document) }

/// The elements of an array and how many there are; NULL and 0 when there is no array.
private func give<Element>(_ array: KeptArray<Element>?, _ count: UnsafeMutablePointer<Int>) -> UnsafePointer<Element>?
{
  count.pointee = array?.count ?? 0
  return array?.elements
}

private func give<Element>(_ array: KeptArray<Element>, _ count: UnsafeMutablePointer<Int>) -> UnsafePointer<Element> {
  count.pointee = array.count
  return array.elements
}

private func give(_ bytes: KeptBytes, _ length: UnsafeMutablePointer<Int>) -> UnsafePointer<CChar> {
  length.pointee = bytes.count
  return bytes.characters
}

@c @implementation
public func vaglio_document_text(
  _ document: OpaquePointer, _ length: UnsafeMutablePointer<Int>
) -> UnsafePointer<CChar> {
  give(box(document).text, length)
}

@c @implementation
public func vaglio_document_json(
  _ document: OpaquePointer, _ length: UnsafeMutablePointer<Int>
) -> UnsafePointer<CChar> {
  give(box(document).json, length)
}

@c @implementation
public func vaglio_document_strings(
  _ document: OpaquePointer, _ length: UnsafeMutablePointer<Int>
) -> UnsafePointer<CChar> {
  give(box(document).annotations.strings, length)
}

@c @implementation
public func vaglio_document_stems(
  _ document: OpaquePointer, _ length: UnsafeMutablePointer<Int>
) -> UnsafePointer<CChar>? {
  guard let stems = box(document).stems else {
    length.pointee = 0
    return nil
  }
  return give(stems, length)
}

@c @implementation
public func vaglio_document_edits(
  _ document: OpaquePointer, _ count: UnsafeMutablePointer<Int>
) -> UnsafePointer<vaglio_edit> {
  give(box(document).annotations.edits, count)
}

@c @implementation
public func vaglio_document_suggestions(
  _ document: OpaquePointer, _ count: UnsafeMutablePointer<Int>
) -> UnsafePointer<vaglio_edit>? {
  give(box(document).annotations.suggestions, count)
}

@c @implementation
public func vaglio_document_causes(
  _ document: OpaquePointer, _ count: UnsafeMutablePointer<Int>
) -> UnsafePointer<vaglio_cause> {
  give(box(document).annotations.causes, count)
}

@c @implementation
public func vaglio_document_lines(
  _ document: OpaquePointer, _ count: UnsafeMutablePointer<Int>
) -> UnsafePointer<vaglio_line>? {
  give(box(document).annotations.lines, count)
}

@c @implementation
public func vaglio_document_sentences(
  _ document: OpaquePointer, _ count: UnsafeMutablePointer<Int>
) -> UnsafePointer<vaglio_sentence>? {
  give(box(document).sentences, count)
}

@c @implementation
public func vaglio_document_tokens(
  _ document: OpaquePointer, _ count: UnsafeMutablePointer<Int>
) -> UnsafePointer<vaglio_token>? {
  give(box(document).tokens, count)
}

@c @implementation
public func vaglio_document_entities(
  _ document: OpaquePointer, _ count: UnsafeMutablePointer<Int>
) -> UnsafePointer<vaglio_entity>? {
  give(box(document).annotations.entities, count)
}
