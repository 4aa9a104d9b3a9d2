// The names are those of vaglio.h.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CVaglio
import Vaglio

/// Nil when the text is too long.
private func processed(_ text: UnsafePointer<CChar>?, _ length: Int, by box: PipelineBox) -> DocumentBox? {
  // A length that does not fit a signed number comes as a negative one.
  guard 0...LengthError.maximum ~= length else { return nil }
  let bytes = UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : length)
  return DocumentBox(box.pipeline([UInt8](bytes)), offsets: box.offsets)
}

@c @implementation
public func vaglio_process(
  _ pipeline: OpaquePointer, _ text: UnsafePointer<CChar>?, _ length: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  error?.pointee = nil
  if let document = processed(text, length, by: object(pipeline)) { return handle(document) }
  error?.pointee = handle(ErrorBox(LengthError(bytes: UInt(bitPattern: length))))
  return nil
}

@c @implementation
public func vaglio_process_all(
  _ pipeline: OpaquePointer, _ count: Int, _ texts: UnsafePointer<UnsafePointer<CChar>?>?,
  _ lengths: UnsafePointer<Int>?, _ documents: UnsafeMutablePointer<OpaquePointer?>?
) {
  guard let texts, let lengths, let documents else { return }
  let box: PipelineBox = object(pipeline)
  for index in 0..<count {
    documents[index] = processed(texts[index], lengths[index], by: box).map { handle($0) }
  }
}

@c @implementation
public func vaglio_document_free(_ document: OpaquePointer?) { release(document, as: DocumentBox.self) }
