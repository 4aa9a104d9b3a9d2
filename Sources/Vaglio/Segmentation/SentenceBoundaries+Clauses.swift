/// Colons and semicolons.
extension SentenceBoundaries {
  /// Whether a sentence ends at a colon or semicolon, as it does in the treebanks of Italian: in running text always, but
  /// not in a paragraph that has no other end (a headline, a caption, an item), in brackets, or in a list of short items.
  mutating func endsClause(_ terminator: Terminator, at last: Int, _ start: Start, first: Int) -> Bool {
    if start == .bullet { return true }
    if isProbing || start == .other { return false }
    // "Scuole materne: 20 aprile"
    if start == .digit, terminator == .colon { return false }
    let mark = tokens.start(last)
    if terminator == .semicolon, isInShortList(mark) || isInBrackets(mark, from: tokens.start(first)) { return false }
    if terminator == .colon, isInBrackets(mark, from: tokens.start(first)) { return false }
    if first > paragraphStart { return true }
    if simpleParagraph == paragraphStart { return false }
    var probe = self
    probe.isProbing = true
    if let end = probe.nextEnd(from: first), end + 1 < tokens.count,
      LineShapes.lineEnds(bytes, tokens.end(end)..<tokens.start(end + 1)) == 0
    {
      return true
    }
    simpleParagraph = paragraphStart
    return false
  }

  /// `Terni, azioni 300; Valdarno, azioni 1000; Ilva, azioni 500`: three semicolons or more, close to each other.
  private func isInShortList(_ mark: Int) -> Bool {
    let longest = 48
    func next(_ position: Int, _ step: Int) -> Int? {
      var other = position + step
      while other >= 0, other < bytes.count, abs(other - position) <= longest {
        if bytes[other] == UInt8(ascii: ";") { return other }
        other += step
      }
      return nil
    }
    var gaps = 0
    for step in [-1, 1] {
      var position = mark
      while gaps < 2, let other = next(position, step) {
        gaps += 1
        position = other
      }
    }
    return gaps >= 2
  }

  /// Whether a bracket is open. Looks back at most as far as a remark in brackets is long.
  private func isInBrackets(_ mark: Int, from start: Int) -> Bool {
    var position = mark
    while position > start, mark - position < 200 {
      position -= 1
      switch bytes[position] {
      case UInt8(ascii: "("), UInt8(ascii: "["): return true
      case UInt8(ascii: ")"), UInt8(ascii: "]"): return false
      default: break
      }
    }
    return false
  }
}
