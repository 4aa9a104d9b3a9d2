public import Vaglio

/// The files that `vaglio lexicon build` makes.
public struct LexiconFiles {
  public struct File {
    public let name: String
    public let bytes: [UInt8]
    /// Forms or runs of forms in it.
    public let count: Int

    package init(name: String, bytes: [UInt8], count: Int) {
      self.name = name
      self.bytes = bytes
      self.count = count
    }
  }

  public let files: [File]
  /// The texts that were counted, with their words.
  public let sources: [(file: String, words: Int)]

  package init(files: [File], sources: [(file: String, words: Int)]) {
    self.files = files
    self.sources = sources
  }

  /// One line a file: name, bytes, entries, 64-bit FNV-1a of the bytes. The tests hold it against what is committed.
  public var manifest: String {
    "file\tbytes\tentries\tfnv1a64\n"
      + files.map { "\($0.name)\t\($0.bytes.count)\t\($0.count)\t\(Self.checksum($0.bytes))\n" }.joined()
  }

  public static func checksum(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// - Parameters:
  ///   - data: a folder with `text/sources.tsv` and `lexicons/`.
  ///   - lists: the folder `Lexicons/word-lists`.
  public static func build(data: String, lists: String) throws(LexiconError) -> LexiconFiles {
    var counter = CorpusCounter(countsPairs: true)
    try counter.countTexts(of: data)
    var forms = FormLexiconBuilder(counter)
    try forms.readLists(of: data, and: lists)
    let lexicon = forms.build()
    let model = BigramModelBuilder(counter: counter, minimumPairCount: 2, minimumTripleCount: 2).build()
    let graph = FormGraphBuilder.build(lexicon.forms)
    let suffixes = PrefixFilterBuilder.buildReversed(lexicon.forms)
    let filter = try AccentFilterBuilder.file(for: lexicon.bytes)
    let letters = try LetterModelBuilder.file(forForms: lexicon.bytes)
    let files = [
      File(name: "accents.bin", bytes: filter.bytes, count: filter.count),
      File(name: "forms.bin", bytes: lexicon.bytes, count: lexicon.forms.count),
      File(name: "graph.bin", bytes: graph.bytes, count: graph.count),
      File(name: "suffixes.bin", bytes: suffixes.bytes, count: suffixes.count),
      File(name: "letters.bin", bytes: letters.bytes, count: letters.count),
      File(name: "bigrams.bin", bytes: model.pairs.bytes, count: model.pairs.count),
      File(name: "trigrams.bin", bytes: model.triples.bytes, count: model.triples.count),
    ]
    return LexiconFiles(files: files, sources: counter.sources)
  }
}
