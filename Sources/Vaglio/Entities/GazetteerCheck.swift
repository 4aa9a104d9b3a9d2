/// Reads a gazetteer's file and says what is wrong with it, line by line.
///
/// `Gazetteer(contentsOf:label:)` refuses only what it cannot read; this also finds what a curator should mend: an id or
/// a form that two entities share, an ISIN whose check digit is wrong.
public struct GazetteerCheck {
  private let file: String
  private let index: GazetteerIndex
  private var problems: [LexiconError] = []

  /// - Returns: the problems in the order of the lines; none when the file is sound.
  /// - Throws: `LexiconError` when the file cannot be read.
  public static func problems(inFile path: String) throws(LexiconError) -> [LexiconError] {
    problems(in: try FileBytes.read(path), file: path)
  }

  /// - Parameter file: the name that the problems give.
  public static func problems(in bytes: [UInt8], file: String) -> [LexiconError] {
    var check = GazetteerCheck(file: file, index: GazetteerIndex(bytes))
    check.checkEncoding(bytes)
    check.checkLines()
    return check.problems.sorted { ($0.line ?? 0, $0.reason) < ($1.line ?? 0, $1.reason) }
  }

  private init(file: String, index: GazetteerIndex) {
    self.file = file
    self.index = index
    problems = index.problems.map { LexiconError(file: file, line: $0.line, reason: $0.reason) }
  }

  private mutating func report(_ line: Int, _ reason: String) {
    problems.append(LexiconError(file: file, line: line, reason: reason))
  }

  private mutating func checkEncoding(_ bytes: [UInt8]) {
    var line = 1
    for stretch in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if String(validating: stretch, as: UTF8.self) == nil {
        report(line, "is not UTF-8: save the file as UTF-8")
      }
      if stretch.last == 0x0d { report(line, "ends with a carriage return: save the file with Unix line ends") }
      line += 1
    }
  }

  private mutating func checkLines() {
    var lineOfID: [String: Int] = [:]
    var owners: [UInt64: (id: String, line: Int)] = [:]
    for number in 0..<index.lineCount {
      let entry = index.entry(number)
      let line = index.lineNumber(number)
      if entry.name.isEmpty { continue }
      if index.hasColumn(.id) { checkID(entry.id, line, &lineOfID) }
      checkFields(entry, line)
      var own: Set<UInt64> = []
      for form in [entry.name] + entry.aliases + [entry.acronym] + entry.historicNames where !form.isEmpty {
        checkForm(form, entry, line, &own, &owners)
      }
      for form in entry.ambiguousForms {
        // A name or acronym that needs context stands in both columns.
        let key = GazetteerIndex.key(of: form)
        if key == GazetteerIndex.key(of: entry.name) || key == GazetteerIndex.key(of: entry.acronym) { continue }
        checkForm(form, entry, line, &own, &owners)
      }
    }
  }

  private mutating func checkID(_ id: String, _ line: Int, _ lineOfID: inout [String: Int]) {
    let slug = id.utf8.first == 0x21 ? id.dropFirst() : Substring(id)
    let isSlug = slug.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7a || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2d }
    if slug.isEmpty || !isSlug || slug.first == "-" || slug.last == "-" {
      report(line, "the id '\(id)' is no slug: write it in a-z, 0-9 and inner '-', as 'poste-italiane'")
    }
    if let other = lineOfID[id] {
      report(line, "the id '\(id)' is that of line \(other) too: join the two lines or rename one")
    } else {
      lineOfID[id] = line
    }
  }

  private mutating func checkFields(_ entry: Gazetteer.Entry, _ line: Int) {
    let country = entry.country
    let isCode = (2...3).contains(country.utf8.count) && country.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5a }
    if !country.isEmpty, !isCode {
      report(line, "the country '\(country)' is no code: write two capitals, EU or INT")
    }
    for identifier in entry.identifiers {
      let parts = identifier.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
      guard parts.count == 2, Self.schemes.contains(parts[0]), !parts[1].isEmpty else {
        report(
          line,
          "found the identifier '\(identifier)': write scheme=value with a scheme of \(Self.schemes.joined(separator: ", "))"
        )
        continue
      }
      if parts[0] == "isin", !Self.isISIN(parts[1]) {
        report(line, "the ISIN '\(parts[1])' has a wrong length or check digit: look it up again or take it out")
      }
    }
  }

  private mutating func checkForm(
    _ form: String, _ entry: Gazetteer.Entry, _ line: Int, _ own: inout Set<UInt64>,
    _ owners: inout [UInt64: (id: String, line: Int)]
  ) {
    guard let key = GazetteerIndex.key(of: form) else {
      report(line, "the form '\(form)' has no letter or digit: take it out")
      return
    }
    if !own.insert(key).inserted {
      report(line, "the form '\(form)' is there twice, case and accents apart: take one out")
    } else if let other = owners[key] {
      report(
        line, "the form '\(form)' belongs to '\(other.id)' of line \(other.line) already: keep it where it fits better")
    } else {
      owners[key] = (entry.id, line)
    }
  }

  static let schemes = ["ticker", "isin", "lei", "wikidata", "ipa"]

  /// Two letters, nine letters or digits, and a check digit (ISO 6166: Luhn over the digits of the letters' numbers).
  static func isISIN(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    guard bytes.count == 12, bytes.prefix(2).allSatisfy({ $0 >= 0x41 && $0 <= 0x5a }) else { return false }
    var digits: [Int] = []
    for byte in bytes {
      switch byte {
      case 0x30...0x39: digits.append(Int(byte) - 0x30)
      case 0x41...0x5a:
        digits.append((Int(byte) - 0x37) / 10)
        digits.append((Int(byte) - 0x37) % 10)
      default: return false
      }
    }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let weighed = place % 2 == 1 ? digit * 2 : digit
      sum += weighed > 9 ? weighed - 9 : weighed
    }
    return sum % 10 == 0
  }
}
