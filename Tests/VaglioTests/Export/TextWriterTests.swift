import Testing

@testable import Vaglio

@Suite struct TextWriterTests {
  @Test(
    "Texts end with one line end, an empty one stays empty",
    arguments: [("", ""), ("a", "a\n"), ("a\n", "a\n"), ("\n\n", "\n\n")])
  func lineEnd(_ text: String, _ written: String) {
    var bytes: [UInt8] = []
    TextWriter().write(Document(text), into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == written)
  }
}
