import ArgumentParser

@main struct VaglioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "vaglio", subcommands: [LexiconCommand.self])
}
