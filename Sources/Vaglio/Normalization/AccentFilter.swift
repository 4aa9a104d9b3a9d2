internal import CLexicons

/// Tells in a few instructions that a word does not lack its accent, for all but about one word in thirty.
///
/// A table of 2^17 bits, made from the form lexicon by `vaglio lexicon build`: the bit of every word's last eight letters is
/// set when the word is none as it stands and is one with an accent on its last vowel, of those that `MissingAccents` may
/// be certain of. The file: the magic `VGLACCT1`,
/// then the bits, 16,384 bytes.
package struct AccentFilter: @unchecked Sendable {
  static let magic: StaticString = "VGLACCT1"
  static let bitCountLogarithm = 17
  static let byteCount = 1 << (bitCountLogarithm - 3)

  private let bits: UnsafePointer<UInt8>

  /// - Parameter bytes: must outlive the filter.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    guard let base = bytes.baseAddress, bytes.count == 8 + Self.byteCount,
      Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) })
    else {
      throw LexiconError(
        file: file,
        reason: "found \(bytes.count) bytes that are no accent filter: make it again with 'vaglio lexicon build'")
    }
    bits = base + 8
  }

  private init() {
    let none = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.byteCount)
    none.initialize(repeating: 0, count: Self.byteCount)
    bits = UnsafePointer(none)
  }

  /// The filter of `FormLexicon.italian`.
  static let italian: AccentFilter = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_accents(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? AccentFilter(bytes, file: "accents.bin")) ?? AccentFilter()
  }()

  /// - Parameters:
  ///   - end: where a run of ASCII letters ends.
  ///   - length: of the run, in bytes.
  func mayLackAccent(_ text: UnsafeBufferPointer<UInt8>, endingAt end: Int, length: Int) -> Bool {
    if end >= 8, let base = text.baseAddress { return mayLackAccent(Self.letters(base, endingAt: end, length: length)) }
    var letters: UInt64 = 0
    for position in max(0, end - length)..<end { letters |= UInt64(text[position]) << UInt64((8 - end + position) * 8) }
    return mayLackAccent(letters)
  }

  /// - Parameter letters: the last letters of a word, the last one in the highest byte, others in lower ones, then 0.
  @inline(__always)
  func mayLackAccent(_ letters: UInt64) -> Bool {
    let place = Self.place(letters)
    return bits[place &>> 3] & 1 &<< UInt8(truncatingIfNeeded: place & 7) != 0
  }

  /// The last eight letters of a run that ends at `end`, which is 8 at least.
  @inline(__always)
  static func letters(_ base: UnsafePointer<UInt8>, endingAt end: Int, length: Int) -> UInt64 {
    let letters = UInt64(littleEndian: UnsafeRawPointer(base + (end &- 8)).loadUnaligned(as: UInt64.self))
    return length < 8 ? letters & (~0 &<< UInt64(truncatingIfNeeded: (8 &- length) &* 8)) : letters
  }

  /// - Parameter letters: the last letters of a word, the last one in the highest byte.
  @inline(__always)
  static func place(_ letters: UInt64) -> Int {
    Int(
      truncatingIfNeeded: ((letters | 0x2020_2020_2020_2020) &* 0x9E37_79B9_7F4A_7C15)
        &>> UInt64(64 - bitCountLogarithm))
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Whether an accented word is one that is written without its accent by haste: used often enough, or one of the
  /// nouns in -tà, and no name.
  static func isUsed(_ entry: FormLexicon.Entry, _ stem: some BidirectionalCollection<UInt32>, _ letter: UInt32) -> Bool
  {
    if entry.frequency >= 24, entry.capitalShare < 128 { return true }
    // `interoperabilita`: -ità, -età, -ltà.
    guard letter == 0xE0, stem.count >= 5 else { return false }
    let ending = stem.suffix(2).map(latinLowercase)
    return ending == [0x69, 0x74] || ending == [0x65, 0x74] || ending == [0x6C, 0x74]
  }

  /// The bytes of the filter's file, from the bytes of a form lexicon's.
  package static func file(forForms forms: [UInt8]) throws(LexiconError) -> [UInt8] {
    try FormLexicon.opened(forms) { file(for: $0) }
  }

  /// The bytes of the filter's file, from every form of a lexicon.
  static func file(for lexicon: FormLexicon) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    lexicon.forEachForm { form, entry in
      let scalars = String(decoding: form, as: UTF8.self).unicodeScalars.map(\.value)
      guard scalars.count >= 3, let letter = scalars.last, let bare = bareVowel(letter) else { return }
      let stem = scalars.dropLast()
      guard stem.allSatisfy({ $0 < 0x80 && isLetter(UInt8($0)) }), isUsed(entry, stem, letter),
        lexicon[stem, CollectionOfOne(bare)] == nil, MissingAccents.isCandidate(Array(stem) + [bare], letter)
      else { return }
      var letters: UInt64 = 0
      for value in (Array(stem) + [bare]).suffix(8) { letters = letters >> 8 | UInt64(value) << 56 }
      let place = place(letters)
      bytes[place >> 3] |= 1 << UInt8(place & 7)
    }
    return magic.withUTF8Buffer { Array($0) } + bytes
  }

  private static func bareVowel(_ letter: UInt32) -> UInt32? {
    switch letter {
    case 0xE0: 0x61
    case 0xE8, 0xE9: 0x65
    case 0xEC: 0x69
    case 0xF2: 0x6F
    case 0xF9: 0x75
    default: nil
    }
  }
}
