public struct Corrector: Stage {
  public init(minimumConfidence: Float = 0.9) {}
  public var name: String { StageName.correct }
  public func process(_ document: inout Document) {}
}
