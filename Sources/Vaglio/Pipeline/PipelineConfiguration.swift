/// A pipeline in words: the names of its stages and what they are given, as the command and the C library are told it.
package struct PipelineConfiguration: Sendable {
  /// In order.
  package private(set) var stages = StageName.all
  package var repairs = Normalizer.Options.all
  package var quotes = QuoteStyle.kept
  package var encoding: TextEncoding?
  package var minimumConfidence: Float?
  package var remover = BoilerplateRemover()
  /// The user's own lists; those that come with Vaglio follow them.
  package var gazetteers: [Gazetteer] = []

  package init() {}

  /// The names that a lexicon of one's own is announced by.
  package static let lexiconLabels: [(name: String, label: Label)] = [
    ("companies", .company), ("regulators", .regulator), ("organizations", .organization), ("persons", .person),
    ("places", .place),
  ]

  /// - Parameter list: names with commas between them.
  package mutating func setStages(_ list: String) throws(ConfigurationError) {
    let names = list.split(separator: ",", omittingEmptySubsequences: false)
      .map { name in String(name.drop { $0 == " " }.prefix { $0 != " " }) }
    for name in names where !StageName.all.contains(name) {
      throw ConfigurationError("there is no stage '\(name)': the stages are \(StageName.all.joined(separator: ", "))")
    }
    stages = names
  }

  package mutating func setStages(_ names: [String]) throws(ConfigurationError) {
    try setStages(names.joined(separator: ","))
  }

  /// - Throws: `PipelineError` when the order is wrong.
  package func pipeline(given: [Layer] = []) throws(PipelineError) -> Pipeline {
    try Pipeline(stages: stages.compactMap(stage), given: given)
  }

  private func stage(_ name: String) -> (any Stage)? {
    switch name {
    case StageName.normalize: Normalizer(repairs, quoteStyle: quotes, encoding: encoding)
    case StageName.boilerplate: remover
    case StageName.tokenize: Tokenizer()
    case StageName.sentences: SentenceSplitter()
    case StageName.correct: minimumConfidence.map { Corrector(minimumConfidence: $0) } ?? Corrector()
    case StageName.stem: Stemmer()
    // The user's own come first: where two know a form, the first one counts.
    case StageName.entities: EntityTagger(gazetteers: gazetteers + [.companies, .regulators])
    default: nil
    }
  }
}

/// What is wrong with a configuration, and what to do about it.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

extension Normalizer.Options {
  /// - Parameter names: with commas between them; nil is made of any that is none.
  package init?(names: String) {
    var options: Self = []
    for name in names.split(separator: ",", omittingEmptySubsequences: false) {
      guard let known = Self.named.first(where: { $0.name == name }) else { return nil }
      options.formUnion(known.option)
    }
    self = options
  }
}
