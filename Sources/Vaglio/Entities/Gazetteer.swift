public struct Gazetteer: Sendable {
  public static let companies = Gazetteer()
  public static let regulators = Gazetteer()
  private init() {}
  public init(contentsOf file: String, label: Label) throws(LexiconError) {}
}
