import ArgumentParser
import Vaglio

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure how fast each stage and the whole are on a text.",
    discussion: """
      The file is processed as one text, on one thread. Every stage gets the document as the stages before it leave it. \
      A figure is the median of some rounds; a round repeats the work for a second or more. Next to them, on the same \
      text in the same run: ICU's word break and NFC, and libstemmer where it is installed.

      With --compare only what others do, too: our words and sentences next to ICU's breaks, our stems next to those of \
      libstemmer for the same words. The rounds of the two take turns.
      """)

  @Option(help: ArgumentHelp("How many rounds the median is of.", valueName: "number"))
  var rounds = 3

  @Option(help: ArgumentHelp("How long a round takes at least, in seconds.", valueName: "number"))
  var seconds = 1.0

  @Flag(help: "Words, sentences and stems next to ICU and libstemmer.")
  var compare = false

  @Argument(help: ArgumentHelp("A text; '-' is the standard input.", valueName: "file"))
  var file: String

  func validate() throws {
    guard rounds >= 1 else { throw ValidationError("--rounds is at least 1") }
    guard seconds >= 0, seconds <= 3600 else { throw ValidationError("--seconds is from 0 to 3600") }
  }

  func run() throws {
    let bytes: [UInt8]
    do throws(InputError) {
      bytes = try [UInt8](contentsOf: file)
    } catch {
      Output.complain(error.description)
      throw ExitCode.failure
    }
    guard !bytes.isEmpty else {
      Output.complain("\(FileName.displayed(file)): is empty, so there is nothing to measure")
      throw ExitCode.failure
    }

    let watch = Stopwatch(rounds: rounds, leastDuration: .seconds(seconds))
    if compare { return try printComparison(bytes, watch) }
    let whole = Pipeline.standard
    let document = whole(bytes)
    var table = BenchmarkTable(bytes: bytes.count, tokens: document.tokens.count)
    table.header(FileName.displayed(file), rounds: rounds, seconds: seconds)
    try print(&table)

    for (index, stage) in whole.stages.enumerated() {
      let before = try Pipeline(stages: Array(whole.stages[..<index]))(bytes)
      table.row(
        stage.name,
        watch.measure {
          var document = before
          Self.forgetful(stage).process(&document)
          return document.text.count + document.tokens.count
        })
      try print(&table)
    }
    // In the order of a pipeline that is one, they are one.
    table.row(
      "all stages",
      watch.measure { (try? Pipeline(stages: whole.stages.map(Self.forgetful)))?(bytes).tokens.count ?? 0 })
    table.row(
      "written as JSON Lines",
      watch.measure {
        var output: [UInt8] = []
        JSONLinesWriter().write(document, into: &output)
        return output.count
      })
    table.row("ICU word break", watch.measure { Peers.breaks(.word, bytes) })
    table.row("ICU NFC", watch.measure { Peers.normalizedLength(bytes) })
    if let stemmer = SnowballLibrary() {
      let tokens = document.tokens.map { document.string($0).lowercased() }
      let words = SnowballLibrary.Words(tokens)
      table.row("libstemmer, same tokens", watch.measure { stemmer.stem(words) })
    } else {
      table.note("libstemmer is not installed: apt-get install libstemmer0d")
    }
    table.footer()
    try print(&table)
  }

  /// A stage that has not seen the text in an earlier round: a corrector keeps what it has sought.
  private static func forgetful(_ stage: any Stage) -> any Stage {
    guard let corrector = stage as? Corrector else { return stage }
    return Corrector(minimumConfidence: corrector.minimumConfidence, rules: corrector.rules)
  }

  private func printComparison(_ bytes: [UInt8], _ watch: Stopwatch) throws {
    let tokens = try Pipeline(Tokenizer())(bytes).tokens.count
    var table = BenchmarkTable(bytes: bytes.count, tokens: tokens)
    table.header(FileName.displayed(file), rounds: rounds, seconds: seconds, isComparison: true)
    try BenchComparison(bytes: bytes, watch: watch).rows(into: &table)
    table.footer()
    try print(&table)
  }

  private func print(_ table: inout BenchmarkTable) throws {
    var output = Output()
    try output.write(table.takeText())
    try output.flush()
  }
}
