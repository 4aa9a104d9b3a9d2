import CICU
import Testing

/// The shim alone: what ICU reports, in bytes of UTF-8.
struct CICUTests {
  private func breaks(_ kind: cicu_breaks_kind, _ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self),
        let breaks = cicu_breaks_open(kind, base, Int32(raw.count))
      else { return [] }
      defer { cicu_breaks_close(breaks) }
      var boundaries = [Int32](repeating: 0, count: 3)
      var statuses = boundaries
      var result: [String] = []
      var start = 0
      while true {
        let count = cicu_breaks_next(breaks, &boundaries, &statuses, 3)
        if count == 0 { break }
        for boundary in boundaries[..<Int(count)] {
          result.append(String(decoding: bytes[start..<Int(boundary)], as: UTF8.self))
          start = Int(boundary)
        }
      }
      return result
    }
  }

  @Test func wordBreaks() {
    #expect(breaks(cicu_breaks_word, "l'Autorità è 🙂.") == ["l'Autorità", " ", "è", " ", "🙂", "."])
    #expect(breaks(cicu_breaks_word, "perché no") == ["perché", " ", "no"])
  }

  @Test func sentenceBreaks() {
    #expect(breaks(cicu_breaks_sentence, "È vero. Non è vero? Sì") == ["È vero. ", "Non è vero? ", "Sì"])
  }

  @Test func anotherTextOnTheSameIterator() {
    let first: [CChar] = Array("a b".utf8CString)
    let second: [CChar] = Array("città di".utf8CString)
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        guard let one = first.baseAddress, let two = second.baseAddress,
          let breaks = cicu_breaks_open(cicu_breaks_word, one, 3)
        else {
          Issue.record("ICU opened no iterator")
          return
        }
        defer { cicu_breaks_close(breaks) }
        #expect(cicu_breaks_set_text(breaks, two, 9) == 0)
        var boundaries = [Int32](repeating: 0, count: 8)
        var statuses = boundaries
        #expect(cicu_breaks_next(breaks, &boundaries, &statuses, 8) == 3)
        #expect(boundaries[..<3] == [6, 7, 9])
        #expect(statuses[0] == 200, "letters")
        #expect(statuses[1] == 0, "none")
      }
    }
  }

  @Test func compositionReportsEveryChange() {
    final class Edits { var list: [(Int32, Int32, String)] = [] }
    let edits = Edits()
    let text = "perche\u{301} a\u{300}"
    let bytes = Array(text.utf8).map { CChar(bitPattern: $0) }
    let status = cicu_nfc(bytes, Int32(bytes.count), Unmanaged.passUnretained(edits).toOpaque()) {
      context, start, end, new, length in
      guard let context else { return }
      let string = String(decoding: UnsafeRawBufferPointer(start: new, count: Int(length)), as: UTF8.self)
      Unmanaged<Edits>.fromOpaque(context).takeUnretainedValue().list.append((start, end, string))
    }
    #expect(status == 0)
    #expect(edits.list.map(\.0) == [5, 9])
    #expect(edits.list.map(\.1) == [8, 12])
    #expect(edits.list.map(\.2) == ["é", "à"])
    #expect(cicu_nfc_span(bytes, Int32(bytes.count)) == 0)
    #expect(cicu_nfc_span(bytes, 5) == 5)
    #expect(cicu_nfc_length(bytes, Int32(bytes.count)) == 10)
  }

  @Test func categoriesAndCase() {
    #expect(cicu_to_lower(0xC8) == 0xE8)
    #expect(cicu_to_upper(0xE8) == 0xC8)
    #expect(cicu_general_category(0x41) == 1)
    #expect(String(cString: cicu_version()).contains("."))
  }
}
