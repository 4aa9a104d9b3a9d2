/// Reduces words to their stems, so that inflected forms of a word fall together.
///
/// ```swift
/// Stemmer().stem("andavano")   // "andav"
/// ```
///
/// As a stage it gives a stem to every token: to a word its stem, to anything else its own text in lower case. O(n);
/// nothing is allocated for a token.
///
public struct Stemmer: Stage {
  public enum Algorithm: Sendable {
    /// Removes inflexion and the common derivational endings: `amministrazione` and `amministratore` both give
    /// `amministr`.
    ///
    /// Source: Martin Porter's Snowball stemmer for Italian,
    /// <https://snowballstem.org/algorithms/italian/stemmer.html>.
    case snowball
    /// Removes the endings of number and gender only: `amministrazioni` and `amministrazione` give `amministrazion`,
    /// `amministratore` gives `amministrator`. Words of less than six letters stay; longer ones lose their accents.
    ///
    /// Source: Jacques Savoy's light stemmer for Italian (University of Neuchâtel), as Lucene has it: "Light Stemming
    /// Approaches for the French, Portuguese, German and Hungarian Languages", SAC 2006, and
    /// <http://members.unine.ch/jacques.savoy/clef/>.
    case light
  }

  public let algorithm: Algorithm

  public init(_ algorithm: Algorithm = .snowball) { self.algorithm = algorithm }

  public var name: String { StageName.stem }
  public var requires: [Layer] { [.tokens] }
  public var provides: [Layer] { [.stems] }

  /// The stem of a word, in lower case.
  ///
  /// Capitals are taken as small letters, a typographic apostrophe (’) as a straight one, and ill-formed bytes as
  /// U+FFFD. What is longer than 64 bytes is no word and is only brought to lower case. O(length).
  public func stem(_ word: String) -> String {
    var word = word
    var bytes: [UInt8] = []
    word.withUTF8 { append(stemOf: $0, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the UTF-8 bytes of the stem of a word, as `stem(_:)` gives it.
  ///
  /// - Parameter word: UTF-8, perhaps damaged.
  public func append(stemOf word: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    let done: Void? = word.withContiguousStorageIfAvailable { append(stemOf: $0, to: &bytes) }
    if done == nil { Array(word).withUnsafeBufferPointer { append(stemOf: $0, to: &bytes) } }
  }

  private func append(stemOf word: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(byteCount: StemmerWord.capacity, alignment: 8) { buffer in
      var working = StemmerWord(buffer)
      append(stemOf: word, using: &working, to: &bytes)
    }
  }

  public func process(_ document: inout Document) {
    let tokens = document.tokenLayer
    var stems = StemLayer()
    let text = document.text
    stems.reserveCapacity(tokens: tokens.count, bytes: text.count)
    text.withUnsafeBufferPointer { text in
      withUnsafeTemporaryAllocation(byteCount: StemmerWord.capacity, alignment: 8) { buffer in
        var working = StemmerWord(buffer)
        for index in 0..<tokens.count {
          let token = UnsafeBufferPointer(rebasing: text[tokens.range(index)])
          let isWord = tokens.kind(index) == .word
          stems.append { bytes in
            if isWord {
              append(stemOf: token, using: &working, to: &bytes)
            } else {
              StemmerWord.appendLowercased(token, to: &bytes)
            }
          }
        }
      }
    }
    document.setStems(stems)
  }

  @inline(__always)
  private func append(
    stemOf word: UnsafeBufferPointer<UInt8>, using working: inout StemmerWord, to bytes: inout [UInt8]
  ) {
    guard working.load(word) else { return StemmerWord.appendLowercased(word, to: &bytes) }
    switch algorithm {
    case .snowball: working.stemItalian()
    case .light: guard working.stemLightly() else { return StemmerWord.appendLowercased(word, to: &bytes) }
    }
    working.appendResult(of: word, to: &bytes)
  }
}
