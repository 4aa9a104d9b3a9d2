/// What a piece is, with what it touches.
extension CorrectionSession {
  /// A word of letters, with or without digits among them.
  func isPlain(_ index: Int) -> Bool {
    (pieces[index].kind == .word || pieces[index].kind == .mixed) && !pieces[index].isProtected
      && pieces[index].shape != .upper && pieces[index].count <= 40
  }

  func isHyphen(_ index: Int) -> Bool {
    pieces[index].kind == .mark && pieces[index].count == 1 && text[Int(pieces[index].start)] == 0x2d
  }

  /// – or —, which a hyphen is read as.
  func isDash(_ index: Int) -> Bool {
    guard pieces[index].kind == .mark, pieces[index].count == 3 else { return false }
    let start = Int(pieces[index].start)
    return text[start] == 0xe2 && text[start + 1] == 0x80 && (text[start + 2] == 0x93 || text[start + 2] == 0x94)
  }

  /// Straight or curly, and no part of an elided word.
  func isApostrophe(_ index: Int) -> Bool {
    guard pieces[index].kind == .mark else { return false }
    let start = Int(pieces[index].start)
    if pieces[index].count == 1 { return text[start] == 0x27 }
    return pieces[index].count == 3 && text[start] == 0xe2 && text[start + 1] == 0x80
      && (text[start + 2] == 0x98 || text[start + 2] == 0x99)
  }

  func isCent(_ index: Int) -> Bool {
    pieces[index].count == 2 && text[Int(pieces[index].start)] == 0xc2 && text[Int(pieces[index].end) - 1] == 0xa2
  }

  /// Marks that a letter is read as.
  func isSymbol(_ index: Int) -> Bool {
    guard pieces[index].kind == .mark || pieces[index].kind == .sentenceEnd else { return false }
    switch text[Int(pieces[index].start)] {
    case 0x7c, 0x5d, 0x5b, 0x21, 0x7b, 0x7d, 0x5f, 0x40, 0x23, 0x24, 0x26, 0x7e, 0x5e, 0x60, 0x2a, 0x3c, 0x3e, 0x5c:
      return pieces[index].count == 1
    case 0x25:  // `%`, but not that of a number
      return pieces[index].gap == 1 && index > 0 && pieces[index - 1].kind == .word
    case 0xe2: return pieces[index].count == 3 && text[Int(pieces[index].start) + 1] == 0x82  // €
    case 0xc2:  // ¡ ¢ £ … ©
      let second = text[Int(pieces[index].end) - 1]
      return pieces[index].count == 2 && second != 0xab && second != 0xbb && second != 0xb0 && second != 0xa0
    default: return false
    }
  }

  /// Whether a word hangs on a sign that makes it part of an address, a path or a compound: `example.com`, `e/o`.
  func isBound(_ index: Int, ignoring side: Int = 0) -> Bool {
    if side >= 0, index > 0, pieces[index].gap == 0, isBinding(index - 1) { return true }
    if side <= 0, index + 1 < pieces.count, pieces[index + 1].gap == 0, isBinding(index + 1),
      index + 2 < pieces.count, pieces[index + 2].gap == 0, pieces[index + 2].kind != .mark || isBinding(index + 2)
    {
      // The full stop before a quotation mark ends a sentence.
      return true
    }
    if side == 1, index > 0, pieces[index].gap == 0, isBinding(index - 1) { return true }
    return false
  }

  func isBinding(_ index: Int) -> Bool {
    guard pieces[index].count == 1 else { return false }
    switch text[Int(pieces[index].start)] {
    case 0x2e, 0x2f, 0x5c, 0x40, 0x23, 0x26, 0x3d, 0x5f, 0x2b: return true
    default: return false
    }
  }

  /// Whether blanks stand on both sides.
  func isAlone(_ index: Int) -> Bool {
    index > 0 && index + 1 < pieces.count && (pieces[index].gap == 1 || pieces[index].gap == 2)
      && (pieces[index + 1].gap == 1 || pieces[index + 1].gap == 2)
  }

  /// `Contatti | Privacy | Cookie`: one of several on the line.
  func isSeparator(_ index: Int) -> Bool {
    for step in [-1, 1] {
      var place = index + step
      while place >= 0, place < pieces.count, abs(place - index) < 24, pieces[max(place, place - step)].gap < 3 {
        if text[Int(pieces[place].start)] == text[Int(pieces[index].start)] { return true }
        place += step
      }
    }
    return false
  }

  /// `[ndr]`: the other bracket is near.
  func isInBrackets(_ index: Int) -> Bool {
    let byte = text[Int(pieces[index].start)]
    let other: UInt8
    let places: Range<Int>
    switch byte {
    case 0x5b, 0x7b, 0x3c:
      other = byte + 2
      places = index + 1..<max(index + 1, min(pieces.count, index + 40))
    case 0x5d, 0x7d, 0x3e:
      other = byte - 2
      places = max(0, index - 40)..<index
    default: return false
    }
    for place in places where text[Int(pieces[place].start)] == other { return true }
    return false
  }

  /// What a speck of dirt is read as.
  func isSpeck(_ index: Int) -> Bool {
    guard pieces[index].kind != .word, pieces[index].kind != .number else { return false }
    switch text[Int(pieces[index].start)] {
    case 0x2d, 0x2e, 0x5f, 0x27, 0x7c, 0x7e, 0x2c, 0x22, 0x3a, 0x60, 0x5e, 0x2a: return pieces[index].count == 1
    case 0xe2: return pieces[index].count == 3 && text[Int(pieces[index].start) + 1] == 0x80
    default: return false
    }
  }

  /// Whether a word at the side is unknown too and ends in a consonant: then both may be of another language.
  func hasForeignNeighbor(_ first: Int, _ last: Int) -> Bool {
    for index in [first - 1, last + 1] where index >= 0 && index < pieces.count && pieces[index].kind == .word {
      let end = text[Int(pieces[index].end) - 1]
      let isVowel = WordFormation.isEnding(end) || end == 0x27
      if !pieces[index].isKnown, !isVowel, pieces[index].count >= 3, pieces[index].shape != .upper { return true }
    }
    return false
  }
}
