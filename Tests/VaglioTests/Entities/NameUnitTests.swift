import Testing

@testable import Vaglio

@Suite struct NameUnitTests {
  private func units(_ text: String) -> [NameUnit] {
    let bytes = Array(text.utf8)
    var scanner = NameScanner(looksUp: false)
    bytes.withUnsafeBufferPointer { scanner.scan($0, 0..<$0.count) }
    return scanner.units
  }

  @Test(
    "Spellings of one name",
    arguments: [
      ("S.p.A.", "SPA"), ("Società", "SOCIETA"), ("dell’Agcom", "dell'agcom"), ("Hewlett-Packard", "Hewlett Packard"),
      ("perche\u{301}", "perché"), ("Dolce & Gabbana", "dolce e gabbana"), ("Škoda", "skoda"),
      ("Co.re.com.", "corecom"),
      ("Crédit  Agricole", "Credit Agricole"),
    ]) func sameKey(_ left: String, _ right: String)
  {
    #expect(GazetteerIndex.key(of: left) == GazetteerIndex.key(of: right))
  }

  @Test("Different names", arguments: [("Iri", "Iris"), ("A, B", "A B"), ("uno due", "due uno"), ("è", "e")])
  func differentKey(_ left: String, _ right: String) {
    #expect(GazetteerIndex.key(of: left) != GazetteerIndex.key(of: right))
  }

  @Test(
    "Plain names have the hashes that the scanner gives",
    arguments: ["Rossi Arredi 2000", "A", " e  ON ", "20th Century Fox"])
  func plainHashes(_ name: String) {
    let bytes = Array(name.utf8)
    var hashes: [UInt64] = []
    #expect(bytes.withUnsafeBufferPointer { NameScanner.hashes(ofPlain: $0, 0..<$0.count, into: &hashes) })
    #expect(hashes == units(name).map(\.hash))
  }

  @Test(
    "Names that the scanner has to read", arguments: ["S.p.A.", "Dolce & Gabbana", "Nestlé", "Coca-Cola", "L'Oréal"])
  func notPlain(_ name: String) {
    let bytes = Array(name.utf8)
    var hashes: [UInt64] = []
    #expect(!bytes.withUnsafeBufferPointer { NameScanner.hashes(ofPlain: $0, 0..<$0.count, into: &hashes) })
  }

  @Test func noKey() { #expect(GazetteerIndex.key(of: "«…»") == nil) }

  @Test func shapesAndRanges() {
    let text = "L'ENI di È, e-mail"
    let found = units(text).map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(found == ["L", "ENI", "di", "È", ",", "e", "mail"])
    let shapes = units(text).map(\.shape)
    #expect(shapes[0].contains(.elided) && shapes[0].contains(.capital))
    #expect(shapes[1].contains(.allCapitals))
    #expect(shapes[2].contains(.lowercase))
    #expect(shapes[3].contains(.capital))
    #expect(shapes[6].contains(.hyphenated))
  }

  @Test func periods() {
    #expect(units("Register.it.").count == 2, "the last period ends the sentence")
    #expect(units("S.p.A. tace").count == 2, "the last period is the abbreviation's")
  }
}
