/// Words: elision and truncation, abbreviations, compounds.
extension TokenScanner {
  /// The token that starts with the letter at `start`.
  @inline(__always)
  mutating func word(from start: Int) -> Found {
    var end = start
    while true {
      end = endOfLetters(end)
      guard end < bytes.count else { return finish(start, end, .word) }
      if bytes[end] == UInt8(ascii: " ") {
        position = end
        return Found(range: start..<end, kind: .word)
      }
      switch joined(start, end) {
      case .goes(let next): end = next
      case .ends(let last): return finish(start, last, .word)
      }
    }
  }

  /// The end of the ASCII letters at a position, eight bytes at a time.
  @inline(__always)
  private func endOfLetters(_ position: Int) -> Int {
    var end = position
    while end + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + end).loadUnaligned(as: UInt64.self))
      let others = Self.others(word)
      if others != 0 { return end + others.trailingZeroBitCount / 8 }
      end += 8
    }
    while end < bytes.count, bytes[end] < 0x80, ascii[Int(bytes[end])] == .letter { end += 1 }
    return end
  }

  /// The high bit of every byte that is no letter of ASCII.
  @inline(__always)
  static func others(_ word: UInt64) -> UInt64 {
    // The high bit is set by the first sum from "a" on, by the second past "z".
    let small = (word | 0x2020_2020_2020_2020) & 0x7f7f_7f7f_7f7f_7f7f
    let fromA = small &+ 0x1f1f_1f1f_1f1f_1f1f
    let pastZ = small &+ 0x0505_0505_0505_0505
    return ~(fromA & ~pastZ & ~word) & 0x8080_8080_8080_8080
  }

  enum Joint {
    /// The word goes on at this position.
    case goes(Int)
    /// The word ends at this position.
    case ends(Int)
  }

  /// Whether a word goes on with what stands at `end`, which is no ASCII letter.
  func joined(_ start: Int, _ end: Int) -> Joint {
    switch bytes[end] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .goes(end + 1)
    case UInt8(ascii: "'"): apostrophe(start, end, length: 1)
    case UInt8(ascii: "."): stop(start, end)
    case UInt8(ascii: "-"): hyphen(end, length: 1)
    case UInt8(ascii: "_"): isLetterOrDigit(end + 1) || byte(end + 1) == UInt8(ascii: "_") ? .goes(end + 1) : .ends(end)
    case UInt8(ascii: "/"): slash(start, end)
    case UInt8(ascii: "&"): ampersand(start, end)
    case 0..<0x80: .ends(end)
    default: long(start, end)
    }
  }

  private func long(_ start: Int, _ end: Int) -> Joint {
    let apostropheLength = apostropheLength(end)
    if apostropheLength > 0 { return apostrophe(start, end, length: apostropheLength) }
    // The hyphen and the hyphen that does not break.
    if bytes[end] == 0xe2, byte(end + 1) == 0x80, byte(end + 2) == 0x90 || byte(end + 2) == 0x91 {
      return hyphen(end, length: 3)
    }
    let (found, length) = longScalarClass(end)
    return found == .letter || found == .digit || found == .mark ? .goes(end + length) : .ends(end)
  }

  /// `e-mail`, `Renania-Palatinato` and `g-1` are one token.
  private func hyphen(_ end: Int, length: Int) -> Joint {
    isLetterOrDigit(end + length) ? .goes(end + length) : .ends(end)
  }

  /// `e/o`, `km/h` and `nato/a` are one token, `Camera/Senato` are three.
  private func slash(_ start: Int, _ end: Int) -> Joint {
    var after = end + 1
    while after - end <= 3, isLetter(after) { after += scalarClass(after).length }
    let right = after - end - 1
    guard right > 0, !isLetterOrDigit(after) else {
      return end - start <= 2 && isDigit(end + 1) && !isLetterOrDigit(end + 2) ? .goes(end + 2) : .ends(end)
    }
    let isEnding = right == 1 && end - start >= 3 && isVowel(byte(end + 1)) && isVowel(bytes[end - 1])
    return isEnding || end - start <= 2 && right <= 2 ? .goes(after) : .ends(end)
  }

  /// `AT&T` and `R&S` are one token.
  private func ampersand(_ start: Int, _ end: Int) -> Joint {
    guard end - start <= 4, isCapital(byte(end + 1)) else { return .ends(end) }
    for index in start..<end where !isCapital(bytes[index]) { return .ends(end) }
    return .goes(end + 1)
  }

  // MARK: The apostrophe

  private func apostrophe(_ start: Int, _ end: Int, length: Int) -> Joint {
    let after = end + length
    let (found, _) = scalarClass(after)
    let form = UnsafeBufferPointer(rebasing: bytes[start..<end])
    switch found {
    case .letter:
      if isEnglish(form, after) { return .goes(after) }
      return .ends(after)
    case .digit:
      // dell'8 against anni'90
      return isVowel(bytes[end - 1]) ? .ends(end) : .ends(after)
    case .foreign, .mark:
      return .ends(after)
    default:
      if apostropheLength(after) > 0 { return .ends(end) }
      if ElidedForms.isTruncated(form) || ElidedForms.isElided(form) { return .ends(after) }
      // An accent written as an apostrophe, unless the apostrophe closes a quotation.
      return !isQuoteOpen && isVowel(bytes[end - 1]) ? .ends(after) : .ends(end)
    }
  }

  /// `Moody's`, `don't`, `O'Brien`: no elision.
  private func isEnglish(_ form: UnsafeBufferPointer<UInt8>, _ after: Int) -> Bool {
    if form.count == 1, form[0] == UInt8(ascii: "O"), isCapital(byte(after)) { return true }
    var end = after
    while end < bytes.count, end - after < 3, bytes[end] < 0x80, ascii[Int(bytes[end])] == .letter { end += 1 }
    guard !isLetterOrDigit(end), form.count > 1 || form[0] == UInt8(ascii: "I") else { return false }
    let first = bytes[after]
    switch end - after {
    case 1:
      return first == UInt8(ascii: "s") || first == UInt8(ascii: "m")
        || first == UInt8(ascii: "t") && form[form.count - 1] == UInt8(ascii: "n")
    case 2:
      let second = byte(after + 1)
      return first == UInt8(ascii: "l") && second == first
        || second == UInt8(ascii: "e") && (first == UInt8(ascii: "r") || first == UInt8(ascii: "v"))
    default: return false
    }
  }

  // MARK: The full stop

  private func stop(_ start: Int, _ end: Int) -> Joint {
    let after = end + 1
    let form = UnsafeBufferPointer(rebasing: bytes[start..<end])
    if byte(after) == UInt8(ascii: ".") {
      // "il 23 nov.. Poi": the abbreviation's stop and the sentence's. Three are an ellipsis.
      return byte(after + 1) != UInt8(ascii: ".") && abbreviations[form] != nil ? .ends(after) : .ends(end)
    }
    if isDottedStart(form), isLetter(after), let last = endOfDotted(end) { return .ends(last) }
    let isLone = form.count == 1
    switch scalarClass(after).0 {
    case .letter:
      if let last = endOfDomain(start) { return .ends(last) }
      // A blank is missing: "dott.Rossi", "G.Rossi".
      if isLone, isCapital(form[0]), isCapital(byte(after)) { return .ends(after) }
      if let use = abbreviations[form], !use.isAmbiguous, use.place != .final { return .ends(after) }
      return .ends(end)
    case .digit:
      guard let use = abbreviations[form] else { return isLone && !isVowel(form[0]) ? .ends(after) : .ends(end) }
      return use.place == .reference || use.place == .general ? .ends(after) : .ends(end)
    case .space:
      return isAbbreviation(form, at: after) ? .ends(after) : .ends(end)
    case .punctuation:
      let next = byte(after)
      if next == UInt8(ascii: ",") || next == UInt8(ascii: ";") || next == UInt8(ascii: ":") {
        // No sentence ends before a comma, so this is an abbreviation that no list has, or a slip.
        return form.count <= 4 || !isVowel(form[form.count - 1]) || abbreviations[form] != nil
          ? .ends(after) : .ends(end)
      }
      if let use = abbreviations[form] { return use.isAmbiguous ? .ends(end) : .ends(after) }
      return .ends(end)
    default:
      return abbreviations[form] != nil ? .ends(after) : .ends(end)
    }
  }

  /// Whether a form with a stop, and white space after it, is an abbreviation.
  private func isAbbreviation(_ form: UnsafeBufferPointer<UInt8>, at blank: Int) -> Bool {
    let following = following(blank)
    if form.count == 1, form[0] < 0x80, isCapital(form[0]) || !isVowel(form[0]) {
      // An initial or "n."; but in "vitamina C. La dose" and "la lettera f. Nel caso" a sentence ends.
      return following != .nothing && following != .opener
    }
    guard let use = abbreviations[form] else { return false }
    switch following {
    case .nothing: return use.place == .final && !use.isAmbiguous
    case .capital: return !use.isAmbiguous || use.place == .title
    case .opener: return !use.isAmbiguous
    case .digit: return true
    case .small: return !use.isAmbiguous || use.place == .general
    case .other: return !use.isAmbiguous
    }
  }

  enum Following {
    /// The end of the text or of the paragraph.
    case nothing
    /// A capital letter, or one of the words that open sentences, with a capital.
    case capital, opener
    case small, digit, other
  }

  /// What comes after the blanks at a position.
  func following(_ position: Int) -> Following {
    var next = position
    var lines = 0
    while next < bytes.count {
      let (found, length) = scalarClass(next)
      guard found == .space else { break }
      // So many blanks are the end of something.
      if next - position > 64 { return .nothing }
      if bytes[next] == UInt8(ascii: "\n") { lines += 1 }
      next += length
    }
    guard next < bytes.count, lines < 2 else { return .nothing }
    switch scalarClass(next).0 {
    case .digit: return .digit
    case .letter:
      guard isCapitalScalar(next) else { return .small }
      var end = next
      while end < bytes.count, end - next <= 12, isLetter(end) { end += scalarClass(end).length }
      let isElision = apostropheLength(end) > 0
      return SentenceOpeners.contains(UnsafeBufferPointer(rebasing: bytes[next..<end]), isElision: isElision)
        ? .opener : .capital
    default: return .other
    }
  }

  /// One letter, or a capital and a small one: `S.p.A.`, `Ph.D.`
  private func isDottedStart(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    form.count == 1 || form.count == 2 && isCapital(form[0]) && !isVowel(form[1]) && form[1] < 0x80
  }

  /// The end of `S.p.A.`, `a.C.` or `d.lgs.`, whose first stop is at `stop`; nil when it is none.
  private func endOfDotted(_ stop: Int) -> Int? {
    var end: Int?
    var piece = stop + 1
    // Twelve pieces are more than any abbreviation has.
    for _ in 0..<12 {
      var next = piece
      while next - piece <= 3, next < bytes.count, bytes[next] < 0x80, ascii[Int(bytes[next])] == .letter { next += 1 }
      let length = next - piece
      if (1...3).contains(length), byte(next) == UInt8(ascii: "."), byte(next + 1) != UInt8(ascii: ".") {
        end = next + 1
        piece = next + 1
      } else {
        // The last stop may be missing: "S.p.A, via".
        if length == 1, !isLetterOrDigit(next), apostropheLength(next) == 0 { end = next }
        break
      }
    }
    return end
  }
}

/// Letters of ASCII.
@inline(__always)
func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

/// a, e, i, o, u in either case, or the last byte of one of them with an accent.
@inline(__always)
func isVowel(_ byte: UInt8) -> Bool {
  switch byte | 0x20 {
  case 0x61, 0x65, 0x69, 0x6f, 0x75: byte < 0x80
  case 0xa0...0xbf: true
  default: false
  }
}

extension TokenScanner {
  /// Whether the letter at a position is a capital one.
  func isCapitalScalar(_ position: Int) -> Bool {
    let first = byte(position)
    if first < 0x80 { return isCapital(first) }
    let scalar = bytes.scalar(at: position).value
    return StemmerWord.lowercased(scalar) != scalar
  }
}
