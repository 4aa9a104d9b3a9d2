/// Writes the clean text of documents, one after the other, each ending with a line end.
public struct TextWriter: Sendable {
  public init() {}

  /// The bytes are those of the clean text: ill-formed ones stay when no `Normalizer` ran.
  public func write(_ document: Document, into bytes: inout [UInt8]) {
    let text = document.text
    bytes.append(contentsOf: text)
    if let last = text.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
  }
}
