/// Why stages do not make a pipeline.
public struct PipelineError: Error, Hashable, CustomStringConvertible {
  /// The name of the stage that cannot run.
  public let stage: String
  /// Its place, from 0.
  public let position: Int
  /// The layer that it needs and nothing before it provides.
  public let missing: Layer
  /// The name of the stage further on that provides the layer, if there is one.
  public let providedLater: String?

  public var description: String {
    let advice =
      if let providedLater { "move stage '\(providedLater)' before it" } else {
        "put a stage that provides \(missing) before it" + (missing == .tokens ? ", such as 'tokenize'" : "")
      }
    return
      "stage '\(stage)' (number \(position + 1)) needs the layer '\(missing)', which no stage before it provides: \(advice)"
  }
}
