/// Numbers, punctuation and symbols.
extension TokenScanner {
  /// The token that starts with the digit at `start`: `1.234,56`, `10:30`, `27/10/2014`, `270/82`, `1°`, `10mila`.
  mutating func number(from start: Int) -> Found {
    var end = start
    var kind = Token.Kind.number
    var firstSlash = start
    while end < bytes.count {
      let byte = bytes[end]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        end += 1
        continue
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"):
        if kind == .number, isDigit(end + 1) {
          if byte == UInt8(ascii: "/"), firstSlash == start { firstSlash = end }
          end += 2
          continue
        }
        // The acts of the authorities, 43/22/CONS, are one token; of those of the Union, 2002/21/CE, the parts are.
        if byte == UInt8(ascii: "/"), firstSlash > start, isCapital(self.byte(end + 1)), isCapital(self.byte(end + 2)) {
          if isUnion(end + 1) { return finish(start, firstSlash, kind) }
          end += 3
          while isCapital(self.byte(end)) { end += 1 }
          continue
        }
        if byte == UInt8(ascii: "."), kind == .word, isLetter(end + 1), let last = endOfDomain(start) {
          return finish(start, last, .url)
        }
      case UInt8(ascii: ":"):
        // A time: two digits follow.
        if kind == .number, isDigit(end + 1), isDigit(end + 2), !isDigit(end + 3) {
          end += 3
          continue
        }
      case UInt8(ascii: "-"):
        if kind == .number, isRange(start, end) { return finish(start, end, .number) }
        if isDigit(end + 1) || kind == .word && isLetter(end + 1) {
          end += 2
          continue
        }
      case UInt8(ascii: "'"):
        // Minutes: "al 43' del primo tempo".
        if kind == .number, !isQuoteOpen, !isLetterOrDigit(end + 1), apostropheLength(end + 1) == 0 {
          return finish(start, end + 1, .number)
        }
      default:
        let (found, length) = scalarClass(end)
        let isDegree = byte == 0xc2 && self.byte(end + 1) == 0xb0
        if isDegree || byte == 0xc2 && (self.byte(end + 1) == 0xba || self.byte(end + 1) == 0xaa) {
          // 1°, 1º, 1ª are numbers still.
          end += length
          continue
        }
        if found == .letter || found == .digit || found == .mark {
          if found == .letter { kind = .word }
          end += length
          continue
        }
      }
      break
    }
    return finish(start, end, kind)
  }

  /// CE, CEE, UE or EU.
  private func isUnion(_ start: Int) -> Bool {
    let first = byte(start)
    let second = byte(start + 1)
    let isNamed =
      second == UInt8(ascii: "E") && (first == UInt8(ascii: "C") || first == UInt8(ascii: "U"))
      || first == UInt8(ascii: "E") && second == UInt8(ascii: "U")
    let end = byte(start + 2) == UInt8(ascii: "E") ? start + 3 : start + 2
    return isNamed && !isLetterOrDigit(end)
  }

  /// `2000-2006`, `137-103`: two numbers of at most four digits with a hyphen between them are three tokens. A telephone
  /// number starts with 0, a date has two hyphens.
  private func isRange(_ start: Int, _ hyphen: Int) -> Bool {
    guard hyphen - start <= 4, bytes[start] != UInt8(ascii: "0") else { return false }
    for index in start..<hyphen where !isDigit(index) { return false }
    var end = hyphen + 1
    while end - hyphen <= 5, isDigit(end) { end += 1 }
    guard end > hyphen + 1, end - hyphen <= 5 else { return false }
    let next = byte(end)
    return next != UInt8(ascii: "-") && !isLetterOrDigit(end)
      && !((next == UInt8(ascii: "/") || next == UInt8(ascii: ".") || next == UInt8(ascii: ",")) && isDigit(end + 1))
  }

  /// The token that starts with the punctuation or symbol at `start`.
  mutating func mark(from start: Int, _ found: ScalarClass, _ length: Int) -> Found {
    let byte = bytes[start]
    let kind: Token.Kind = found == .symbol ? .symbol : .punctuation
    switch byte {
    case UInt8(ascii: "."):
      return run(start, kind) { $0 == byte }
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      return run(start, kind) { $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "?") }
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "~"),
      UInt8(ascii: "#") where self.byte(start + 1) == byte,
      UInt8(ascii: "<") where self.byte(start + 1) == byte, UInt8(ascii: ">") where self.byte(start + 1) == byte,
      UInt8(ascii: "`"), UInt8(ascii: "|"):
      return run(start, kind) { $0 == byte }
    case UInt8(ascii: "#"), UInt8(ascii: "@"):
      if let end = endOfTag(start) { return finish(start, end, .word) }
    case UInt8(ascii: ":"), UInt8(ascii: ";"):
      if let end = endOfEmoticon(start) { return finish(start, end, .symbol) }
    case UInt8(ascii: "'"):
      return quote(start, length: 1)
    case 0xca:
      if apostropheLength(start) > 0 { return quote(start, length: 2) }
    case 0xe2:
      if apostropheLength(start) > 0 { return quote(start, length: 3) }
      if self.byte(start + 1) == 0x80 {
        if self.byte(start + 2) == 0x98 { isQuoteOpen = true }
        // The ellipsis, however many.
        if self.byte(start + 2) == 0xa6 {
          var end = start + 3
          while self.byte(end) == 0xe2, self.byte(end + 1) == 0x80, self.byte(end + 2) == 0xa6 { end += 3 }
          return finish(start, end, kind)
        }
      }
    default: break
    }
    return finish(start, start + length, kind)
  }

  private mutating func run(_ start: Int, _ kind: Token.Kind, _ belongs: (UInt8) -> Bool) -> Found {
    var end = start + 1
    while end < bytes.count, belongs(bytes[end]) { end += 1 }
    return finish(start, end, kind)
  }

  /// An apostrophe that belongs to no word: `'90`, or a quotation mark.
  private mutating func quote(_ start: Int, length: Int) -> Found {
    let after = start + length
    if isDigit(after), isDigit(after + 1) {
      let end = isDigit(after + 2) ? after + 3 : after + 2
      if !isLetterOrDigit(end) { return finish(start, end, .number) }
    }
    if !isQuoteOpen, isLetter(after) {
      var end = after
      while end < bytes.count, end - after <= 10, bytes[end] < 0x80, ascii[Int(bytes[end])] == .letter { end += 1 }
      if ElidedForms.isBeheaded(UnsafeBufferPointer(rebasing: bytes[after..<end])), apostropheLength(end) == 0,
        !isLetterOrDigit(end)
      {
        return finish(start, end, .word)
      }
    }
    let second = apostropheLength(after)
    if second > 0 { return finish(start, after + second, .punctuation) }
    isQuoteOpen = !isQuoteOpen && isLetterOrDigit(after)
    return finish(start, after, .punctuation)
  }

  /// `#agcom`, `@agcom`.
  private func endOfTag(_ start: Int) -> Int? {
    var end = start + 1
    while end < bytes.count {
      let (found, length) = scalarClass(end)
      guard found == .letter || found == .digit || bytes[end] == UInt8(ascii: "_") else { break }
      end += length
    }
    return end > start + 1 ? end : nil
  }

  /// `:)`, `;-(`, `:D` between blanks.
  private func endOfEmoticon(_ start: Int) -> Int? {
    let eyesEnd = byte(start + 1) == UInt8(ascii: "-") ? start + 2 : start + 1
    switch byte(eyesEnd) {
    case UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "*"): break
    default: return nil
    }
    let isFirst = start == 0 || bytes[start - 1] <= 32
    return isFirst && scalarClass(eyesEnd + 1).0 == .space ? eyesEnd + 1 : nil
  }
}
