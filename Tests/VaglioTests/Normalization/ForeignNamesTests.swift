import Testing

@testable import Vaglio

struct ForeignNamesTests {
  @Test func aLostLetterOfAName() throws {
    try expectNormalized("Fran\u{FFFD}ois Hollande e S\u{FFFD}o Paulo", "François Hollande e São Paulo")
  }

  @Test func inAnyCase() {
    #expect(ForeignNames.contains("François".unicodeScalars.map(\.value)))
    #expect(!ForeignNames.contains("Rossi".unicodeScalars.map(\.value)))
  }
}
