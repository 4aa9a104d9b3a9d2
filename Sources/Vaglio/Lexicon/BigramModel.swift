internal import CLexicons

/// How likely a word is after another, from counts of running text, opened in place.
///
/// Runs of two forms are in one table, runs of three in another (`RunTable`). Where a run is not there the model backs off
/// to the shorter one (Brants et al. 2007, "Large language models in machine translation").
public struct BigramModel: @unchecked Sendable {
  /// Stands for what is no word of its own: the start and end of a sentence, a comma, other punctuation, a number, and
  /// anything else.
  public enum Boundary: String, Sendable, CaseIterable {
    case sentenceStart = "<s>"
    case sentenceEnd = "</s>"
    case comma = ","
    case punctuation = "<p>"
    case number = "<num>"
    case other = "<x>"
  }

  private let pairs: RunTable
  private let triples: RunTable
  /// How many runs it has.
  public var count: Int { pairs.count + triples.count }
  private let forms: FormLexicon
  private(set) var heldBack: HeldBackRuns?

  /// Words of the counted texts; only ratios of scores matter, so about is enough.
  static let wordTotal = 28_000_000.0
  private static let backOff = -1.3

  init(pairs: RunTable, triples: RunTable, forms: FormLexicon) {
    self.pairs = pairs
    self.triples = triples
    self.forms = forms
  }

  /// The model that comes with Vaglio.
  public static let italian: BigramModel = {
    var size = 0
    let pairs = UnsafeBufferPointer(start: vaglio_lexicon_bigrams(&size), count: size)
    var tripleSize = 0
    let triples = UnsafeBufferPointer(start: vaglio_lexicon_trigrams(&tripleSize), count: tripleSize)
    // The tests open them; a library whose own data is broken still processes texts.
    return BigramModel(
      pairs: (try? RunTable(pairs, file: "bigrams.bin")) ?? RunTable(),
      triples: (try? RunTable(triples, file: "trigrams.bin")) ?? RunTable(), forms: .italian)
  }()

  /// The model as if some runs and forms had been counted less often.
  package func holdingBack(_ runs: HeldBackRuns) -> BigramModel {
    var model = self
    model.heldBack = runs
    return model
  }

  // MARK: Keys

  /// A form's key: FNV-1a of its bytes, in lower case with straight apostrophes.
  @inline(__always)
  package static func key(_ form: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in form { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  package static func key(_ boundary: Boundary) -> UInt64 { key(boundary.rawValue.utf8) }

  /// The key of a run: that of what comes before, and of the next form.
  @inline(__always)
  package static func key(_ before: UInt64, _ form: UInt64) -> UInt64 {
    // The finalizer of MurmurHash3: every bit of both keys reaches every bit of the run's.
    var hash = (before &* 0x9e37_79b9_7f4a_7c15) &+ form
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ (hash >> 33)
  }

  // MARK: Counts and scores

  /// About how often a run of two was counted; 0 when it is not there. O(1).
  @inline(__always)
  package func count(_ run: UInt64) -> Double { countClass(run).map { pairs.count(ofClass: $0) } ?? 0 }

  /// The count that a class of a run stands for.
  @inline(__always)
  func count(ofClass countClass: Int) -> Double { pairs.count(ofClass: countClass) }

  /// The class of a run of two in `RunTable.countsOfClasses`; nil when the run is not there.
  @inline(__always)
  func countClass(_ run: UInt64) -> Int? {
    let found = pairs.countClass(run)
    guard let heldBack, let found else { return found }
    return heldBack.lowered(found, of: run)
  }

  /// The class of a run of three, `key(key(first, second), third)`; nil when the run is not there.
  /// - Parameter limit: the lower class of its two runs of two.
  @inline(__always)
  package func tripleClass(_ run: UInt64, limit: Int) -> Int? {
    // The limit of runs that are held back is that of the table, where they are not.
    guard let heldBack else { return triples.countClass(run, limit: limit) }
    return triples.countClass(run).flatMap { heldBack.lowered($0, of: run) }
  }

  /// The counts that the 256 classes of `FormLexicon` stand for.
  static let countsOfClasses: [Double] = (0..<256).map { $0 == 0 ? 0 : exp2Approximate(Double($0 - 1) / 8) }

  /// The natural logarithm of about how likely the second form is after the first.
  ///
  /// - Parameters:
  ///   - previousCount: how often the first form was counted, alone.
  ///   - wordCount: the same of the second.
  func score(previous: UInt64, previousCount: Double, word: UInt64, wordCount: Double) -> Double {
    let pair = count(Self.key(previous, word))
    if pair > 0 { return naturalLogarithm((pair - 0.4) / max(previousCount, pair)) }
    return Self.backOff + naturalLogarithm(max(wordCount, 0.3) / Self.wordTotal)
  }

  /// The natural logarithm of about how likely `word` is after `previous`; 0 is certain.
  ///
  /// - Parameters: forms in lower case with straight apostrophes, or the raw value of a `Boundary`.
  public func score(previous: String, word: String) -> Double {
    let previousKey = Self.key(previous.utf8)
    let wordKey = Self.key(word.utf8)
    return score(
      previous: previousKey, previousCount: count(of: previous), word: wordKey, wordCount: count(of: word))
  }

  /// About how often a form or a boundary was counted.
  func count(of form: String) -> Double {
    if let entry = forms[form] { return entry.count }
    return Boundary(rawValue: form).map { count(Self.key(0, Self.key($0))) } ?? 0
  }
}
