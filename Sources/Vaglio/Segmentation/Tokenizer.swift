public struct Tokenizer: Stage {
  public init() {}
  public var name: String { StageName.tokenize }
  public func process(_ document: inout Document) {}
}
