/// A word or a mark of a text as names are compared: case, accents, inner periods and the shape of apostrophes do not count.
///
/// `dell'Agcom` is the units `dell` and `agcom`, whether it is one token or two; `S.p.A.` is `spa`; `&` is `e`.
struct NameUnit {
  enum Kind: UInt8 {
    /// Letters and digits.
    case word
    case comma
    /// The end of a sentence.
    case stop
    case open
    case close
    case quote
    case dash
    case other
  }

  struct Shape: OptionSet {
    let rawValue: UInt16
    /// Its first letter is a capital.
    static let capital = Shape(rawValue: 1)
    static let lowercase = Shape(rawValue: 2)
    /// Two letters or more, all capitals.
    static let allCapitals = Shape(rawValue: 4)
    static let digit = Shape(rawValue: 8)
    /// An apostrophe follows: `dell'`.
    static let elided = Shape(rawValue: 16)
    /// Only a hyphen stands between it and the unit before.
    static let hyphenated = Shape(rawValue: 32)
    /// A period that is part of the token follows: `Art.`
    static let abbreviated = Shape(rawValue: 64)
    static let sentenceStart = Shape(rawValue: 128)
    static let lineStart = Shape(rawValue: 256)
    /// In a line or sentence of capitals, where capitals say nothing.
    static let inCapitals = Shape(rawValue: 512)
    /// A single letter.
    static let initial = Shape(rawValue: 1024)
    /// It touches the unit before: `d'Italia`, `9,5`.
    static let adjacent = Shape(rawValue: 2048)
    /// Capitals after the first letter and small letters too: `BancoPosta`, `eBay`.
    static let mixed = Shape(rawValue: 4096)
  }

  var hash: UInt64
  var start: Int32
  var end: Int32
  var kind: Kind
  var shape: Shape
  var words: Vocabulary.Words

  var isWord: Bool { kind == .word }
  var isCapital: Bool { shape.contains(.capital) }
  var range: Range<Int> { Int(start)..<Int(end) }
}

/// Splits bytes into units.
struct NameScanner {
  private(set) var units: [NameUnit] = []
  /// Look every word up in the vocabulary; a gazetteer, which has no use for it, does not.
  let looksUp: Bool

  private var hash: UInt64 = NameScanner.seed
  private var start = -1
  private var end = 0
  private var letters = 0
  private var capitals = 0
  private var firstIsCapital = false
  private var hasDigit = false
  private var hasPeriod = false
  private var lastPeriod = 0
  /// The last unit is letters with periods between, `S.p.A`, whose own period may be a token apart.
  private var lastIsDotted = false
  private var pendingHyphen = false
  private var lineStart = true

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  static let commaHash: UInt64 = 0x2c2c_2c2c_2c2c_2c2c

  init(looksUp: Bool) { self.looksUp = looksUp }

  mutating func reserveCapacity(_ count: Int) { units.reserveCapacity(count) }
  mutating func removeAll() {
    units.removeAll(keepingCapacity: true)
    start = -1
    pendingHyphen = false
  }

  mutating func markLineStart() { lineStart = true }

  /// One more byte of the current word, folded.
  @inline(__always)
  private mutating func add(_ byte: UInt8, at position: Int, length: Int, capital: Bool, letter: Bool) {
    if start < 0 {
      start = position
      hash = Self.seed
      letters = 0
      capitals = 0
      hasDigit = false
      hasPeriod = false
      firstIsCapital = capital
    }
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    if letter {
      letters += 1
      if capital { capitals += 1 }
    } else {
      hasDigit = true
    }
    end = position + length
  }

  private mutating func flush(_ more: NameUnit.Shape = []) {
    guard start >= 0 else { return }
    var shape = more
    if firstIsCapital { shape.insert(.capital) }
    if letters > 0, capitals == 0 { shape.insert(.lowercase) }
    if letters > 1, capitals == letters { shape.insert(.allCapitals) }
    if letters > capitals, capitals > (firstIsCapital ? 1 : 0) { shape.insert(.mixed) }
    if letters + (hasDigit ? 1 : 0) == 1 { shape.insert(.initial) }
    if hasDigit { shape.insert(.digit) }
    if let last = units.last, Int(last.end) == start { shape.insert(.adjacent) }
    if pendingHyphen { shape.insert(.hyphenated) }
    pendingHyphen = false
    if lineStart { shape.insert(.lineStart) }
    lineStart = false
    // "è" is the verb, not the conjunction "e".
    if letters == 1, end - start == 2 { hash = (hash ^ 0x60) &* 0x100_0000_01b3 }
    lastIsDotted = hasPeriod && end - lastPeriod == 2
    let mixed = Self.mix(hash)
    units.append(
      NameUnit(
        hash: mixed, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), kind: .word,
        shape: shape, words: looksUp ? Vocabulary.words(mixed) : []))
    start = -1
  }

  private mutating func mark(_ kind: NameUnit.Kind, _ position: Int, _ length: Int) {
    flush()
    pendingHyphen = false
    var shape: NameUnit.Shape = lineStart ? .lineStart : []
    if let last = units.last, Int(last.end) == position { shape.insert(.adjacent) }
    // A run of the same mark ("....", "-----") is one.
    if let last = units.last, last.kind == kind, shape.contains(.adjacent), kind != .comma {
      units[units.count - 1].end = Int32(truncatingIfNeeded: position + length)
      return
    }
    units.append(
      NameUnit(
        hash: kind == .comma ? Self.commaHash : 0, start: Int32(truncatingIfNeeded: position),
        end: Int32(truncatingIfNeeded: position + length), kind: kind, shape: shape, words: []))
  }

  @inline(__always)
  static func mix(_ hash: UInt64) -> UInt64 {
    let mixed = (hash ^ (hash >> 29)) &* 0xbf58_476d_1ce4_e5b9
    return mixed ^ (mixed >> 32)
  }

  /// The hash of a folded word.
  static func hash(_ folded: [UInt8]) -> UInt64 {
    mix(folded.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
  }

  /// The hashes of the units of a stretch that is only ASCII letters, digits and blanks, as nearly all names are; false,
  /// and what was appended is of no use, when there is anything else. The same hashes as `scan`, without its units.
  static func hashes(
    ofPlain bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into hashes: inout [UInt64]
  ) -> Bool {
    var hash = seed
    var isInWord = false
    for position in range {
      let byte = bytes[position]
      if byte.isAlphanumeric {
        hash = (hash ^ UInt64(byte >= 0x41 ? byte | 0x20 : byte)) &* 0x100_0000_01b3
        isInWord = true
      } else if byte == 0x20 {
        if isInWord { hashes.append(mix(hash)) }
        hash = seed
        isInWord = false
      } else {
        return false
      }
    }
    if isInWord { hashes.append(mix(hash)) }
    return true
  }

  /// The key of a sequence of units, one unit at a time.
  @inline(__always)
  static func extend(_ key: UInt64, _ unit: UInt64) -> UInt64 {
    let mixed = ((key << 5 | key >> 59) ^ unit) &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ (mixed >> 29)
  }

  /// An address: `booking.com` may be a name, `www.agcom.it/comunicati` is none. O(length).
  mutating func scanAddress(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    let isName = range.count < 64 && bytes[range].allSatisfy { $0.isAlphanumeric || $0 == 0x2e || $0 == 0x2d }
    guard isName else { return mark(.other, range.lowerBound, range.count) }
    scan(bytes, range)
  }

  /// Adds the units of a stretch. A word ends with the stretch. O(length).
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var position = range.lowerBound
    let limit = range.upperBound
    while position < limit {
      let byte = bytes[position]
      switch byte {
      case 0x61...0x7a:
        add(byte, at: position, length: 1, capital: false, letter: true)
      case 0x41...0x5a:
        add(byte | 0x20, at: position, length: 1, capital: true, letter: true)
      case 0x30...0x39:
        add(byte, at: position, length: 1, capital: false, letter: false)
      case 0x20, 0x09:
        flush()
      case 0x0a, 0x0d:
        flush()
        lineStart = true
      case 0x2e:  // .
        if start >= 0 {
          let next = position + 1 < limit ? bytes[position + 1] : 0
          if next.isAlphanumeric || next >= 0xc3 && next < 0xe0 {
            hasPeriod = true
            lastPeriod = position
          } else if hasPeriod, position - lastPeriod <= 2 {
            // The last period of "S.p.A." is its own, that of "Register.it." is the sentence's.
            end = position + 1
            flush()
          } else if position + 1 == limit, range.count < 12 {
            end = position + 1
            flush(.abbreviated)
          } else {
            mark(.stop, position, 1)
          }
        } else if lastIsDotted, let last = units.indices.last, units[last].isWord, Int(units[last].end) == position {
          units[last].end += 1
          lastIsDotted = false
        } else {
          mark(.stop, position, 1)
        }
      case 0x27, 0x60:  // ' `
        apostrophe(bytes, position, 1)
      case 0x2d:
        hyphen(bytes, position, 1, limit: range.upperBound)
      case 0x26:  // &
        flush()
        add(0x65, at: position, length: 1, capital: false, letter: true)
        flush()
      case 0x2b:  // +
        if start >= 0 {
          add(byte, at: position, length: 1, capital: false, letter: false)
        } else {
          mark(.other, position, 1)
        }
      case 0x2c: mark(.comma, position, 1)
      case 0x21, 0x3f: mark(.stop, position, 1)
      case 0x28, 0x5b: mark(.open, position, 1)
      case 0x29, 0x5d: mark(.close, position, 1)
      case 0x22: mark(.quote, position, 1)
      case 0..<0x80: mark(.other, position, 1)
      default:
        position += scanWide(bytes, position, limit)
        continue
      }
      position += 1
    }
    flush()
  }

  private mutating func apostrophe(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ length: Int) {
    if start >= 0 {
      flush(.elided)
    } else if let last = units.indices.last, units[last].isWord, Int(units[last].end) == position {
      units[last].shape.insert(.elided)
    } else {
      // The English genitive as a token of its own: "McDonald 's".
      let next = position + length
      if next < bytes.count, bytes[next] | 0x20 == 0x73, next + 1 == bytes.count || !bytes[next + 1].isAlphanumeric {
        return
      }
      mark(.quote, position, length)
    }
  }

  private mutating func hyphen(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ length: Int, limit: Int) {
    flush()
    let after = position + length
    let next = after < bytes.count ? bytes[after] : 0
    let joinsLeft = units.last.map { $0.isWord && Int($0.end) == position } ?? false
    if joinsLeft, next.isAlphanumeric || next >= 0xc3 { pendingHyphen = true } else { mark(.dash, position, length) }
  }

  /// A scalar beyond ASCII; returns its length.
  private mutating func scanWide(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ limit: Int) -> Int {
    let lead = bytes[position]
    let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1
    guard position + length <= limit, length > 1 else {
      mark(.other, position, 1)
      return 1
    }
    let second = bytes[position + 1]
    switch lead {
    case 0xc2:
      switch second {
      case 0xa0, 0xad: if second == 0xa0 { flush() }
      case 0xab, 0xbb: mark(.quote, position, 2)
      case 0xb4: apostrophe(bytes, position, 2)
      default: mark(.other, position, 2)
      }
    case 0xc3:
      let code = second & 0x3f
      let isCapital = code < 0x1f && code != 0x17
      add(Self.latin1[Int(code & 0x1f)], at: position, length: 2, capital: isCapital, letter: true)
    case 0xc4, 0xc5:
      let code = Int(lead & 1) << 6 | Int(second & 0x3f)
      add(Self.latinExtended[code], at: position, length: 2, capital: code & 1 == 0, letter: true)
    case 0xcc,
      0xcd where lead == 0xcc || second < 0xb0:  // combining marks
      if start >= 0 { end = position + 2 }
    case 0xe2:
      let third = bytes[position + 2]
      if second == 0x80 {
        switch third {
        case 0x98, 0x99, 0x9b: apostrophe(bytes, position, 3)
        case 0x9c...0x9f, 0xb9, 0xba: mark(.quote, position, 3)
        case 0x90...0x95: hyphen(bytes, position, 3, limit: limit)
        case 0xa6: mark(.stop, position, 3)
        case 0x80...0x8a, 0xa8, 0xa9, 0xaf: flush()
        case 0x8b...0x8f: break
        default: mark(.other, position, 3)
        }
      } else {
        mark(.other, position, length)
      }
    case 0xef, 0xf0...0xff: mark(.other, position, length)
    default:
      // Letters of other scripts compare byte by byte.
      for offset in 0..<length {
        add(bytes[position + offset], at: position + offset, length: 1, capital: false, letter: true)
      }
      end = position + length
    }
    return length
  }

  /// Appends the letters and digits of a word as they are compared.
  static func fold(_ word: Slice<UnsafeBufferPointer<UInt8>>, into folded: inout [UInt8]) {
    var position = word.startIndex
    while position < word.endIndex {
      let byte = word[position]
      position += 1
      switch byte {
      case 0x41...0x5a: folded.append(byte | 0x20)
      case 0x30...0x39, 0x61...0x7a, 0x2b: folded.append(byte)
      case 0x26: folded.append(0x65)
      case 0xc3...0xc5 where position < word.endIndex:
        folded.append(baseLetter(byte, word[position]))
        position += 1
      case 0x80...: folded.append(byte)
      default: break
      }
    }
  }

  /// The letter below the accent of U+00C0 to U+017F, whose two bytes these are; 0xc3 to 0xc5 comes first.
  static func baseLetter(_ first: UInt8, _ second: UInt8) -> UInt8 {
    if first == 0xc3 { return latin1[Int(second & 0x1f)] }
    return latinExtended[min(Int(first & 1) << 6 | Int(second & 0x3f), latinExtended.count - 1)]
  }

  private static let latin1 = Array("aaaaaaaceeeeiiiidnooooo*ouuuuyts".utf8)
  private static let latinExtended = Array(
    ("aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii" + "iijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssss"
      + "ttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)
}

extension UInt8 {
  @inline(__always)
  var isAlphanumeric: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7a || self >= 0x30 && self <= 0x39 }
}
