import Testing

@testable import Vaglio

@Suite("WordClasses")
struct WordClassesTests {
  @Test("the committed classes open and know words used alike")
  func opens() throws {
    let classes = try #require(WordClasses.italian)
    #expect(classes.count > 100_000)
    func entry(_ word: StaticString) -> WordClasses.Entry { classes[Vocabulary.hash(word)] }
    #expect(entry("lunedi").fine == entry("martedi").fine)
    #expect(entry("lunedi").fine != entry("mangiare").fine)
    #expect(entry("frosinone").lists.contains(.place))
    #expect(entry("giuseppe").lists.contains(.firstName))
    #expect(entry("centrale").lists.contains(.insideName))
    #expect(!entry("mangiare").lists.contains(.insideName))
    #expect(WordClasses.isSmall(entry("mangiare").usage) && !WordClasses.isSmall(entry("roma").usage))
    #expect(entry("zgrubbolo") == .unknown)
  }

  @Test("a damaged file is refused with its name")
  func refused() {
    for bytes in [[], Array("VGLWORD2".utf8), Array("VGLWORD2".utf8) + Array(repeating: 3, count: 60)] as [[UInt8]] {
      bytes.withUnsafeBufferPointer { bytes in
        let error = #expect(throws: LexiconError.self) { try WordClasses(bytes, file: "mine.bin") }
        #expect(error?.description.contains("mine.bin") == true)
      }
    }
  }
}
