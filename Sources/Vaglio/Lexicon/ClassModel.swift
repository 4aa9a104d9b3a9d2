internal import CLexicons

/// How well the classes of two words go together that stand side by side: what no run of words was counted for, words used
/// alike may have been. Opened in place.
///
/// A class is a cluster of `WordClasses`, of words that are used alike; of other words their last two letters; a kind of mark;
/// or a number.
///
/// The file, little-endian: the magic `VGLCLAS1`; `UInt32` count of endings; for each ending its two letters, without accents,
/// in the order of their bytes; then a row of bytes for each class and in it one for each class that may follow: the logarithm of
/// how much likelier the two are together than by chance, in eighths, as two's complement.
///
/// Sendable, since the bytes it points into are constant for the life of the process.
package struct ClassModel: @unchecked Sendable {
  private let words: WordClasses?
  private let endings: UnsafePointer<UInt8>
  private let endingCount: Int
  private let gains: UnsafePointer<Int8>
  /// How many classes there are.
  package let count: Int

  package static let magic: StaticString = "VGLCLAS1"
  package static let headerSize = 12

  /// The start and the end of a sentence or of a line.
  package static let boundary = 0
  /// Coarse clusters of `WordClasses`, from 1.
  package static let clusterCount = 60
  /// A word of no cluster and of no common ending.
  package static let other = clusterCount + 1
  package static let number = other + 1
  package static let comma = other + 2
  package static let punctuation = other + 3
  /// The classes of endings come last.
  package static let firstEnding = other + 4

  /// - Parameters:
  ///   - bytes: must outlive the model.
  ///   - words: the clusters with which the file was made.
  ///   - file: its name, for messages.
  /// - Throws: `LexiconError` when the bytes are no such file, or not the whole of one.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, words: WordClasses?, file: String) throws(LexiconError) {
    guard let base = bytes.baseAddress, bytes.count >= Self.headerSize,
      Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) })
    else {
      throw LexiconError(
        file: file, reason: "is no model of classes of version 1: make it again with 'vaglio train classes'")
    }
    endingCount = (0..<4).reduce(0) { $0 | Int(base[8 + $1]) << (8 * $1) }
    count = Self.firstEnding + endingCount
    guard endingCount < 0x10000, bytes.count == Self.headerSize + 2 * endingCount + count * count else {
      throw LexiconError(
        file: file,
        reason: "its header does not fit its size of \(bytes.count) bytes: make it again with 'vaglio train classes'")
    }
    self.words = words
    endings = base + Self.headerSize
    gains = UnsafeRawPointer(base + Self.headerSize + 2 * endingCount).assumingMemoryBound(to: Int8.self)
  }

  private init() {
    words = nil
    endingCount = 0
    count = Self.firstEnding
    endings = UnsafeRawPointer(Self.nothing).assumingMemoryBound(to: UInt8.self)
    gains = Self.nothing
  }

  nonisolated(unsafe) private static let nothing: UnsafePointer<Int8> = {
    let gains = UnsafeMutablePointer<Int8>.allocate(capacity: firstEnding * firstEnding)
    gains.initialize(repeating: 0, count: firstEnding * firstEnding)
    return UnsafePointer(gains)
  }()

  /// The model that comes with Vaglio.
  package static let italian: ClassModel = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_classes(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? ClassModel(bytes, words: .italian, file: "classes.bin")) ?? ClassModel()
  }()

  /// How much likelier a class is behind another than by chance: a natural logarithm, within ±16.
  @inline(__always)
  package func gain(_ left: Int, _ right: Int) -> Float { Float(gains[left * count + right]) / 8 }

  /// The class of a word in lower case, with or without its apostrophe. O(length).
  package func number(of word: some Collection<UInt8>) -> Int {
    let word = Word(word)
    if let cluster = words.flatMap({ Self.cluster(word, $0) }) { return cluster }
    var (low, high) = (0, endingCount)
    while low < high {
      let middle = (low + high) / 2
      let ending = UInt16(endings[2 * middle]) << 8 | UInt16(endings[2 * middle + 1])
      if ending == word.ending { return Self.firstEnding + middle }
      if ending < word.ending { low = middle + 1 } else { high = middle }
    }
    return Self.other
  }

  /// The cluster of a word; nil where it is in none.
  package static func cluster(_ word: Word, _ words: WordClasses) -> Int? {
    let cluster = Int(words[word.key].coarse)
    return cluster > 0 && cluster <= clusterCount ? cluster : nil
  }

  /// A word without its accents: its key in `WordClasses` and its last two letters, the last in the lower byte.
  package struct Word {
    package let key: UInt64
    package let ending: UInt16

    package init(_ bytes: some Collection<UInt8>) {
      var folded: [UInt8] = []
      folded.reserveCapacity(bytes.count)
      bytes.withContiguous { NameScanner.fold($0[...], into: &folded) }
      key = NameScanner.hash(folded)
      ending = folded.suffix(2).reduce(0) { $0 << 8 | UInt16($1) }
    }
  }
}

extension Collection<UInt8> {
  /// The bytes in one piece, copied where they are not.
  fileprivate func withContiguous(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if withContiguousStorageIfAvailable(body) == nil { Array(self).withUnsafeBufferPointer(body) }
  }
}
