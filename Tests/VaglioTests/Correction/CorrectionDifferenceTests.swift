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
}
