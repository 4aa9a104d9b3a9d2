/// Hyphens on a noisy page that the shape of what is around them explains, whatever the lattice thinks.
extension CorrectionSession {
  mutating func examineHyphens() {
    guard pieces.count > 2 else { return }
    var cut: [Range<Int>] = []
    for index in 1..<pieces.count - 1 where isHyphen(index) && !pieces[index].isProtected {
      if pieces[index].gap > 0 {
        examineGluedSpeck(index)
        continue
      }
      let place = Int(pieces[index].start)..<Int(pieces[index + 1].start)
      switch origin(ofHyphen: index) {
      case .cutWord: cut.append(place)
      case .cutName: decide(place, "", rule: "hyphen/line-end-unknown", confidence: 0.75)
      case .blank: decide(place, " ", rule: "hyphen/between-words", confidence: 0.8)
      case .unclear: break
      }
    }
    // One may be meant, two of them are line ends.
    guard cut.count + noise.repairedCuts > 1 || noise.isNoisy && errors > 1 else { return }
    for place in cut { decide(place, "", rule: "hyphen/line-end", confidence: 0.8) }
  }

  /// `disporre -una riduzione`: a speck before a word; not `- come detto -` nor a list.
  private mutating func examineGluedSpeck(_ index: Int) {
    guard noise.isNoisy, errors >= 1, pieces[index].gap == 1, pieces[index + 1].gap == 0,
      pieces[index + 1].kind == .word,
      pieces[index + 1].shape == .lower, pieces[index + 1].isKnown, pieces[index - 1].kind == .word,
      pieces[index - 1].shape == .lower, pieces[index - 1].isKnown,
      index + 2 == pieces.count || pieces[index + 2].gap > 0 || pieces[index + 2].kind == .comma
        || pieces[index + 2].kind == .sentenceEnd,
      !hasHyphenAround(index)
    else { return }
    decide(pieces[index].range, "", rule: "speck/glued", confidence: 0.8)
  }

  /// Whether another hyphen with a blank at its side is a few words on or back: the two are dashes.
  private func hasHyphenAround(_ index: Int) -> Bool {
    for other in max(0, index - 24)..<min(pieces.count, index + 24)
    where other != index && isHyphen(other)
      && (pieces[other].gap > 0 || other + 1 == pieces.count || pieces[other + 1].gap > 0)
    {
      return true
    }
    return false
  }

  /// What a hyphen between two pieces was.
  private enum HyphenOrigin {
    /// `com-messo`: a line end, in a word that texts know well.
    case cutWord
    /// `Lavi-tola`, `Tsar-naev`: a line end, in a name that no list has, of which a half is no word either.
    case cutName
    /// `hanno-potuto`: Italian joins no such word with a hyphen.
    case blank
    case unclear
  }

  private func origin(ofHyphen index: Int) -> HyphenOrigin {
    let (first, last) = (index - 1, index + 1)
    guard pieces[last].gap < 2, isPlain(first), isPlain(last), pieces[first].shape != .mixed,
      pieces[last].shape == .lower, !isBound(first, ignoring: 1), !isBound(last, ignoring: -1),
      pieces[first].kind == .word, pieces[last].kind == .word, text[Int(pieces[first].end) - 1] != 0x27,
      !(last + 1 < pieces.count && isHyphen(last + 1) && pieces[last + 1].gap == 0)
    else { return .unclear }
    let hasBlank = pieces[last].gap > 0
    if hasBlank, isCoordination(last) { return .unclear }
    let (left, right) = (lowered(pieces[first].range), lowered(pieces[last].range))
    let whole = left + right
    guard whole.count >= 5 else { return .unclear }
    let found = whole.withUnsafeBufferPointer { forms[$0] }
    if let compound = (left + [0x2d] + right).withUnsafeBufferPointer({ forms[$0] }),
      Int(compound.frequency) + 40 > found.map({ Int($0.frequency) }) ?? -1
    {
      return .unclear
    }
    let isPrefix = Self.prefixes.contains(left) && !Self.nativePrefixes.contains(left)
    if let found {
      // `nulla-osta`, `turn-over`: two words, and rarely one.
      let areWords = min(left.count, right.count) >= 4 && pieces[first].frequency > 16 && pieces[last].frequency > 16
      let isItalian = whole.last.map(WordFormation.isEnding) ?? false
      return isItalian && !isPrefix && found.frequency > (areWords && !hasBlank ? 40 : 8) ? .cutWord : .unclear
    }
    guard noise.isNoisy, errors >= 1 else { return .unclear }
    if noise.hasLineEndHyphens, pieces[first].shape == .capitalized, !isPrefix, left.count > 1, right.count > 1,
      !pieces[last].isKnown || pieces[last].frequency < 30 || !pieces[first].isKnown && right.count < 5,
      !pieces[first].isKnown || !pieces[last].isKnown
    {
      return .cutName
    }
    let areNeverJoined =
      Self.neverJoined.contains(left) && pieces[last].frequency > 30 || Self.neverJoined.contains(right)
    return !hasBlank && pieces[first].isKnown && pieces[last].isKnown && areNeverJoined ? .blank : .unclear
  }

  private static let neverJoined: Set<[UInt8]> = Set(
    [
      "il", "lo", "la", "gli", "le", "un", "una", "del", "dello", "della", "dei", "degli", "delle", "al", "alla", "ai",
      "agli", "alle", "dal", "dalla", "dai", "dagli", "dalle", "nel", "nella", "nei", "nelle", "sul", "sulla", "sui",
      "ha", "hanno", "è", "sono", "era", "erano", "che", "di", "ed", "con", "per", "si",
    ].map { Array($0.utf8) })
}
