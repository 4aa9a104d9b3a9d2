/// Writes tokens one a line with the tag of the name they are in: `Agcom TAB B-regulator` (the IOB2 scheme of CoNLL).
///
/// A blank line follows every sentence and every document. A line break or a tabulator inside a token is written as a
/// no-break space, and so is a blank, so that what is written can be read again.
public struct IOBWriter: Sendable {
  public init() {}

  /// The tokens of the clean text: two columns.
  public func write(_ document: Document, into bytes: inout [UInt8]) {
    let text = document.text
    write(document, into: &bytes) { index, bytes in
      for byte in text[document.tokenLayer.range(index)] {
        if byte == 0x20 || 0x09...0x0d ~= byte { bytes.write("\u{a0}") } else { bytes.append(byte) }
      }
    }
  }

  /// The tokens and the columns of a table, as they were given, and the tag as the last column.
  public func write(_ document: Document, of table: TokenTable, into bytes: inout [UInt8]) {
    write(document, into: &bytes) { index, bytes in bytes.append(contentsOf: table.row(index)) }
  }

  private func write(
    _ document: Document, into bytes: inout [UInt8], columns: (_ token: Int, _ bytes: inout [UInt8]) -> Void
  ) {
    let tokens = document.tokenLayer
    let entities = document.entities
    var entity = 0
    var begun = -1
    var sentence = 0
    for index in 0..<tokens.count {
      let range = tokens.range(index)
      var isNewSentence = false
      while sentence < document.sentenceEnds.count, Int(document.sentenceEnds[sentence]) <= range.lowerBound {
        sentence += 1
        isNewSentence = index > 0
      }
      if isNewSentence { bytes.write("\n") }
      columns(index, &bytes)
      bytes.write("\t")
      while entity < entities.count, entities[entity].textRange.upperBound <= range.lowerBound { entity += 1 }
      if entity < entities.count, entities[entity].textRange.lowerBound < range.upperBound {
        if begun == entity { bytes.write("I-") } else { bytes.write("B-") }
        bytes.append(contentsOf: entities[entity].label.name.utf8)
        begun = entity
      } else {
        bytes.write("O")
      }
      bytes.write("\n")
    }
    if !tokens.isEmpty { bytes.write("\n") }
  }
}
