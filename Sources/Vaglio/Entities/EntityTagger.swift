public struct EntityTagger: Stage {
  public init() {}
  public var name: String { StageName.entities }
  public func process(_ document: inout Document) {}
}
