import Foundation
import Testing
import Vaglio
import VaglioTraining

@Suite struct SilverTextTests {
  /// Writes files into a directory of their own, which is removed at the end.
  private func withFiles(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "vaglio-silver-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (name, text) in files { try Data(text.utf8).write(to: directory.appending(path: name)) }
    try body(directory.path)
  }

  private static let text = "Prima riga.\nIeri la Consob ha sentito l'Enel.\n\nPiù d'una volta Snia tace.\n"

  @Test("the lines of the table, with their names, in bytes")
  func lines() throws {
    let table = "#file\tline\tnames\na.txt\t4\t17-21:company\na.txt\t2\t8-14:regulator 26-32:company\na.txt\t1\t\n"
    try withFiles(["a.txt": Self.text, "t.tsv": table]) { directory in
      let texts = try SilverText.texts(directory + "/t.tsv", directory: directory)
      #expect(texts.map { $0.document.string.prefix(5) } == ["Prima", "Ieri ", "Più d"])
      let names = texts.map { text in
        text.names.map { (String(decoding: text.document.text[$0.range], as: UTF8.self), $0.label) }
      }
      #expect(names[0].isEmpty)
      #expect(names[1].map(\.0) == ["Consob", "l'Enel"])
      #expect(names[1].map(\.1) == ["regulator", "company"])
      #expect(names[2].map(\.0) == ["Snia"])
      #expect(texts.allSatisfy { !$0.isTokenTable && !$0.document.tokens.isEmpty })
    }
  }

  @Test(
    "a table that is wrong, and one for another text",
    arguments: [
      ("a.txt\t2", 1), ("#x\na.txt\t0\t1-2:company", 2), ("a.txt\t2\t8-14", 1), ("a.txt\t2\t14-8:company", 1),
      ("a.txt\t2\t8-14:company 9-12:company", 1), ("a.txt\t1\t0-5:person\na.txt\t2\t8-900:company", 2),
      ("a.txt\t9\t0-1:company", nil), ("a.txt\t2\t\na.txt\t2\t8-14:company", 2),
    ] as [(String, Int?)])
  func faults(_ table: String, _ line: Int?) throws {
    try withFiles(["a.txt": Self.text, "t.tsv": table + "\n"]) { directory in
      let error = #expect(throws: LexiconError.self) {
        try SilverText.texts(directory + "/t.tsv", directory: directory)
      }
      #expect(error?.line == line)
      #expect(error?.file.hasSuffix("t.tsv") == true)
    }
  }
}
