import ArgumentParser

/// `vaglio train`: makes the trained tables that come with Vaglio.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Make trained tables from annotated texts.",
    subcommands: [
      TrainBoilerplate.self, TrainClasses.self, TrainClusters.self, TrainCorrectorCommand.self, TrainEntities.self,
    ])
}
