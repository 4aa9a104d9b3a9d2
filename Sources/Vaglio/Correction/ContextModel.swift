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

  /// A place in a text: the two words before it, and the class of their run; -1 when it is not there.
  struct Place {
    var first: Word
    var second: Word
    var pair: Int
  }

  func place(_ words: (Word, Word)) -> Place {
    Place(first: words.0, second: words.1, pair: pairClass(words.0, words.1))
  }

  @inline(__always)
  func pairClass(_ first: Word, _ second: Word) -> Int {
    bigrams.countClass(BigramModel.key(first.key, second.key)) ?? -1
  }

  /// The logarithm of the likelihood of `word` at a place, where `pair` is the class of its run with the word before it.
  @inline(__always)
  private func score(_ place: Place, _ word: Word, pair: Int) -> Double {
    var probability = place.second.remainder * word.probability
    if pair >= 0 {
      let pair = bigrams.count(ofClass: pair)
      probability += (pair - Self.discount) / max(place.second.count, pair)
    }
    if place.pair >= 0 {
      probability *= pairRemainders[place.pair]
      if pair >= 0,
        let tripleClass = bigrams.tripleClass(
          BigramModel.key(BigramModel.key(place.first.key, place.second.key), word.key), limit: min(pair, place.pair))
      {
        let triple = bigrams.count(ofClass: tripleClass)
        probability += (triple - Self.discount) / max(bigrams.count(ofClass: place.pair), triple)
      }
    }
    return naturalLogarithm(probability)
  }

  /// Moves a place behind a word and returns the logarithm of the word's likelihood there.
  @inline(__always)
  func step(_ place: inout Place, _ word: Word) -> Double {
    let pair = pairClass(place.second, word)
    let score = score(place, word, pair: pair)
    place = Place(first: place.second, second: word, pair: pair)
    return score
  }

  /// The logarithm of the likelihood of `word` after two words.
  func score(_ first: Word, _ second: Word, _ word: Word) -> Double {
    var place = place((first, second))
    return step(&place, word)
  }

  /// The two words that follow, and the class of their run: asked for once where several runs end before them.
  struct Following {
    var first: Word
    var second: Word
    var pair: Int
  }

  func following(_ words: (Word, Word)) -> Following {
    Following(first: words.0, second: words.1, pair: pairClass(words.0, words.1))
  }

  /// A run of words after two others: the logarithm of its likelihood, and where it ends.
  struct Run {
    var score: Double
    var end: Place
  }

  @inline(__always)
  func run(before: Place, _ words: some Sequence<Word>) -> Run {
    var run = Run(score: 0, end: before)
    for word in words { run.score += step(&run.end, word) }
    return run
  }

  /// The logarithm of the likelihood of a run, and of the two words that follow it.
  func score(_ run: Run, after: Following) -> Double {
    var place = run.end
    let score = run.score + step(&place, after.first)
    return score + self.score(place, after.second, pair: after.pair)
  }

  func score(before: Place, _ words: some Sequence<Word>, after: Following) -> Double {
    score(run(before: before, words), after: after)
  }

  func score(before: (Word, Word), _ words: some Sequence<Word>, after: (Word, Word)) -> Double {
    score(before: place(before), words, after: following(after))
  }

  /// How often two words were counted one after the other.
  func pairCount(_ first: Word, _ second: Word) -> Double { bigrams.count(BigramModel.key(first.key, second.key)) }
}
