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
      "La lista anti-casta è nata ieri.", "I tamburi fanno pì-pì-pì, zum, zum.",
      "Disse: un'a-mi-ca di ieri.", "Fecero un picche-nicche; e del picche-nicche ridono ancora.",
      "Mandò a tutti gli augurî della casa.", "Vennero co' loro figli a trovarlo.",
      "Disse: «Zi-zia, che fai qui?»", "Il cri-cri chiamava la sua compagna.",
      "Le dissero: paga la hambiale, e poi vieni qui.",
      "Egli uscìa di casa e nulla potèa fare.",
      "La voce fuoricampo racconta la storia.",
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

  @Test(
    "on a page that is clean but for what looks like an error",
    arguments: [
      "La consegna è del tipo just-in-time, per tutti gli ordini che arrivano.",
      "Si verifica un errore in fase di run-time, e il programma si ferma subito.",
      "Il risultato dei drama coreani e dei canapè è noto a tutti.",
      "i. rendimento elettrico;\nii. rendimento termico;\niii. durata.",
      "Il passaggio era tra accusato e testimonio, e non si fece sentire.",
      "Vi sono anche molti pub crawl che attraggono molti visitatori.",
      "Le tariffe feed-in sono fissate ogni anno dal ministero.",
      "Una sequenza di lunghezza 0 in uno dei campi.", "Il restío cappellano non capiva.",
    ])
  func staysOnAnotherwiseCleanPage(_ text: String) {
    let page = text + " " + Self.clean
    #expect(corrector.corrected(page) == page)
  }

  private static let clean =
    "La riunione si è tenuta ieri nella sede del comune, e tutti i presenti hanno approvato la proposta della giunta."

  @Test func aWholeWordBeforeAHyphenIsNotCutWhereNoOtherIs() {
    let text = "La nuova Giunta libera-pensatrice non decise nulla."
    let rest = " Poi deIla casa non disse più nulla, e una voIta uscì nelIa via con gli aItri."
    let corrected = corrector.corrected(text + rest)
    #expect(corrected.hasPrefix(text) && corrected.contains("Poi della casa"), "\(corrected)")
  }

  @Test func inOldTypeVStandsForU() {
    let text =
      "Cafcò con tvtto il Re in vn fafcio per terra, il qvale reftò con vna gamba di fotto, e vccifo; fvrono poi."
    #expect(corrector.corrected(text + NoisyPage.rest).hasPrefix(text))
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
