import Testing

@testable import Vaglio

@Suite struct SentenceMarksTests {
  private static let pieces: [String] = [
    "a", "è", " ", "’", ".", ",", ":", ";", "!", "?", "\n", "\r", "\t", "/", "*", "+", ">", "\u{2028}", "…", "0", "\0",
    "\u{8}", "\u{e}", "\u{22}", "漢",
  ]

  @Test("The same as looking at every byte")
  func eachByte() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? ""
      }
      let bytes = Array(text.joined().utf8)
      bytes.withUnsafeBufferPointer { buffer in
        for position in 0...buffer.count {
          let expected = bytes[position...].firstIndex(where: SentenceMarks.isMark) ?? bytes.count
          #expect(SentenceMarks.next(in: buffer, from: position) == expected)
        }
      }
    }
  }

  @Test func marks() {
    let marks = (UInt8(0)...255).filter(SentenceMarks.isMark)
    #expect(marks == [0x0a, 0x0b, 0x0c, 0x0d, 0x21, 0x2e, 0x3a, 0x3b, 0x3f, 0xe2])
  }
}
