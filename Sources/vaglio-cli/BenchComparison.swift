import Vaglio

/// Our work next to that of ICU and libstemmer, on the same text in the same run.
struct BenchComparison {
  let bytes: [UInt8]
  let watch: Stopwatch

  /// One row for each pair: what is done, our megabytes a second, theirs, and how many times theirs ours is.
  ///
  /// Rounds of the two take turns, so that a machine that is slow for a while is slow for both.
  func rows(into table: inout BenchmarkTable) throws {
    let tokenized = try Pipeline(Tokenizer())(bytes)
    let empty = Document(bytes)
    func run(_ stage: some Stage, on document: Document) -> Int {
      var document = document
      stage.process(&document)
      return document.tokens.count + document.sentences.count
    }
    let tokenizer = Tokenizer()
    table.comparison(
      "tokens / ICU words", watch.compare({ run(tokenizer, on: empty) }, { Peers.breaks(.word, bytes) }))
    let breaker = WordBreaker()
    table.comparison(
      "word breaks / ICU words",
      watch.compare(
        {
          var count = 0
          bytes.withUnsafeBufferPointer { breaker.forEachBoundary(in: $0) { _ in count += 1 } }
          return count
        }, { Peers.breaks(.word, bytes) }))
    let splitter = SentenceSplitter()
    table.comparison(
      "sentences / ICU sentences",
      watch.compare({ run(splitter, on: tokenized) }, { Peers.breaks(.sentence, bytes) }))

    guard let library = SnowballLibrary() else {
      table.note("libstemmer is not installed: apt-get install libstemmer0d")
      return
    }
    let words = SnowballLibrary.Words(tokenized.tokens.map { tokenized.string($0).lowercased() })
    let stemmer = Stemmer()
    table.comparison(
      "Snowball / libstemmer", watch.compare({ run(stemmer, on: tokenized) }, { library.stem(words) }))
  }
}
