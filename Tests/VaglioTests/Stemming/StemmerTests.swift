import Foundation
import Testing

@testable import Vaglio

@Suite struct StemmerTests {
  private func fixture(_ name: String) throws -> String {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
    return try String(contentsOf: url, encoding: .utf8)
  }

  @Test func sampleOfTheVocabularyIsExact() throws {
    let stemmer = Stemmer()
    let pairs = try fixture("snowball-italian.tsv").split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(pairs.count == 1_973)
    let wrong = pairs.filter { stemmer.stem(String($0[0])) != $0[1] }
    #expect(wrong.isEmpty, "\(wrong.prefix(10).map { "\($0[0]) → \(stemmer.stem(String($0[0]))), not \($0[1])" })")
  }

  @Test(.enabled(if: SharedData.isPresent)) func wholeVocabularyIsExact() throws {
    let stemmer = Stemmer()
    let words = try SharedData.string("snowball/voc.txt").split(separator: "\n")
    let stems = try SharedData.string("snowball/output.txt").split(separator: "\n")
    #expect(words.count == 35_495 && stems.count == words.count)
    let right = zip(words, stems).count { stemmer.stem(String($0)) == $1 }
    #expect(right == 35_495)
  }

  @Test(arguments: [
    ("andavano", "andav"), ("Andavano", "andav"), ("ANDAVANO", "andav"), ("CITTÀ", "citt"), ("perché", "perc"),
    ("Perche\u{301}", "perche\u{301}"), ("dell’", "dell'"), ("divano", "divan"), ("vedermelo", "ved"), ("", ""),
    ("È", "è"), ("豊島線", "豊島線"), ("Wacława", "wacław"), ("Œuvres", "œuvres"), ("a", "a"), ("I", "i"),
    ("facendoglielo", "fac"),
  ])
  func word(_ word: String, _ stem: String) {
    #expect(Stemmer().stem(word) == stem)
  }

  @Test func bytesAreAppended() {
    var bytes = Array("x ".utf8)
    Stemmer().append(stemOf: Array("Autorità".utf8), to: &bytes)
    Stemmer().append(stemOf: "amministrazioni".utf8, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "x autoramministr")
  }

  @Test func onlyWordsAreStemmed() throws {
    let document = try Pipeline(Tokenizer(), Stemmer())("L’Autorità decise 1.234 SANZIONI… (WWW.Agcom.IT)")
    #expect(
      document.tokens.map(document.stem)
        == ["l'", "autor", "decis", "1.234", "sanzion", "…", "(", "www.agcom.it", ")"])
    checkInvariants(document)
  }

  @Test func aLongWordIsNoWord() {
    let word = String(repeating: "Ban", count: 21)
    #expect(Stemmer().stem(word + "andavano") == word.lowercased() + "andavano")
    #expect(Stemmer().stem(word + "e") == word.lowercased())
  }

  @Test func hostileBytes() throws {
    var random = SeededRandom(seed: 7)
    let stemmer = Stemmer()
    for _ in 0..<20_000 {
      let word = (0..<Int.random(in: 0...12, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      var stem: [UInt8] = []
      stemmer.append(stemOf: word, to: &stem)
      #expect(String(validating: stem, as: UTF8.self) != nil, "\(word)")
      // An ill-formed byte becomes the three bytes of U+FFFD.
      #expect(stem.count <= 3 * word.count + 1)
    }
  }
}
