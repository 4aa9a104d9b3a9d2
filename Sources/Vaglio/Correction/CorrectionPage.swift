/// What a session knows from the start and does not change: the text, what the page is like, and what to look things up in.
///
/// A class, so that the session stays small: a method of a large struct gets a copy of it at each call.
final class CorrectionPage {
  let text: UnsafeBufferPointer<UInt8>
  let forms: FormLexicon
  let context: ContextModel
  let formation: WordFormation
  let rules: CorrectionRules
  let decisionModel: DecisionModel
  let letters: LetterModel
  let classes: ClassModel
  let minimumConfidence: Float
  let noise: PageNoise
  /// Where marks stand that had a blank before them in the source.
  let apartMarks: [Int]
  let boundaries: Boundaries

  /// The words that stand for what is none.
  struct Boundaries {
    let sentenceStart, sentenceEnd, comma, punctuation, number, other: ContextModel.Word

    init(_ context: ContextModel) {
      sentenceStart = context.boundary(BoundaryKey.sentenceStart)
      sentenceEnd = context.boundary(BoundaryKey.sentenceEnd)
      comma = context.boundary(BoundaryKey.comma)
      punctuation = context.boundary(BoundaryKey.punctuation)
      number = context.boundary(BoundaryKey.number)
      other = context.boundary(BoundaryKey.other)
    }
  }

  /// - Parameter text: must outlive the page.
  init(
    text: UnsafeBufferPointer<UInt8>, pieces: [CorrectionPiece], tables: CorrectionTables, rules: CorrectionRules,
    minimumConfidence: Float, repairs: PageNoise.Repairs
  ) {
    self.text = text
    forms = tables.forms
    context = ContextModel(bigrams: tables.bigrams, forms: tables.forms)
    boundaries = Boundaries(context)
    formation = WordFormation(forms: tables.forms)
    decisionModel = tables.decisions
    letters = tables.letters
    classes = tables.classes
    self.rules = rules
    self.minimumConfidence = minimumConfidence
    apartMarks = repairs.apartMarks
    noise = PageNoise(pieces: pieces, text: text, forms: tables.forms, repairs: repairs)
  }
}
