/// Writes sentences and tokens in the CoNLL-U format of Universal Dependencies, ten columns a token.
///
/// ```
/// # newdoc id = page.txt
/// # sent_id = 1
/// # text = L'Agcom decide.
/// 1 TAB L' TAB _ … TAB SpaceAfter=No|Stem=l'|start_char=0|end_char=2
/// ```
///
/// Forms and `# text` are those of the clean text; `start_char` and `end_char` refer to the *source*. A token that the next
/// one follows without white space has `SpaceAfter=No`; where the stage `stem` ran, every token has a `Stem`, with `\p`
/// for `|`, `\s` for a blank and `\\` for a backslash. Columns that nothing here knows are `_`. A document without
/// sentences is written as one. O(source + clean text + tokens · log edits).
public struct CoNLLUWriter: Sendable {
  /// What `start_char` and `end_char` count.
  public let offsets: OffsetUnit

  public init(offsets: OffsetUnit = .codepoint) { self.offsets = offsets }

  /// - Parameter id: of the document; line breaks in it are written as blanks.
  public func write(_ document: Document, id: String? = nil, into bytes: inout [UInt8]) {
    bytes.write("# newdoc")
    if var id {
      bytes.write(" id = ")
      id.withUTF8 { Self.writeLine($0, into: &bytes) }
    }
    bytes.write("\n")
    document.source.withUnsafeBufferPointer { source in
      document.text.withUnsafeBufferPointer { text in
        write(document, OffsetCursor(offsets, over: source), text, into: &bytes)
      }
    }
  }

  private func write(
    _ document: Document, _ cursor: OffsetCursor, _ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]
  ) {
    var cursor = cursor
    let tokens = document.tokenLayer
    let hasStems = document.has(.stems)
    var first = 0
    var sentence = 0
    var number = 1
    while first < tokens.count {
      while sentence < document.sentenceEnds.count, Int(document.sentenceEnds[sentence]) <= tokens.start(first) {
        sentence += 1
      }
      let end = sentence < document.sentenceEnds.count ? Int(document.sentenceEnds[sentence]) : text.count
      var last = first
      while last + 1 < tokens.count, tokens.start(last + 1) < end { last += 1 }
      bytes.write("# sent_id = ")
      bytes.write(decimal: number)
      bytes.write("\n# text = ")
      Self.writeLine(UnsafeBufferPointer(rebasing: text[tokens.start(first)..<tokens.end(last)]), into: &bytes)
      bytes.write("\n")
      for index in first...last {
        let range = tokens.range(index)
        bytes.write(decimal: index - first + 1)
        bytes.write("\t")
        bytes.write(form: UnsafeBufferPointer(rebasing: text[range]))
        bytes.write("\t_\t_\t_\t_\t_\t_\t_\t")
        if index + 1 < tokens.count, tokens.start(index + 1) == range.upperBound { bytes.write("SpaceAfter=No|") }
        if hasStems {
          bytes.write("Stem=")
          Self.writeValue(document.stemLayer[index], into: &bytes)
          bytes.write("|")
        }
        let source = cursor.range(document.sourceRange(ofText: range))
        bytes.write("start_char=")
        bytes.write(decimal: source.lowerBound)
        bytes.write("|end_char=")
        bytes.write(decimal: source.upperBound)
        bytes.write("\n")
      }
      bytes.write("\n")
      first = last + 1
      number += 1
    }
  }

  /// A text on one line.
  private static func writeLine(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.write(repairing: text)
    for index in start..<bytes.count where bytes[index] < 0x20 { bytes[index] = 0x20 }
  }

  /// A value in the last column, with the escapes of UDPipe.
  private static func writeValue(_ value: ArraySlice<UInt8>, into bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.write(repairing: value)
    guard bytes[start...].contains(where: { $0 == 0x7c || $0 == 0x5c || isBlank($0) }) else { return }
    let repaired = Array(bytes[start...])
    bytes.removeSubrange(start...)
    for byte in repaired {
      switch byte {
      case UInt8(ascii: "|"): bytes.write("\\p")
      case UInt8(ascii: "\\"): bytes.write("\\\\")
      case _ where isBlank(byte): bytes.write("\\s")
      default: bytes.append(byte)
      }
    }
  }
}
