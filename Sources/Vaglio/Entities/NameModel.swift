internal import CLexicons

/// A trained model of names: a conditional random field whose labels are `O`, and for each kind of name `B-`, `I-`, `L-` for
/// the first, inner and last word of one and `U-` for a name of one word.
package struct NameModel: Sendable {
  package let field: ConditionalRandomField
  /// What texts and lists say of words; the same classes as in training.
  let classes: WordClasses?
  /// For each label of the field its part of a name.
  let parts: [Part]
  /// For each label of the field the kind of name; nil for `O`.
  let kinds: [Label?]
  /// The labels of firms, and of authorities.
  let companyLabels: [Int]
  let regulatorLabels: [Int]
  package var thresholds = NameThresholds()

  enum Part {
    case outside, begin, inner, last, unit
  }

  package init(_ field: ConditionalRandomField, classes: WordClasses?) {
    self.field = field
    self.classes = classes
    parts = field.labels.map { label in
      switch label.prefix(2) {
      case "B-": .begin
      case "I-": .inner
      case "L-": .last
      case "U-": .unit
      default: .outside
      }
    }
    let kinds = field.labels.map { $0.count > 2 ? Label(String($0.dropFirst(2))) : nil }
    self.kinds = kinds
    companyLabels = kinds.indices.filter { kinds[$0] == .company }
    regulatorLabels = kinds.indices.filter { kinds[$0] == .regulator }
  }

  /// The model that comes with Vaglio, trained on Italian news and on sentences written for it. Opening it checks its
  /// tables and copies nothing.
  package static let italian: NameModel? = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_names(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    guard let field = try? ConditionalRandomField(bytes, file: "names.bin") else { return nil }
    return NameModel(field, classes: .italian)
  }()

  /// Opens a file. The bytes stay in memory for the life of the process.
  /// - Throws: `LexiconError` when the file cannot be read or is no such model.
  package init(contentsOf path: String, classes: WordClasses?) throws(LexiconError) {
    let bytes = try FileBytes.kept(path)
    self.init(try ConditionalRandomField(bytes, file: path), classes: classes)
  }

  /// Whether it was trained to find names of a kind; rules for a kind that it does not know are only its features.
  func knows(_ label: Label) -> Bool { kinds.contains(label) }

  /// The labels of names of given kinds.
  package static func labels(_ kinds: [Label]) -> [String] {
    ["O"] + kinds.flatMap { kind in ["B-", "I-", "L-", "U-"].map { $0 + kind.name } }
  }
}
