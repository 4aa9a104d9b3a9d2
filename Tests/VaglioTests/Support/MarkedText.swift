import Testing

@testable import Vaglio

/// A text in which spans are *seen*: `⟦Agcom|regulator⟧ interviene` is the text `Agcom interviene` and one mark over its
/// first five bytes. Offsets in tests are written so and never counted by hand.
struct MarkedText: ExpressibleByStringLiteral, Sendable, CustomTestStringConvertible {
  struct Mark: Hashable, Sendable, CustomStringConvertible {
    /// Bytes of `text`.
    let range: Range<Int>
    let text: String
    let label: String
    var description: String { "\(range) '\(text)' \(label)" }
  }

  let marked: String
  let text: String
  let marks: [Mark]

  init(stringLiteral marked: String) { self.init(marked) }

  init(_ marked: String) {
    self.marked = marked
    var text = ""
    var marks: [Mark] = []
    var rest = Substring(marked)
    while let open = rest.firstIndex(of: "⟦") {
      text += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "⟧") else { break }
      let inside = rest[rest.index(after: open)..<close]
      let bar = inside.lastIndex(of: "|") ?? inside.endIndex
      let start = text.utf8.count
      text += inside[..<bar]
      let label = bar == inside.endIndex ? "" : String(inside[inside.index(after: bar)...])
      marks.append(Mark(range: start..<text.utf8.count, text: String(inside[..<bar]), label: label))
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    self.text = text
    self.marks = marks
  }

  var testDescription: String { marked }
}

extension Document {
  /// The source with its entities marked, to compare with a `MarkedText`.
  var entitiesMarked: String {
    var result = ""
    var position = 0
    for entity in entities {
      result += sourceString(position..<entity.range.lowerBound)
      result += "⟦\(sourceString(entity.range))|\(entity.label)⟧"
      position = entity.range.upperBound
    }
    return result + sourceString(position..<source.count)
  }
}
