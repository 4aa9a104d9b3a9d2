/// A file of tokens, one a line, with a blank line between sentences: `token`, or `token TAB column TAB …`, as the
/// CoNLL shared tasks have it.
///
/// The tokens make a document of their own: its source is the tokens joined by one blank, the sentences by a line break.
public struct TokenTable: Sendable {
  /// The document, with its tokens and sentences.
  public let document: Document

  private let bytes: [UInt8]
  /// The lines that hold a token, without the line end.
  private var rows: [Range<Int>] = []

  /// - Parameters:
  ///   - bytes: the file; lines end with LF or CR LF.
  ///   - file: its name, for messages.
  /// - Throws: `InputError` with file and line when a line has no token in its first column, or one with a blank in it.
  public init(_ bytes: [UInt8], file: String) throws(InputError) {
    self.bytes = bytes
    var source: [UInt8] = []
    source.reserveCapacity(bytes.count)
    var tokens: [(range: Range<Int>, kind: Token.Kind)] = []
    var sentences: [Range<Int>] = []
    var sentenceStart = 0
    var isInSentence = false
    var position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var number = 0
    while position < bytes.count {
      number += 1
      let lineEnd = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var line = position..<lineEnd
      if let last = bytes[line].last, last == UInt8(ascii: "\r") { line = line.lowerBound..<line.upperBound - 1 }
      position = lineEnd + 1

      guard let tokenEnd = try Self.tokenEnd(bytes[line], file: file, line: number) else {
        if isInSentence { sentences.append(sentenceStart..<source.count) }
        isInSentence = false
        continue
      }
      if !isInSentence {
        if !source.isEmpty { source.append(UInt8(ascii: "\n")) }
        sentenceStart = source.count
        isInSentence = true
      } else {
        source.append(UInt8(ascii: " "))
      }
      let token = bytes[line.lowerBound..<tokenEnd]
      tokens.append((source.count..<source.count + token.count, Self.kind(token)))
      source.append(contentsOf: token)
      rows.append(line)
    }
    if isInSentence { sentences.append(sentenceStart..<source.count) }
    guard source.count <= Int32.max else { throw InputError(file: file, reason: "is larger than 2 GiB: split it") }
    var document = Document(source)
    document.setTokens(tokens)
    document.setSentences(sentences)
    self.document = document
  }

  /// A token and its columns, as they were given.
  func row(_ index: Int) -> ArraySlice<UInt8> {
    index < rows.count ? bytes[rows[index]] : []
  }

  /// Where the first column ends; nil for a blank line.
  private static func tokenEnd(
    _ line: ArraySlice<UInt8>, file: String, line number: Int
  ) throws(InputError) -> Int? {
    let end = line.firstIndex(of: UInt8(ascii: "\t")) ?? line.endIndex
    let token = line[..<end]
    if token.allSatisfy({ $0 == UInt8(ascii: " ") }) {
      if end == line.endIndex { return nil }
      throw InputError(
        file: file, line: number, reason: "has no token in its first column; between sentences leave the line empty")
    }
    if token.contains(UInt8(ascii: " ")) {
      throw InputError(
        file: file, line: number,
        reason: "'\(String(decoding: token.prefix(80), as: UTF8.self))' is more than one token:"
          + " write one token a line, and a tabulator before further columns")
    }
    return end
  }

  /// By the token's letters: what the tokens of running text get from the tokenizer.
  private static func kind(_ token: ArraySlice<UInt8>) -> Token.Kind {
    let string = String(decoding: token, as: UTF8.self)
    var hasLetter = false
    var hasDigit = false
    var hasPunctuation = false
    for scalar in string.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: hasLetter = true
      case .decimalNumber, .letterNumber, .otherNumber: hasDigit = true
      case .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
        .connectorPunctuation, .otherPunctuation:
        hasPunctuation = true
      default: break
      }
    }
    if hasLetter {
      if token.contains(UInt8(ascii: "@")), token.contains(UInt8(ascii: ".")) { return .email }
      if string.hasPrefix("http://") || string.hasPrefix("https://") || string.hasPrefix("www.") { return .url }
      return .word
    }
    if hasDigit { return .number }
    return hasPunctuation ? .punctuation : .symbol
  }
}
