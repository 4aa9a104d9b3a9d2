import Vaglio

/// Writes the runs of two forms of `Lexicons/bigrams.bin` and those of three of `trigrams.bin`, in the format of
/// `RunTable`.
struct BigramModelBuilder {
  let counter: CorpusCounter
  /// Runs counted less often are left out.
  let minimumPairCount: UInt32
  let minimumTripleCount: UInt32

  /// The bytes of a table, and how many runs it has.
  typealias Table = (bytes: [UInt8], count: Int)

  func build() -> (pairs: Table, triples: Table) {
    let formKeys = (0..<counter.forms.count).map { BigramModel.key(counter.forms.bytes($0)) }
    var pairs = RunTableBuilder(width: 3)
    for boundary in 0..<CorpusCounter.pseudoForms.count {
      pairs.add(BigramModel.key(0, formKeys[boundary]), countClass: Self.countClass(counter.counts[boundary].modern))
    }
    for (index, key) in counter.pairs.keys.enumerated() where key != 0 {
      let count = counter.pairs.counts[index]
      guard count >= minimumPairCount else { continue }
      pairs.add(
        BigramModel.key(formKeys[Int(key >> 32) - 1], formKeys[Int(key & 0xffff_ffff) - 1]),
        countClass: Self.countClass(count))
    }
    // No run of three is counted more often than the runs of two in it: two bytes do.
    var triples = RunTableBuilder(width: 2)
    let part = UInt64(1) << 21 - 1
    for (index, key) in counter.triples.keys.enumerated() where key != 0 {
      let count = counter.triples.counts[index]
      guard count >= minimumTripleCount else { continue }
      let pair = BigramModel.key(formKeys[Int(key >> 42) - 1], formKeys[Int(key >> 21 & part) - 1])
      triples.add(BigramModel.key(pair, formKeys[Int(key & part) - 1]), countClass: Self.countClass(count))
    }
    return (pairs.build(), triples.build())
  }

  private static func countClass(_ count: UInt32) -> UInt32 {
    RunTable.countClass(Double(count), binaryLogarithm: binaryLogarithm)
  }
}
