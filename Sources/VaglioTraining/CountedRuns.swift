import Vaglio

/// The runs and the forms of a text, as `CorpusCounter` counts them, and how much each use of one counts in the language model.
///
/// A text that the model was counted on fits it far better than a new one: all its runs are there. Decisions learned from
/// such pages would ask of new ones what no new page has; so its own runs are held back while it is looked at.
struct CountedRuns {
  /// How often each form, and each run of two or three, is in the text.
  private(set) var uses: [UInt64: Int] = [:]
  private var triples: Set<UInt64> = []

  private static let keys = CorpusCounter.pseudoForms.map { BigramModel.key($0.utf8) }

  init(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { text in
      var start = 0
      while start < text.count {
        let end = text[start...].firstIndex(of: 0x0a) ?? text.count
        add(UnsafeBufferPointer(rebasing: text[start..<end]))
        start = end + 1
      }
    }
  }

  private mutating func add(_ line: UnsafeBufferPointer<UInt8>) {
    var window = RunWindow(
      sentenceStart: Self.keys[CorpusCounter.sentenceStart], sentenceEnd: Self.keys[CorpusCounter.sentenceEnd])
    CorpusWords.forEach(in: line) { kind, form, _ in
      let key = CorpusCounter.pseudoForm(kind, form).map { Self.keys[$0] } ?? BigramModel.key(form)
      if !Self.keys.contains(key) { uses[key, default: 0] += 1 }
      uses[BigramModel.key(window.last, key), default: 0] += 1
      if window.hasTriple({ !Self.keys.contains($0) }) {
        let triple = BigramModel.key(BigramModel.key(window.before, window.last), key)
        uses[triple, default: 0] += 1
        triples.insert(triple)
      }
      window.advance(to: key)
    }
  }

  /// How much one use of a run of this text was counted: the weight of the text in the model.
  ///
  /// A run of three that only this text has is not in the model when its weight is 1, since one use is too few; where
  /// nearly all are there, the lowest counts are those of one use.
  func weight(in model: BigramModel) -> Double {
    var found = 0
    var counts: [Double] = []
    for triple in triples {
      guard let countClass = model.tripleClass(triple, limit: Int(RunTable.classCount) - 1) else { continue }
      found += 1
      if uses[triple] == 1 { counts.append(RunTable.countsOfClasses[countClass]) }
    }
    guard found * 10 >= triples.count * 9, counts.count >= 5 else { return 1 }
    counts.sort()
    // Some of the runs were found by chance.
    let lowest = counts[counts.count / 20]
    return lowest < 1.8 ? 1 : lowest < 2.6 ? 2 : lowest < 3.6 ? 3 : 1
  }

  /// To be freed.
  func heldBack(from model: BigramModel) -> HeldBackRuns {
    let weight = weight(in: model)
    return HeldBackRuns(uses.mapValues { Float(Double($0) * weight) })
  }
}
