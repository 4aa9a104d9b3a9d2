public struct EntityTagger: Stage {
  public init(gazetteers: [Gazetteer] = [.companies, .regulators]) {}
  public var name: String { StageName.entities }
  public func process(_ document: inout Document) {}
}
