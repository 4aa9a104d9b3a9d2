import ArgumentParser
import Vaglio

struct AnnotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Clean texts, and find words, sentences and names in them.",
    discussion: """
      With --input jsonl every line is an object; its fields pass through unchanged and in order, before the fields that \
      are made here, which replace fields of the same name and the one that held the text. Blank lines are left out. A \
      line that is no such object is reported as 'file:line: why', an object with the member 'error' takes its place, \
      and the run goes on; the exit status is 1 at the end.

      With --input conll there is one token a line, with further columns after tabulators, and a blank line between \
      sentences; a file is one text. The tokens stay as they are given.

      Exit status: 0, 1 when a file or a line could not be processed, 64 when the command line is wrong.
      """)

  @Option(help: "What comes in.")
  var input = InputFormat.text

  @Option(
    help: """
      What goes out: the clean text, JSON Lines, what was changed and why, a page to look at, tokens with the tags of \
      names, sentences and tokens with stems, names and changes beside the source, or sentences of the source with \
      their changes.
      """)
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp(
      "The stages to run, in order, with commas between them.",
      discussion: "All, when not given: \(StageName.all.joined(separator: ", ")).", valueName: "names"))
  var stages: String?

  @Option(help: ArgumentHelp("The field that holds the text, with --input jsonl. (default: text)", valueName: "name"))
  var field: String?

  @Option(help: "What 'start' and 'end' count, with --format jsonl or conllu. (default: codepoint)")
  var offsets: OffsetOption?

  @Option(
    help: ArgumentHelp(
      "Names of your own, before those that come with Vaglio; may be repeated.",
      discussion: "The label is companies, regulators, organizations, persons or places.", valueName: "label=file"))
  var lexicon: [LexiconOption] = []

  @Option(
    help: ArgumentHelp(
      "What the stage normalize repairs, with commas between. (default: all)",
      discussion: "Of: \(Normalizer.Options.named.map(\.name).joined(separator: ", ")).", valueName: "names"))
  var repairs: RepairsOption?

  @Option(help: ArgumentHelp("How quotation marks and apostrophes are to look. (default: kept)", valueName: "style"))
  var quotes: QuotesOption?

  @Option(
    help: ArgumentHelp(
      "What the bytes are in that are no UTF-8. (default: judged by the words)",
      discussion: "One of: \(TextEncoding.all.joined(separator: ", ")); or an alias of IANA's.", valueName: "name"))
  var encoding: EncodingOption?

  @OptionGroup var boilerplate: BoilerplateOptions

  @Option(help: ArgumentHelp("How many texts or batches of records to work on at a time.", valueName: "number"))
  var jobs = 1

  @Option(
    help: ArgumentHelp(
      "From 0 to 1: corrections that are less sure are suggestions only.", valueName: "number"))
  var minimumConfidence: Float?

  @Flag(help: "Write every record as soon as its line has come, with --input jsonl; one job only.")
  var lineBuffered = false

  @Flag(help: "Red and green in the format diff.")
  var color = false

  @Flag(help: "No messages about files and lines that cannot be processed; the exit status tells.")
  var quiet = false

  @Argument(help: "Files; '-' or none is the standard input.")
  var files: [String] = []

  func validate() throws {
    guard 1...1024 ~= jobs else { throw ValidationError("--jobs is from 1 to 1024") }
    if let minimumConfidence, !(0...1 ~= minimumConfidence) {
      throw ValidationError("--minimum-confidence is from 0 to 1")
    }
    if field != nil, input != .jsonl { throw ValidationError("--field goes with --input jsonl only") }
    if offsets != nil, format != .jsonl, format != .conllu {
      throw ValidationError("--offsets goes with --format jsonl and --format conllu only")
    }
    if lineBuffered, input != .jsonl { throw ValidationError("--line-buffered goes with --input jsonl only") }
    let selection = try StageSelection(stages, input: input)
    if !lexicon.isEmpty, !selection.contains(StageName.entities) {
      throw ValidationError("--lexicon needs the stage entities")
    }
    if repairs != nil || quotes != nil || encoding != nil, !selection.contains(StageName.normalize) {
      throw ValidationError("--repairs, --quotes and --encoding need the stage normalize")
    }
    if format == .brat, input != .text || files.count > 1 {
      throw ValidationError(
        "--format brat takes one file of text at a time, because brat has a file of annotations for each text: "
          + "vaglio annotate --format brat page.txt > page.ann")
    }
    try boilerplate.check(input: input, jobs: jobs)
    if !boilerplate.isEmpty, !selection.contains(StageName.boilerplate) {
      throw ValidationError(
        "--boilerplate, --content-threshold, --boilerplate-phrases and --site-key need the stage boilerplate")
    }
    if minimumConfidence != nil, !selection.contains(StageName.correct) {
      throw ValidationError("--minimum-confidence needs the stage correct")
    }
    if format == .iob || format == .conllu, input != .conll, !selection.contains(StageName.tokenize) {
      throw ValidationError("--format \(format.rawValue) needs the stage tokenize")
    }
  }

  func run() async throws {
    let pipeline: Pipeline
    var memory: SiteMemory?
    do {
      memory = try boilerplate.memory()
      var configuration = PipelineConfiguration()
      configuration.repairs = repairs?.options ?? .all
      configuration.quotes = quotes?.style ?? .kept
      configuration.encoding = encoding?.encoding
      configuration.minimumConfidence = minimumConfidence
      configuration.remover = try boilerplate.remover()
      pipeline = try StageSelection(stages, input: input).pipeline(configuration, lexicons: lexicon, input: input)
    } catch let error as PipelineError {
      throw ValidationError(error.description)
    } catch let error as LexiconError {
      Output.complain(error.description)
      throw ExitCode.failure
    }

    let paths = files.isEmpty ? ["-"] : files
    let annotator = Annotator(
      format: format, offsets: offsets?.unit ?? .codepoint, field: field ?? "text", isColored: color,
      namesFiles: paths.count > 1)
    var output = Output()
    if format == .html {
      var head: [UInt8] = []
      HTMLWriter().writeHead(title: paths.map(FileName.displayed).joined(separator: ", "), into: &head)
      try output.write(head)
    }
    var hasFailed = false
    let isLineBuffered = lineBuffered
    let isQuiet = quiet
    func consume(_ outcome: Outcome) throws {
      try output.write(outcome.output)
      if isLineBuffered { try output.flush() }
      if outcome.errors.isEmpty { return }
      hasFailed = true
      if !isQuiet { for error in outcome.errors { Output.complain(error.description) } }
    }
    switch input {
    case .text:
      try await pipeline.process(paths, jobs: jobs, { annotator.annotateText($1, with: $0) }, consume: consume)
    case .conll:
      try await pipeline.process(paths, jobs: jobs, { annotator.annotateTokens($1, with: $0) }, consume: consume)
    case .jsonl where memory != nil:
      var known = memory ?? SiteMemory()
      for batch in LineBatches(paths, isLineBuffered: lineBuffered) {
        try consume(
          annotator.annotateRecords(batch, siteKey: boilerplate.siteKey ?? "", memory: &known, with: pipeline))
      }
      if let path = boilerplate.siteMemory, (try? write(known.bytes, to: path)) == nil { hasFailed = true }
    case .jsonl:
      // With several jobs a record would wait for the line after it.
      try await pipeline.process(
        LineBatches(paths, isLineBuffered: lineBuffered), jobs: lineBuffered ? 1 : jobs,
        { annotator.annotateRecords($1, with: $0) }, consume: consume)
    }
    try output.flush()
    if hasFailed { throw ExitCode.failure }
  }
}
