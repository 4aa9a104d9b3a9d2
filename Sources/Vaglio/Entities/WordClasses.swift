internal import CLexicons

/// What texts and lists say of words, opened in place: two clusters of words used alike, a coarse and a fine one, and the
/// lists of people's and places' names that hold the word.
///
/// The file, little-endian: the magic `VGLWORD1`; `UInt32` count of words and count of blocks; `UInt32` for each block
/// where its words begin, and the count of words; a fingerprint for each word, `UInt32`; then three bytes for each word:
/// coarse cluster, fine cluster, lists. A word's key is the hash of its folded form (`NameUnit`): the upper half says the
/// block, the lower half is the fingerprint.
///
/// Sendable, since the bytes it points into are constant for the life of the process.
package struct WordClasses: @unchecked Sendable {
  package struct Entry: Sendable, Hashable {
    /// 0 for a word that no text has.
    package var coarse: UInt8
    package var fine: UInt8
    package var lists: Lists

    package init(coarse: UInt8, fine: UInt8, lists: Lists) {
      self.coarse = coarse
      self.fine = fine
      self.lists = lists
    }

    static let unknown = Entry(coarse: 0, fine: 0, lists: [])
  }

  package struct Lists: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let place = Lists(rawValue: 1)
    /// A word of a place's name of several words.
    package static let placePart = Lists(rawValue: 2)
    package static let firstName = Lists(rawValue: 4)
    package static let surname = Lists(rawValue: 8)
    package static let foreignFirstName = Lists(rawValue: 16)
    package static let foreignSurname = Lists(rawValue: 32)
  }

  package let count: Int
  private let blockCount: UInt64
  private let blocks: UnsafePointer<UInt32>
  private let fingerprints: UnsafePointer<UInt32>
  private let entries: UnsafePointer<UInt8>

  package static let magic: StaticString = "VGLWORD1"
  package static let headerSize = 16

  /// - Parameters:
  ///   - bytes: must outlive the classes and be aligned to 4 bytes.
  ///   - file: its name, for messages.
  /// - Throws: `LexiconError` when the bytes are no such file, or not the whole of one.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": make it again with 'vaglio train clusters'")
    }
    guard let base = bytes.baseAddress, bytes.count >= Self.headerSize,
      Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) })
    else { throw fail("is no file of word classes of version 1") }
    let raw = UnsafeRawPointer(base)
    let count = Int(raw.load(fromByteOffset: 8, as: UInt32.self))
    let blockCount = Int(raw.load(fromByteOffset: 12, as: UInt32.self))
    guard blockCount > 0, Self.headerSize + 4 * (blockCount + 1) + 7 * count == bytes.count else {
      throw fail("its header does not fit its size of \(bytes.count) bytes")
    }
    let blocks = (raw + Self.headerSize).assumingMemoryBound(to: UInt32.self)
    var isSorted = blocks[0] == 0 && blocks[blockCount] == UInt32(count)
    for block in 0..<blockCount where blocks[block] > blocks[block + 1] { isSorted = false }
    guard isSorted else { throw fail("its table of words is damaged") }
    self.count = count
    self.blockCount = UInt64(blockCount)
    self.blocks = blocks
    fingerprints = (raw + Self.headerSize + 4 * (blockCount + 1)).assumingMemoryBound(to: UInt32.self)
    entries = base + Self.headerSize + 4 * (blockCount + 1) + 4 * count
  }

  /// The classes that come with Vaglio.
  package static let italian: WordClasses? = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_words(&size), count: size)
    return try? WordClasses(bytes, file: "words.bin")
  }()

  /// Opens a file. The bytes stay in memory for the life of the process.
  /// - Throws: `LexiconError` when the file cannot be read or is no such file.
  package init(contentsOf path: String) throws(LexiconError) {
    try self.init(try FileBytes.kept(path), file: path)
  }

  /// O(1): a block has about two words.
  @inline(__always)
  package subscript(key: UInt64) -> Entry {
    let block = ConditionalRandomField.block(key, of: blockCount)
    let fingerprint = UInt32(truncatingIfNeeded: key)
    var index = Int(blocks[block])
    let end = Int(blocks[block + 1])
    while index < end {
      if fingerprints[index] == fingerprint {
        let entry = entries + 3 * index
        return Entry(coarse: entry[0], fine: entry[1], lists: Lists(rawValue: entry[2]))
      }
      index += 1
    }
    return .unknown
  }

  /// The keys of the words of a text, in order.
  package static func forEachWord(in line: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
    var scanner = NameScanner(looksUp: false)
    scanner.scan(line, 0..<line.count)
    for unit in scanner.units { body(unit.isWord ? unit.hash : UInt64(unit.kind.rawValue) + 1) }
  }
}
