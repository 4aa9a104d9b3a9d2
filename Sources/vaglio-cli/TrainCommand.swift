import ArgumentParser

/// `vaglio train`: makes models from data.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Make models from data.", subcommands: [TrainCorrectorCommand.self])
}
