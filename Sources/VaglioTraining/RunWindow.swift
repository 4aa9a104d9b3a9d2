/// What stands before the next form of a line. `CorpusCounter` counts the runs that end with it, and `CountedRuns` holds the
/// same ones back.
struct RunWindow<Form: Equatable> {
  private let sentenceStart: Form
  private let sentenceEnd: Form
  private(set) var before: Form
  private(set) var last: Form

  init(sentenceStart: Form, sentenceEnd: Form) {
    self.sentenceStart = sentenceStart
    self.sentenceEnd = sentenceEnd
    (before, last) = (sentenceStart, sentenceStart)
  }

  /// Whether a run of three is one: twice the start of a sentence says no more than once.
  ///
  /// - Parameter isWord: whether a form is a word, and stands for nothing else.
  func hasTriple(_ isWord: (Form) -> Bool) -> Bool { before != last || isWord(before) }

  /// After a sentence's end the next begins.
  mutating func advance(to next: Form) {
    (before, last) = next == sentenceEnd ? (sentenceStart, sentenceStart) : (last, next)
  }
}
