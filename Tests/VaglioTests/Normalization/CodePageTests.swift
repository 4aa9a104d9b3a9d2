import Testing

@testable import Vaglio

struct CodePageTests {
  @Test func everyPageHas128Bytes() {
    for page in CodePage.all { #expect(page.scalars.count == 128, "\(page.name)") }
  }

  /// Where Italian letters stand, as the pages' manuals have them.
  @Test func italianLetters() {
    for (page, letters) in [
      (CodePage.windows1252, "à\u{E0}è\u{E8}"), (.macRoman, "à\u{88}è\u{8F}ò\u{98}"), (.cp850, "à\u{85}è\u{8A}ù\u{97}"),
      (.cp437, "à\u{85}é\u{82}"), (.windows1250, "é\u{E9}ó\u{F3}"),
    ] {
      let scalars = Array(letters.unicodeScalars)
      for index in stride(from: 0, to: scalars.count, by: 2) {
        #expect(page.scalars[Int(scalars[index + 1].value) - 0x80] == scalars[index].value, "\(page.name)")
      }
    }
    #expect(CodePage.bytes[0x2019]?.windows1252 == 0x92)
    #expect(CodePage.bytes[0x221A]?.macRoman == 0xC3)
  }
}
