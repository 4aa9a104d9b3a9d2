/// One step of a pipeline: reads a document and puts edits or layers on it.
///
/// A stage is an immutable value: one instance serves all threads. It is called once for each document, never for each
/// token.
///
/// ```swift
/// struct Shouting: Stage {
///   let provides = [Layer("shouting")]
///   func process(_ document: inout Document) { … }
/// }
/// ```
public protocol Stage: Sendable {
  /// Its name, as the command line and the causes of edits have it.
  var name: String { get }
  /// The layers it reads. A pipeline that cannot give them is refused when it is made.
  var requires: [Layer] { get }
  /// The layers it puts on a document.
  var provides: [Layer] { get }
  /// When a pipeline runs the stage again at its end. Right for a stage that cleans: cleaning twice is to be cleaning once.
  var repetition: Repetition { get }
  /// Never fails, whatever the bytes.
  func process(_ document: inout Document)
}

extension Stage {
  public var name: String { String(describing: Self.self) }
  public var requires: [Layer] { [] }
  public var provides: [Layer] { [] }
  public var repetition: Repetition { .never }
}

/// When a pipeline runs a stage again, after its last one.
public enum Repetition: Sendable {
  case never
  /// When another stage has changed the text since: that may have left something to clean.
  case afterOthers
  /// Also after changes of its own, which may have made another one possible.
  case untilStable
}

/// The names of the stages that come with Vaglio, in the standard order.
public enum StageName {
  public static let normalize = "normalize"
  public static let boilerplate = "boilerplate"
  public static let tokenize = "tokenize"
  public static let sentences = "sentences"
  public static let correct = "correct"
  public static let stem = "stem"
  public static let entities = "entities"

  public static let all = [normalize, boilerplate, tokenize, sentences, correct, stem, entities]
}
