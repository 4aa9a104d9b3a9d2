/// An error with the place it is about: file, line, what was found and what to do.
public protocol LocatedError: Error, CustomStringConvertible {
  var file: String { get }
  /// From 1; nil when the file as a whole is meant.
  var line: Int? { get }
  var reason: String { get }
}

extension LocatedError {
  /// `fornitori.tsv:3: …`
  public var description: String { "\(file):\(line.map { "\($0):" } ?? "") \(reason)" }
}
