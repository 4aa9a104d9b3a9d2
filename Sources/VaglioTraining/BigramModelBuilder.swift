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
    var pairs: [(key: UInt64, count: UInt32)] = []
    for boundary in 0..<CorpusCounter.pseudoForms.count {
      pairs.append((BigramModel.key(0, formKeys[boundary]), counter.counts[boundary].modern))
    }
    for (index, key) in counter.pairs.keys.enumerated() where key != 0 {
      let count = counter.pairs.counts[index]
      guard count >= minimumPairCount else { continue }
      pairs.append((BigramModel.key(formKeys[Int(key >> 32) - 1], formKeys[Int(key & 0xffff_ffff) - 1]), count))
    }
    var triples: [(key: UInt64, count: UInt32)] = []
    let part = UInt64(1) << 21 - 1
    for (index, key) in counter.triples.keys.enumerated() where key != 0 {
      let count = counter.triples.counts[index]
      guard count >= minimumTripleCount else { continue }
      let pair = BigramModel.key(formKeys[Int(key >> 42) - 1], formKeys[Int(key >> 21 & part) - 1])
      triples.append((BigramModel.key(pair, formKeys[Int(key & part) - 1]), count))
    }
    return (Self.table(&pairs), Self.table(&triples))
  }

  private static func table(_ runs: inout [(key: UInt64, count: UInt32)]) -> Table {
    // In the order of their keys: the same bytes whatever the order in which the counts hold them.
    runs.sort { ($0.key, $0.count) < ($1.key, $1.count) }
    let slotCount = UInt64(runs.count) * 10 / 9 + 1
    var slots = [UInt32](repeating: 0, count: Int(slotCount))
    for run in runs {
      var (slot, fingerprint) = RunTable.place(run.key, slotCount: slotCount)
      while slots[Int(slot)] != 0, slots[Int(slot)] & 0x3_ffff != fingerprint { slot = (slot + 1) % slotCount }
      let countClass = RunTable.countClass(Double(run.count), binaryLogarithm: binaryLogarithm)
      slots[Int(slot)] = max(slots[Int(slot)], countClass << 18 | fingerprint)
    }
    var bytes = Array("VGLRUNS1".utf8)
    for value in [UInt32(runs.count), UInt32(slotCount), 0, 0] { bytes.append(littleEndian: value) }
    bytes.reserveCapacity(bytes.count + slots.count * 3 + 1)
    for slot in slots {
      bytes.append(UInt8(truncatingIfNeeded: slot))
      bytes.append(UInt8(truncatingIfNeeded: slot >> 8))
      bytes.append(UInt8(truncatingIfNeeded: slot >> 16))
    }
    bytes.append(0)
    return (bytes, runs.count)
  }
}
