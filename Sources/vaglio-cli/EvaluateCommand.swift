import ArgumentParser

/// `vaglio evaluate`: how well the stages do on gold data.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Compare what is found with gold data.",
    subcommands: [EvaluateTokens.self, EvaluateBreaks.self, EvaluateCleaning.self, EvaluateEntities.self])
}
