import Foundation
import Testing

@testable import Vaglio

@Suite struct GazetteerCheckTests {
  static let lexicons = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Lexicons")

  @Test("The lists that come with Vaglio are sound", arguments: ["companies.tsv", "regulators.tsv"])
  func shipped(_ name: String) throws {
    let problems = try GazetteerCheck.problems(inFile: Self.lexicons.appending(path: name).path)
    #expect(problems.isEmpty, "\(problems.map(\.description).joined(separator: "\n"))")
  }

  @Test(
    "What is wrong is said with its line",
    arguments: [
      ("x.tsv:2: the id 'A' is no slug", "A\tUno"),
      ("x.tsv:3: the id 'a' is that of line 2 too", "a\tUno\na\tDue"),
      ("x.tsv:3: the form 'uno' belongs to 'a' of line 2 already", "a\tUno\nb\tDue\t\t\tuno"),
      ("x.tsv:2: the form 'ÙNO' is there twice", "a\tUno\t\t\tÙNO"),
      ("x.tsv:2: the form '…' has no letter or digit", "a\tUno\t\t\t…"),
      ("x.tsv:2: the country 'Italia' is no code", "a\tUno\t\tItalia"),
      ("x.tsv:2: the ISIN 'IT0003796172' has a wrong length or check digit", "a\tUno\t\tIT\t\tisin=IT0003796172"),
      ("x.tsv:2: found the identifier 'PST'", "a\tUno\t\tIT\t\tPST"),
      ("x.tsv:2: the name is empty", "a\t"),
      ("x.tsv:2: ends with a carriage return", "a\tUno\r"),
    ]) func problems(_ message: String, _ lines: String)
  {
    let text = "#id\tname\tkind\tcountry\taliases\tidentifiers\n" + lines
    let problems = GazetteerCheck.problems(in: Array(text.utf8), file: "x.tsv").map(\.description)
    #expect(problems.contains { $0.hasPrefix(message) }, "\(problems)")
  }

  @Test func illFormedText() {
    let problems = GazetteerCheck.problems(in: Array("#id\tname\na\tUn".utf8) + [0xff], file: "x.tsv")
    #expect(problems.map(\.description).contains { $0.hasPrefix("x.tsv:2: is not UTF-8") })
  }

  @Test func soundFile() {
    #expect(GazetteerCheck.problems(in: Array("#id\tname\tambiguous\na\tUno\tUno|Un\n".utf8), file: "x.tsv") == [])
  }
}
