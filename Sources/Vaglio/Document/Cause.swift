/// Why an edit was made: the stage, the rule and how sure the rule is.
public struct Cause: Sendable, Hashable, CustomStringConvertible {
  /// The name of the stage, as the command line writes it: `normalize`, `boilerplate`, `correct` or a stage of your own.
  public let stage: String
  /// The rule within the stage, written as a path: `ocr/li-ll`, `accent/apostrophe`.
  public let rule: String
  /// How likely the change is right, between 0 and 1.
  public let confidence: Float

  public init(stage: String, rule: String, confidence: Float = 1) {
    self.stage = stage
    self.rule = rule
    self.confidence = confidence
  }

  /// `correct:ocr/li-ll`
  public var description: String { "\(stage):\(rule)" }
}
