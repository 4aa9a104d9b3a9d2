import Testing
import Vaglio

@Suite struct BenchCommandTests {
  @Test("A row for every stage, the whole, and the peers")
  func rows() throws {
    let folder = try TemporaryFolder()
    try folder.write("page.txt", String(repeating: "Agcom e stata la prima.\n", count: 20))
    let result = try Command(in: folder).run("bench", "--seconds", "0", "--rounds", "1", "page.txt")
    #expect(result.status == 0 && result.errors.isEmpty)
    for row in StageName.all + ["all stages", "ICU word break", "ICU NFC", "libstemmer", "peak memory"] {
      #expect(result.lines.contains { $0.hasPrefix(row) }, "\(row)")
    }
  }

  @Test("Next to ICU and libstemmer")
  func comparison() throws {
    let folder = try TemporaryFolder()
    try folder.write("page.txt", String(repeating: "Agcom è stata la prima.\n", count: 20))
    let result = try Command(in: folder).run("bench", "--compare", "--seconds", "0", "--rounds", "2", "page.txt")
    #expect(result.status == 0 && result.errors.isEmpty)
    for row in ["tokens / ICU words", "word breaks / ICU words", "sentences / ICU sentences"] {
      let columns = result.lines.first { $0.hasPrefix(row) }?.split(separator: " ").suffix(3).compactMap { Double($0) }
      #expect(columns?.count == 3, "\(row)")
    }
    #expect(result.lines.contains { $0.hasPrefix("Snowball / libstemmer") || $0.hasPrefix("libstemmer is not") })
  }

  @Test("Nothing to measure")
  func nothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("empty.txt", "")
    let empty = try Command(in: folder).run("bench", "empty.txt")
    #expect(empty.status == 1 && empty.errors.hasPrefix("empty.txt: is empty"))
    #expect(try Command(in: folder).run("bench", "missing").errors == "missing: No such file or directory\n")
  }
}
