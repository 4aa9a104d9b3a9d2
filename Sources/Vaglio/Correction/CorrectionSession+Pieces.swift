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

  /// Marks that a letter is read as.
  func isSymbol(_ index: Int) -> Bool {
    guard pieces[index].kind == .mark || pieces[index].kind == .sentenceEnd else { return false }
    switch text[Int(pieces[index].start)] {
    case 0x7c, 0x5d, 0x5b, 0x21, 0x7b, 0x7d, 0x5f, 0x40, 0x24, 0x26, 0x7e, 0x5e, 0x60: return pieces[index].count == 1
    case 0xe2: return pieces[index].count == 3 && text[Int(pieces[index].start) + 1] == 0x82  // €
    case 0xc2: return pieces[index].count == 2 && text[Int(pieces[index].start) + 1] < 0xa4  // ¡ ¢ £
    default: return false
    }
  }

  /// Whether a word hangs on a sign that makes it part of an address, a path or a compound: `example.com`, `e/o`.
  func isBound(_ index: Int, ignoring side: Int = 0) -> Bool {
    if side >= 0, index > 0, pieces[index].gap == 0, isBinding(index - 1) { return true }
    if side <= 0, index + 1 < pieces.count, pieces[index + 1].gap == 0, isBinding(index + 1),
      index + 2 < pieces.count, pieces[index + 2].gap == 0
    {
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
}
