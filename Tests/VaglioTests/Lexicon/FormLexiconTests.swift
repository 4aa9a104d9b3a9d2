import Testing

@testable import Vaglio

@Suite("FormLexicon")
struct FormLexiconTests {
  let forms = FormLexicon.italian

  @Test("the committed lexicon opens and has the words of the language")
  func opens() {
    #expect(forms.count > 200_000)
    for form in [
      "che", "della", "dell'", "l'", "po'", "è", "perché", "città", "e-mail", "telecomunicazioni", "sfruttare",
    ] {
      #expect((forms[form]?.frequency ?? 0) > 40, "\(form)")
    }
    #expect(forms["zgrubbolo"] == nil)
    #expect(forms[""] == nil)
    #expect(forms[String(repeating: "a", count: 300)] == nil)
  }

  @Test("a frequent word has a higher class than a rare one, and the class gives about the count")
  func frequency() throws {
    let che = try #require(forms["che"])
    let sieve = try #require(forms["setaccio"])
    #expect(che.frequency > sieve.frequency + 60)
    #expect(che.count > 300_000)
  }

  @Test("names have capitals, other words have none")
  func capitals() throws {
    #expect(try #require(forms["roma"]).capitalShare > 230)
    #expect(try #require(forms["delia"]).capitalShare > 230)
    #expect(try #require(forms["tavolo"]).capitalShare < 30)
  }

  @Test(
    "errors of the corpora and of recognition are no words",
    arguments: [
      "alia", "dalia", "nelia", "sulia", "alio", "delio", "perche", "citta", "piu", "puo", "cosi", "gia", "asfruttare",
    ])
  func errors(form: String) {
    #expect(forms[form] == nil)
  }

  @Test("what is no lexicon is refused, with what to do")
  func refused() {
    let bytes = [UInt8]("VGLFORM9".utf8) + [UInt8](repeating: 0, count: 40)
    bytes.withUnsafeBufferPointer { buffer in
      _ = #expect(throws: LexiconError.self) { try FormLexicon(buffer, file: "mine.bin") }
    }
    [UInt8](repeating: 1, count: 3).withUnsafeBufferPointer { buffer in
      let error = #expect(throws: LexiconError.self) { try FormLexicon(buffer, file: "mine.bin") }
      #expect(error?.description.contains("vaglio lexicon build") == true)
    }
  }

  @Test("every form is found again")
  func roundTrip() {
    var missing = 0
    var count = 0
    func check(_ form: UnsafeBufferPointer<UInt8>, _ entry: FormLexicon.Entry) {
      count += 1
      if forms[form] != entry { missing += 1 }
    }
    forms.forEachForm(check)
    #expect(missing == 0)
    #expect(count == forms.count)
  }
}
