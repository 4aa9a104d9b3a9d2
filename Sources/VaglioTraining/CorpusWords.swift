/// Breaks a line of running text into what is counted: forms in lower case, numbers, punctuation.
///
/// A form is a run of Latin letters; `dell'` before a letter and `po'` keep their apostrophe; a word with hyphens inside
/// is one form (`e-mail`).
struct CorpusWords {
  enum Kind { case word, number, comma, punctuation, sentenceEnd, foreign }

  /// Calls `body` with each piece: kind, the form in lower case (empty for all but words), whether its first letter was
  /// a capital.
  static func forEach(
    in line: UnsafeBufferPointer<UInt8>, _ body: (Kind, UnsafeBufferPointer<UInt8>, _ isCapital: Bool) -> Void
  ) {
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: line.count + 4) { form in
      var position = 0
      while position < line.count {
        let byte = line[position]
        if byte <= 0x20 {
          position += 1
          continue
        }
        let start = position
        var length = 0
        var hasDigit = false
        var isForeign = false
        scan: while position < line.count {
          let (letter, width) = Self.letter(line, position)
          switch letter {
          case .latin(let first, let second):
            form[length] = first
            length += 1
            if width == 2 {
              form[length] = second
              length += 1
            }
          case .foreign:
            isForeign = true
          case .digit:
            hasDigit = true
          case .none:
            // `e-mail`, and 1.000 or 3,5: joined when a letter or digit stands on both sides.
            let joint = line[position]
            guard position > start, position + width < line.count else { break scan }
            let next = Self.letter(line, position + width).letter
            if joint == 0x2d, !hasDigit, next.isLatin {
              form[length] = joint
              length += 1
            } else if joint == 0x2e || joint == 0x2c, hasDigit, length == 0, next == .digit {
            } else {
              break scan
            }
          }
          position += width
        }
        if position == start {
          let width = Self.letter(line, position).width
          let byte = line[position]
          position += width
          switch byte {
          case 0x2c: body(.comma, empty, false)
          case 0x2e, 0x21, 0x3f:
            let isEnd = position >= line.count || Self.startsSentence(line, position)
            body(isEnd ? .sentenceEnd : .punctuation, empty, false)
          default: body(.punctuation, empty, false)
          }
          continue
        }
        if hasDigit {
          body(.number, empty, false)
          continue
        }
        let isCapital = Self.isCapital(line, start)
        // The apostrophe: part of an elided form, of po', and else punctuation.
        if let width = Self.apostrophe(line, position) {
          let isElided = position + width < line.count && Self.letter(line, position + width).letter.isLatin
          let isPo = length == 2 && form[0] == 0x70 && form[1] == 0x6f
          if isElided || isPo {
            form[length] = 0x27
            length += 1
            position += width
          }
        }
        body(isForeign ? .foreign : .word, UnsafeBufferPointer(start: form.baseAddress, count: length), isCapital)
      }
    }
  }

  enum Letter: Equatable {
    case latin(UInt8, UInt8)
    case foreign, digit, none
    var isLatin: Bool { if case .latin = self { true } else { false } }
  }

  /// The letter at a position, in lower case, and how many bytes it has.
  private static func letter(_ line: UnsafeBufferPointer<UInt8>, _ position: Int) -> (letter: Letter, width: Int) {
    let byte = line[position]
    switch byte {
    case 0x61...0x7a: return (.latin(byte, 0), 1)
    case 0x41...0x5a: return (.latin(byte | 0x20, 0), 1)
    case 0x30...0x39: return (.digit, 1)
    case 0..<0x80: return (.none, 1)
    default: break
    }
    let width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    guard position + width <= line.count else { return (.none, line.count - position) }
    if width == 2 {
      let second = line[position + 1]
      if byte == 0xc3, second != 0x97, second != 0xb7 {
        return (.latin(byte, second < 0x9f ? second + 0x20 : second), 2)
      }
      if byte == 0xc4 || byte == 0xc5 { return (.latin(byte, second), 2) }
      return (byte >= 0xcc ? .foreign : .none, 2)
    }
    // General punctuation and symbols are U+2000 to U+2BFF.
    if width == 3, byte == 0xe2, line[position + 1] < 0xb0 { return (.none, 3) }
    return (width == 1 ? .none : .foreign, width)
  }

  private static func apostrophe(_ line: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int? {
    guard position < line.count else { return nil }
    if line[position] == 0x27 { return 1 }
    if position + 2 < line.count, line[position] == 0xe2, line[position + 1] == 0x80, line[position + 2] == 0x99 {
      return 3
    }
    return nil
  }

  private static func isCapital(_ line: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    let byte = line[position]
    if byte < 0x80 { return (0x41...0x5a).contains(byte) }
    return byte == 0xc3 && position + 1 < line.count && line[position + 1] < 0x9f
  }

  /// Whether, after a full stop, a new sentence starts: blank, perhaps a quote, and a capital or digit.
  private static func startsSentence(_ line: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    var place = position
    var hasBlank = false
    while place < line.count {
      let byte = line[place]
      if byte == 0x20 {
        hasBlank = true
      } else if isCapital(line, place) {
        return hasBlank
      } else if (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0xc3 || byte == 0x2c {
        return false
      }
      place += 1
      if place > position + 8 { return false }
    }
    return true
  }
}
