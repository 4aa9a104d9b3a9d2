/// Stages in order, applied to one document after the other.
///
/// ```swift
/// let document = Pipeline.standard("Agcom e stata la prima")
/// let names = try Pipeline(Normalizer(), Tokenizer(), EntityTagger())
/// ```
///
/// An edit clears the layers that describe the text. When a later stage needs such a layer again, or the pipeline ends
/// without it, the stage that made it runs once more: so tokens are made again where a correction edited the text, and a
/// text without corrections pays nothing.
public struct Pipeline: Sendable {
  public let stages: [any Stage]

  /// - Throws: `PipelineError` when a stage asks for a layer that nothing before it provides.
  public init(_ stages: any Stage...) throws(PipelineError) {
    try self.init(stages: stages)
  }

  /// - Parameter given: layers that the documents bring with them: tokens, when they come from a file of tokens.
  /// - Throws: `PipelineError` when a stage asks for a layer that nothing before it provides.
  public init(stages: [any Stage], given: [Layer] = []) throws(PipelineError) {
    var provided = Set(given)
    for (position, stage) in stages.enumerated() {
      for layer in stage.requires where !provided.contains(layer) {
        throw PipelineError(
          stage: stage.name, position: position, missing: layer,
          providedLater: stages[position...].dropFirst().first { $0.provides.contains(layer) }?.name)
      }
      provided.formUnion(stage.provides)
    }
    self.stages = stages
  }

  /// Stages whose order is known to be right.
  init(trusted stages: [any Stage]) {
    self.stages = stages
  }

  /// Everything, with the lexicons that come with Vaglio.
  public static let standard = Pipeline(
    trusted: [
      Normalizer(), BoilerplateRemover(), Tokenizer(), SentenceSplitter(), Corrector(), Stemmer(), EntityTagger(),
    ])

  public func callAsFunction(_ text: String) -> Document {
    var document = Document(text)
    process(&document)
    return document
  }

  /// - Parameter bytes: UTF-8, perhaps damaged.
  public func callAsFunction(_ bytes: [UInt8]) -> Document {
    var document = Document(bytes)
    process(&document)
    return document
  }

  public func process(_ document: inout Document) {
    let lastRepeated = stages.lastIndex { $0.repetition != .never }
    // The revision of the text that each stage is done with; what has not run yet is done with any.
    var seen = [Int?](repeating: nil, count: stages.count)
    for position in stages.indices {
      seen[position] = run(position, on: &document)
      // Before the stages that only describe the text, which would have to run again.
      if position == lastRepeated { settle(&document, seen: &seen) }
    }
    settle(&document, seen: &seen)
    makeAgain(stages.flatMap(\.provides), before: stages.count, in: &document)
    document.deriveText()
  }

  /// Returns the revision of the text that the stage is done with.
  private func run(_ position: Int, on document: inout Document) -> Int {
    makeAgain(stages[position].requires, before: position, in: &document)
    document.deriveText()
    let revision = document.revision
    stages[position].process(&document)
    return stages[position].repetition == .untilStable ? revision : document.revision
  }

  /// Runs the cleaning stages again until none has anything to do. Two rounds are rare, and the bound is for texts made
  /// to need more.
  private func settle(_ document: inout Document, seen: inout [Int?]) {
    for _ in 0..<Self.mostRounds {
      var hasRun = false
      for position in stages.indices where stages[position].repetition != .never {
        guard let revision = seen[position], revision != document.revision else { continue }
        seen[position] = run(position, on: &document)
        hasRun = true
      }
      if !hasRun { return }
    }
  }

  private static let mostRounds = 6

  /// Runs the providers of the layers that an edit has cleared once more, in order.
  private func makeAgain(_ wanted: [Layer], before position: Int, in document: inout Document) {
    guard !wanted.allSatisfy({ document.has($0) }) else { return }
    var missing = Set(wanted.filter { !document.has($0) })
    // A provider may itself need a cleared layer.
    var providers: [Int] = []
    for index in stride(from: position - 1, through: 0, by: -1)
    where stages[index].provides.contains(where: { missing.contains($0) }) {
      providers.append(index)
      missing.formUnion(stages[index].requires.filter { !document.has($0) })
    }
    for index in providers.reversed() where !stages[index].provides.allSatisfy({ document.has($0) }) {
      document.deriveText()
      stages[index].process(&document)
    }
  }

  /// The documents of a sequence of texts, one at a time, as they are asked for: memory stays bounded.
  public func documents<Texts: Sequence>(_ texts: Texts) -> some Sequence<Document> where Texts.Element == String {
    texts.lazy.map { self($0) }
  }

  /// Processes a sequence on several threads and hands over the results in order.
  ///
  /// - Parameters:
  ///   - inputs: read as they are needed, so that at most `4 * jobs` inputs and results are in memory.
  ///   - jobs: how many inputs are worked on at a time; at least 1.
  ///   - transform: from input to result; runs on any thread. It gets the pipeline.
  ///   - consume: gets every result, in the order of the inputs, one at a time.
  public func process<Inputs: Sequence, Result: Sendable>(
    _ inputs: Inputs, jobs: Int,
    _ transform: @escaping @Sendable (Pipeline, Inputs.Element) -> Result,
    consume: (Result) throws -> Void
  ) async rethrows where Inputs.Element: Sendable {
    precondition(jobs >= 1, "jobs is at least 1")
    if jobs == 1 {
      for input in inputs { try consume(transform(self, input)) }
      return
    }
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var iterator = inputs.makeIterator()
      var waiting: [Int: Result] = [:]
      var started = 0
      var consumed = 0
      var isAtEnd = false
      while true {
        // Up to `jobs` at work; results that wait for an earlier one count too, so a slow text cannot let memory grow.
        while !isAtEnd, started - consumed < jobs * 4, started - consumed - waiting.count < jobs {
          guard let input = iterator.next() else {
            isAtEnd = true
            break
          }
          let number = started
          group.addTask { (number, transform(self, input)) }
          started += 1
        }
        guard let (number, result) = try await group.next() else { break }
        waiting[number] = result
        while let next = waiting.removeValue(forKey: consumed) {
          try consume(next)
          consumed += 1
        }
      }
    }
  }
}
