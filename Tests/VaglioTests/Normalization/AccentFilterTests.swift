import Testing

@testable import Vaglio

struct AccentFilterTests {
  @Test func isMadeOfTheForms() {
    let file = AccentFilter.file(for: .italian)
    var isSame = true
    file.withUnsafeBufferPointer { bytes in
      guard let filter = try? AccentFilter(bytes, file: "accents.bin") else {
        isSame = false
        return
      }
      FormLexicon.italian.forEachForm { form, _ in
        let text = Array(form)
        text.withUnsafeBufferPointer { text in
          let a = filter.mayLackAccent(text, endingAt: text.count, length: min(8, text.count))
          let b = AccentFilter.italian.mayLackAccent(text, endingAt: text.count, length: min(8, text.count))
          if a != b { isSame = false }
        }
      }
    }
    #expect(isSame, "Lexicons/accents.bin is stale: make it again with 'vaglio lexicon build'")
  }

  @Test(arguments: ["perche", "PERCHE", "citta", "piu", "universita", "interoperabilita"])
  func mayLack(_ word: String) {
    Array("una \(word)".utf8).withUnsafeBufferPointer {
      #expect(AccentFilter.italian.mayLackAccent($0, endingAt: $0.count, length: word.utf8.count))
    }
  }

  @Test func fewOthersMay() {
    var count = 0
    FormLexicon.italian.forEachForm { form, _ in
      if AccentFilter.italian.mayLackAccent(form, endingAt: form.count, length: form.count) { count += 1 }
    }
    #expect(count * 20 < FormLexicon.italian.count)
  }

  @Test func otherBytesAreRefused() {
    let bytes = [UInt8](repeating: 1, count: 100)
    #expect(throws: LexiconError.self) {
      _ = try bytes.withUnsafeBufferPointer { try AccentFilter($0, file: "accents.bin") }
    }
  }
}
