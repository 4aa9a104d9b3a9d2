import Synchronization

/// A search with its memory, and what it has found, that one text after another uses.
final class CandidateSearcher {
  var search: CandidateSearch

  init(_ search: CandidateSearch) { self.search = search }
}

/// The searchers of a corrector that no text is using: each is kept for the next text.
///
/// A text takes one and brings it back, so that threads share a corrector and wait for each other twice per text only.
final class CandidateSearcherPool: Sendable {
  private struct Idle: @unchecked Sendable {
    // Whoever takes a searcher is the only one who has it.
    var searchers: [CandidateSearcher] = []
  }

  private let idle = Mutex(Idle())
  /// More are not kept.
  private static let most = 64

  /// A searcher that nobody else uses until it is brought back; nil where all are in use.
  func take() -> CandidateSearcher? {
    let taken = idle.withLock { idle in Passed(searcher: idle.searchers.popLast()) }
    return taken.searcher
  }

  func bringBack(_ searcher: CandidateSearcher) {
    let passed = Passed(searcher: searcher)
    idle.withLock { idle in
      if idle.searchers.count < Self.most, let searcher = passed.searcher { idle.searchers.append(searcher) }
    }
  }

  /// Passes a searcher into the lock and out of it.
  private struct Passed: @unchecked Sendable {
    var searcher: CandidateSearcher?
  }
}
