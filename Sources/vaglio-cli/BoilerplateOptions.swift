import ArgumentParser
import Vaglio

/// What `annotate` may say of the stage boilerplate.
struct BoilerplateOptions: ParsableArguments {
  @Option(
    name: .customLong("boilerplate"),
    help: ArgumentHelp(
      "What becomes of the furniture of a page. (default: drop)",
      discussion: """
        'drop' cuts it out; 'mark' leaves it in the text and reports it in 'lines'; 'keep' reports every line as kept, with \
        its kind and score.
        """, valueName: "mode"))
  var mode: BoilerplateModeOption?

  @Option(
    help: ArgumentHelp(
      "From 0 to 1: a line less likely content than this is furniture. (default: 0.45)",
      discussion: "Lower loses less content, higher leaves less furniture.", valueName: "number"))
  var contentThreshold: Float?

  @Option(
    help: ArgumentHelp(
      "Phrases of furniture of your own, one a line.",
      discussion: "A line that holds one of them is dropped, whatever else it says.", valueName: "file"))
  var boilerplatePhrases: String?

  @Option(
    help: ArgumentHelp(
      "The field that names the site of a record, with --input jsonl.",
      discussion: """
        What several pages of a site have in common is furniture: each page is judged with what the pages before it have \
        shown. One job only.
        """, valueName: "name"))
  var siteKey: String?

  @Option(
    help: ArgumentHelp(
      "What is known of the sites: read when the file exists, written at the end; with --site-key.", valueName: "file"))
  var siteMemory: String?

  /// Whether any is given.
  var isEmpty: Bool {
    mode == nil && contentThreshold == nil && boilerplatePhrases == nil && siteKey == nil && siteMemory == nil
  }

  func check(input: InputFormat, jobs: Int) throws(ValidationError) {
    if let contentThreshold, !(0...1 ~= contentThreshold) {
      throw ValidationError("--content-threshold is from 0 to 1")
    }
    if siteKey != nil, input != .jsonl { throw ValidationError("--site-key goes with --input jsonl only") }
    if siteKey != nil, jobs != 1 { throw ValidationError("--site-key goes with one job only") }
    if siteMemory != nil, siteKey == nil { throw ValidationError("--site-memory needs --site-key") }
  }

  /// - Throws: `LexiconError` when the phrases cannot be read.
  func remover() throws(LexiconError) -> BoilerplateRemover {
    guard let boilerplatePhrases else {
      return BoilerplateRemover(
        mode: mode?.mode ?? .drop, contentThreshold: contentThreshold ?? BoilerplateRemover.standardContentThreshold)
    }
    return try BoilerplateRemover(
      mode: mode?.mode ?? .drop, contentThreshold: contentThreshold ?? BoilerplateRemover.standardContentThreshold,
      phrasesOf: boilerplatePhrases)
  }

  /// - Throws: `LexiconError` when the file is there and is no memory of sites.
  func memory() throws(LexiconError) -> SiteMemory? {
    guard siteKey != nil else { return nil }
    guard let siteMemory, (try? FileDescriptor.open(siteMemory)) != nil else { return SiteMemory() }
    return try SiteMemory(contentsOf: siteMemory)
  }
}

struct BoilerplateModeOption: ExpressibleByArgument {
  let mode: BoilerplateRemover.Mode

  init?(argument: String) {
    guard let mode = BoilerplateRemover.Mode(rawValue: argument) else { return nil }
    self.mode = mode
  }

  static let allValueStrings = BoilerplateRemover.Mode.allCases.map(\.rawValue)
}
