internal import CLexicons

/// Whether any form of the lexicon starts with given bytes: a Bloom filter of one bit a prefix, opened in place.
///
/// Of forms read backwards it says what none ends with, where a search need not look. A wrong yes, about one in fifteen,
/// costs only time.
///
/// The file, little-endian: the magic `VGLPREF1`; `UInt32` count of prefixes, count of bits (a power of two), and two that
/// are 0; then the bits.
package struct PrefixFilter: @unchecked Sendable {
  private let bits: UnsafePointer<UInt8>
  private let mask: UInt64

  package static let headerSize = 24
  package static let magic: StaticString = "VGLPREF1"

  /// - Parameter bytes: must outlive the filter.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": make it again with 'vaglio lexicon build'")
    }
    guard let base = bytes.baseAddress, bytes.count > Self.headerSize,
      Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) })
    else { throw fail("is no filter of prefixes of version 1") }
    let bitCount = UnsafeRawPointer(base).load(fromByteOffset: 12, as: UInt32.self)
    guard bitCount.nonzeroBitCount == 1, Self.headerSize + Int(bitCount) / 8 == bytes.count else {
      throw fail("its header does not fit its size of \(bytes.count) bytes")
    }
    bits = base + Self.headerSize
    mask = UInt64(bitCount) - 1
  }

  private init() {
    bits = Self.noBits
    mask = 0
  }

  nonisolated(unsafe) private static let noBits: UnsafePointer<UInt8> = {
    let bits = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    bits.initialize(to: 0)
    return UnsafePointer(bits)
  }()

  /// The prefixes of the forms of `FormLexicon.italian`, read backwards: what they end with.
  static let italianReversed: PrefixFilter = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_suffixes(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? PrefixFilter(bytes, file: "suffixes.bin")) ?? PrefixFilter()
  }()

  /// The bit of a prefix, by its 64-bit FNV-1a hash.
  @inline(__always)
  package static func bit(_ hash: UInt64) -> UInt64 { (hash &* 0x9e37_79b9_7f4a_7c15) >> 32 }

  @inline(__always)
  func mayContain(_ hash: UInt64) -> Bool {
    let bit = Self.bit(hash) & mask
    return bits[Int(bit >> 3)] & (1 << UInt8(bit & 7)) != 0
  }
}
