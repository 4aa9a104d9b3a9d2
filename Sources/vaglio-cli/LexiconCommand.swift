import ArgumentParser
import Foundation
import VaglioTraining

/// `vaglio lexicon`: makes the lexicons that come with Vaglio.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon", abstract: "Make the lexicons that come with Vaglio.", subcommands: [Build.self])

  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make forms.bin and bigrams.bin from texts and lists of words.")

    @Option(help: "The folder with text/sources.tsv and lexicons/.")
    var data: String

    @Option(help: "The folder to write to.")
    var out: String

    func run() throws {
      let lexicons = try LexiconFiles.build(data: data)
      let folder = URL(filePath: out)
      for file in lexicons.files {
        try Data(file.bytes).write(to: folder.appending(path: file.name))
      }
      try Data(lexicons.manifest.utf8).write(to: folder.appending(path: "manifest.tsv"))
      for source in lexicons.sources { print("\(source.file)\t\(source.words) words") }
      print(lexicons.manifest, terminator: "")
    }
  }
}
