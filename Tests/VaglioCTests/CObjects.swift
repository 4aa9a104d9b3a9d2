import CVaglio
import Foundation
import VaglioC

/// A pipeline as C has it, freed at the end.
final class CPipeline {
  let handle: OpaquePointer

  convenience init?(_ stages: String?, _ options: [(String, String)] = []) {
    var error: OpaquePointer?
    self.init(stages, options, error: &error)
    vaglio_error_free(error)
  }

  init?(_ stages: String?, _ options: [(String, String)], error: inout OpaquePointer?) {
    let copies = options.map { (strdup($0.0), strdup($0.1)) }
    defer {
      for (name, value) in copies {
        free(name)
        free(value)
      }
    }
    let given = copies.compactMap { name, value -> vaglio_option? in
      guard let name, let value else { return nil }
      return vaglio_option(name: name, value: value)
    }
    guard let handle = vaglio_pipeline_new(stages, given, given.count, &error) else { return nil }
    self.handle = handle
  }

  deinit { vaglio_pipeline_free(handle) }

  func document(_ text: String) -> CDocument { CDocument(text, pipeline: self) }
}

/// A document as C has it, freed at the end.
final class CDocument {
  private let handle: OpaquePointer

  init(_ text: String, pipeline: CPipeline) {
    let bytes = Array(text.utf8).map { CChar(bitPattern: $0) }
    guard let handle = vaglio_process(pipeline.handle, bytes, bytes.count, nil) else {
      preconditionFailure("a text is only refused when it is too long")
    }
    self.handle = handle
  }

  deinit { vaglio_document_free(handle) }

  var text: String { String(decoding: bytes(vaglio_document_text), as: UTF8.self) }
  var labels: [String?] { (layer(vaglio_document_entities) ?? []).map { string($0.label) } }

  /// Nil for an array that is NULL.
  func layer<Element>(
    _ get: (OpaquePointer, UnsafeMutablePointer<Int>) -> UnsafePointer<Element>?
  ) -> [Element]? {
    var count = -1
    guard let elements = get(handle, &count) else { return count == 0 ? nil : [] }
    return Array(UnsafeBufferPointer(start: elements, count: count))
  }

  func array<Element>(_ get: (OpaquePointer, UnsafeMutablePointer<Int>) -> UnsafePointer<Element>) -> [Element] {
    var count = -1
    let elements = get(handle, &count)
    return Array(UnsafeBufferPointer(start: elements, count: count))
  }

  func bytes(_ get: (OpaquePointer, UnsafeMutablePointer<Int>) -> UnsafePointer<CChar>?) -> [UInt8] {
    (layer(get) ?? []).map { UInt8(bitPattern: $0) }
  }

  func string(_ string: vaglio_string) -> String? {
    if string.start == UInt32.max { return nil }
    let bytes = bytes(vaglio_document_strings)
    return String(decoding: bytes[Int(string.start)..<Int(string.start + string.length)], as: UTF8.self)
  }
}

/// A file that is gone when the test is over.
final class TemporaryFile {
  let path: String

  init(_ text: String) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "vaglio-\(UUID().uuidString)")
    try Data(text.utf8).write(to: url)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
