import Testing

@testable import Vaglio

struct ScalarsTests {
  /// The reading by hand equals the standard library's on well-formed text, and never leaves the buffer on any other.
  @Test func equalsTheStandardLibrary() {
    let text = "aé€🙂\u{0}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}z"
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { buffer in
      var forward: [UInt32] = []
      var index = 0
      while index < buffer.count {
        let (value, length) = buffer.scalar(at: index)
        forward.append(value)
        index += length
        #expect(buffer.scalar(before: index) == (value, length))
      }
      #expect(forward == text.unicodeScalars.map(\.value))
    }
  }

  @Test func illFormedBytesAreOneEach() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<2000 {
      let bytes = (0..<8).map { _ in UInt8.random(in: 0x70...0xFF, using: &random) }
      bytes.withUnsafeBufferPointer { buffer in
        var index = 0
        while index < buffer.count {
          let (value, length) = buffer.scalar(at: index)
          #expect(index + length <= buffer.count)
          #expect(value != 0xFFFD || length == 1 || length == 3)
          index += length
        }
      }
    }
  }

  @Test func appendsScalars() {
    for scalar in ["a", "é", "€", "🙂"].flatMap(\.unicodeScalars) {
      var bytes: [UInt8] = []
      bytes.append(scalar: scalar.value)
      #expect(bytes == Array(String(scalar).utf8))
    }
  }
}
