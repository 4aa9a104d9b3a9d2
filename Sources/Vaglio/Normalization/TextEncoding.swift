/// How the bytes of a text stand for characters, where it is not UTF-8.
///
/// A declaration is only half believed: what reads as UTF-8 is UTF-8, since pages that declare another encoding often are;
/// the declared encoding is for the bytes that are none.
public struct TextEncoding: Sendable, Hashable, CustomStringConvertible {
  /// The name that IANA registered, in lower case: `windows-1252`.
  public let name: String
  let kind: Kind

  enum Kind: Sendable, Hashable {
    case utf8
    case utf16(isBigEndian: Bool)
    case singleByte(page: Int)
  }

  /// - Parameter name: one of IANA's names or aliases, in any case: `UTF-8`, `UTF-16`, `UTF-16LE`, `UTF-16BE`, `ISO-8859-1`,
  ///   `ISO-8859-15`, `windows-1252`, `windows-1250`, `macintosh`, `IBM850`, `IBM437`. Nil for any other.
  public init?(_ name: String) {
    let known = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    guard let (name, kind) = Self.names[known] else { return nil }
    self.name = name
    self.kind = kind
  }

  public var description: String { name }

  /// The names of all encodings that can be declared.
  public static var all: [String] { Set(names.values.map(\.0)).sorted() }

  /// The table of its bytes 0x80 ... 0xFF; nil for UTF-8 and UTF-16.
  var codePage: CodePage? {
    if case .singleByte(let page) = kind { return page == -1 ? .latin9 : CodePage.all[page] }
    return nil
  }

  private static let names: [String: (String, Kind)] = {
    var names: [String: (String, Kind)] = [:]
    func add(_ aliases: String, _ name: String, _ kind: Kind) {
      for alias in aliases.split(separator: " ") { names[String(alias)] = (name, kind) }
    }
    add("utf8", "utf-8", .utf8)
    add("utf16 utf16le", "utf-16le", .utf16(isBigEndian: false))
    add("utf16be", "utf-16be", .utf16(isBigEndian: true))
    // Browsers read Latin-1 as Windows-1252, and so do the pages' authors.
    add("windows1252 cp1252 iso88591 latin1 l1 ascii usascii", "windows-1252", .singleByte(page: 0))
    add("macintosh macroman mac xmacroman", "macintosh", .singleByte(page: 1))
    add("ibm850 cp850 850", "ibm850", .singleByte(page: 2))
    add("ibm437 cp437 437", "ibm437", .singleByte(page: 3))
    add("windows1250 cp1250", "windows-1250", .singleByte(page: 4))
    add("windows1251 cp1251", "windows-1251", .singleByte(page: 5))
    add("iso885915 latin9 l9", "iso-8859-15", .singleByte(page: -1))
    return names
  }()
}

extension CodePage {
  /// Latin-1 with the euro sign.
  static let latin9 = CodePage(
    "iso-8859-15",
    (0x80...0xFF).map { (byte: UInt32) in
      switch byte {
      case 0xA4: 0x20AC
      case 0xA6: 0x160
      case 0xA8: 0x161
      case 0xB4: 0x17D
      case 0xB8: 0x17E
      case 0xBC: 0x152
      case 0xBD: 0x153
      case 0xBE: 0x178
      default: byte
      }
    })
}
