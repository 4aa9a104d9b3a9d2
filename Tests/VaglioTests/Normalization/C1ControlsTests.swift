import Testing

@testable import Vaglio

struct C1ControlsTests {
  @Test(arguments: [
    ("l\u{92}azienda", "l’azienda"), ("\u{93}ciao\u{94}", "“ciao”"), ("parlato\u{85} e poi", "parlato… e poi"),
    ("tur\u{92}stico", "turístico"), ("10 \u{80}", "10 €"), ("riga\u{85}nuova", "riga\nnuova"),
  ])
  func repaired(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test func undefinedOnesStayForOthers() throws {
    try expectNormalized("a \u{81} b", "a \u{81} b", Normalizer(.encoding))
  }
}
