public struct Normalizer: Stage {
  public init() {}
  public var name: String { StageName.normalize }
  public func process(_ document: inout Document) {}
}
