/// Decides after which tokens of a text a sentence ends.
struct SentenceBoundaries {
  /// What may end a sentence.
  enum Terminator {
    case none, stop, mark, ellipsis, colon, semicolon
    /// A word that ends with a stop of its own.
    case abbreviation
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeTokens
  /// Asked what follows a position.
  let scanner: TokenScanner
  private var lines: LineShapes
  /// Where the search goes on, and the last token that starts at or before it.
  private var position = 0
  private var index = 0
  /// The first token of the paragraph: of the text, or after a sentence that ends with its line.
  var paragraphStart = 0
  /// The paragraph that is known to be one sentence, by its first token.
  var simpleParagraph = -1
  /// Whether only stops and marks are looked for, to find out if a paragraph is more than one sentence.
  var isProbing = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeTokens) {
    self.bytes = bytes
    self.tokens = tokens
    scanner = TokenScanner(bytes)
    lines = LineShapes(bytes)
  }

  /// The last token of the sentence that starts with token `first`; nil when there is no such token.
  ///
  /// Asked for one sentence after the other. Only the bytes that may end a sentence, or a line, are looked at.
  mutating func nextEnd(from first: Int) -> Int? {
    guard first < tokens.count else { return nil }
    index = max(index, first)
    position = max(position, tokens.start(first))
    while let candidate = nextCandidate() {
      var last = candidate
      // The quotation marks and brackets that close, and further marks, belong to the sentence.
      while last + 1 < tokens.count {
        let gap = tokens.end(last)..<tokens.start(last + 1)
        if !gap.isEmpty, LineShapes.lineEnds(bytes, gap) > 1 {
          paragraphStart = last + 1
          return last
        }
        guard isCloser(last + 1, isJoined: gap.isEmpty) || isTerminatorOnly(last + 1) else { break }
        last += 1
      }
      guard last + 1 < tokens.count else { break }
      position = tokens.start(last + 1)
      index = last + 1
      if endsSentence(after: last, first: first) { return last }
    }
    return tokens.count - 1
  }

  /// The next token that might be the last one of a sentence.
  private mutating func nextCandidate() -> Int? {
    while true {
      position = SentenceMarks.next(in: bytes, from: position)
      guard position < bytes.count else { return nil }
      while index + 1 < tokens.count, tokens.start(index + 1) <= position { index += 1 }
      let end = tokens.end(index)
      // A line end in the gap after the token, or before the first one.
      if position >= end {
        if index + 1 < tokens.count { return index }
      } else if position >= tokens.start(index), terminator(index) != .none {
        return index
      }
      position = max(position + 1, end)
    }
  }

  private mutating func endsSentence(after index: Int, first: Int) -> Bool {
    let gap = tokens.end(index)..<tokens.start(index + 1)
    let lineEnds = gap.isEmpty ? 0 : LineShapes.lineEnds(bytes, gap)
    // The terminator, before quotation marks and brackets that close after it.
    var last = index
    while last > first, index - last < 8, isCloser(last, isJoined: tokens.end(last - 1) == tokens.start(last)) {
      last -= 1
    }
    let terminator = terminator(last)
    if terminator == .none, lineEnds == 0 { return false }
    if gap.isEmpty {
      return last == index && terminator == .stop
        && isBlankMissing(index, Start(bytes, tokens, index + 1, scanner))
    }
    let start = isListItem(index + 1) ? .bullet : Start(bytes, tokens, index + 1, scanner)
    if lineEnds == 1 {
      if let ends = endsAtLineEnd(index, terminator, start, first: first) {
        if ends { paragraphStart = index + 1 }
        return ends
      }
    }
    if terminator == .colon || terminator == .semicolon {
      return endsClause(terminator, at: last, start, first: first)
    }
    return ends(terminator, at: last, closed: last < index, start, first: first)
  }

  private func ends(_ terminator: Terminator, at last: Int, closed: Bool, _ start: Start, first: Int) -> Bool {
    switch terminator {
    case .none, .colon, .semicolon: return false
    case .stop:
      switch start {
      case .capital, .opener: return !isEnumerator(last, first: first)
      case .digit, .opening, .bullet, .foreign: return true
      case .small: return !closed && isEndBeforeSmall(last, first: first)
      case .other: return false
      }
    case .mark:
      switch start {
      case .small: return !closed && isEndBeforeSmall(mark: last)
      case .other: return false
      default: return true
      }
    case .ellipsis:
      if last > first, isOneOf(last - 1, "([") { return false }
      return start == .capital || start == .opener
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

  /// `Cosa resta? la felicità…`, but not `Chi è là? disse lui` or `Yahoo! ha scelto`.
  private func isEndBeforeSmall(mark: Int) -> Bool {
    guard bytes[tokens.end(mark) - 1] == UInt8(ascii: "?") else { return false }
    return !ReportingVerbs.contains(UnsafeBufferPointer(rebasing: bytes[tokens.range(mark + 1)]))
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
    case .number: return !isEnumerator(stop, first: first)
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
