/// The columns of a gazetteer's file.
enum GazetteerColumn: String, CaseIterable {
  case id, name, kind, country, aliases, ambiguous, acronym, historic, identifiers

  /// The first line of the files that come with Vaglio.
  static let header = "#" + allCases.map(\.rawValue).joined(separator: "\t")

  /// The columns of a file that does not name them.
  static let simple: [GazetteerColumn] = [.name, .id, .aliases]

  var number: Int {
    switch self {
    case .id: 0
    case .name: 1
    case .kind: 2
    case .country: 3
    case .aliases: 4
    case .ambiguous: 5
    case .acronym: 6
    case .historic: 7
    case .identifiers: 8
    }
  }
}
