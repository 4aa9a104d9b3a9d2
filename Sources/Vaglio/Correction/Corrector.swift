/// Repairs what optical character recognition does to Italian text: `alia normativa`, `e stata`, `effettua-re`,
/// `asfruttare`.
///
/// ```swift
/// Corrector().corrected("Agcom e stata la prima; in base alia normativa")
/// // "Agcom è stata la prima; in base alla normativa"
/// ```
///
/// A noisy channel (Kernighan, Church and Gale 1990, "A spelling correction program based on a noisy channel model"):
/// readings of a word that the lexicon has are weighed by how rarely type is read so, and by how well they fit between
/// the words around. Unknown words are no errors by themselves: names, acronyms, codes and foreign words stay. What is
/// not sure enough becomes a suggestion.
public struct Corrector: Stage {
  /// Corrections less sure than this are only suggested; between 0 and 1.
  public let minimumConfidence: Float
  public let rules: CorrectionRules

  /// At this confidence hardly one word in 10,000 of correct text is changed.
  public static let defaultMinimumConfidence: Float = 0.7

  /// What is less sure than this is not even suggested.
  static let suggestionConfidence: Float = 0.1

  private var tables: CorrectionTables
  /// What they find depends on the lexicon and the channel only, which are those of all copies.
  private let searchers = CandidateSearcherPool()

  /// - Parameters:
  ///   - minimumConfidence: below it a correction is a suggestion.
  ///   - rules: rules to apply before the language model is asked; `.italian.adding(mine)` keeps those of Vaglio.
  public init(
    minimumConfidence: Float = Corrector.defaultMinimumConfidence, rules: CorrectionRules = .italian
  ) {
    self.minimumConfidence = minimumConfidence
    self.rules = rules
    tables = .italian
  }

  /// A corrector with other tables, for training.
  package init(
    channel: ChannelModel, decisions: DecisionModel? = nil,
    minimumConfidence: Float = Corrector.defaultMinimumConfidence
  ) {
    self.minimumConfidence = minimumConfidence
    rules = .italian
    var tables = CorrectionTables.italian
    tables.confusions = ConfusionTable(channel, graph: tables.graph)
    if let decisions { tables.decisions = decisions }
    self.tables = tables
  }

  public var name: String { StageName.correct }
  public var repetition: Repetition { .untilStable }
  public var requires: [Layer] { [.tokens] }
  public var provides: [Layer] { [.corrections] }

  /// The text with the corrections made.
  public func corrected(_ string: String) -> String {
    var document = Document(string)
    // Addresses are known by their tokens.
    Tokenizer().process(&document)
    process(&document)
    return document.string
  }

  /// O(n), and a few thousand look-ups for each unknown word.
  public func process(_ document: inout Document) {
    let tokens = document.tokenLayer
    let decisions = document.text.withUnsafeBufferPointer { text in
      session(text, tokens: tokens, repairs: PageNoise.Repairs(document))?.decisions ?? []
    }
    var replacements: [Replacement] = []
    var suggestions: [Edit] = []
    for decision in decisions {
      let cause = Cause(stage: StageName.correct, rule: decision.rule, confidence: decision.confidence)
      if decision.confidence >= minimumConfidence {
        replacements.append(Replacement(decision.range, with: decision.string, because: cause))
      } else {
        let range = document.sourceRange(ofText: decision.range)
        suggestions.append(Edit(range: range, string: decision.string, causes: [cause]))
      }
    }
    document.setSuggestions(suggestions)
    document.apply(replacements)
  }

  /// The same corrector, with a language model that holds some runs back.
  package func holdingBack(_ runs: HeldBackRuns) -> Corrector {
    var corrector = self
    corrector.tables.bigrams = tables.bigrams.holdingBack(runs)
    return corrector
  }

  /// What the lattice proposes for a text, each with its features, whether it is made or not: for training.
  package func proposals(_ document: borrowing Document) -> [CorrectionProposal] {
    let tokens = document.tokenLayer
    return document.text.withUnsafeBufferPointer { text in
      session(text, tokens: tokens, repairs: PageNoise.Repairs(document))?.proposals ?? []
    }
  }

  /// The finished work on a text; nil when there is nothing to look at.
  private func session(
    _ text: UnsafeBufferPointer<UInt8>, tokens: TokenLayer, repairs: PageNoise.Repairs
  ) -> CorrectionSession? {
    var pieces = CorrectionScanner(text: text, forms: tables.forms, anchors: rules.anchors).pieces()
    protect(&pieces, in: tokens)
    if let heldBack = tables.bigrams.heldBack { lower(&pieces, by: heldBack) }
    guard pieces.contains(where: { ($0.isSuspicious || $0.isOddMark(in: text)) && !$0.isProtected }) else {
      return nil
    }
    let searcher =
      searchers.take()
      ?? CandidateSearcher(
        CandidateSearch(
          forms: tables.forms, graph: tables.graph, suffixes: tables.suffixes, confusions: tables.confusions))
    let page = CorrectionPage(
      text: text, pieces: pieces, tables: tables, rules: rules, minimumConfidence: minimumConfidence, repairs: repairs)
    // Its pieces are its own, or the first change of one would copy all.
    var session = CorrectionSession(page: page, pieces: consume pieces, searcher: searcher)
    session.run()
    searchers.bringBack(searcher)
    return session
  }

  private func lower(_ pieces: inout [CorrectionPiece], by heldBack: HeldBackRuns) {
    for index in pieces.indices where pieces[index].kind == .word && pieces[index].isKnown {
      pieces[index].frequency = heldBack.lowered(pieces[index].frequency, ofForm: pieces[index].key)
    }
  }

  /// Addresses stay as they are.
  private func protect(_ pieces: inout [CorrectionPiece], in tokens: TokenLayer) {
    var piece = 0
    for token in 0..<tokens.count {
      guard tokens.kind(token) == .url || tokens.kind(token) == .email else { continue }
      let range = tokens.range(token)
      while piece < pieces.count, Int(pieces[piece].end) <= range.lowerBound { piece += 1 }
      while piece < pieces.count, Int(pieces[piece].start) < range.upperBound {
        pieces[piece].isProtected = true
        piece += 1
      }
    }
  }
}
