internal import CLexicons

/// What is known of words and phrases of page furniture, as one hash table over words: the classes of each word, and the
/// phrases that start with it.
///
/// Phrases and lines are compared as sequences of word hashes, so case, punctuation and kinds of apostrophe do not count,
/// and nothing is allocated for a line. One look-up a word, most of which end at a table of bits.
struct FurnitureLexicon: Sendable {
  struct Entry: Sendable {
    var word: UInt64 = 0
    /// A bit for each class of `classNames`.
    var classes: UInt64 = 0
    var firstPhrase: UInt32 = 0
    var phraseCount: UInt32 = 0
    /// Whether any of them may stand within a line, and within one of any length.
    var hasInnerPhrase = false
    var hasPhraseOfLongLines = false
  }

  private(set) var phrases: [FurniturePhrase] = []
  /// The second word of each phrase; 0 where it has none. Next to none of a text's words is followed by that of its phrases.
  private(set) var secondWords: [UInt64] = []
  /// In the order in which the file names them.
  private(set) var classNames: [String] = []
  private var entries: [Entry] = [Entry()]
  private var mask: UInt64 = 0
  /// One bit for each value of the low bits of a word's hash.
  private var filter = [UInt64](repeating: 0, count: Self.filterBits / 64)
  private static let filterBits = 1 << 15
  /// Bits of the classes that the shape of a line asks for by name.
  private(set) var functionWords: UInt64 = 0
  private(set) var months: UInt64 = 0
  private(set) var cookies: UInt64 = 0
  /// Classes whose words are more of furniture than of text.
  private(set) var furniture: UInt64 = 0

  /// - Parameters:
  ///   - phrases: lines of kind, match, score and phrase, with tabs between; `#` starts a comment.
  ///   - words: lines of class and words.
  ///   - users: phrases of the caller's own.
  /// - Throws: `LexiconError` with file and line.
  init(phrases: String, words: String, users: [FurniturePhrase] = []) throws(LexiconError) {
    var table: [UInt64: Entry] = [:]
    var order: [UInt64] = []
    func touch(_ word: UInt64, _ table: inout [UInt64: Entry]) {
      if table[word] == nil {
        table[word] = Entry(word: word)
        order.append(word)
      }
    }
    for (number, line) in words.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 2, classNames.count < 64 else {
        throw LexiconError(
          file: "furniture-words.tsv", line: number + 1,
          reason: "found \(fields.count) fields, expected class and words")
      }
      let bit: UInt64 = 1 << UInt64(classNames.count)
      classNames.append(String(fields[0]))
      for word in fields[1].split(separator: " ") {
        // "q.b." is two words.
        for hash in Self.hashes(word) {
          touch(hash, &table)
          table[hash]?.classes |= bit
        }
      }
    }
    functionWords = bit("function")
    months = bit("month")
    cookies = bit("cookie")
    for name in Self.furnitureClasses { furniture |= bit(name) }

    let all = users + (try FurniturePhraseFile(tsv: phrases, file: "boilerplate.tsv").phrases)
    var byFirst: [UInt64: [FurniturePhrase]] = [:]
    for phrase in all {
      guard let first = phrase.words.first else { continue }
      touch(first, &table)
      byFirst[first, default: []].append(phrase)
    }
    defer { secondWords = self.phrases.map { $0.words.dropFirst().first ?? 0 } }
    var size = 64
    while size < order.count * 2 { size *= 2 }
    mask = UInt64(size - 1)
    entries = Array(repeating: Entry(), count: size)
    for word in order {
      guard var entry = table[word] else { continue }
      if let list = byFirst[word] {
        entry.firstPhrase = UInt32(self.phrases.count)
        entry.phraseCount = UInt32(list.count)
        entry.hasInnerPhrase = list.contains { $0.match == .inside || $0.match == .anywhere }
        entry.hasPhraseOfLongLines = list.contains { $0.match == .anywhere }
        self.phrases.append(contentsOf: list)
      }
      var slot = Self.slot(word) & mask
      while entries[Int(slot)].word != 0 { slot = (slot + 1) & mask }
      entries[Int(slot)] = entry
      let low = word % UInt64(Self.filterBits)
      filter[Int(low / 64)] |= 1 << (low % 64)
    }
  }

  private init() {}

  private static let furnitureClasses = [
    "navigation", "account", "social", "share", "cookie", "comment", "legal", "related", "newsletter", "advert",
    "photo",
    "byline", "page", "tag", "code", "section", "media",
  ]

  private func bit(_ name: String) -> UInt64 {
    classNames.firstIndex(of: name).map { 1 << UInt64($0) } ?? 0
  }

  static let italian: FurnitureLexicon = (try? embedded(users: [])) ?? FurnitureLexicon()

  /// The lexicon that comes with Vaglio, with phrases of the caller's own.
  static func embedded(users: [FurniturePhrase]) throws(LexiconError) -> FurnitureLexicon {
    var size = 0
    let phrases = UnsafeBufferPointer(start: vaglio_lexicon_boilerplate(&size), count: size)
    var count = 0
    let words = UnsafeBufferPointer(start: vaglio_lexicon_furniture_words(&count), count: count)
    return try FurnitureLexicon(
      phrases: String(decoding: phrases, as: UTF8.self), words: String(decoding: words, as: UTF8.self), users: users)
  }

  @inline(__always)
  private static func slot(_ word: UInt64) -> UInt64 { word ^ (word >> 29) }

  /// What is known of a word; nil for most. O(1).
  @inline(__always)
  func entry(_ word: UInt64) -> Entry? {
    let low = word % UInt64(Self.filterBits)
    guard filter[Int(low / 64)] & 1 << (low % 64) != 0 else { return nil }
    return probe(word)
  }

  private func probe(_ word: UInt64) -> Entry? {
    var slot = Self.slot(word) & mask
    while true {
      let entry = entries[Int(slot)]
      if entry.word == word { return entry }
      if entry.word == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }

  // MARK: Words as hashes

  /// FNV-1a by scalar.
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func mix(_ hash: UInt64, _ value: UInt32) -> UInt64 { (hash ^ UInt64(value)) &* 0x100_0000_01b3 }

  /// The words of a text as hashes: runs of Latin letters and digits, in lower case.
  static func hashes(_ string: some StringProtocol) -> [UInt64] {
    Array(string.utf8).withUnsafeBufferPointer { text in
      var words: [UInt64] = []
      var index = 0
      while index < text.count {
        var hash = seed
        let start = index
        while index < text.count {
          let (value, length) = text.scalar(at: index)
          guard isLatinLetter(value) || isDigit(value) else { break }
          hash = mix(hash, latinLowercase(value))
          index += length
        }
        if index > start { words.append(hash) } else { index += text.scalar(at: index).length }
      }
      return words
    }
  }
}
