import ArgumentParser
import Vaglio

struct VaglioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vaglio",
    abstract: "Cleans scraped and OCR'd Italian text, and tags the names of companies and regulators.",
    version: Release.version.description,
    subcommands: [
      AnnotateCommand.self, StemCommand.self, BenchCommand.self, Evaluate.self, LexiconCommand.self, Train.self,
    ])
}
