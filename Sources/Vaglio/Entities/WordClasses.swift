internal import CLexicons

/// What texts and lists say of words, opened in place: two clusters of words used alike, a coarse and a fine one, the
/// lists of people's and places' names that hold the word, and how often it is used and with a capital.
///
/// The file, little-endian: the magic `VGLWORD2`; `UInt32` count of words and count of blocks; `UInt32` for each block
/// where its words begin, and the count of words; then eight bytes for each word: a fingerprint, `UInt32`, coarse cluster,
/// fine cluster, lists, usage. A word's key is the hash of its folded form (`NameUnit`): the upper half says the block,
/// the lower half is the fingerprint.
///
/// Sendable, since the bytes it points into are constant for the life of the process.
package struct WordClasses: @unchecked Sendable {
  package struct Entry: Sendable, Hashable {
    /// 0 for a word that no text has.
    package var coarse: UInt8
    package var fine: UInt8
    package var lists: Lists
    /// How often the word is used, and how often with a capital; 0 for a word that is no Italian form.
    package var usage: UInt8

    package init(coarse: UInt8, fine: UInt8, lists: Lists, usage: UInt8 = 0) {
      self.coarse = coarse
      self.fine = fine
      self.lists = lists
      self.usage = usage
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
    /// Written small inside a name in annotated texts: `centrale`, `popolare`.
    package static let insideName = Lists(rawValue: 64)
    /// Written small and a name by itself in annotated texts, where their guideline has it so: `carabinieri`.
    package static let smallName = Lists(rawValue: 128)
    /// The lists of names.
    package static let names = Lists(rawValue: 63)
  }

  package let count: Int
  private let blockCount: UInt64
  private let blocks: UnsafePointer<UInt32>
  private let slots: UnsafePointer<(fingerprint: UInt32, classes: UInt32)>

  package static let magic: StaticString = "VGLWORD2"
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
    else { throw fail("is no file of word classes of version 2") }
    let raw = UnsafeRawPointer(base)
    let count = Int(raw.load(fromByteOffset: 8, as: UInt32.self))
    let blockCount = Int(raw.load(fromByteOffset: 12, as: UInt32.self))
    guard blockCount > 0, Self.headerSize + 4 * (blockCount + 1) + 8 * count == bytes.count else {
      throw fail("its header does not fit its size of \(bytes.count) bytes")
    }
    let blocks = (raw + Self.headerSize).assumingMemoryBound(to: UInt32.self)
    var isSorted = blocks[0] == 0 && blocks[blockCount] == UInt32(count)
    for block in 0..<blockCount where blocks[block] > blocks[block + 1] { isSorted = false }
    guard isSorted else { throw fail("its table of words is damaged") }
    self.count = count
    self.blockCount = UInt64(blockCount)
    self.blocks = blocks
    slots = (raw + Self.headerSize + 4 * (blockCount + 1)).assumingMemoryBound(
      to: (fingerprint: UInt32, classes: UInt32).self)
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
      if slots[index].fingerprint == fingerprint {
        let classes = UInt32(littleEndian: slots[index].classes)
        return Entry(
          coarse: UInt8(truncatingIfNeeded: classes), fine: UInt8(truncatingIfNeeded: classes >> 8),
          lists: Lists(rawValue: UInt8(truncatingIfNeeded: classes >> 16)),
          usage: UInt8(truncatingIfNeeded: classes >> 24))
      }
      index += 1
    }
    return .unknown
  }

  /// How often a form is used, by class: 0 for none of the lexicon, 1 for one that is listed and never counted, then by the
  /// share of capitals and the count.
  package static func usage(_ entry: FormLexicon.Entry?) -> UInt8 {
    guard let entry else { return 0 }
    if entry.frequency == 0 { return 1 }
    let share: UInt8 =
      switch entry.capitalShare {
      case ..<12: 0
      case ..<64: 1
      case ..<128: 2
      case ..<200: 3
      case ..<244: 4
      default: 5
      }
    let count: UInt8 = entry.frequency < 33 ? 0 : entry.frequency < 81 ? 1 : 2
    return 2 + share * 3 + count
  }

  /// Whether words of a usage are seldom written with a capital.
  static func isSmall(_ usage: UInt8) -> Bool { usage >= 2 && usage < 8 }

  /// The key of a form where it is one word; nil where it is none or several.
  package static func key(ofWord form: UnsafeBufferPointer<UInt8>) -> UInt64? {
    var scanner = NameScanner(looksUp: false)
    scanner.scan(form, 0..<form.count)
    guard scanner.units.count == 1, scanner.units[0].isWord else { return nil }
    return scanner.units[0].hash
  }

  /// The keys of the words of a name that are written small and are no articles, prepositions or the like, and whether the
  /// whole name is written so.
  package static func forEachSmallWord(
    in name: UnsafeBufferPointer<UInt8>, _ body: (_ key: UInt64, _ isAllSmall: Bool) -> Void
  ) {
    var scanner = NameScanner(looksUp: true)
    scanner.scan(name, 0..<name.count)
    let isAllSmall = scanner.units.allSatisfy { !$0.isWord || $0.shape.contains(.lowercase) }
    for unit in scanner.units
    where unit.isWord && unit.shape.contains(.lowercase) && unit.words.isDisjoint(with: Vocabulary.Words.links) {
      body(unit.hash, isAllSmall)
    }
  }

  /// The keys of the words of a text, in order.
  package static func forEachWord(in line: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
    var scanner = NameScanner(looksUp: false)
    scanner.scan(line, 0..<line.count)
    for unit in scanner.units { body(unit.isWord ? unit.hash : UInt64(unit.kind.rawValue) + 1) }
  }
}
