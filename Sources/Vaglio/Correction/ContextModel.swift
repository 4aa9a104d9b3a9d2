/// How well words fit between their neighbours: probabilities of runs of three, smoothed with those of two and one.
///
/// The part of a context's uses that goes to words never seen after it falls with the size of the context, as a power;
/// exponents fitted on text held back.
struct ContextModel {
  /// A word as the model sees it.
  struct Word {
    var key: UInt64
    /// How often it was counted; 0 when unknown.
    var count: Double
    /// How likely it is by itself.
    var probability: Double
    /// What is left, after it, to words never seen after it.
    var remainder: Double
  }

  let bigrams: BigramModel
  let forms: FormLexicon

  private static let discount = 0.6
  private static let total = BigramModel.wordTotal

  func word(_ form: ArraySlice<UInt8>) -> Word {
    form.withUnsafeBufferPointer { word($0, key: BigramModel.key($0)) }
  }

  func word(_ form: UnsafeBufferPointer<UInt8>, key: UInt64) -> Word {
    word(key: key, frequency: lowered(forms.entry(form, hash: key)?.frequency ?? 0, key))
  }

  /// - Parameter frequency: the class of the form, of which nothing is held back.
  @inline(__always)
  func word(key: UInt64, frequency: UInt8) -> Word {
    Word(
      key: key, count: BigramModel.countsOfClasses[Int(frequency)], probability: Self.probabilities[Int(frequency)],
      remainder: Self.remainders[Int(frequency)])
  }

  /// A reading that is one word.
  @inline(__always)
  func word(_ candidate: CandidateSearch.Candidate) -> Word {
    word(key: candidate.hash, frequency: lowered(candidate.frequency, candidate.hash))
  }

  /// The frequency class of the lexicon, less what is held back.
  @inline(__always)
  private func lowered(_ frequency: UInt8, _ key: UInt64) -> UInt8 {
    guard let heldBack = bigrams.heldBack else { return frequency }
    return heldBack.lowered(frequency, ofForm: key)
  }

  /// A word that the lexicon has not.
  func unknownWord(key: UInt64, logarithm: Double) -> Word {
    Word(key: key, count: 0, probability: exponential(logarithm), remainder: 1)
  }

  func boundary(_ key: UInt64) -> Word {
    let count = bigrams.count(BigramModel.key(0, key))
    return Word(key: key, count: count, probability: max(count, 0.5) / Self.total, remainder: Self.remainder(count))
  }

  private static let probabilities = BigramModel.countsOfClasses.map { max($0, 0.4) / total }
  private static let remainders = BigramModel.countsOfClasses.map { remainder($0) }
  private static let tripleRemainders = RunTable.countsOfClasses.map {
    min(0.85, exponential(-0.16 * naturalLogarithm($0)))
  }

  private static func remainder(_ count: Double) -> Double {
    min(1, 1.5 * exponential(-0.2 * naturalLogarithm(max(1, count))))
  }

  /// The logarithm of the likelihood of `word` after two words.
  @inline(__always)
  func score(_ first: Word, _ second: Word, _ word: Word) -> Double {
    let pairClass = bigrams.countClass(BigramModel.key(second.key, word.key))
    var probability = second.remainder * word.probability
    if let pairClass {
      let pair = RunTable.countsOfClasses[pairClass]
      probability += (pair - Self.discount) / max(second.count, pair)
    }
    let contextKey = BigramModel.key(first.key, second.key)
    if let contextClass = bigrams.countClass(contextKey) {
      probability *= Self.tripleRemainders[contextClass]
      if let pairClass,
        let tripleClass = bigrams.tripleClass(
          BigramModel.key(contextKey, word.key), limit: min(pairClass, contextClass))
      {
        let triple = RunTable.countsOfClasses[tripleClass]
        probability += (triple - Self.discount) / max(RunTable.countsOfClasses[contextClass], triple)
      }
    }
    return naturalLogarithm(probability)
  }

  /// A run of words after two others: the logarithm of its likelihood, and its last two words.
  struct Run {
    var score: Double
    var last: (Word, Word)
  }

  func run(before: (Word, Word), _ words: some Sequence<Word>) -> Run {
    var run = Run(score: 0, last: before)
    for word in words {
      run.score += score(run.last.0, run.last.1, word)
      run.last = (run.last.1, word)
    }
    return run
  }

  /// The logarithm of the likelihood of a run, and of the two words that follow it.
  func score(_ run: Run, after: (Word, Word)) -> Double {
    run.score + score(run.last.0, run.last.1, after.0) + score(run.last.1, after.0, after.1)
  }

  func score(before: (Word, Word), _ words: some Sequence<Word>, after: (Word, Word)) -> Double {
    score(run(before: before, words), after: after)
  }

  /// How often two words were counted one after the other.
  func pairCount(_ first: Word, _ second: Word) -> Double { bigrams.count(BigramModel.key(first.key, second.key)) }
}
