import CVaglio

/// The strings of a document, one after the other, each once, with a NUL after each.
struct StringTable {
  private(set) var bytes: [UInt8] = []
  private var places: [String: vaglio_string] = [:]

  static let none = vaglio_string(start: UInt32.max, length: 0)

  mutating func place(of string: String?) -> vaglio_string {
    guard let string else { return Self.none }
    if let place = places[string] { return place }
    let place = vaglio_string(
      start: UInt32(truncatingIfNeeded: bytes.count), length: UInt32(truncatingIfNeeded: string.utf8.count))
    bytes.append(contentsOf: string.utf8)
    bytes.append(0)
    places[string] = place
    return place
  }
}
