/// Letters that are misread in ways which the place they stand at gives away, on a misread page: `|'Unione`, `de11'Onda`,
/// `. lo sono`, `(li cui`, `potrc')`. The lattice knows words; these are known by their shape, whatever the word.
extension CorrectionSession {
  /// One pass over the pieces, O(n); on a page that is not misread over those that no list has, for bars and digits.
  mutating func readLetters() {
    guard pieces.count > 1 else { return }
    let isMisread = noise.isNoisy && errors >= 1
    // Nobody writes these.
    for index in unlisted where !pieces[index].isProtected {
      if byte(index) == 0x7c { readBarForL(index) } else if pieces[index].kind == .mixed { readElevens(index) }
    }
    guard isMisread else { return }
    for index in pieces.indices where !pieces[index].isProtected {
      if pieces[index].count <= 2, index == 0 || pieces[index].gap > 0 { readArticle(index) }
      switch pieces[index].kind {
      case .word:
        switch byte(index) {
        case 0x6c: readSmallL(index)
        case 0x49: readCapitalI(index)
        case 0x50, 0x56, 0x46: readElidedArticle(index)
        default: break
        }
        if pieces[index].shape == .mixed {
          readRomanNumber(index)
        } else if !pieces[index].isKnown {
          readLastLetter(index)
        }
      case .mixed: readWordWithZero(index)
      case .number: readZero(index)
      case .mark, .sentenceEnd: readMark(index)
      case .comma: break
      }
    }
  }

  private mutating func change(_ range: Range<Int>, _ string: String, _ rule: String, _ confidence: Float = 0.85) {
    decide(range, string, rule: rule, confidence: confidence)
  }

  /// The first byte of a piece.
  private func startRange(_ index: Int) -> Range<Int> { Int(pieces[index].start)..<Int(pieces[index].start) + 1 }

  // MARK: Words

  /// `. lo sono`: the capital of the sentence was an I; `l'lnno`, `lstituto`: no word begins so.
  private mutating func readSmallL(_ index: Int) {
    let piece = pieces[index]
    guard piece.shape == .lower, piece.count >= 2 else { return }
    if piece.count == 2, text[Int(piece.start) + 1] == 0x6f {
      guard index > 0, piece.gap == 1, pieces[index - 1].kind == .sentenceEnd, pieces[index - 1].gap == 0,
        index + 1 < pieces.count, pieces[index + 1].gap == 1, pieces[index + 1].kind == .word
      else { return }
      let next = word(index + 1)
      let (own, other) = (word(index), context.word(Self.me[...]))
      guard own.count > 0, other.count > 0,
        context.pairCount(other, next) / other.count > 2 * context.pairCount(own, next) / own.count
      else { return }
      return change(startRange(index), "I", "ocr/l-i", 0.8)
    }
    let second = text[Int(piece.start) + 1]
    guard piece.count >= 4, !piece.isKnown, Self.neverBehindL.contains(second), !isBound(index),
      index + 1 == pieces.count || pieces[index + 1].gap > 0 || pieces[index + 1].kind != .mixed,
      // `"ltre`: the mark is a letter, too.
      index == 0 || piece.gap > 0 || pieces[index - 1].kind == .word || byte(index - 1) == 0x28
    else { return }
    // `ltinno` is `hanno`.
    guard Self.behindI.contains(second) || isWord([0x69] + lowered(piece.range).dropFirst()) else { return }
    // Surer than a reading with a small i, which looks less like it.
    change(startRange(index), "I", "ocr/l-i", 0.9)
  }

  private static let me = Array("io".utf8)
  private static let behindI: Set<UInt8> = Set("mnrs".utf8)
  private static let neverBehindL: Set<UInt8> = Set("bdfgmnprstv".utf8)

  /// `XVl`, `Vlll`: a number of Rome's. In acronyms an l may be a digit (`TGl`).
  private mutating func readRomanNumber(_ index: Int) {
    let range = pieces[index].range
    guard (3...6).contains(range.count), text[range.lowerBound] != 0x6c, !isBound(index),
      text[range].allSatisfy({ $0 == 0x6c || $0 == 0x49 || $0 == 0x56 || $0 == 0x58 })
    else { return }
    for place in range where text[place] == 0x6c { change(place..<place + 1, "I", "ocr/l-i", 0.8) }
  }

  /// `I'altro`, `I‘altro`: English elides before consonants only.
  private mutating func readCapitalI(_ index: Int) {
    let piece = pieces[index]
    let last = text[Int(piece.end) - 1]
    let next: Int
    if piece.count == 2 || piece.count == 4, last == 0x27 || last == 0x99 {
      next = index + 1
    } else if piece.count == 1, index + 1 < pieces.count, pieces[index + 1].gap == 0, isApostrophe(index + 1) {
      // One that opens a quotation is a piece by itself.
      next = index + 2
    } else {
      return
    }
    guard next < pieces.count, pieces[next].gap == 0, pieces[next].kind == .word, startsWithVowel(next) else { return }
    change(startRange(index), opensSentence(index) ? "L" : "l", "ocr/i-l")
  }

  /// Whether a sentence has ended before a piece; a quotation mark alone does not say so.
  private func opensSentence(_ index: Int) -> Bool {
    index == 0 || pieces[index].gap == 3 || pieces[index].gap > 0 && pieces[index - 1].kind == .sentenceEnd
  }

  private func startsWithVowel(_ index: Int) -> Bool {
    let first = byte(index)
    return first == 0xc3 || CandidateSearch.elidesBefore(first | 0x20)
  }

  /// `Paltro`, `Vimpegno`: the article and its apostrophe, read as a capital.
  private mutating func readElidedArticle(_ index: Int) {
    let piece = pieces[index]
    guard piece.shape == .capitalized, !piece.isKnown, piece.count >= 6, index > 0, piece.gap == 1,
      !startsSentence(index), pieces[index - 1].kind == .word, pieces[index - 1].shape == .lower,
      CandidateSearch.elidesBefore(text[Int(piece.start) + 1]), !isBound(index)
    else { return }
    let rest = lowered(Int(piece.start) + 1..<Int(piece.end))
    guard let entry = forms[rest], entry.frequency >= Self.usual,
      entry.capitalShare < 128
    else { return }
    change(startRange(index), cased([0x6c, 0x27], like: .lower), "ocr/word", 0.8)
  }

  /// The frequency class of words that everybody knows.
  private static let usual: UInt8 = 25

  /// `. li ministro`, `H ministro`, `che it governo`, `. A1 termine`: an article or a preposition whose letters look alike, where
  /// texts have the word behind it with that one, and not with what stands there.
  private mutating func readArticle(_ index: Int) {
    var last = index
    while last + 1 < pieces.count, pieces[last + 1].gap == 0, pieces[last + 1].count == 1, last - index < 2 {
      last += 1
    }
    let range = Int(pieces[index].start)..<Int(pieces[last].end)
    guard range.count <= 2, last + 1 < pieces.count, pieces[last + 1].gap == 1 else { return }
    let next = last + 1
    guard pieces[next].kind == .word, pieces[next].shape == .lower || pieces[next].shape == .capitalized,
      pieces[next].isKnown, pieces[next].capitalShare < 200, pieces[next].count > 2
    else { return }
    let read = Array(text[range])
    let opens = opensSentence(index)
    let printed: [UInt8]
    if opens ? Self.readForCapitalIl.contains(read) : Self.readForIl.contains(read) {
      printed = Self.il
    } else if Self.readForAl.contains(read) {
      printed = Self.al
    } else {
      return
    }
    let (following, article) = (word(next), context.word(printed[...]))
    let pair = context.pairCount(article, following)
    guard pair >= Self.leastPair, pair > 5 * context.pairCount(word(index), following) else { return }
    if opens {
      // What ends no sentence may be an abbreviation's or a misread comma.
      guard index == 0 || pieces[index].gap == 3 || endsInWord(before: index) else { return }
    } else {
      guard pieces[index - 1].kind == .comma || pieces[index - 1].kind == .word && pieces[index - 1].shape == .lower,
        !hasForeignNeighbor(index, last),
        context.pairCount(word(index - 1), article) > 0
      else { return }
    }
    let isCapital = opens || read[0] == 0x41
    change(range, cased(printed, like: isCapital ? .capitalized : .lower), "ocr/il", 0.8)
  }

  private static let leastPair = 3.0
  private static let il = Array("il".utf8)
  private static let al = Array("al".utf8)
  private static let readForCapitalIl: Set<[UInt8]> = Set(
    [
      "I", "H", "1", "li", "ll", "11", "ii", "lI", "Ii", "It", "If", "fl", "1l", "l1", "I1", "Jl", "lJ", "I!", "I]",
      "I|",
      "l|", "|l", "||", "{|", "|]", "l]", "i|", "i]", "|!", "!!",
    ].map { Array($0.utf8) })
  private static let readForIl: Set<[UInt8]> = Set(
    ["it", "if", "i]", "ii", "iI", "i|", "i1", "H", "fl", "ll", "1l", "jl", "i!", "lI", "#", "!!", "|!"].map {
      Array($0.utf8)
    })
  private static let readForAl: Set<[UInt8]> = Set(["A1", "AI", "a1", "aI", "a|", "a]", "A|"].map { Array($0.utf8) })

  /// `potrc')`: the accent and its letter in three signs; `Italial` behind a bracket that nothing closes.
  private mutating func readLastLetter(_ index: Int) {
    let piece = pieces[index]
    let end = Int(piece.end)
    guard piece.count >= 3, piece.shape == .lower || piece.shape == .capitalized else { return }
    switch text[end - 1] {
    case 0x63:
      guard index + 2 < pieces.count, pieces[index + 1].gap == 0, isApostrophe(index + 1), pieces[index + 2].gap == 0,
        pieces[index + 2].count == 1, byte(index + 2) == 0x29
      else { return }
      let form = lowered(Int(piece.start)..<end - 1) + [0xc3, 0xb2]
      if isWord(form) { change(end - 1..<Int(pieces[index + 2].end), "ò", "ocr/c')-ò", 0.9) }
    case 0x6c:
      guard
        index + 1 == pieces.count || pieces[index + 1].gap > 0 || pieces[index + 1].kind == .comma
          || pieces[index + 1].kind == .sentenceEnd
      else { return }
      let form = lowered(Int(piece.start)..<end - 1)
      guard frequency(form) >= Int(Self.usual), isInOpenBracket(index) else { return }
      change(end - 1..<end, ")", "ocr/l-)", 0.8)
    default: break
    }
  }

  /// Whether a bracket is open, and nothing closes it in this sentence or the next words.
  private func isInOpenBracket(_ index: Int) -> Bool {
    var place = index - 1
    while place >= 0, index - place < Self.reachOfBracket, pieces[place + 1].gap < 3 {
      if byte(place) == 0x29 { return false }
      if byte(place) == 0x28 { break }
      place -= 1
    }
    guard place >= 0, byte(place) == 0x28 else { return false }
    return !isClosed(index)
  }

  /// Whether a bracket that closes comes before one that opens, within a few words.
  private func isClosed(_ index: Int) -> Bool {
    var place = index + 1
    while place < pieces.count, place - index < Self.reachOfBracket, pieces[place].gap < 3 {
      if byte(place) == 0x28 { return false }
      if byte(place) == 0x29 { return true }
      place += 1
    }
    return false
  }

  /// In pieces.
  private static let reachOfBracket = 30

  // MARK: Digits

  /// `de11'Onda`, `a11'estero`
  private mutating func readElevens(_ index: Int) {
    guard index + 2 < pieces.count, pieces[index + 1].gap == 0, isApostrophe(index + 1), pieces[index + 2].gap == 0,
      pieces[index + 2].kind == .word && startsWithVowel(index + 2) || pieces[index + 2].kind == .mixed,
      text[pieces[index].range].suffix(2).elementsEqual([0x31, 0x31])
    else { return }
    guard Self.beforeLL.contains(lowered(pieces[index].range).dropLast(2)) else { return }
    let end = Int(pieces[index].end)
    change(end - 2..<end, "ll", "ocr/11-ll", 0.95)
  }

  private static let beforeLL: Set<ArraySlice<UInt8>> = Set(
    ["de", "a", "da", "ne", "su", "que", "be"].map { Array($0.utf8)[...] })

  /// `L0 stesso`, `n0`: short words in o.
  private mutating func readWordWithZero(_ index: Int) {
    let piece = pieces[index]
    guard piece.count == 2, text[Int(piece.end) - 1] == 0x30, index == 0 || piece.gap > 0, index + 1 < pieces.count,
      pieces[index + 1].gap == 1, pieces[index + 1].kind == .word, pieces[index + 1].shape == .lower,
      pieces[index + 1].isKnown, Self.beforeO.contains(byte(index) | 0x20)
    else { return }
    change(Int(piece.end) - 1..<Int(piece.end), "o", "ocr/0-o", 0.8)
  }

  private static let beforeO: Set<UInt8> = Set("lhsn".utf8)

  /// `alunni 0 docenti`: the conjunction, where no number is meant.
  private mutating func readZero(_ index: Int) {
    // `una sequenza di lunghezza 0 in Uno`: alone on a page it is a number.
    guard errors >= 1, pieces[index].count == 1, byte(index) == 0x30, index > 0, index + 1 < pieces.count,
      pieces[index].gap == 1,
      pieces[index + 1].gap == 1, pieces[index - 1].kind == .word, pieces[index + 1].kind == .word,
      pieces[index - 1].shape == .lower, pieces[index + 1].shape == .lower, pieces[index - 1].isKnown,
      pieces[index + 1].isKnown, !isBehindPreposition(index)
    else { return }
    let (before, after) = (before(index), after(index))
    let gain =
      context.score(before: before, [context.word(Self.or[...])], after: after)
      - context.score(before: before, [boundaries.number], after: after)
    if gain > 0 { change(pieces[index].range, "o", "ocr/0-o", 0.8) }
  }

  private static let or = Array("o".utf8)
  /// `3 a 0 la partita`: a number, and no conjunction.
  func isBehindPreposition(_ index: Int) -> Bool {
    index > 0 && pieces[index].gap == 1 && pieces[index - 1].kind == .word
      && Self.beforeNumbers.contains(lowered(pieces[index - 1].range))
  }

  private static let beforeNumbers: Set<[UInt8]> = Set(
    ["a", "da", "di", "in", "per", "con", "su", "tra", "fra", "il", "lo", "al", "dal", "del", "uno", "numero"].map {
      Array($0.utf8)
    })

  // MARK: Marks

  /// `per |'Unione`, inside a sentence, and nothing that closes a quotation.
  private mutating func readBarForL(_ index: Int) {
    guard pieces[index].count == 1, index > 0, pieces[index].gap == 1, pieces[index - 1].kind == .word,
      index + 2 < pieces.count, pieces[index + 1].gap == 0, isApostrophe(index + 1), pieces[index + 2].gap == 0,
      pieces[index + 2].kind == .word || pieces[index + 2].kind == .mixed, startsWithVowel(index + 2),
      index + 3 == pieces.count || !isApostrophe(index + 3)
    else { return }
    change(pieces[index].range, "l", "ocr/|-l", 0.9)
  }

  private mutating func readMark(_ index: Int) {
    let piece = pieces[index]
    guard piece.count == 1, index + 1 < pieces.count, pieces[index + 1].gap == 0 else { return }
    switch byte(index) {
    case 0x7c where piece.gap == 0 || index == 0 || pieces[index - 1].kind != .word, 0x21:
      // `«|'Unione`, `del!'economia`
      guard index + 2 < pieces.count, isApostrophe(index + 1), pieces[index + 2].gap == 0,
        pieces[index + 2].kind == .word, startsWithVowel(index + 2)
      else { return }
      if piece.gap == 0, index > 0 {
        guard pieces[index - 1].kind == .word, Self.beforeL.contains(lowered(pieces[index - 1].range)) else { return }
        return change(piece.range, "l", "ocr/|-l", 0.9)
      }
      change(piece.range, opensSentence(index) ? "L" : "l", "ocr/|-l", 0.9)
    case 0x28:
      // `(li cui`; not `(la Camera`, whose other bracket was misread.
      guard pieces[index + 1].kind == .word, byte(index + 1) == 0x6c, pieces[index + 1].shape == .lower,
        pieces[index + 1].count <= 5, !isClosed(index)
      else { return }
      let form = [0x64] + lowered(pieces[index + 1].range).dropFirst()
      guard Self.withD.contains(form) else { return }
      change(Int(piece.start)..<Int(pieces[index + 1].start) + 1, "d", "ocr/(l-d", 0.85)
    default: break
    }
  }

  private static let beforeL: Set<[UInt8]> = Set(
    ["del", "al", "dal", "nel", "sul", "quel", "bel"].map { Array($0.utf8) })
  private static let withD: Set<[UInt8]> = Set(
    ["di", "del", "dal", "dai", "della", "delle", "dello", "dalla", "dalle", "dopo"].map { Array($0.utf8) })
}
