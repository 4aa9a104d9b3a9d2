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
    names = list.split(separator: ",", omittingEmptySubsequences: false).map { name in
      String(name.drop { $0 == " " }.prefix { $0 != " " })
    }
    for name in names where !StageName.all.contains(name) {
      throw ValidationError("there is no stage '\(name)': the stages are \(StageName.all.joined(separator: ", "))")
    }
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
    normalizer: Normalizer, lexicons: [LexiconOption], minimumConfidence: Float?, input: InputFormat
  ) throws -> Pipeline {
    let stages = try names.map {
      $0 == StageName.normalize
        ? normalizer : try stage($0, lexicons: lexicons, minimumConfidence: minimumConfidence)
    }
    return try Pipeline(stages: stages, given: input == .conll ? [.tokens, .sentences] : [])
  }

  private func stage(_ name: String, lexicons: [LexiconOption], minimumConfidence: Float?) throws -> any Stage {
    switch name {
    case StageName.boilerplate: return BoilerplateRemover()
    case StageName.tokenize: return Tokenizer()
    case StageName.sentences: return SentenceSplitter()
    case StageName.correct:
      guard let minimumConfidence else { return Corrector() }
      return Corrector(minimumConfidence: minimumConfidence)
    case StageName.stem: return Stemmer()
    case StageName.entities:
      if lexicons.isEmpty { return EntityTagger() }
      // The user's own come first: where two know a form, the first one counts.
      let gazetteers = try lexicons.map { try Gazetteer(contentsOf: $0.file, label: $0.label) }
      return EntityTagger(gazetteers: gazetteers + [.companies, .regulators])
    default: throw ValidationError("there is no stage '\(name)'")
    }
  }
}
