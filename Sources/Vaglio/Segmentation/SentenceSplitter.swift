public struct SentenceSplitter: Stage {
  public init() {}
  public var name: String { StageName.sentences }
  public func process(_ document: inout Document) {}
}
