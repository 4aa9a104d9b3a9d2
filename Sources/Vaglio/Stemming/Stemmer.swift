public struct Stemmer: Stage {
  public init() {}
  public var name: String { StageName.stem }
  public func stem(_ word: String) -> String { word }
  public func process(_ document: inout Document) {}
}
