/// Cuts a text into pieces in one pass over its bytes and looks each word up.
struct CorrectionScanner {
  let text: UnsafeBufferPointer<UInt8>
  let forms: FormLexicon
  /// The keys at which rules start.
  let anchors: KeyFilter

  static let longestWord = 48

  /// O(n).
  func pieces() -> [CorrectionPiece] {
    var pieces: [CorrectionPiece] = []
    pieces.reserveCapacity(text.count / 5 + 8)
    var position = 0
    var gap: UInt8 = 3
    while position < text.count {
      let byte = text[position]
      if byte <= 0x20 {
        if byte == 0x0a { gap = gap >= 2 ? 3 : 2 } else if gap == 0 { gap = 1 }
        position += 1
        continue
      }
      if byte == 0xc2, position + 1 < text.count, text[position + 1] == 0xa0 {
        if gap == 0 { gap = 1 }
        position += 2
        continue
      }
      let piece: CorrectionPiece
      if byte &- 0x61 < 26, let word = smallWord(at: position, gap: gap) {
        piece = word
      } else if Self.isWordByte(byte), let word = word(at: position, gap: gap) {
        piece = word
      } else {
        piece = mark(at: position, gap: gap)
      }
      pieces.append(piece)
      position = Int(piece.end)
      gap = 0
    }
    lookUp(&pieces)
    return pieces
  }

  /// What the lexicon says of each word. A look-up waits for memory twice; both are asked for some words ahead.
  private func lookUp(_ pieces: inout [CorrectionPiece]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestWord) { form in
      pieces.withUnsafeMutableBufferPointer { pieces in
        for index in 0..<pieces.count {
          let (far, near) = (index + Self.farAhead, index + Self.nearAhead)
          if far < pieces.count, pieces[far].kind == .word { forms.prefetchSlot(hash: pieces[far].key) }
          if near < pieces.count, pieces[near].kind == .word { forms.prefetchEntry(hash: pieces[near].key) }
          if pieces[index].kind == .word, !pieces[index].isProtected { lookUp(&pieces[index], form) }
        }
      }
    }
  }

  private static let farAhead = 12
  private static let nearAhead = 6

  @inline(__always)
  private func lookUp(_ piece: inout CorrectionPiece, _ buffer: UnsafeMutableBufferPointer<UInt8>) {
    let range = piece.range
    let entry: FormLexicon.Entry?
    // Its bytes are its form: in small letters, with a straight apostrophe.
    if piece.shape == .lower, text[range.upperBound - 1] != 0x99 {
      entry = forms.entry(UnsafeBufferPointer(rebasing: text[range]), hash: piece.key)
    } else {
      let count = lower(range, into: buffer)
      entry = forms.entry(UnsafeBufferPointer(start: buffer.baseAddress, count: count), hash: piece.key)
    }
    if let entry {
      piece.frequency = entry.frequency
      piece.capitalShare = entry.capitalShare
      // `delia` is a name: in lower case it is no word.
      piece.isKnown = piece.shape != .lower || entry.capitalShare < 242
    }
    piece.isSuspicious = !piece.isKnown || piece.shape == .mixed || anchors.mayContain(piece.key)
  }

  /// The form of a word that is no longer than `longestWord`; returns its length.
  private func lower(_ range: Range<Int>, into form: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var length = 0
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = text[position]
      if (0x41...0x5a).contains(byte) {
        form[length] = byte | 0x20
      } else if byte == 0xc3, text[position + 1] < 0x9f {
        form[length] = byte
        form[length + 1] = text[position + 1] + 0x20
        length += 1
        position += 1
      } else if byte == 0xe2 {
        // The apostrophe at its end.
        form[length] = 0x27
        position += 2
      } else {
        form[length] = byte
      }
      length += 1
      position += 1
    }
    return length
  }

  /// Letters, digits, and the lead bytes of Latin letters and of the ligatures fi and fl.
  @inline(__always)
  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte) || (0x30...0x39).contains(byte)
      || (0xc3...0xc9).contains(byte) || byte == 0xef || byte == 0xcc || byte == 0xcd
  }

  /// A run of small letters without accents, as three words of four are; nil where anything else is part of the word.
  @inline(__always)
  private func smallWord(at start: Int, gap: UInt8) -> CorrectionPiece? {
    var position = start
    var key: UInt64 = 0xcbf2_9ce4_8422_2325
    while position < text.count, text[position] &- 0x61 < 26 {
      key = (key ^ UInt64(text[position])) &* 0x100_0000_01b3
      position &+= 1
    }
    if position < text.count {
      let byte = text[position]
      // Not a digit, a capital, an apostrophe, nor what may be a letter or a curly apostrophe.
      guard byte < 0x80, byte != 0x27, byte &- 0x30 > 9, byte &- 0x41 > 25 else { return nil }
    }
    guard position &- start <= Self.longestWord else { return nil }
    return CorrectionPiece(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: position), key: key, kind: .word,
      shape: .lower, gap: gap)
  }

  /// A run of letters and digits.
  private func word(at start: Int, gap: UInt8) -> CorrectionPiece? {
    var position = start
    var length = 0
    var key: UInt64 = 0xcbf2_9ce4_8422_2325
    var letters = 0
    var capitals = 0
    var digits = 0
    var isFirstCapital = false
    @inline(__always)
    func put(_ byte: UInt8) {
      length += 1
      key = (key ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    scan: while position < text.count {
      let byte = text[position]
      switch byte {
      case 0x61...0x7a:
        put(byte)
        letters += 1
        position += 1
      case 0x41...0x5a:
        put(byte | 0x20)
        if letters + digits == 0 { isFirstCapital = true }
        letters += 1
        capitals += 1
        position += 1
      case 0x30...0x39:
        put(byte)
        digits += 1
        position += 1
      case 0xc3...0xc9, 0xcc, 0xcd:
        guard position + 1 < text.count, UTF8.isContinuation(text[position + 1]) else { break scan }
        var second = text[position + 1]
        if byte == 0xc3 {
          if second == 0x97 || second == 0xb7 { break scan }
          if second < 0x9f {
            second += 0x20
            if letters + digits == 0 { isFirstCapital = true }
            capitals += 1
          }
        }
        put(byte)
        put(second)
        letters += 1
        position += 2
      case 0xef:
        // ﬀ to ﬆ.
        guard position + 2 < text.count, text[position + 1] == 0xac, (0x80...0x86).contains(text[position + 2]) else {
          break scan
        }
        put(byte)
        put(text[position + 1])
        put(text[position + 2])
        letters += 1
        position += 3
      case 0x2e, 0x2c:
        // 1.000 and 3,5
        guard letters == 0, digits > 0, position + 1 < text.count, (0x30...0x39).contains(text[position + 1]) else {
          break scan
        }
        put(byte)
        position += 1
      default: break scan
      }
    }
    guard position > start else { return nil }
    var piece = CorrectionPiece(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: position), key: BoundaryKey.number,
      kind: .number, shape: .lower, gap: gap)
    if digits > 0 {
      piece.kind = letters > 0 ? .mixed : .number
      if letters == 0, position - start <= 2 {
        piece.isSuspicious = true
        // `1'effetto`
        if digits == 1, text[start] == 0x31, let width = apostrophe(at: position), position + width < text.count,
          Self.isWordByte(text[position + width]), !(0x30...0x39).contains(text[position + width])
        {
          piece.end = Int32(truncatingIfNeeded: position + width)
          piece.kind = .mixed
          return piece
        }
      }
      if letters > 0 { piece.isSuspicious = digits < letters || (letters == 1 && digits == 1) }
      piece.shape = isFirstCapital ? (capitals == letters ? .upper : .capitalized) : .lower
      return piece
    }
    if let width = apostrophe(at: position) {
      let isElided =
        position + width < text.count && Self.isWordByte(text[position + width])
        && !(0x30...0x39).contains(text[position + width])
      let isPo = length == 2 && text[start] | 0x20 == 0x70 && text[start + 1] | 0x20 == 0x6f
      if isElided || isPo {
        put(0x27)
        position += width
        piece.end = Int32(truncatingIfNeeded: position)
      }
    }
    piece.kind = .word
    piece.key = key
    if capitals == 0 {
      piece.shape = .lower
    } else if capitals == letters {
      piece.shape = letters == 1 ? .capitalized : .upper
    } else {
      piece.shape = isFirstCapital && capitals == 1 ? .capitalized : .mixed
    }
    if length > Self.longestWord { piece.isProtected = true }
    return piece
  }

  private func apostrophe(at position: Int) -> Int? {
    guard position < text.count else { return nil }
    if text[position] == 0x27 { return 1 }
    if text[position] == 0xe2, position + 2 < text.count, text[position + 1] == 0x80, text[position + 2] == 0x99 {
      return 3
    }
    return nil
  }

  /// `i!`, `de!`: a mark behind one letter or two, which may be one of the word.
  private func endsShortWord(_ mark: Int) -> Bool {
    var start = mark
    while start > 0, mark - start < 3, text[start - 1] | 0x20 &- 0x61 < 26 { start -= 1 }
    return start < mark && mark - start < 3 && (start == 0 || text[start - 1] <= 0x20)
  }

  /// `legis!azione`
  private func isInsideWord(_ mark: Int) -> Bool {
    mark > 0 && mark + 1 < text.count && text[mark - 1] &- 0x61 < 26 && text[mark + 1] &- 0x61 < 26
  }

  private func mark(at start: Int, gap: UInt8) -> CorrectionPiece {
    let byte = text[start]
    var width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    for index in 1..<max(2, width) where index < width {
      if start + index >= text.count || !UTF8.isContinuation(text[start + index]) {
        width = 1
        break
      }
    }
    var piece = CorrectionPiece(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: start + width),
      key: BoundaryKey.punctuation, kind: .mark, shape: .lower, gap: gap)
    switch byte {
    case 0x2c:
      piece.kind = .comma
      piece.key = BoundaryKey.comma
      piece.isSuspicious = gap > 0
    case 0x2e, 0x21, 0x3f:
      piece.kind = .sentenceEnd
      piece.key = BoundaryKey.sentenceEnd
      piece.isSuspicious = gap > 0 || byte == 0x21 && (endsShortWord(start) || isInsideWord(start))
    case 0x3b, 0x3a, 0x29: piece.isSuspicious = gap > 0
    case 0x2d: piece.isSuspicious = true
    case 0x25: piece.isSuspicious = gap == 1
    case 0xc2:
      // A quotation mark that closes, or a cent, with a blank before it; `abb¡amo`.
      let second = text[start + width - 1]
      piece.isSuspicious = gap > 0 ? second == 0xbb || second == 0xa2 : second >= 0xa1 && second <= 0xa5
    // `hal\no`
    case 0x5c: piece.isSuspicious = gap == 0 && start + 1 < text.count && text[start + 1] &- 0x61 < 26
    case 0xe2:
      piece.isSuspicious =
        gap > 0 && width == 3 && text[start + 1] == 0x80 && text[start + 2] == 0x9d
        || width == 3 && text[start + 1] == 0x82
    case 0x40, 0x26, 0x7c, 0x5d, 0x5b, 0x7b, 0x7d, 0x5f, 0x7e, 0x5e, 0x60: piece.isSuspicious = true
    default: break
    }
    return piece
  }
}
