import Foundation
import Testing

@testable import Vaglio

@Suite("CorrectionRules")
struct CorrectionRulesTests {
  @Test("the wrong example becomes the right one and the right one stays", arguments: CorrectionRules.italian.rules)
  func examples(rule: CorrectionRule) {
    let corrector = Corrector()
    let corrected = corrector.corrected(rule.wrongExample)
    #expect(corrected != rule.wrongExample, "\(rule.name): \(rule.wrongExample)")
    var document = Document(rule.wrongExample)
    corrector.process(&document)
    #expect(document.edits.contains { $0.causes[0].rule == rule.name }, "\(rule.name): \(document.edits)")
    #expect(corrector.corrected(corrected) == corrected, "corrected twice: \(corrected)")
    #expect(corrector.corrected(rule.rightExample) == rule.rightExample)
  }

  @Test("the committed table has rules")
  func committed() { #expect(CorrectionRules.italian.rules.count >= 15) }

  @Test("your own rules win over those of Vaglio, and the rest stays")
  func own() throws {
    let mine = try CorrectionRules(
      """
      # ours
      brand/iliad\tillad\tIliad\t0.99\tCon illad si parla.\tCon Iliad si parla.
      brand/pec\tpic|p.e.c.\tPEC\t0.9\tScrivi alla pic.\tScrivi alla PEC.
      """, file: "mine.tsv")
    let corrector = Corrector(rules: .italian.adding(mine))
    #expect(corrector.corrected("Con illad la linea é chiusa.") == "Con Iliad la linea è chiusa.")
    #expect(Corrector(rules: .none).corrected("Con illad la linea é chiusa.") != "Con Iliad la linea è chiusa.")
  }

  @Test("context in brackets must be there, and a negated one must not")
  func context() throws {
    let mine = try CorrectionRules(
      """
      a/b\t[in] [base] alfa|beta\tgamma\t1\tx\ty
      a/c\t[!inter] zeta\teta\t1\tx\ty
      """)
    let corrector = Corrector(rules: mine)
    #expect(corrector.corrected("In base alfa e beta.") == "In base gamma e beta.")
    #expect(corrector.corrected("Una base beta.") == "Una base beta.")
    #expect(corrector.corrected("Tra zeta, inter zeta.") == "Tra eta, inter zeta.")
  }

  @Test(
    "a line that is no rule is refused, with file, line and reason",
    arguments: [
      ("a\tb\tc", "columns"), ("a\tb\tc\t2\td\te", "confidence"), ("a\tb\tc\tcontext:x\td\te", "confidence"),
      ("a\t[b\tc\t1\td\te", "bracket"), ("a\t[b]\tc\t1\td\te", "without brackets"), ("a\tb\t\t1\td\te", "empty"),
      ("a\tb [c] d\te\t1\tf\tg", "together"),
    ])
  func refused(line: String, reason: String) throws {
    let error = try #require(
      #expect(throws: LexiconError.self) { try CorrectionRules("# first\n\n\(line)\n", file: "mine.tsv") })
    #expect(error.line == 3)
    #expect(error.description.hasPrefix("mine.tsv:3: "))
    #expect(error.reason.contains(reason), "\(error.reason)")
  }

  @Test("a file is read; one that is not there is refused")
  func files() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "vaglio-rules-\(UUID()).tsv")
    try Data("brand/iliad\tillad\tIliad\t0.99\tx\ty\n".utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(try CorrectionRules(contentsOf: url.path).rules.count == 1)
    #expect(throws: LexiconError.self) { try CorrectionRules(contentsOf: "/nonexistent/rules.tsv") }
  }
}
