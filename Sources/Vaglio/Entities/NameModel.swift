/// A trained model of names: a conditional random field whose labels are `O`, and for each kind of name `B-`, `I-`, `L-` for
/// the first, inner and last word of one and `U-` for a name of one word.
package struct NameModel: Sendable {
  package let field: ConditionalRandomField
  /// For each label of the field its part of a name.
  let parts: [Part]
  /// For each label of the field the kind of name; nil for `O`.
  let kinds: [Label?]

  enum Part {
    case outside, begin, inner, last, unit
  }

  package init(_ field: ConditionalRandomField) {
    self.field = field
    parts = field.labels.map { label in
      switch label.prefix(2) {
      case "B-": .begin
      case "I-": .inner
      case "L-": .last
      case "U-": .unit
      default: .outside
      }
    }
    kinds = field.labels.map { $0.count > 2 ? Label(String($0.dropFirst(2))) : nil }
  }

  /// Opens a file. The bytes stay in memory for the life of the process.
  /// - Throws: `LexiconError` when the file cannot be read or is no such model.
  package init(contentsOf path: String) throws(LexiconError) {
    let file = try FileBytes.read(path)
    let words = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: file.count / 4 + 1)
    words.initialize(repeating: 0)
    let raw = UnsafeMutableRawBufferPointer(words)
    raw.copyBytes(from: file)
    let bytes = UnsafeBufferPointer(
      start: raw.baseAddress.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) }, count: file.count)
    self.init(try ConditionalRandomField(bytes, file: path))
  }

  /// The labels of names of given kinds.
  package static func labels(_ kinds: [Label]) -> [String] {
    ["O"] + kinds.flatMap { kind in ["B-", "I-", "L-", "U-"].map { $0 + kind.name } }
  }
}
