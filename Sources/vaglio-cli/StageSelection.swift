import ArgumentParser
import Vaglio

/// The stages that a command line asks for.
struct StageSelection {
  let names: [String]

  /// Those that leave the tokens of a file of tokens as they are.
  private static let stagesOnTokens = [StageName.stem, StageName.entities]

  /// - Parameter list: names with commas between them; nil for all that the input allows.
  /// - Throws: `ValidationError` when a name is unknown or does not go with the input.
  init(_ list: String?, input: InputFormat) throws(ValidationError) {
    guard let list else {
      names = input == .conll ? Self.stagesOnTokens : StageName.all
      return
    }
    var configuration = PipelineConfiguration()
    do throws(ConfigurationError) {
      try configuration.setStages(list)
    } catch {
      throw ValidationError(error.description)
    }
    names = configuration.stages
    if input == .conll {
      for name in names where !Self.stagesOnTokens.contains(name) {
        throw ValidationError(
          "stage '\(name)' does not go with --input conll, where the tokens and the sentences are given:"
            + " choose from \(Self.stagesOnTokens.joined(separator: ", "))")
      }
    }
  }

  func contains(_ name: String) -> Bool { names.contains(name) }

  /// - Throws: `LexiconError` when a lexicon cannot be read, `PipelineError` when the order is wrong.
  func pipeline(
    _ configuration: PipelineConfiguration, lexicons: [LexiconOption], input: InputFormat
  ) throws -> Pipeline {
    var configuration = configuration
    try configuration.setStages(names)
    configuration.gazetteers = try lexicons.map { try Gazetteer(contentsOf: $0.file, label: $0.label) }
    return try configuration.pipeline(given: input == .conll ? [.tokens, .sentences] : [])
  }
}
