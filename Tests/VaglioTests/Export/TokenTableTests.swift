import Testing

@testable import Vaglio

@Suite struct TokenTableTests {
  private func table(_ file: String) throws -> TokenTable { try TokenTable(Array(file.utf8), file: "gold.conll") }

  private func tagged(_ table: TokenTable, _ names: [Name] = []) -> String {
    var document = table.document
    document.addEntities(names)
    var bytes: [UInt8] = []
    IOBWriter().write(document, of: table, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Tokens are joined by a blank, sentences by a line break")
  func document() throws {
    let document = try table("L'\tDET\nAutorità\n\n\n\nFine\tX\tY\n.\n").document
    checkInvariants(document)
    #expect(document.string == "L' Autorità\nFine .")
    #expect(document.tokens.map { document.string($0) } == ["L'", "Autorità", "Fine", "."])
    #expect(document.tokens.map(\.kind) == [.word, .word, .word, .punctuation])
    #expect(document.sentences.map { document.string($0) } == ["L' Autorità", "Fine ."])
    #expect(document.has(.tokens) && document.has(.sentences))
  }

  @Test("Tokens and columns come back as they were, with the tag last")
  func roundTrip() throws {
    let table = try table("\u{feff}\n\nBanca\tB-ORG\r\nd'\t\r\nItalia\t x y \r\n \r\nTre\tO")
    #expect(tagged(table) == "Banca\tB-ORG\tO\nd'\t\tO\nItalia\t x y \tO\n\nTre\tO\tO\n\n")
    #expect(
      tagged(table, [Name(textRange: 0..<15, label: .regulator), Name(textRange: 16..<19, label: .company)])
        == "Banca\tB-ORG\tB-regulator\nd'\t\tI-regulator\nItalia\t x y \tI-regulator\n\nTre\tO\tB-company\n\n")
  }

  @Test("Two names side by side begin anew; a name that covers part of a token tags it")
  func adjacentNames() throws {
    let table = try table("Tim\nIliad\nVodafone-Tre\n")
    #expect(
      tagged(
        table,
        [
          Name(textRange: 0..<3, label: .company), Name(textRange: 4..<9, label: .company),
          Name(textRange: 10..<18, label: .company),
        ]) == "Tim\tB-company\nIliad\tB-company\nVodafone-Tre\tB-company\n\n")
  }

  @Test("No tokens, no lines", arguments: ["", "\n", "\n\r\n \n"])
  func empty(_ file: String) throws {
    let table = try table(file)
    #expect(table.document.tokens.isEmpty && tagged(table) == "")
  }

  @Test(
    "What is no table is refused, with its line",
    arguments: [
      (
        "a\nb c\n",
        "gold.conll:2: 'b c' is more than one token: write one token a line, and a tabulator before further columns"
      ),
      ("a\n\n\tX\n", "gold.conll:3: has no token in its first column; between sentences leave the line empty"),
      (" \tX\n", "gold.conll:1: has no token in its first column; between sentences leave the line empty"),
    ])
  func refused(_ file: String, _ message: String) {
    let error = #expect(throws: InputError.self) { try table(file) }
    #expect(error?.description == message)
  }

  @Test("Any bytes: no crash, and what is accepted comes back")
  func hostileBytes() {
    var random = SeededRandom(seed: 4)
    var accepted = 0
    for _ in 0..<500 {
      let bytes = HostileBytes.random(pieces: 6, using: &random)
      guard let table = try? TokenTable(bytes, file: "x") else { continue }
      accepted += 1
      checkInvariants(table.document, scalarBoundaries: false)
      var output: [UInt8] = []
      IOBWriter().write(table.document, of: table, into: &output)
      let lines = output.split(separator: UInt8(ascii: "\n"))
      #expect(lines.count == table.document.tokens.count)
    }
    #expect(accepted > 50)
  }
}
