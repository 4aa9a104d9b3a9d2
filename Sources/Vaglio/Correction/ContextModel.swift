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
  /// Of each class of forms: its count, its probability and its remainder; and the remainder of each class of runs of two.
  private let counts = Self.counts
  private let probabilities = Self.probabilities
  private let remainders = Self.remainders
  private let pairRemainders = Self.pairRemainders

  init(bigrams: BigramModel, forms: FormLexicon) {
    self.bigrams = bigrams
    self.forms = forms
  }

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
      key: key, count: counts[Int(frequency)], probability: probabilities[Int(frequency)],
      remainder: remainders[Int(frequency)])
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

  nonisolated(unsafe) private static let counts = UnsafePointer<Double>(lasting: BigramModel.countsOfClasses)
  nonisolated(unsafe) private static let probabilities = UnsafePointer<Double>(
    lasting: BigramModel.countsOfClasses.map { max($0, 0.4) / total })
  nonisolated(unsafe) private static let remainders = UnsafePointer<Double>(
    lasting: BigramModel.countsOfClasses.map { remainder($0) })
  nonisolated(unsafe) private static let pairRemainders = UnsafePointer<Double>(
    lasting: RunTable.countsOfClasses.map { min(0.85, exponential(-0.16 * naturalLogarithm($0))) })

  private static func remainder(_ count: Double) -> Double {
    min(1, 1.5 * exponential(-0.2 * naturalLogarithm(max(1, count))))
  }

  /// Two words that follow each other, before a place or behind it, and the class of their run; -1 when it is not there. Asked
  /// for once, where several runs begin or end there.
  struct Pair {
    var first: Word
    var second: Word
    var runClass: Int
  }

  func pair(_ words: (Word, Word)) -> Pair {
    Pair(first: words.0, second: words.1, runClass: runClass(words.0, words.1))
  }

  @inline(__always)
  private func runClass(_ first: Word, _ second: Word) -> Int {
    bigrams.countClass(BigramModel.key(first.key, second.key)) ?? -1
  }

  /// The logarithm of the likelihood of `word` after two others, where `runClass` is the class of its run with the last.
  @inline(__always)
  private func score(_ before: Pair, _ word: Word, runClass: Int) -> Double {
    var probability = before.second.remainder * word.probability
    if runClass >= 0 {
      let count = bigrams.count(ofClass: runClass)
      probability += (count - Self.discount) / max(before.second.count, count)
    }
    if before.runClass >= 0 {
      probability *= pairRemainders[before.runClass]
      if runClass >= 0,
        let tripleClass = bigrams.tripleClass(
          BigramModel.key(BigramModel.key(before.first.key, before.second.key), word.key),
          limit: min(runClass, before.runClass))
      {
        let triple = bigrams.count(ofClass: tripleClass)
        probability += (triple - Self.discount) / max(bigrams.count(ofClass: before.runClass), triple)
      }
    }
    return naturalLogarithm(probability)
  }

  /// Moves the two words before a place behind one more, and returns the logarithm of its likelihood there.
  @inline(__always)
  func step(_ before: inout Pair, _ word: Word) -> Double {
    let runClass = runClass(before.second, word)
    let score = score(before, word, runClass: runClass)
    before = Pair(first: before.second, second: word, runClass: runClass)
    return score
  }

  /// The logarithm of the likelihood of `word` after two words.
  func score(_ first: Word, _ second: Word, _ word: Word) -> Double {
    var before = pair((first, second))
    return step(&before, word)
  }

  /// A run of words after two others: the logarithm of its likelihood, and its last two words.
  struct Run {
    var score: Double
    var last: Pair
  }

  @inline(__always)
  func run(before: Pair, _ words: some Sequence<Word>) -> Run {
    var run = Run(score: 0, last: before)
    for word in words { run.score += step(&run.last, word) }
    return run
  }

  /// The logarithm of the likelihood of a run, and of the two words that follow it.
  func score(_ run: Run, after: Pair) -> Double {
    var last = run.last
    let score = run.score + step(&last, after.first)
    return score + self.score(last, after.second, runClass: after.runClass)
  }

  func score(before: Pair, _ words: some Sequence<Word>, after: Pair) -> Double {
    score(run(before: before, words), after: after)
  }

  func score(before: (Word, Word), _ words: some Sequence<Word>, after: (Word, Word)) -> Double {
    score(before: pair(before), words, after: pair(after))
  }

  /// How often two words were counted one after the other.
  func pairCount(_ first: Word, _ second: Word) -> Double { bigrams.count(BigramModel.key(first.key, second.key)) }
}
