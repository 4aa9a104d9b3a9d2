import Vaglio

/// Writes the runs of two and three forms of `Lexicons/bigrams.bin` in the format of `BigramModel`.
struct BigramModelBuilder {
  let counter: CorpusCounter
  /// Runs counted less often are left out.
  let minimumPairCount: UInt32
  let minimumTripleCount: UInt32

  /// The bytes of the model, and how many runs it has.
  func build() -> (bytes: [UInt8], count: Int) {
    let formKeys = (0..<counter.forms.count).map { BigramModel.key(counter.forms.bytes($0)) }
    var runs: [(key: UInt64, count: UInt32)] = []
    for boundary in 0..<CorpusCounter.pseudoForms.count {
      runs.append((BigramModel.key(0, formKeys[boundary]), counter.counts[boundary].modern))
    }
    for (index, key) in counter.pairs.keys.enumerated() where key != 0 {
      let count = counter.pairs.counts[index]
      guard count >= minimumPairCount else { continue }
      runs.append((BigramModel.key(formKeys[Int(key >> 32) - 1], formKeys[Int(key & 0xffff_ffff) - 1]), count))
    }
    let pairCount = runs.count
    for (index, key) in counter.triples.keys.enumerated() where key != 0 {
      let count = counter.triples.counts[index]
      guard count >= minimumTripleCount else { continue }
      let part = UInt64(1) << 21 - 1
      let pair = BigramModel.key(formKeys[Int(key >> 42) - 1], formKeys[Int(key >> 21 & part) - 1])
      runs.append((BigramModel.key(pair, formKeys[Int(key & part) - 1]), count))
    }
    // In the order of their keys: the same bytes whatever the order in which the tables hold them.
    runs.sort { ($0.key, $0.count) < ($1.key, $1.count) }
    let slotCount = UInt64(runs.count) * 5 / 4 + 1
    var fingerprints = [UInt32](repeating: 0, count: Int(slotCount))
    var classes = [UInt8](repeating: 0, count: Int(slotCount))
    for run in runs {
      var (slot, fingerprint) = BigramModel.place(run.key, slotCount: slotCount)
      while fingerprints[Int(slot)] != 0, fingerprints[Int(slot)] != fingerprint { slot = (slot + 1) % slotCount }
      fingerprints[Int(slot)] = fingerprint
      classes[Int(slot)] = max(classes[Int(slot)], FormLexiconBuilder.frequencyClass(Double(run.count)))
    }
    var bytes = Array("VGLNGRM1".utf8)
    for value in [UInt32(runs.count), UInt32(slotCount), UInt32(pairCount), 0] { bytes.append(littleEndian: value) }
    bytes.reserveCapacity(bytes.count + fingerprints.count * 5)
    for fingerprint in fingerprints { bytes.append(littleEndian: fingerprint) }
    return (bytes + classes, runs.count)
  }
}
