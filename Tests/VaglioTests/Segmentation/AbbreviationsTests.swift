import Testing

@testable import Vaglio

@Suite struct AbbreviationsTests {
  private func use(_ form: String) -> Abbreviations.Use? {
    var form = form
    return form.withUTF8 { Abbreviations.italian[$0] }
  }

  @Test func everyFormIsFound() {
    let forms = Abbreviations.italian.forms
    #expect(forms.count > 250)
    #expect(Set(forms).count == forms.count)
    #expect(forms.filter { use($0) == nil }.isEmpty)
    #expect(forms.filter { use($0.uppercased()) == nil }.isEmpty)
  }

  @Test func uses() {
    #expect(use("Dott") == .init(place: .title, isAmbiguous: false))
    #expect(use("art") == .init(place: .reference, isAmbiguous: false))
    #expect(use("ecc") == .init(place: .final, isAmbiguous: false))
    #expect(use("mar") == .init(place: .general, isAmbiguous: true))
    #expect(use("") == nil)
    #expect(use("casa") == nil)
  }

  @Test func aBadLineIsLocated() {
    let bytes = Array("art\treference\tarticolo\nbad line\n".utf8)
    bytes.withUnsafeBufferPointer { bytes in
      _ = #expect { try Abbreviations(bytes, file: "mine.tsv") } throws: {
        ($0 as? LexiconError)?.description.hasPrefix("mine.tsv:2: found 1 fields") == true
      }
    }
  }
}
