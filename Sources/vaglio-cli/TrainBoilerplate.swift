import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio train boilerplate`: makes the model of pages.
struct TrainBoilerplate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boilerplate", abstract: "Make the model of pages from pages whose lines are labelled.",
    discussion: """
      The pages are JSON Lines with page, site and lines; a line has text, label (content or boilerplate) and kind. The \
      same input gives the same bytes. With --folds no file is written: each page is judged by a model that has seen no \
      page of its site, and the scores are printed.
      """)

  @Option(help: "Labelled pages.")
  var pages: String

  @Option(help: "Blocks of furniture to vary pages with.")
  var furniture = "Lexicons/training/boilerplate-furniture.txt"

  @Option(help: "Texts that are all content to vary pages with.")
  var content = "Lexicons/training/boilerplate-content.txt"

  @Option(help: "The file to write.")
  var out: String?

  @Option(help: "Write names, sizes and checksums of the model and of what it was made from, with --out.")
  var manifest: String?

  @Option(help: "Further files for the manifest: those that the features depend on.")
  var inputs = ["Lexicons/boilerplate.tsv", "Lexicons/furniture-words.tsv"]

  @Option(help: "Validate instead: into how many parts the sites are put.")
  var folds: Int?

  @Option(help: "Write what is kept of each page, as score_boilerplate.py reads it, with --folds.")
  var predictions: String?

  @Option(help: "Lines less likely content than this are furniture, with --folds.")
  var threshold = BoilerplateRemover.standardContentThreshold

  @Flag(help: "Judge the pages of sites with several only, each after the others of its site, with --folds.")
  var acrossPages = false

  @Option(help: "How many variants of each page are read besides it.")
  var variants = 24

  @Option(help: "Passes over the pages.")
  var epochs = 6

  @Option(help: "How often to learn anew, with other numbers drawn; the weights are averaged.")
  var runs = 1

  @Option(help: "The seed of the variants.")
  var seed: UInt64 = 1

  func validate() throws {
    guard (folds == nil) != (out == nil) else { throw ValidationError("either --out or --folds") }
    if acrossPages, folds == nil { throw ValidationError("--across-pages needs --folds") }
    if let folds, folds < 2 { throw ValidationError("--folds is at least 2") }
  }

  func run() throws {
    let labelled = try LabelledPage.pages(pages)
    var training = BoilerplateTraining(
      pages: labelled, material: try PageMaterial(furniture: furniture, content: content))
    training.variants = variants
    training.trainer.epochs = epochs
    training.trainer.runs = runs
    training.seed = seed
    if let folds { return try validate(training, labelled, folds) }
    guard let out else { return }
    let bytes = training.model()
    try write(bytes, to: out)
    print("\(out)\t\(bytes.count) bytes\t\(LexiconFiles.checksum(bytes))")
    guard let manifest else { return }
    // What the model depends on is in the manifest too: a test fails when it was changed and the model was not made again.
    var files = [LexiconFiles.File(name: FileName.last(out), bytes: bytes, count: PageFeatureCount.of(bytes))]
    for path in inputs + [furniture, content] {
      let bytes = try [UInt8](contentsOf: path)
      files.append(
        LexiconFiles.File(name: FileName.last(path), bytes: bytes, count: bytes.count { $0 == UInt8(ascii: "\n") }))
    }
    try write(Array(LexiconFiles(files: files, sources: []).manifest.utf8), to: manifest)
  }

  private func validate(_ training: BoilerplateTraining, _ pages: [LabelledPage], _ folds: Int) throws {
    var kept = try training.crossValidation(folds: folds, threshold: threshold, isAcrossPages: acrossPages) {
      Output.complain("fold \($0 + 1) of \(folds)")
    }
    var pages = pages
    if acrossPages {
      let sites = Dictionary(grouping: pages, by: \.site)
      let chosen = pages.indices.filter { sites[pages[$0].site, default: []].count > 1 }
      kept = chosen.map { kept[$0] }
      pages = chosen.map { pages[$0] }
    }
    for isCore in [false, true] {
      let result = BoilerplateEvaluation(pages: pages, kept: kept, isCore: isCore)
      print(isCore ? "core (without title, byline-date, caption, user-comment)" : "all lines")
      for (name, count) in [("lines", result.lines), ("characters", result.characters)] {
        print("  \(name)\tP \(count.precision.rounded4)\tR \(count.recall.rounded4)\tF1 \(count.f1.rounded4)")
      }
      if isCore { continue }
      for (kind, lines, right) in result.kinds {
        print("  \(kind)\t\(right) of \(lines) right")
      }
    }
    guard let predictions else { return }
    var text = ""
    for (page, lines) in zip(pages, kept) {
      text += "{\"page\":\"\(page.name)\",\"keep\":[\(lines.map(String.init).joined(separator: ","))]}\n"
    }
    try write(Array(text.utf8), to: predictions)
  }
}

extension Double {
  /// To four places.
  fileprivate var rounded4: Double { (self * 10_000).rounded() / 10_000 }
}

extension FileName {
  /// The last part of a path.
  fileprivate static func last(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}

/// How many features have weights, as the header of a model says.
private enum PageFeatureCount {
  static func of(_ bytes: [UInt8]) -> Int {
    guard bytes.count >= 20 else { return 0 }
    return bytes[16..<20].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
