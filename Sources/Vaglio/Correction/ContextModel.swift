/// How well words fit between their neighbours.
struct ContextModel {
  /// A word as the model sees it.
  struct Word {
    var key: UInt64
    /// How often it was counted; 0 when unknown.
    var count: Double
    /// The natural logarithm of how likely it is by itself.
    var logarithm: Double
  }

  let bigrams: BigramModel
  let forms: FormLexicon

  static let backOff = -1.2
  static let tripleWeight = -0.25
  private static let total = BigramModel.wordTotal

  func word(_ form: ArraySlice<UInt8>) -> Word {
    let key = BigramModel.key(form)
    let count = form.withUnsafeBufferPointer { forms[$0]?.count ?? 0 }
    return Word(key: key, count: count, logarithm: Self.logarithm(ofCount: count))
  }

  static func logarithm(ofCount count: Double) -> Double { naturalLogarithm(max(count, 0.5) / total) }

  func boundary(_ key: UInt64) -> Word {
    let count = bigrams.count(BigramModel.key(0, key))
    return Word(key: key, count: count, logarithm: Self.logarithm(ofCount: count))
  }

  /// The logarithm of the likelihood of `word` after `previous`.
  func score(_ previous: Word, _ word: Word) -> Double {
    let pair = bigrams.count(BigramModel.key(previous.key, word.key))
    if pair > 0 { return naturalLogarithm((pair - 0.5) / max(previous.count, pair)) }
    return word.logarithm + (previous.count >= 100 ? Self.backOff : 0)
  }

  /// The same after two words, where the model has the run of three.
  func score(_ first: Word, _ second: Word, _ word: Word) -> Double {
    let two = score(second, word)
    let pairKey = BigramModel.key(first.key, second.key)
    let triple = bigrams.count(BigramModel.key(pairKey, word.key))
    guard triple > 0 else { return two }
    let pair = bigrams.count(pairKey)
    return max(two - 1.5, naturalLogarithm((triple - 0.5) / max(pair, triple)) + Self.tripleWeight)
  }

  /// The logarithm of the likelihood of a run of words, and of the two that follow, after the two before it.
  func score(before: (Word, Word), _ words: [Word], after: (Word, Word)) -> Double {
    var (first, second) = before
    var sum = 0.0
    for word in words {
      sum += score(first, second, word)
      (first, second) = (second, word)
    }
    sum += score(first, second, after.0)
    return sum + score(second, after.0, after.1) - score(after.0, after.1)
  }
}
