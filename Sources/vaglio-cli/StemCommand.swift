import ArgumentParser
import Vaglio

struct StemCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stem", abstract: "Write the stems of words.",
    discussion: "One word a line in, one stem a line out; blank lines stay blank.")

  @Flag(help: "What comes in is words, one a line.")
  var words = false

  @Option(help: "How: Snowball takes off inflexion and derivation, light only the endings of number and gender.")
  var algorithm = AlgorithmOption.snowball

  @Argument(help: "Files; '-' or none is the standard input.")
  var files: [String] = []

  func validate() throws {
    if !words { throw ValidationError("say what comes in: --words, one word a line") }
  }

  func run() throws {
    let stemmer = Stemmer(algorithm.algorithm)
    var output = Output()
    var hasFailed = false
    for batch in LineBatches(files.isEmpty ? ["-"] : files, isLineBuffered: false) {
      if let error = batch.error {
        Output.complain(error.description)
        hasFailed = true
        continue
      }
      var stems: [UInt8] = []
      stems.reserveCapacity(batch.bytes.count)
      var position = 0
      while position < batch.bytes.count {
        let end = batch.bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? batch.bytes.count
        var word = batch.bytes[position..<end]
        if word.last == UInt8(ascii: "\r") { word.removeLast() }
        stemmer.append(stemOf: word, to: &stems)
        stems.append(UInt8(ascii: "\n"))
        position = end + 1
      }
      try output.write(stems)
    }
    try output.flush()
    if hasFailed { throw ExitCode.failure }
  }
}
