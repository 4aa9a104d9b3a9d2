import Synchronization

/// The searches of a corrector that no text is using: each keeps its memory, and what it has found, for the next text.
///
/// A text takes one and brings it back, so that threads share a corrector and wait for each other twice per text only.
final class CandidateSearchPool: Sendable {
  private struct Idle: @unchecked Sendable {
    // Whoever takes a search is the only one who has it.
    var searches: [CandidateSearch] = []
  }

  private let idle = Mutex(Idle())
  /// More are not kept.
  private static let most = 64

  /// A search that nobody else uses until it is brought back; nil where all are in use.
  func take() -> CandidateSearch? {
    let taken = idle.withLock { idle in Passed(search: idle.searches.popLast()) }
    return taken.search
  }

  func bringBack(_ search: CandidateSearch) {
    let passed = Passed(search: search)
    idle.withLock { idle in
      if idle.searches.count < Self.most, let search = passed.search { idle.searches.append(search) }
    }
  }

  /// Passes a search into the lock and out of it.
  private struct Passed: @unchecked Sendable {
    var search: CandidateSearch?
  }
}
