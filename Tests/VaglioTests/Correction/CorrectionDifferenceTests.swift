import Testing

@testable import Vaglio

@Suite struct CorrectionDifferenceTests {
  @Test(
    arguments: [
      ("alia", "alla", "ocr/li-ll"), ("relazi0ne", "relazione", "ocr/0-o"), ("citta", "città", "accent/lost"),
      ("cittá", "città", "accent/wrong"), ("effettua-re", "effettuare", "hyphen/line-end"),
      ("pre sente", "presente", "space/added"), ("asfruttare", "a sfruttare", "space/lost"),
      ("lanno", "l'anno", "apostrophe/lost"), ("case", "case", "case/inside"), ("_", "", "speck/alone"),
      ("proweditore", "provveditore", "ocr/w-vv"), ("tlefonata", "telefonata", "ocr/none-e"),
    ])
  func names(read: String, printed: String, rule: String) {
    let difference = CorrectionDifference(read: Array(read.utf8), printed: Array(printed.utf8)[...])
    #expect(difference.rule == rule)
  }

  @Test(
    "knows where it is",
    arguments: [
      ("relazi0ne", "relazione", 6, 2, "i", "n"), ("ia", "la", 0, 1, "", "a"), ("pi", "più", 2, 0, "i", ""),
      ("citta", "città", 4, 0, "t", ""), ("perch\u{e9}s", "perch\u{e8}s", 5, 1, "h", "s"),
    ])
  func places(read: String, printed: String, start: Int, rest: Int, before: String, after: String) {
    let difference = CorrectionDifference(read: Array(read.utf8), printed: Array(printed.utf8)[...])
    #expect(difference.start == start && difference.rest == rest)
    #expect(difference.before == before.utf8.first ?? 0 && difference.after == after.utf8.first ?? 0)
  }

  @Test func theSameMisreadingHasTheSameKey() {
    func key(_ read: String, _ printed: String) -> UInt64 {
      CorrectionDifference(read: Array(read.utf8), printed: Array(printed.utf8)[...]).key
    }
    #expect(key("alia", "alla") == key("delia", "della"))
    #expect(key("0ggi", "oggi") == key("relazi0ne", "relazione"))
    #expect(key("0ggi", "oggi") != key("1ggi", "oggi"))
    #expect(key("ab", "b") != key("b", "ab"))
  }
}
