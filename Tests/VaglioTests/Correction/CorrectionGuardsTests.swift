import Testing

@testable import Vaglio

@Suite("What is right as it stands")
struct CorrectionGuardsTests {
  let corrector = Corrector()

  @Test(
    "names, compounds and truncated words stay, on a noisy page too",
    arguments: [
      "Parla Ban Ki-moon, e Cho Seung-hui tace.", "Secondo il ministro Passera la crisi finirà.",
      "La monarchia austro-ungarica finì.", "Il volo del biplano, il mugolio dei cani.",
      "La malapolitica non paga.", "Fa'come vuoi con i nostri.", "Erano millecinquecento in piazza.",
      "Fu nel millenovecentoquarantotto.", "Il perché e il percome.",
    ])
  func stays(_ text: String) {
    #expect(corrector.corrected(text) == text)
    let noisy = corrector.corrected(text + NoisyPage.rest)
    #expect(noisy.hasPrefix(text), "\(noisy)")
  }

  @Test func frenchStaysOnACleanPage() {
    let text = "È direttore del laboratorio di Parigi della PSL Université, che studia il clima."
    #expect(corrector.corrected(text) == text)
  }

  @Test(
    "also on a misread page",
    arguments: [
      "La lista di quartiere è Pest. e moltissimi altri.", "Stava in albergo, dov’era ricoverato.",
      "Studia alla PSL Université, che è a Parigi.",
      "Il noto pitto-scultore ha aperto la mostra.", "La serie Mork & Mindy è finita ieri.",
      "Il razzo di SpaceX è partito per la stazione.", "La gara di MotoGP è finita prima di sera.",
      "La lista anti-casta è nata ieri.",
    ])
  func staysOnAMisreadPage(_ text: String) {
    let noisy = corrector.corrected(text + NoisyPage.rest)
    #expect(noisy.hasPrefix(text), "\(noisy)")
  }

  @Test func stressThatTheAuthorMarksStays() {
    let text = "Nei còdici sàziano con artìstiche fantasìe l'òzio, e uno scientìfico ìntimo orgoglio."
    #expect(corrector.corrected(text + NoisyPage.rest).hasPrefix(text))
    // Alone it is a misread dot.
    let noisy = corrector.corrected("Sono artìstiche e belle le cose che fanno." + NoisyPage.rest)
    #expect(noisy.hasPrefix("Sono artistiche e belle"), "\(noisy)")
  }

  @Test func anApostropheIsAnAccentAlready() {
    for text in ["Stava seduto a pie' dell'albero con noi.", "Disse: «E' imbarcata l'acqua di ieri»."] {
      let noisy = corrector.corrected(text + NoisyPage.rest)
      #expect(noisy.hasPrefix(text), "\(noisy)")
    }
  }

  @Test func adverbsAreMadeOfAdjectives() {
    let formation = WordFormation(forms: .italian)
    #expect(formation.makes(Array("rapidamente".utf8)[...]))
    #expect(formation.makes(Array("cordialmente".utf8)[...]))
    #expect(!formation.makes(Array("egualimente".utf8)[...]))
    #expect(WordFormation.isClitic(Array("glielo".utf8)))
    #expect(!WordFormation.isClitic(Array("della".utf8)))
  }

  @Test func numeralsAreOneWord() {
    for word in ["millecinquecento", "duecentoventitré", "trentuno", "quarantotto", "duemila", "centoventimila"] {
      #expect(WordFormation.isNumeral(Array(word.utf8)[...]), "\(word)")
    }
    for word in ["cento", "ventidella", "dueuno", "unacento", "seicosì", ""] {
      #expect(!WordFormation.isNumeral(Array(word.utf8)[...]), "\(word)")
    }
  }

  @Test func aNameIsNoExcuseForASmallWord() {
    #expect(
      corrector.corrected("Il capo dclla Polizia ha parlato." + NoisyPage.rest).hasPrefix("Il capo della Polizia"))
  }
}
