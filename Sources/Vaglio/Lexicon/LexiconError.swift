/// Why a lexicon could not be opened: where, what was found, and what to do about it.
public struct LexiconError: LocatedError, Hashable {
  public let file: String
  /// From 1; nil when the file as a whole is meant.
  public let line: Int?
  public let reason: String

  public init(file: String, line: Int? = nil, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}
