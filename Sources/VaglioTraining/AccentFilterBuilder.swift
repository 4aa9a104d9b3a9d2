import Vaglio

/// Makes `accents.bin`: which words may lack their accent.
enum AccentFilterBuilder {
  /// - Parameter forms: a form lexicon's file.
  static func file(for forms: [UInt8]) throws(LexiconError) -> (bytes: [UInt8], count: Int) {
    let bytes = try AccentFilter.file(forForms: forms)
    return (bytes, bytes.dropFirst(8).reduce(0) { $0 + $1.nonzeroBitCount })
  }
}
