/// Decides after which tokens of a text a sentence ends.
struct SentenceBoundaries {
  /// What may end a sentence.
  enum Terminator {
    case none, stop, mark, ellipsis, colon, semicolon
    /// A word that ends with a stop of its own.
    case abbreviation
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: TokenLayer
  /// Asked what follows a position.
  private let scanner: TokenScanner
  private let forms = FormLexicon.italian
  private var lines: LineShapes

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: TokenLayer) {
    self.bytes = bytes
    self.tokens = tokens
    scanner = TokenScanner(bytes)
    lines = LineShapes(bytes)
  }

  /// The last token of the sentence that starts with token `first`; nil when there is no such token.
  mutating func nextEnd(from first: Int) -> Int? {
    guard first < tokens.count else { return nil }
    // White space is a newline that counts, or nothing; words with one blank after them are most of any text.
    for index in first..<tokens.count - 1 {
      let end = tokens.end(index)
      let next = tokens.start(index + 1)
      if tokens.kind(index) == .word, next == end + 1, bytes[end] == UInt8(ascii: " "),
        bytes[end - 1] != UInt8(ascii: ".")
      {
        continue
      }
      if endsSentence(after: index, first: first) { return index }
    }
    return tokens.count - 1
  }

  private mutating func endsSentence(after index: Int, first: Int) -> Bool {
    let gap = tokens.end(index)..<tokens.start(index + 1)
    let lineEnds = gap.isEmpty ? 0 : LineShapes.lineEnds(bytes, gap)
    if lineEnds > 1 { return true }
    if isCloser(index + 1, isJoined: gap.isEmpty) || isTerminatorOnly(index + 1) { return false }
    // The terminator, before quotation marks and brackets that close after it.
    var last = index
    while last > first, index - last < 8, isCloser(last, isJoined: tokens.end(last - 1) == tokens.start(last)) {
      last -= 1
    }
    let terminator = terminator(last)
    let start = isListItem(index + 1) ? .bullet : Start(bytes, tokens, index + 1, scanner)
    if lineEnds == 1 {
      if let ends = endsAtLineEnd(index, terminator, start, first: first) { return ends }
    }
    if gap.isEmpty { return last == index && terminator == .stop && isBlankMissing(index, start) }
    return ends(terminator, at: last, closed: last < index, start, first: first)
  }

  private func ends(_ terminator: Terminator, at last: Int, closed: Bool, _ start: Start, first: Int) -> Bool {
    switch terminator {
    case .none: return false
    case .stop:
      switch start {
      case .capital, .opener: return !isEnumerator(last, first: first)
      case .digit, .opening, .bullet, .foreign: return true
      case .small: return !closed && isEndBeforeSmall(last, first: first)
      case .other: return false
      }
    case .mark: return start != .small && start != .other
    case .ellipsis:
      if last > first, isOneOf(last - 1, "([") { return false }
      return start == .capital || start == .opener
    // "Resta un dubbio: Dove finisce il fiume?", but not "i nomi: Poste, Enel".
    case .colon, .semicolon:
      return start == .opener || start == .capital && isCommonWord(last + 1) || isListItem(last + 1)
    case .abbreviation:
      return endsWithAbbreviation(last, start)
    }
  }

  private func endsWithAbbreviation(_ index: Int, _ start: Start) -> Bool {
    let range = tokens.range(index)
    let form = UnsafeBufferPointer(rebasing: bytes[range.lowerBound..<range.upperBound - 1])
    switch scanner.abbreviations[form]?.place {
    case .title, .reference: return false
    case .final: return start == .capital || start == .opener
    case .general, nil: return start == .opener
    }
  }

  // MARK: Line ends

  /// Whether a sentence ends at a line end; nil where the line end is no more than a blank.
  private mutating func endsAtLineEnd(
    _ index: Int, _ terminator: Terminator, _ start: Start, first: Int
  ) -> Bool? {
    if start == .bullet { return true }
    switch terminator {
    case .stop, .mark, .ellipsis: return start == .small ? nil : true
    case .colon, .semicolon: return start == .small || start == .other ? nil : true
    case .abbreviation, .none:
      guard start != .small, start != .other, !isOneOf(index, ",(-–—/&") else { return nil }
      let line = lines.line(endingAt: tokens.end(index))
      let next = lines.length(from: tokens.start(index + 1))
      // A paragraph to a line, or a line before such a paragraph.
      if line.length > LineShapes.longestWrapped || next > LineShapes.longestWrapped { return true }
      if terminator == .abbreviation { return nil }
      if scanner.apostropheLength(tokens.end(index) - 1) > 0 { return nil }
      let startsHere = tokens.start(first) >= line.start
      // Running prose of narrow columns: the line is about as long as the one before it.
      if !startsHere { return line.length * 10 < line.previousLength * 7 ? true : nil }
      return line.length <= LineShapes.longestHeading ? true : nil
    }
  }

  // MARK: Tokens

  /// A quotation mark or bracket that closes.
  private func isCloser(_ index: Int, isJoined: Bool) -> Bool {
    guard tokens.kind(index) == .punctuation else { return false }
    let range = tokens.range(index)
    switch bytes[range.lowerBound] {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return true
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return isJoined
    case 0xc2: return bytes[range.upperBound - 1] == 0xbb  // »
    case 0xe2:  // ’ ” ›
      guard range.count == 3, bytes[range.lowerBound + 1] == 0x80 else { return false }
      let last = bytes[range.lowerBound + 2]
      return last == 0x9d || last == 0xba || last == 0x99 && isJoined
    default: return false
    }
  }

  /// A stop or mark that goes on with what ends the sentence: `!».`
  private func isTerminatorOnly(_ index: Int) -> Bool {
    let terminator = terminator(index)
    return terminator != .none && terminator != .abbreviation && terminator != .ellipsis
      || terminator == .ellipsis && tokens.start(index) > 0 && tokens.end(index - 1) == tokens.start(index)
  }

  private func terminator(_ index: Int) -> Terminator {
    let range = tokens.range(index)
    switch tokens.kind(index) {
    case .punctuation:
      switch bytes[range.lowerBound] {
      case UInt8(ascii: "."): return range.count == 1 ? .stop : .ellipsis
      case UInt8(ascii: "!"), UInt8(ascii: "?"): return .mark
      case UInt8(ascii: ":"): return .colon
      case UInt8(ascii: ";"): return .semicolon
      case 0xe2 where range.count >= 3 && bytes[range.lowerBound + 1] == 0x80:
        switch bytes[range.lowerBound + 2] {
        case 0xa6: return .ellipsis
        case 0xbc, 0xbd: return .mark  // ‼ ‽
        default: return .none
        }
      default: return .none
      }
    case .word: return range.count > 1 && bytes[range.upperBound - 1] == UInt8(ascii: ".") ? .abbreviation : .none
    default: return .none
    }
  }

  private func isOneOf(_ index: Int, _ scalars: StaticString) -> Bool {
    let range = tokens.range(index)
    let length = scalars.utf8CodeUnitCount
    guard range.count <= 3, range.count <= length else { return false }
    search: for offset in 0...length - range.count {
      for place in 0..<range.count where scalars.utf8Start[offset + place] != bytes[range.lowerBound + place] {
        continue search
      }
      return true
    }
    return false
  }

  /// `a) il danno`, `ii) le spese`, `2) parità`: what an item of a list starts with.
  private func isListItem(_ index: Int) -> Bool {
    guard index + 2 < tokens.count, tokens.kind(index) == .word || tokens.kind(index) == .number else { return false }
    let range = tokens.range(index)
    let bracket = tokens.range(index + 1)
    return range.count <= 4 && bracket.count == 1 && bracket.lowerBound == range.upperBound
      && bytes[bracket.lowerBound] == UInt8(ascii: ")") && tokens.start(index + 2) > bracket.upperBound
  }

  /// `858. Comprensorio`: the number of the paragraph that it starts.
  private func isEnumerator(_ stop: Int, first: Int) -> Bool {
    stop == first + 1 && tokens.kind(first) == .number
  }

  /// Whether a word with a capital is one that mostly has none.
  private func isCommonWord(_ index: Int) -> Bool {
    var form: [UInt8] = []
    StemmerWord.appendLowercased(UnsafeBufferPointer(rebasing: bytes[tokens.range(index)]), to: &form)
    guard let entry = form.withUnsafeBufferPointer({ forms[$0] }) else { return forms.count == 0 }
    return entry.capitalShare < 128
  }

  /// `la moda. a impatto`: whether a sentence ends at a stop though a small letter follows.
  ///
  /// Italian words end in vowels, abbreviations that no list has in consonants. A name may end in any letter.
  private func isEndBeforeSmall(_ stop: Int, first: Int) -> Bool {
    guard stop > first else { return false }
    let range = tokens.range(stop - 1)
    switch tokens.kind(stop - 1) {
    case .word:
      if range.count >= 3, isVowel(bytes[range.upperBound - 1]) { return true }
      guard range.count >= 4, isCapital(bytes[range.lowerBound]) else { return false }
      let next = tokens.range(stop + 1)
      return SentenceOpeners.contains(UnsafeBufferPointer(rebasing: bytes[next]), isElision: false)
    case .number: return range.count >= 3 && !isEnumerator(stop, first: first)
    case .punctuation: return isCloser(stop - 1, isJoined: true)
    default: return false
    }
  }

  /// `alla fine.Il governo`: the stop stands between a word in small letters and one with a capital.
  private func isBlankMissing(_ stop: Int, _ start: Start) -> Bool {
    guard start == .capital || start == .opener, stop > 0, tokens.kind(stop - 1) == .word,
      tokens.kind(stop + 1) == .word
    else { return false }
    let before = tokens.range(stop - 1)
    let after = tokens.range(stop + 1)
    return before.count >= 3 && before.upperBound == tokens.start(stop) && !isCapital(bytes[before.upperBound - 1])
      && (after.count > 1 && !isCapital(bytes[after.lowerBound + 1]))
  }
}

extension SentenceBoundaries {
  /// What a sentence might start with.
  enum Start {
    /// A word with a capital; one of the function words that open sentences.
    case capital, opener
    case small, digit
    /// A quotation mark, a bracket or a dash.
    case opening
    /// The mark of a list's item.
    case bullet
    /// A letter or symbol of a script without capitals.
    case foreign
    case other

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: TokenLayer, _ index: Int, _ scanner: TokenScanner) {
      let range = tokens.range(index)
      let first = bytes[range.lowerBound]
      switch tokens.kind(index) {
      case .number: self = .digit
      case .url, .email: self = .capital
      case .word:
        switch scanner.following(range.lowerBound) {
        case .capital: self = .capital
        case .opener: self = .opener
        case .small: self = .small
        case .digit: self = .digit
        case .nothing, .other: self = .foreign
        }
      case .symbol: self = first < 0x80 ? .other : .foreign
      case .punctuation:
        let next = range.upperBound < bytes.count ? bytes[range.upperBound] : 0
        switch first {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"):
          self = .opening
        case UInt8(ascii: "-"), UInt8(ascii: "*"): self = next <= 32 ? .bullet : .opening
        case UInt8(ascii: "."): self = .opening
        case 0xc2 where range.count == 2: self = bytes[range.lowerBound + 1] == 0xb7 ? .bullet : .opening
        case 0xe2 where range.count == 3 && bytes[range.lowerBound + 1] == 0x80:
          // • and dashes
          switch bytes[range.lowerBound + 2] {
          case 0xa2: self = .bullet
          case 0x93, 0x94: self = next <= 32 ? .bullet : .opening
          default: self = .opening
          }
        default: self = .other
        }
      }
    }
  }
}
