import Testing
import Vaglio

@Suite struct StemCommandTests {
  @Test("One word a line in, one stem a line out")
  func words() throws {
    let vaglio = Command(in: try TemporaryFolder())
    let words = ["andavano", "libertà", "", "S.p.A.", "perché"]
    let stems = words.map { Stemmer().stem($0) }
    let result = try vaglio.run("stem", "--words", input: words.joined(separator: "\n"))
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.lines == stems)
    #expect(try vaglio.run("stem", "--words", input: words.joined(separator: "\r\n") + "\r\n").lines == stems)
    #expect(try vaglio.run("stem", "--words").output.isEmpty)
    let missing = try vaglio.run("stem", "--words", "missing")
    #expect(missing.status == 1 && missing.errors == "missing: No such file or directory\n")
  }

  @Test("The light stemmer when it is asked for")
  func light() throws {
    let vaglio = Command(in: try TemporaryFolder())
    #expect(
      try vaglio.run("stem", "--words", "--algorithm", "light", input: "notizie\nBIANCHI\n").text == "notiz\nbianc\n")
    #expect(try vaglio.run("stem", "--words", "--algorithm", "heavy", input: "a").status == 64)
  }

  @Test("A line for a line, over the size of a batch")
  func manyWords() throws {
    let vaglio = Command(in: try TemporaryFolder())
    let input = (0..<30_000).map { "parola\($0)" }.joined(separator: "\n")
    #expect(try vaglio.run("stem", "--words", input: input).lines.count == 30_000)
  }
}
