import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio evaluate cleaning`: what must hold of every cleaned text, on random ones.
struct EvaluateCleaning: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cleaning", abstract: "Clean random texts and look whether cleaning twice is cleaning once.",
    discussion: """
      Also looks whether the edits are sorted, disjoint and in bounds, and make the text of the source. The first texts \
      that fail follow. The exit status is 1 when there is one.
      """)

  @Option(help: ArgumentHelp("How many texts.", valueName: "number"))
  var random = 100_000

  @Option(help: ArgumentHelp("Another seed gives other texts.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The stages that clean, in order, with commas between them.", valueName: "names"))
  var stages = StageName.normalize

  func validate() throws {
    guard random > 0 else { throw ValidationError("--random is 1 or more") }
    _ = try StageSelection(stages, input: .text)
  }

  func run() throws {
    let pipeline = try StageSelection(stages, input: .text)
      .pipeline(PipelineConfiguration(), lexicons: [], input: .text)
    var check = CleaningCheck(pipeline, seed: seed)
    let failures = check.failures(in: random)
    var output = Output()
    try output.write(Array("random texts, seed \(seed): \(random) texts, \(failures.count) fail\n".utf8))
    for failure in failures.prefix(20) { try output.write(Array("\(failure)\n".utf8)) }
    try output.flush()
    if !failures.isEmpty { throw ExitCode.failure }
  }
}
