import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio lexicon`: makes and checks lexicons.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon", abstract: "Make and check lexicons.", subcommands: [Build.self, Check.self])

  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make forms.bin and bigrams.bin from texts and lists of words.")

    @Option(help: "The folder with text/sources.tsv and lexicons/.")
    var data: String

    @Option(help: "The folder with the lists of words that come with the sources: Lexicons/word-lists.")
    var lists: String

    @Option(help: "The folder to write to.")
    var out: String

    func run() throws {
      let lexicons = try LexiconFiles.build(data: data, lists: lists)
      for file in lexicons.files { try write(file.bytes, to: "\(out)/\(file.name)") }
      try write(Array(lexicons.manifest.utf8), to: "\(out)/manifest.tsv")
      for source in lexicons.sources { print("\(source.file)\t\(source.words) words") }
      print(lexicons.manifest, terminator: "")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what is wrong with lists of names.",
      discussion: "One problem a line, as 'file:line: why'. The exit status is 1 when there is one.")

    @Argument(help: "Lists of names, as for 'annotate --lexicon'.")
    var files: [String]

    func run() throws {
      var output = Output()
      var hasProblem = false
      for file in files {
        do throws(LexiconError) {
          for problem in try GazetteerCheck.problems(inFile: file) {
            try? output.write(Array("\(problem)\n".utf8))
            hasProblem = true
          }
        } catch {
          Output.complain("\(error)")
          hasProblem = true
        }
      }
      try output.flush()
      if hasProblem { throw ExitCode.failure }
    }
  }
}
