/// The work on one document: its pieces, what they say about the page, and what is decided.
///
/// First the rules that are sure by themselves. Then, around each piece that is nothing to pass by, a lattice of readings,
/// the best way through it, and for each change on that way the question how likely it is right.
struct CorrectionSession {
  /// A stretch of the text and what stands there by right.
  struct Decision {
    var range: Range<Int>
    var string: String
    var rule: String
    var confidence: Float
  }

  let page: CorrectionPage
  var pieces: [CorrectionPiece]
  /// The pieces that are no word of the lists: marks, numbers, and words that none has. Most passes need no others.
  let unlisted: [Int]
  /// Added to the cost of a lost accent.
  private(set) var accentCost = 0.0
  private(set) var hasLostAccents = false

  let searcher: CandidateSearcher
  var lattice = CorrectionLattice()
  private(set) var decisions: [Decision] = []
  /// Blanks inside quotes and brackets, which are decided when all else is known.
  var blanksInside: [Range<Int>] = []
  /// What the lattice proposes, in the order of the text.
  var proposals: [CorrectionProposal] = []
  /// How many errors of the page are nearly certain.
  var errors = 0
  /// Whether the author marks stressed vowels inside words; asked when anything is proposed.
  var hasMarkedStress = false
  /// Whether the page has v for u and a long s, as old books have; asked when a letter of these is to be another.
  var hasOldType = false
  /// The pieces of a lattice as they stand, and what it costs to leave them; kept for the next.
  var originals: [CorrectionLattice.Original] = []
  /// The readings of the pieces that are being proposed for; kept for the next.
  var rivals: [Rival] = []
  /// The words that rules put in place, by their numbers; empty where none was asked for.
  private var wordsOfRules: [[ContextModel.Word]] = []
  /// How often each unknown form is on the page.
  private(set) var repeats: [UInt64: Int] = [:]

  /// A reading of the lattice, and how well it fits.
  struct Rival {
    var edge: Int
    /// Less what it costs.
    var fit: Double
  }

  init(page: CorrectionPage, pieces: consuming [CorrectionPiece], searcher: CandidateSearcher) {
    self.page = page
    var unlisted: [Int] = []
    unlisted.reserveCapacity(pieces.count / 4)
    for index in pieces.indices where pieces[index].kind != .word || !pieces[index].isKnown { unlisted.append(index) }
    self.unlisted = unlisted
    self.pieces = pieces
    self.searcher = searcher
  }

  var text: UnsafeBufferPointer<UInt8> { page.text }
  var forms: FormLexicon { page.forms }
  var context: ContextModel { page.context }
  var formation: WordFormation { page.formation }
  var rules: CorrectionRules { page.rules }
  var noise: PageNoise { page.noise }
  var boundaries: CorrectionPage.Boundaries { page.boundaries }

  /// O(n), with a search for each piece that is not known.
  mutating func run() {
    for index in pieces.indices where pieces[index].isSuspicious && !pieces[index].isProtected {
      applySureRules(at: index)
      if pieces[index].kind == .mark || pieces[index].kind == .comma || pieces[index].kind == .sentenceEnd {
        examineSpacing(index)
      }
    }
    accentCost = estimatedAccentCost()
    hasLostAccents = noise.lostAccents >= 1 && noise.lostAccents * 4 > noise.accents
    for index in unlisted where pieces[index].kind == .word && !pieces[index].isKnown {
      repeats[pieces[index].key, default: 0] += 1
    }
    var index = 0
    while index < pieces.count {
      if isInteresting(index) {
        index = examine(from: index)
      } else {
        index += 1
      }
    }
    decideProposals()
    examineLoneSigns()
    readLoneBar()
    readCents()
    readVerbWithSign()
    readLetters()
    readDoubleV()
    readDigits()
    readPercent()
    removeApartMarks()
    readArticles()
    readElidedArticles()
    splitGluedWords()
    examineHyphens()
    examineGluedMarks()
    examineEndings()
    decideBlanksInside()
    settleDecisions()
  }

  /// The lattice from a piece on; returns the first piece after it.
  private mutating func examine(from index: Int) -> Int {
    lattice.removeAll()
    var cursor = index
    var last = index
    // Words two apart are each other's context.
    while cursor < pieces.count, cursor <= last + 2, cursor < index + 48 {
      if cursor > index, pieces[cursor].gap == 3 { break }
      if cursor == index || isInteresting(cursor) {
        collectEdges(at: cursor)
        last = max(last, cursor)
      }
      cursor += 1
    }
    // What was passed on the way is nothing to come back to.
    guard !lattice.edges.isEmpty else { return cursor }
    var first = index
    for edge in lattice.edges {
      first = min(first, Int(edge.first))
      last = max(last, Int(edge.last))
    }
    decode(first, last)
    return max(last + 1, cursor)
  }

  /// The words that a rule puts in place, looked up at its first use on a page.
  mutating func words(of rule: CorrectionPattern) -> [ContextModel.Word] {
    if wordsOfRules.isEmpty { wordsOfRules = Array(repeating: [], count: rules.rules.count) }
    if wordsOfRules[rule.number].isEmpty { wordsOfRules[rule.number] = words(of: rule.form) }
    return wordsOfRules[rule.number]
  }

  // MARK: Decisions

  mutating func decide(_ range: Range<Int>, _ string: String, rule: String, confidence: Float) {
    // The bytes may be the same when only the guess at their case differs.
    guard confidence >= Corrector.suggestionConfidence, !string.utf8.elementsEqual(text[range]) else { return }
    decisions.append(Decision(range: range, string: string, rule: rule, confidence: confidence))
  }

  /// Takes back what a rule decided.
  mutating func withdraw(rule: String, endingAt place: Int) {
    decisions.removeAll { $0.range.upperBound == place && $0.rule == rule }
  }

  /// In the order of the text; of two that meet, the surer one.
  private mutating func settleDecisions() {
    guard decisions.count > 1 else { return }
    decisions.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var kept: [Decision] = []
    for decision in decisions {
      // A blank in one place, for two reasons.
      if let last = kept.last, last.range == decision.range, last.string == decision.string {
        if decision.confidence > last.confidence { kept[kept.count - 1] = decision }
        continue
      }
      if let last = kept.last, last.range.upperBound > decision.range.lowerBound {
        if decision.confidence > last.confidence { kept[kept.count - 1] = decision }
        // The one before may meet it, too.
        while kept.count > 1, kept[kept.count - 2].range.upperBound > kept[kept.count - 1].range.lowerBound {
          kept.remove(
            at: kept[kept.count - 2].confidence < kept[kept.count - 1].confidence ? kept.count - 2 : kept.count - 1)
        }
      } else {
        kept.append(decision)
      }
    }
    decisions = kept
  }
}

/// What the corrector looks things up in.
struct CorrectionTables: Sendable {
  var forms: FormLexicon
  var graph: FormGraph
  /// Of the forms read backwards.
  var suffixes: PrefixFilter
  var bigrams: BigramModel
  /// Of the channel model, in the classes of `graph`.
  var confusions: ConfusionTable
  var decisions: DecisionModel
  var letters: LetterModel
  var classes: ClassModel

  static var italian: CorrectionTables {
    CorrectionTables(
      forms: .italian, graph: .italian, suffixes: .italianReversed, bigrams: .italian, confusions: .italian,
      decisions: .italian, letters: .italian, classes: .italian)
  }
}

/// A correction that the lattice proposes, with what is known of it.
package struct CorrectionProposal: Sendable {
  /// Bytes of the text.
  package var range: Range<Int>
  package var string: String
  package var rule: String
  /// Which misreading it takes back.
  var misreading: UInt64
  package var features: DecisionFeatures
  /// What a rule of the table says that the misreading costs, where one speaks for this; the decision model knows nothing
  /// of rules that were written after it was trained.
  var costOfRule: Double?
  /// Whether the reading before it, of the same place, was on the best way.
  package var isRival = false

  /// Whether no letter changes.
  package var changesOnlyMarks: Bool {
    let kind = UInt8(features[.kind])
    return kind == CorrectionKind.speck.rawValue || kind == CorrectionKind.mark.rawValue
  }

  /// Whether what stands there may be a name that no list has: unknown, with a capital inside a sentence.
  package var changesName: Bool {
    features[.readFrequency] < 0 && features[.shape] == 1 && features[.startsSentence] == 0
  }

  /// Whether what stands there is a word, too.
  package var changesKnownWord: Bool { features[.readFrequency] >= 0 && features[.readCount] > 0 }
}
