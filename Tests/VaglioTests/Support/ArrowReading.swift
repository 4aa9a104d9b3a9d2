import Testing

@testable import Vaglio

/// The column that texts make with a pipeline, a row each; nil is a null.
func arrowColumn(
  _ texts: [String?], _ layers: [ArrowWriter.Layer], offsets: OffsetUnit = .codepoint,
  _ pipeline: Pipeline = .standard
) -> ArrowColumn {
  var writer = ArrowWriter(layers, offsets: offsets)
  for text in texts { if let text { writer.append(pipeline(text)) } else { writer.appendNull() } }
  #expect(!writer.isTooLong)
  return writer.finish()
}

/// A column of Arrow read back as text, as a program that gets it would read it: `null`, numbers, strings, `[…]` and `{…}`.
extension ArrowColumn {
  var values: [String] { (0..<length).map { value($0) } }

  func child(_ name: String) -> ArrowColumn? { children.first { "\($0.name)" == name } }

  private func value(_ index: Int) -> String {
    if let bits = buffers[0], !Self.bit(index, of: bits) { return "null" }
    switch "\(format)" {
    case "i": return "\(load(Int32.self, 1, index))"
    case "g": return "\(load(Double.self, 1, index))"
    case "b": return buffers[1].map { Self.bit(index, of: $0) ? "true" : "false" } ?? "?"
    case "u":
      let (start, end) = (Int(load(Int32.self, 1, index)), Int(load(Int32.self, 1, index + 1)))
      return String(decoding: (start..<end).map { load(UInt8.self, 2, $0) }, as: UTF8.self)
    case "+l":
      let (start, end) = (Int(load(Int32.self, 1, index)), Int(load(Int32.self, 1, index + 1)))
      return "[" + (start..<end).map { children[0].value($0) }.joined(separator: ", ") + "]"
    case "+s": return "{" + children.map { "\($0.name): \($0.value(index))" }.joined(separator: ", ") + "}"
    default: return "?"
    }
  }

  private func load<Value: BitwiseCopyable>(_ type: Value.Type, _ buffer: Int, _ index: Int) -> Value {
    guard let buffer = buffers[buffer], (index + 1) * MemoryLayout<Value>.size <= buffer.count else {
      preconditionFailure("the column reads past the end of a buffer")
    }
    return buffer.address.load(fromByteOffset: index * MemoryLayout<Value>.size, as: type)
  }

  private static func bit(_ index: Int, of buffer: ArrowBuffer) -> Bool {
    precondition(index >> 3 < buffer.count)
    return buffer.address.load(fromByteOffset: index >> 3, as: UInt8.self) >> UInt8(index & 7) & 1 == 1
  }
}
