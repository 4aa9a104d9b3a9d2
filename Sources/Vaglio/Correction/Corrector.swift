public struct Corrector: Stage {
  public init() {}
  public var name: String { StageName.correct }
  public func process(_ document: inout Document) {}
}
