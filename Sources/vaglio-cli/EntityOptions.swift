import ArgumentParser
import Vaglio
import VaglioTraining

/// Annotated texts, and which part of them.
struct EntityOptions: ParsableArguments {
  @Argument(
    help: "CoNLL files (.conll: token, tabulator, tag) or files of lines with names marked as [[Agcom|regulator]].")
  var files: [String]

  @Option(help: "How many parts each file is cut into, for cross-validation.")
  var folds = 5

  @Option(help: "Which part is held back from training and is evaluated, from 0; none when left out.")
  var fold: Int?

  @Option(help: "How many sentences of a CoNLL file, which says nothing of texts, make one text.")
  var sentences = 12

  func validate() throws {
    if folds < 2 { throw ValidationError("--folds is at least 2") }
    if let fold, fold < 0 || fold >= folds { throw ValidationError("--fold is from 0 to \(folds - 1)") }
  }

  /// The texts of each file, those of the part when `isHeldBack`, else the others. Without a part: all.
  func texts(isHeldBack: Bool) throws -> [[AnnotatedText]] {
    try files.map { file in
      let bytes = try [UInt8](contentsOf: file)
      let texts = try AnnotatedText.read(bytes, file: file, sentencesPerText: sentences)
      guard let fold else { return texts }
      return texts.enumerated().filter { ($0.offset * folds / texts.count == fold) == isHeldBack }.map(\.element)
    }
  }
}
