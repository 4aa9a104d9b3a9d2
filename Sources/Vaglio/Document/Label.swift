/// What a name names. Your own labels are welcome: `Label("product")`.
public struct Label: Sendable, Hashable, CustomStringConvertible {
  public let name: String

  public init(_ name: String) { self.name = name }

  /// A business undertaking, private or state-owned: Iliad, Poste italiane, Intesa Sanpaolo.
  public static let company = Label("company")
  /// An authority that authorises, supervises, regulates or sanctions: Agcom, Mise, Consob, the European Commission.
  public static let regulator = Label("regulator")
  /// Any other organization: a party, a court, a club, a newspaper.
  public static let organization = Label("organization")
  public static let person = Label("person")
  public static let place = Label("place")

  public var description: String { name }
}
