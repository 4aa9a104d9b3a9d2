/// A few words, asked for by their bytes.
struct WordSet: Sendable {
  private let words: Set<String>
  private let longest: Int

  /// - Parameter words: in lower case, with blanks between.
  init(_ words: String) {
    self.words = Set(words.split { $0 == " " || $0 == "\n" }.map(String.init))
    longest = self.words.map(\.utf8.count).max() ?? 0
  }

  func contains(_ word: String) -> Bool { words.contains(word) }

  /// Whether the stretch, in lower case, is one of them.
  func contains(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.count <= longest else { return false }
    return words.contains(String(decoding: text[range], as: UTF8.self).lowercased())
  }
}
