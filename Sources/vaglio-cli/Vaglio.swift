import ArgumentParser

struct VaglioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vaglio",
    abstract: "Cleans scraped and OCR'd Italian text, and tags the names of companies and regulators.",
    version: "0.1.0",
    subcommands: [AnnotateCommand.self, StemCommand.self, BenchCommand.self, LexiconCommand.self, TrainCommand.self])
}
