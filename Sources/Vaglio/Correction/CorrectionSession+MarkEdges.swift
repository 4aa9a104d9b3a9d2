/// Marks and signs: read wrong, put there by a speck, or a part of what is glued around them.
extension CorrectionSession {
  /// Another mark, or none.
  mutating func addMarkEdges(_ index: Int) {
    if pieces[index].gap == 0, pieces[index + 1].gap == 0 {
      addSpan(index - 1, index + 1, Limits(cost: 12, edits: 1, isGeneric: false))
      return
    }
    switch text[Int(pieces[index].start)] {
    case 0x2e:
      lattice.append(
        index, index, form: CollectionOfOne(UInt8(0x2c)), words: [boundaries.comma], cost: Float(3 + noise.cost),
        edits: 1)
    case 0x2c:
      lattice.append(
        index, index, form: CollectionOfOne(UInt8(0x2e)), words: [boundaries.sentenceEnd], cost: Float(4 + noise.cost),
        edits: 1)
    default: break
    }
    lattice.append(index, index, form: EmptyCollection<UInt8>(), words: [], cost: Float(5 + noise.cost), edits: 1)
  }

  mutating func addSymbolEdges(_ index: Int) {
    let byte = text[Int(pieces[index].start)]
    if isAlone(index) {
      guard noise.isNoisy || (byte == 0x40 || byte >= 0xc2) && !isSeparator(index) else { return }
      addSpan(index, index, Limits(cost: 9, edits: 1, isGeneric: false, splits: false))
      if noise.isNoisy { addSpeckEdge(index) }
      return
    }
    guard noise.isNoisy, byte != 0x40, !isInBrackets(index) else { return }
    addGlob(index)
    if pieces[index].gap > 0, index + 1 < pieces.count, pieces[index + 1].gap > 0 || isSpeck(index + 1) {
      addSpan(index, index, Limits(cost: 9, edits: 1, isGeneric: false, splits: false))
    }
  }

  /// Nothing, where a sign stands; one that a letter is read as is hardly ever a speck.
  mutating func addSpeckEdge(_ index: Int) {
    let isLetter: Bool
    switch text[Int(pieces[index].start)] {
    case 0x25, 0x26, 0x40, 0xe2: isLetter = isSymbol(index)
    case 0xc2: isLetter = isCent(index)
    default: isLetter = false
    }
    lattice.append(
      index, index, form: EmptyCollection<UInt8>(), words: [], cost: Float((isLetter ? 14 : 4) + noise.cost), edits: 1)
  }

  /// `i! governo`, `de! popolo`: a short word with a mark behind it that ends no sentence.
  mutating func addExclamationEdges(_ index: Int) {
    guard text[Int(pieces[index].start)] == 0x21, pieces[index].gap == 0, index > 0, index + 1 < pieces.count,
      isPlain(index - 1), pieces[index - 1].count <= 2, pieces[index + 1].gap == 1 || pieces[index + 1].gap == 2,
      pieces[index + 1].kind == .word
    else { return }
    addSpan(index - 1, index, Limits(cost: 9, edits: 1, isGeneric: false, splits: false))
  }

  /// All that is glued together: of `con_ano` no part is a word by itself.
  mutating func addGlob(_ index: Int) {
    var first = index
    while first > 0, index - first < 5, pieces[first].gap == 0, isGlue(first - 1) { first -= 1 }
    var last = index
    while last + 1 < pieces.count, last - index < 5, pieces[last + 1].gap == 0, isGlue(last + 1) { last += 1 }
    // Marks at the ends are marks.
    while first < index, !isSymbol(first), !isPlain(first), pieces[first].kind != .number { first += 1 }
    while last > index, !isSymbol(last), !isPlain(last), pieces[last].kind != .number { last -= 1 }
    // Signs alone are no word.
    guard first < last, (first...last).contains(where: isPlain) else { return }
    let limits = Limits(cost: 14, edits: 3)
    addSpan(first, last, limits)
    // `Ne!` with and without the sign.
    if isSymbol(last), last - 1 > first { addSpan(first, last - 1, limits) }
    if isSymbol(first), first + 1 < last { addSpan(first + 1, last, limits) }
  }

  private func isGlue(_ index: Int) -> Bool {
    if pieces[index].isProtected { return false }
    if isSymbol(index) || isPlain(index) || pieces[index].kind == .number { return true }
    switch text[Int(pieces[index].start)] {
    case 0x27, 0x28, 0x29, 0x3b, 0x3a, 0x2e, 0x2c, 0x22, 0x2f: return pieces[index].count == 1
    case 0xe2, 0xc2: return pieces[index].kind == .mark
    default: return false
    }
  }
}
