import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio train classes`: counts which classes of words stand side by side, for the corrector.
struct TrainClasses: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classes",
    abstract:
      "Make classes.bin: which classes of words follow each other in running texts, by the clusters of words.bin.")

  @Option(help: "The folder with text/ (running texts, one paragraph a line).")
  var data: String

  @Option(help: "The file to write.")
  var out: String

  func run() throws {
    guard var builder = ClassModelBuilder() else {
      Output.complain("words.bin is broken: make it again with 'vaglio train clusters'")
      throw ExitCode.failure
    }
    do throws(LexiconError) {
      for (file, stride) in WordClassTrainer.sources {
        try builder.read(CompressedFile("\(data)/text/\(file).txt.gz"), stride: stride)
      }
    } catch {
      Output.complain("\(error)")
      throw ExitCode.failure
    }
    let (bytes, count) = builder.build()
    try write(bytes, to: out)
    print("\(out)\t\(bytes.count) bytes\t\(count) pairs of classes seen")
  }
}
