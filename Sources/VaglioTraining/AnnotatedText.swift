public import Vaglio

/// A text with its tokens and the names that somebody has marked in it.
public struct AnnotatedText: Sendable {
  /// The text with its tokens.
  public let document: Document
  /// The names, in order: bytes of the text, and the label.
  public let names: [(range: Range<Int>, label: String)]

  /// Whether its tokens were given: then names are runs of tokens.
  public let isTokenTable: Bool

  public init(document: Document, names: [(range: Range<Int>, label: String)], isTokenTable: Bool = false) {
    self.document = document
    self.names = names
    self.isTokenTable = isTokenTable
  }

  /// The names that a stage has put on a copy of the document, as runs of tokens where tokens were given.
  public func names(in document: Document) -> [(range: Range<Int>, label: String)] {
    guard isTokenTable else { return document.entities.map { ($0.textRange, $0.label.name) } }
    let tokens = document.tokens.map(\.textRange)
    var next = 0
    return document.entities.map { entity in
      while next + 1 < tokens.count, tokens[next].upperBound <= entity.textRange.lowerBound { next += 1 }
      var last = next
      while last + 1 < tokens.count, tokens[last + 1].lowerBound < entity.textRange.upperBound { last += 1 }
      return (tokens[next].lowerBound..<tokens[last].upperBound, entity.label.name)
    }
  }

  // MARK: Files

  /// Reads a file: CoNLL (`token TAB … TAB tag`, a blank line between sentences) where its name ends with `.conll`, else
  /// marked lines (`id TAB genre TAB text` with `[[Agcom|regulator]]`).
  /// - Parameter sentencesPerText: of a CoNLL file, which says nothing of texts, this many sentences make one.
  /// - Throws: `InputError` with file and line.
  public static func read(_ bytes: [UInt8], file: String, sentencesPerText: Int = 12) throws(InputError)
    -> [AnnotatedText]
  {
    file.hasSuffix(".conll")
      ? try texts(conll: bytes, file: file, sentencesPerText: sentencesPerText) : try texts(marked: bytes, file: file)
  }

  private static func texts(conll bytes: [UInt8], file: String, sentencesPerText: Int) throws(InputError)
    -> [AnnotatedText]
  {
    var texts: [AnnotatedText] = []
    var start = 0
    var sentences = 0
    var position = 0
    var isBlank = true
    func add(upTo end: Int) throws(InputError) {
      texts.append(try text(conll: Array(bytes[start..<end]), file: file))
      start = end
      sentences = 0
    }
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 0x0a) ?? bytes.count
      let isEmpty = bytes[position..<end].allSatisfy { $0 == 0x20 || $0 == 0x0d }
      position = min(end + 1, bytes.count)
      if isEmpty, !isBlank {
        sentences += 1
        if sentences == sentencesPerText { try add(upTo: position) }
      }
      isBlank = isEmpty
    }
    if start < bytes.count { try add(upTo: bytes.count) }
    return texts
  }

  private static func text(conll bytes: [UInt8], file: String) throws(InputError) -> AnnotatedText {
    let table = try TokenTable(bytes, file: file)
    var names: [(range: Range<Int>, label: String)] = []
    var token = 0
    var isOpen = false
    for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      var line = line
      if line.last == 0x0d { line = line.dropLast() }
      if line.allSatisfy({ $0 == 0x20 }) {
        isOpen = false
        continue
      }
      guard token < table.document.tokens.count else { break }
      let range = table.document.tokens[token].textRange
      token += 1
      let tag = String(
        decoding: line[((line.lastIndex(of: 0x09).map { $0 + 1 }) ?? line.startIndex)..<line.endIndex], as: UTF8.self)
      let label = String(tag.dropFirst(2))
      if tag.hasPrefix("I-"), isOpen, let last = names.last, last.label == label {
        names[names.count - 1].range = last.range.lowerBound..<range.upperBound
      } else if tag.hasPrefix("B-") || tag.hasPrefix("I-") {
        names.append((range, label))
        isOpen = true
      } else {
        isOpen = false
      }
    }
    return AnnotatedText(document: table.document, names: names, isTokenTable: true)
  }

  private static func texts(marked bytes: [UInt8], file: String) throws(InputError) -> [AnnotatedText] {
    var texts: [AnnotatedText] = []
    for (index, line) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
      guard !line.isEmpty, line.first != UInt8(ascii: "#") else { continue }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      texts.append(try text(marked: Array(fields[fields.count - 1]), file: file, line: index + 1))
    }
    return texts
  }

  private static func text(marked bytes: [UInt8], file: String, line: Int) throws(InputError) -> AnnotatedText {
    var text: [UInt8] = []
    var names: [(range: Range<Int>, label: String)] = []
    var start = -1
    var position = 0
    while position < bytes.count {
      if position + 1 < bytes.count, bytes[position] == 0x5b, bytes[position + 1] == 0x5b {
        if start >= 0 {
          throw InputError(file: file, line: line, reason: "a name begins inside a name: end it with ']]'")
        }
        start = text.count
        position += 2
        continue
      }
      if start >= 0, bytes[position] == 0x7c {
        guard let end = bytes[position...].firstIndex(of: 0x5d), end + 1 < bytes.count, bytes[end + 1] == 0x5d else {
          throw InputError(file: file, line: line, reason: "a label without its end: write [[name|label]]")
        }
        names.append((start..<text.count, String(decoding: bytes[position + 1..<end], as: UTF8.self)))
        start = -1
        position = end + 2
        continue
      }
      text.append(bytes[position])
      position += 1
    }
    if start >= 0 { throw InputError(file: file, line: line, reason: "a name without its label: write [[name|label]]") }
    var document = Document(text)
    Tokenizer().process(&document)
    return AnnotatedText(document: document, names: names)
  }

  // MARK: Variants

  /// The text in capitals, as headlines are, or in small letters, as people type; nil where a letter would not keep its
  /// size.
  public func variant(isUppercase: Bool) -> AnnotatedText {
    var text: [UInt8] = []
    var previous: UInt8 = 0
    for byte in document.text {
      let isLatin1 = previous == 0xc3
      previous = byte
      if isUppercase {
        let isSmall = byte &- 0x61 < 26 || isLatin1 && byte &- 0xa0 < 0x1f && byte != 0xb7
        text.append(isSmall ? byte & ~0x20 : byte)
      } else {
        let isCapital = byte &- 0x41 < 26 || isLatin1 && byte &- 0x80 < 0x1f && byte != 0x97
        text.append(isCapital ? byte | 0x20 : byte)
      }
    }
    var copy = Document(text)
    copy.setTokens(document.tokens.map { ($0.textRange, $0.kind) })
    return AnnotatedText(document: copy, names: names, isTokenTable: isTokenTable)
  }
}
