public struct Stemmer: Stage {
  public init() {}
  public var name: String { StageName.stem }
  public func process(_ document: inout Document) {}
}
