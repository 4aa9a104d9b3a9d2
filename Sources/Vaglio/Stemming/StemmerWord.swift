internal import CICU

/// The fixed buffer in which a word is stemmed: one byte a character, in Latin-1.
///
/// One byte a character makes regions and lengths plain numbers, and nearly every Italian word is the same bytes in
/// ASCII, Latin-1 and UTF-8. A character outside Latin-1 is held by a placeholder, which no rule touches, and is read
/// again from the word when the result is written.
struct StemmerWord {
  /// Bytes before the first character, so that eight bytes can be read at the end of any word.
  static let margin = 8
  /// The most bytes a word may have: the vowels of a word are the bits of one number.
  static let longest = 64
  /// Room for margin, characters, and the few bytes that are written past the end.
  static let capacity = margin + longest + 8

  /// Stands for a character outside Latin-1.
  static let placeholder: UInt8 = 0x80

  /// The first character.
  let characters: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  /// Which characters are vowels; the first is the lowest bit.
  var vowels: UInt64 = 0
  /// Whether a u or i stands for a consonant and is written U or I.
  var hasMarks = false
  private var isASCII = true
  let endings = SnowballItalian.endings

  /// - Parameter buffer: at least `capacity` bytes.
  init(_ buffer: UnsafeMutableRawBufferPointer) {
    precondition(buffer.count >= Self.capacity, "the buffer holds a word")
    let bytes = buffer.bindMemory(to: UInt8.self)
    bytes[..<Self.margin].update(repeating: 0)
    characters = bytes.baseAddress.unsafelyUnwrapped + Self.margin
  }

  /// Takes a word over, in lower case. False when it is too long.
  @inline(__always)
  mutating func load(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count <= Self.longest else { return false }
    var mixed: UInt8 = 0
    var vowels: UInt64 = 0
    var hasQ = false
    for index in 0..<word.count {
      let character = Self.lowercased(word[index])
      mixed |= character
      characters[index] = character
      vowels |= UInt64(SnowballItalian.isASCIIVowel(character)) &<< UInt64(index)
      hasQ = hasQ || character == 0x71
    }
    count = word.count
    self.vowels = vowels
    isASCII = mixed < 0x80
    hasMarks = false
    if !isASCII {
      loadScalars(word)
      markVowels()
    } else if hasQ || vowels & vowels << 1 & vowels >> 1 != 0 {
      markVowels()
    }
    return true
  }

  private mutating func loadScalars(_ word: UnsafeBufferPointer<UInt8>) {
    var position = 0
    count = 0
    while position < word.count {
      let (scalar, length) = word.scalar(at: position)
      position += length
      characters[count] =
        switch Self.lowercased(scalar) {
        case 0x2019: UInt8(ascii: "'")
        case 0xe1, 0xe9, 0xed, 0xf3, 0xfa: UInt8(truncatingIfNeeded: Self.lowercased(scalar)) - 1  // grave for acute
        case let lower where lower < 0x80 || (0xa0...0xff).contains(lower): UInt8(truncatingIfNeeded: lower)
        default: Self.placeholder
        }
      count += 1
    }
  }

  /// A u after q, and a u or i between vowels, become U and I, which are no vowels.
  private mutating func markVowels() {
    func mark(_ index: Int) {
      characters[index] &= 0xdf
      hasMarks = true
    }
    var index = 1
    while index < count {
      if characters[index] == 0x75, characters[index - 1] == 0x71 { mark(index) }
      index += 1
    }
    index = 1
    while index + 1 < count {
      if characters[index] == 0x75 || characters[index] == 0x69, SnowballItalian.isVowel(characters[index - 1]),
        SnowballItalian.isVowel(characters[index + 1])
      {
        mark(index)
      }
      index += 1
    }
    vowels = 0
    for index in 0..<count where SnowballItalian.isVowel(characters[index]) { vowels |= 1 << UInt64(index) }
  }

  /// Writes the characters as UTF-8.
  @inline(__always)
  func appendResult(of word: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    if isASCII {
      bytes.append(contentsOf: UnsafeBufferPointer(start: characters, count: count))
    } else {
      appendScalars(of: word, to: &bytes)
    }
  }

  private func appendScalars(of word: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    // Rules replace characters one for one before the ending, so the n-th character still is the word's n-th.
    var position = 0
    for index in 0..<count {
      let character = characters[index]
      guard position < word.count else {
        bytes.append(scalar: UInt32(character))
        continue
      }
      let (scalar, length) = word.scalar(at: position)
      position += length
      bytes.append(scalar: character == Self.placeholder ? Self.lowercased(scalar) : UInt32(character))
    }
  }

  /// Shortens the word.
  @inline(__always)
  mutating func removeLast(_ length: Int) { count -= length }

  /// Appends ASCII letters; never makes a word longer than it came.
  @inline(__always)
  mutating func append(_ letters: StaticString) {
    for index in 0..<letters.utf8CodeUnitCount { characters[count + index] = letters.utf8Start[index] }
    count += letters.utf8CodeUnitCount
  }

  /// The last eight characters but for some, the last in the low byte; zeros or the margin before the first.
  ///
  /// - Parameter dropped: at most `count`.
  @inline(__always)
  func tail(dropping dropped: Int = 0) -> UInt64 {
    UInt64(bigEndian: (UnsafeRawPointer(characters) + count - dropped - 8).loadUnaligned(as: UInt64.self))
  }

  // MARK: Lower case

  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  static func lowercased(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return UInt32(lowercased(UInt8(truncatingIfNeeded: scalar))) }
    if scalar < 0xc0 { return scalar }
    if scalar < 0x100 { return scalar < 0xdf && scalar != 0xd7 ? scalar + 0x20 : scalar }
    return UInt32(truncatingIfNeeded: cicu_to_lower(Int32(truncatingIfNeeded: scalar)))
  }

  /// Appends a text in lower case, scalar by scalar.
  static func appendLowercased(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        bytes.append(lowercased(byte))
        position += 1
      } else {
        let (scalar, length) = text.scalar(at: position)
        bytes.append(scalar: scalar == 0x2019 ? 0x27 : lowercased(scalar))
        position += length
      }
    }
  }
}
