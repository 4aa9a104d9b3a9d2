import ArgumentParser

/// `vaglio evaluate`: measures stages on annotated data.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure stages on annotated data.", subcommands: [EvaluateEntities.self])
}
