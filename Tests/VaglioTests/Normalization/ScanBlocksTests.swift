import CBytes
import Testing

/// The masks of `cbytes_scan`, as this processor makes them and as any does.
struct ScanBlocksTests {
  private static let pieces = [
    "la", "citta", "perche", "di", "virtu", "lunedi", "è", "É", "più", "città", "perch\u{E9}", " ", " ", "  ", "\n",
    "\n\n", "'", "’",
    ".", ",", ";", ":", "!", "?", "(", ")", "[", "]", "{", "}", "-", "&", "<", "`", "\u{7F}", "\t", "«", "»", "…", "10",
    "a", "B", "日",
  ]

  /// A text of so many bytes and one more before and behind it.
  private func text(_ count: Int, _ random: inout SeededRandom) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count + 2 {
      if Int.random(in: 0..<40, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      } else {
        bytes += Array((Self.pieces.randomElement(using: &random) ?? "").utf8)
      }
    }
    return Array(bytes.prefix(count + 2))
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @Test func allProcessorsAgree() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<600 {
      let bytes = text(4 * 64, &random)
      var fast = [cbytes_block](repeating: cbytes_block(), count: 4)
      var plain = fast
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        cbytes_scan(base + 1, 4, 0, &fast)
        cbytes_scan_anywhere(base + 1, 4, 0, &plain)
      }
      for (one, other) in zip(fast, plain) {
        #expect(one.letters == other.letters && one.wordEnds == other.wordEnds && one.places == other.places)
      }
    }
  }

  @Test func lettersAndEndsOfWords() {
    var random = SeededRandom(seed: 4)
    let endings = [
      "ta", "ra", "ia", "he", "re", "oe", "fe", "si", "di", "io", "ro", "uo", "tu", "bu", "su", "iu",
    ].map { Array($0.utf8) }
    for _ in 0..<300 {
      let bytes = text(128, &random)
      var blocks = [cbytes_block](repeating: cbytes_block(), count: 2)
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        cbytes_scan(base + 1, 2, 0, &blocks)
      }
      for place in 0..<128 {
        let block = blocks[place / 64]
        let bit = UInt64(1) << UInt64(place % 64)
        #expect((block.letters & bit != 0) == isLetter(bytes[place + 1]))
        // The block before the first is not known.
        guard place >= 3 else { continue }
        let word = bytes[(place - 2)...place]
        let isEnd = !isLetter(bytes[place + 1]) && word.allSatisfy(isLetter)
        let hasEnding = endings.contains(word.suffix(2).map { $0 | 0x20 })
        // What the block before ended with may be anything.
        let isKnown = place % 64 > 1
        if isEnd, hasEnding { #expect(block.wordEnds & bit != 0) }
        if !isEnd || isKnown && !hasEnding { #expect(block.wordEnds & bit == 0) }
      }
    }
  }

  /// The places of a line, as the bytes that stand there.
  private func places(_ line: String) -> String {
    let bytes = [0x0A] + Array(line.utf8) + [UInt8](repeating: 0x61, count: 65)
    var block = cbytes_block()
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      cbytes_scan(base + 1, 1, 0, &block)
    }
    return String(
      decoding: (0..<64).filter { block.places & 1 << UInt64($0) != 0 }.map { bytes[$0 + 1] }, as: UTF8.self)
  }

  @Test(arguments: [
    ("Il 10% di ieri, dell'azienda; la città è (poi) libera: 3.5 [2]!", ""),
    ("perche' poi", "'"), ("la  casa", " "), ("mercato.Per", "."), ("poi ,", ","), ("( poi", "("), ("e-mail", "-"),
    ("AT&T <b", "&<"), ("a\tb`c\u{7F}", "\t`\u{7F}"), ("poi \n a", "\n"),
  ])
  func placesOfALine(_ line: String, _ expected: String) { #expect(places(line) == expected) }

  @Test func placesOutsideASCII() {
    // Of the scalars that need a look, the first byte.
    #expect(places("sarà «più» sì") == "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect(places("libertà è perduta") == "")
  }
}
