public struct BoilerplateRemover: Stage {
  public init() {}
  public var name: String { StageName.boilerplate }
  public func process(_ document: inout Document) {}
}
