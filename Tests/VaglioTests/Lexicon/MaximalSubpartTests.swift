import Testing

@testable import Vaglio

@Suite struct MaximalSubpartTests {
  @Test("Repairs as the standard library does")
  func repairsLikeString() {
    var random = SeededRandom(seed: 1)
    for _ in 0..<2_000 {
      let bytes = HostileBytes.random(pieces: 12, using: &random)
      var repaired: [UInt8] = []
      repaired.write(repairing: bytes[...])
      #expect(repaired == Array(String(decoding: bytes, as: UTF8.self).utf8), "\(bytes)")
    }
  }

  @Test("Every pair and every triple of lead and following bytes that matters")
  func shortSequences() {
    let bytes: [UInt8] =
      [0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef]
      + [0xf0, 0xf1, 0xf4, 0xf5, 0xff]
    for first in UInt8(0xbe)...UInt8.max {
      for second in bytes {
        for third in bytes {
          let sequence = [first, second, third, 0x80]
          var repaired: [UInt8] = []
          repaired.write(repairing: sequence[...])
          #expect(repaired == Array(String(decoding: sequence, as: UTF8.self).utf8), "\(sequence)")
        }
      }
    }
  }
}
