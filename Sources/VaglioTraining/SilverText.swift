public import Vaglio

/// Running text whose names another model has marked. A table says where the names are; the texts stay where they are.
///
/// A row of the table is `file TAB line TAB names`: a file's name, the number of a line from 1, and names as
/// `12-17:company`, bytes of that line, with blanks between. Lines that start with `#` are remarks.
public enum SilverText {
  /// A line with its names, as the table has them.
  private struct Row {
    let tableLine: Int
    let names: [(range: Range<Int>, label: String)]
  }

  /// Reads a table and the lines that it speaks of.
  /// - Parameter directory: where the files are that the table names.
  /// - Returns: texts in the order of the files' first rows, and of lines.
  /// - Throws: `LexiconError` with file and line when a row is not as described or speaks of what its text has not.
  public static func texts(_ table: String, directory: String) throws(LexiconError) -> [AnnotatedText] {
    var files: [String] = []
    var rows: [String: [Int: Row]] = [:]
    var number = 0
    var fault: LexiconError?
    try CompressedFile(table).forEachLine { bytes in
      number += 1
      guard fault == nil, let first = bytes.first, first != UInt8(ascii: "#") else { return }
      let fields = String(decoding: bytes, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3, let line = Int(fields[1]), line > 0, let names = names(fields[2]) else {
        fault = LexiconError(file: table, line: number, reason: "no row 'file TAB line TAB 12-17:company …'")
        return
      }
      let file = String(fields[0])
      if rows[file] == nil { files.append(file) }
      if let other = rows[file, default: [:]].updateValue(Row(tableLine: number, names: names), forKey: line) {
        fault = LexiconError(
          file: table, line: number, reason: "line \(line) of \(file) stands in line \(other.tableLine), too: keep one")
      }
    }
    if let fault { throw fault }
    var texts: [AnnotatedText] = []
    for file in files {
      let wanted = rows[file] ?? [:]
      var line = 0
      var found = 0
      try CompressedFile(directory + "/" + file).forEachLine { bytes in
        line += 1
        guard fault == nil, let row = wanted[line] else { return }
        found += 1
        guard row.names.allSatisfy({ $0.range.upperBound <= bytes.count }) else {
          fault = LexiconError(
            file: table, line: row.tableLine,
            reason: "a name ends at \(row.names.last?.range.upperBound ?? 0), and line "
              + "\(line) of \(file) has \(bytes.count) bytes: is it the text that was labelled?")
          return
        }
        var document = Document(Array(bytes))
        Tokenizer().process(&document)
        texts.append(AnnotatedText(document: document, names: row.names))
      }
      if let fault { throw fault }
      if found < wanted.count {
        throw LexiconError(
          file: table, reason: "\(file) has \(line) lines, and the table speaks of line \(wanted.keys.max() ?? 0)")
      }
    }
    return texts
  }

  private static func names(_ field: Substring) -> [(range: Range<Int>, label: String)]? {
    var names: [(range: Range<Int>, label: String)] = []
    for part in field.split(separator: " ") {
      let halves = part.split(separator: ":", maxSplits: 1)
      let bounds = halves[0].split(separator: "-")
      guard halves.count == 2, bounds.count == 2, let start = Int(bounds[0]), let end = Int(bounds[1]),
        start < end, start >= names.last?.range.upperBound ?? 0
      else { return nil }
      names.append((start..<end, String(halves[1])))
    }
    return names
  }
}
