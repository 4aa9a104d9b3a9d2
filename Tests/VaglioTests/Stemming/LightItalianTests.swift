import Testing

@testable import Vaglio

@Suite struct LightItalianTests {
  @Test(.enabled(if: SharedData.isPresent)) func wholeVocabularyIsExact() throws {
    let stemmer = Stemmer(.light)
    let pairs = try SharedData.string("snowball/light_itlight.tsv").split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(pairs.count == 35_494)
    #expect(pairs.count { stemmer.stem(String($0[0])) == $0[1] } == 35_494)
  }

  @Test(arguments: [
    // The vowel of number and gender, and the letter that only kept a sound.
    ("tavolo", "tavol"), ("tavoli", "tavol"), ("bianche", "bianc"), ("bianchi", "bianc"), ("notizia", "notiz"),
    ("notizie", "notiz"), ("ufficio", "uffic"), ("viaggii", "viagg"), ("autobus", "autobus"), ("virtuu", "virtuu"),
    // Accents go; case and apostrophes as with Snowball.
    ("libertà", "libert"), ("LIBERTÀ", "libert"), ("perchè", "perc"), ("perché", "perc"), ("attuerò", "attuer"),
    ("quaïl’b", "quail'b"), ("aquila", "aquil"), ("ghiaia", "ghia"), ("bòtto!", "botto!"),
    // Short words stay.
    ("casa", "casa"), ("città", "città"), ("giù", "giù"), ("sé", "sé"), ("", ""), ("ÈÉ", "èé"),
    // Letters outside Latin-1 stay.
    ("Wacława", "wacław"), ("漢字漢字漢字", "漢字漢字漢字"),
  ])
  func word(_ word: String, _ stem: String) {
    #expect(Stemmer(.light).stem(word) == stem)
  }

  @Test func asAStage() throws {
    let document = try Pipeline(Tokenizer(), Stemmer(.light))("Le notizie, 12.000 SANZIONI")
    #expect(document.tokens.map(document.stem) == ["le", "notiz", ",", "12.000", "sanzion"])
    checkInvariants(document)
  }
}
