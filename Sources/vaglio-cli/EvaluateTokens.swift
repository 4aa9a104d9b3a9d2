import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio evaluate tokens`: words and sentences against treebanks.
struct EvaluateTokens: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens", abstract: "Score words and sentences against a treebank.",
    discussion: """
      The text is that of the treebank's sentences, joined by one blank. Tokens are surface tokens: 'della' is one, though \
      a treebank breaks it into two words. A token or sentence is right when both its ends are.

      One line for tokens and one for sentences of every file: precision, recall and F1, in per cent.
      """)

  @Flag(help: "List what is missed (-) and what is found instead (+), with its place in the text.")
  var differences = false

  @Argument(help: "Files in the CoNLL-U format; '-' is the standard input.")
  var files: [String]

  func run() throws {
    let pipeline = try Pipeline(Tokenizer(), SentenceSplitter())
    var output = Output()
    var hasFailed = false
    for file in files {
      let bytes: [UInt8]
      do throws(InputError) {
        bytes = try [UInt8](contentsOf: file)
      } catch {
        Output.complain(error.description)
        hasFailed = true
        continue
      }
      let evaluation = TokenEvaluation(conllu: String(decoding: bytes, as: UTF8.self))
      guard !evaluation.tokens.isEmpty else {
        Output.complain("\(FileName.displayed(file)): holds no token in the CoNLL-U format")
        hasFailed = true
        continue
      }
      let document = pipeline(evaluation.text)
      let score = evaluation.score(document)
      let name = files.count > 1 ? "\(FileName.displayed(file)): " : ""
      var lines = "\(name)tokens \(score.tokens)\n\(name)sentences \(score.sentences)\n"
      if differences {
        for difference in evaluation.differences(document) { lines += difference + "\n" }
      }
      try output.write(Array(lines.utf8))
    }
    try output.flush()
    if hasFailed { throw ExitCode.failure }
  }
}
