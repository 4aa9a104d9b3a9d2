import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio train corrector`: makes the tables of the `Corrector`.
struct TrainCorrectorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corrector",
    abstract: "Make channel.bin and decisions.bin from pages that were read by machine.",
    discussion: """
      The pages are JSON Lines with the fields ocr, gold and engine, plain or .gz. The same pages give the same bytes. The \
      language model is made by 'vaglio lexicon build'.
      """)

  @Option(help: "The pages: JSON Lines with the fields ocr, gold and engine. Several files are read in their order.")
  var pairs: [String]

  @Option(help: "Texts without errors, a paragraph a line, where every correction is wrong.")
  var clean: [String] = []

  @Option(help: "The folder to write to.")
  var out: String?

  @Option(
    help: """
      Train without this engine and say how right the corrections of its pages are; what --out and --apply make is trained \
      without all that are left out.
      """)
  var leaveOut: [String] = []

  @Option(help: "Write the proposals with their features to this file, to look at.")
  var table: String?

  @Option(help: "Correct the pages of this file with what was trained, and write id and text of each to --predictions.")
  var apply: [String] = []

  @Option(help: "Where the corrected pages go, one file for each --apply.")
  var predictions: [String] = []

  func run() throws {
    var pages: [OCRPair] = []
    var texts: [[UInt8]] = []
    do throws(LexiconError) {
      for path in pairs { pages += try OCRPair.pairs(path) }
      for path in clean { try CompressedFile(path).forEachLine { texts.append(Array($0)) } }
    } catch {
      Output.complain("\(error)")
      throw ExitCode.failure
    }
    let training = CorrectorTraining(pairs: pages, cleanTexts: texts)
    do {
      for engine in leaveOut {
        let evaluation = try training.evaluation(leavingOut: engine)
        print("\(engine): \(evaluation.proposals) proposals, \(evaluation.right) right")
        for (confidence, right, wrong, harm) in evaluation.atConfidence {
          let precision = Double(right) / Double(max(1, right + wrong + harm))
          print("  at \(confidence): \(right) right, \(wrong) wrong, \(harm) on clean text; precision \(precision)")
        }
      }
      if let table { try write(Array(try training.table().utf8), to: table) }
      guard out != nil || !apply.isEmpty else { return }
      let known = leaveOut.isEmpty ? pages : pages.filter { !leaveOut.contains($0.engine) }
      let files = try CorrectorTraining(pairs: known, cleanTexts: texts).build()
      for (pages, path) in zip(apply, predictions) {
        try write(try CorrectorTraining.corrected(pages, with: files), to: path)
      }
      guard let out else { return }
      for file in files {
        try write(file.bytes, to: "\(out)/\(file.name)")
      }
      let manifest = LexiconFiles(files: files, sources: []).manifest
      try write(Array(manifest.utf8), to: "\(out)/manifest-corrector.tsv")
      print(manifest, terminator: "")
    } catch let error as LexiconError {
      Output.complain("\(error)")
      throw ExitCode.failure
    }
  }
}
