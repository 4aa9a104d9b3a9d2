import Foundation
import Testing

@testable import Vaglio

@Suite("Corrector")
struct CorrectorTests {
  let corrector = Corrector()

  @Test(
    "repairs",
    arguments: [
      // Letters.
      ("La decisione spetta alia Commissione europea.", "La decisione spetta alla Commissione europea."),
      ("Il testo deIla legge è pronto.", "Il testo della legge è pronto."),
      ("Il presidente delia Repubblica ha firmato.", "Il presidente della Repubblica ha firmato."),
      ("La storia dellaRepubblica è lunga.", "La storia della Repubblica è lunga."),
      ("La societa ha partecipato ieri alla riunionc.", "La società ha partecipato ieri alla riunione."),
      ("Il Parlamento ha discusso la relazi0ne.", "Il Parlamento ha discusso la relazione."),
      ("Il fatto è awenuto nella notte.", "Il fatto è avvenuto nella notte."),
      // Accents.
      ("Non si sa perche abbia deciso cosi.", "Non si sa perché abbia deciso così."),
      ("La citta non è mai stata piu bella.", "La città non è mai stata più bella."),
      ("La riforma e stata approvata dal Parlamento.", "La riforma è stata approvata dal Parlamento."),
      ("Il risultato e che nessuno paga.", "Il risultato è che nessuno paga."),
      // Hyphens at line ends.
      ("Consente di effettua-re chiamate.", "Consente di effettuare chiamate."),
      ("Il settore delle teleco- municazioni cresce.", "Il settore delle telecomunicazioni cresce."),
      ("Il settore delle teleco-\nmunicazioni cresce.", "Il settore delle telecomunicazioni cresce."),
      // Blanks.
      ("Sono pronti asfruttare le nuove reti.", "Sono pronti a sfruttare le nuove reti."),
      ("Può effettua-re in base alia legge «nel Paese ».", "Può effettuare in base alla legge «nel Paese»."),
    ])
  func repairs(wrong: String, right: String) {
    #expect(corrector.corrected(wrong) == right)
    let document = Pipeline.standard(wrong)
    #expect(document.string == right)
    checkInvariants(document)
    checkIdempotence(.standard, document)
  }

  @Test(
    "leaves right words alone",
    arguments: [
      "La causa va decisa, inter alia, secondo la legge.",
      "Delia Rossi e Alia Bianchi vivono in Emilia-Romagna e fanno e-commerce.",
      "Scrivete a info@example.com o andate su www.example.com/alia/perche.html oggi.",
      "Il pacchetto online di Iliad costa 9,99 euro al mese, e comprende 100 GB.",
      "La TIM e la RAI, l'ENI e l'INPS pagano l'IVA e l'IRAP.",
      "Il signor Skywalker abita a Perth; Fabbrini e Berisha no.",
      "È una questione di qualità e di prezzo, e non c'è altro da dire.",
      "The quick brown fox jumps over the lazy dog.",
      "Il codice è AB12CD34, la targa DX 456 RT.",
      "Un evento anti-doping con l'ex-presidente e il vice-ministro.",
      "Il medio- e lungo termine preoccupa.",
      "La maglia rosa-nero, il nulla-osta e lo stato psico-fisico dopo il week-end.",
      "Il nuovo accordo e quello di ieri, e davvero tanti altri, sono pronti.",
      "La Cassazione ha confermato la . Condanna a quattro anni di reclusione.",
      "Creano dei modelli 3D dei crani e li mandano dai canapi nei giorni di festa.",
      "Il numero di giorni tra 'data iniziale' e 'data finale' è nella tabella.",
      "Sono dispositivi medico-diagnostici in vitro, e il pub Danforth ha una nuova casa.",
      "Lo dice @r0berto, e ci saranno si e no dieci persone.",
      "Il vento soffia da NE e da SO; le note sono mi e fa, la, si e do.",
      "La crescita è del 3 % e i gradi sono 0 o 1.",
      "Il vice-presidente e l'ex-sindaco parlano di turn-over, di week-end e di anti-terrorismo.",
      "I tifosi rosa-nero, un esame psico-fisico, una scelta economico-finanziaria.",
    ])
  func leavesAlone(text: String) {
    let document = Pipeline.standard(text)
    #expect(
      document.corrections.isEmpty,
      "\(document.corrections.map { "\(document.sourceString($0.range)) → \($0.string)" })")
    #expect(corrector.corrected(text) == text)
  }

  @Test("a correction says what it is and how sure")
  func causes() throws {
    let document = Pipeline.standard("In base alia normativa di settore, alia clientela.")
    let edit = try #require(document.corrections.first)
    #expect(document.sourceString(edit.range) == "alia")
    #expect(edit.string == "alla")
    #expect(edit.causes[0].stage == StageName.correct)
    #expect(edit.causes[0].rule == "ocr/li-ll")
    #expect(edit.confidence >= corrector.minimumConfidence && edit.confidence < 1)
  }

  @Test("what is not sure enough is suggested, in ranges of the source")
  func suggestions() throws {
    let text = "\u{a0}\u{a0}In base alia normativa di settore."
    let strict = try Pipeline(Normalizer(), Tokenizer(), Corrector(minimumConfidence: 1))
    let document = strict(text)
    #expect(document.corrections.isEmpty)
    let suggestion = try #require(document.suggestions.first { $0.string == "alla" })
    #expect(document.sourceString(suggestion.range) == "alia")
    #expect(suggestion.confidence > 0.5)
    #expect(document.has(.corrections))
    checkInvariants(document)
  }

  @Test("asks for tokens and provides corrections")
  func layers() {
    #expect(corrector.requires == [.tokens])
    #expect(corrector.provides == [.corrections])
    #expect(throws: PipelineError.self) { try Pipeline(Corrector()) }
  }

  @Test("capitals and the kind of apostrophe are kept")
  func shapes() {
    #expect(corrector.corrected("Delia riforma e dell’economia.").hasSuffix("dell’economia."))
    #expect(corrector.corrected("Perche non si sa.") == "Perché non si sa.")
    #expect(corrector.corrected("L’uomo visse dellagricoltura.") == "L’uomo visse dell’agricoltura.")
  }

  @Test("whatever the bytes, nothing fails and the laws hold")
  func hostile() {
    var random = SeededRandom(seed: 5)
    let pieces: [[UInt8]] = [
      Array("alia".utf8), Array("e stata".utf8), Array("-".utf8), Array("- ".utf8), [0xc3], [0xff], [0],
      Array("\n".utf8),
      Array(" ".utf8), Array("'".utf8), Array("’".utf8), Array("é".utf8), Array("|".utf8), Array("]".utf8),
      Array("1".utf8),
      Array("@".utf8), Array("€".utf8), Array("ﬁ".utf8), Array("perche".utf8), Array(" .".utf8), Array("👩‍👩‍👧".utf8),
      [0xe2, 0x80],
      Array("effettua-re".utf8), Array("II".utf8), Array("_".utf8), [0xef, 0xac], [0xcc, 0x80],
    ]
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...30, using: &random) { bytes += pieces.randomElement(using: &random) ?? [] }
      var document = Document(bytes)
      Tokenizer().process(&document)
      document.deriveText()
      corrector.process(&document)
      checkInvariants(document, scalarBoundaries: false)
    }
  }

  @Test("a megabyte without a blank, and one of unknown words, are not quadratic")
  func long() {
    let noBlank = String(repeating: "abcdefgh", count: 1 << 17)
    #expect(corrector.corrected(noBlank) == noBlank)
    let marks = String(repeating: "|_", count: 1 << 13) + String(repeating: "a-", count: 1 << 13)
    #expect(!corrector.corrected(marks).isEmpty)
  }

  // MARK: Shared data

  @Test("the press review: 11 of 11 wrong words right, nothing else touched", .enabled(if: SharedData.isPresent))
  func pressReview() throws {
    for page in try OCRPage.pages("ocr/sample001.jsonl") {
      #expect(corrector.corrected(page.ocr) == page.gold)
      #expect(corrector.corrected(page.gold) == page.gold)
    }
  }

  @Test("clean paragraphs stay as they are: at most one change in 10,000 words", .enabled(if: SharedData.isPresent))
  func clean() throws {
    var changes = 0
    var words = 0
    for page in try OCRPage.pages("ocr/clean-dev.jsonl").prefix(600) {
      var document = Document(page.ocr)
      corrector.process(&document)
      changes += document.edits.count
      words += page.ocr.split(separator: " ").count
    }
    #expect(Double(changes) <= max(1, Double(words) / 10_000))
  }

  @Test("a lost accent behind a pronoun or a negation needs no other sign")
  func clitics() {
    #expect(corrector.corrected("Il bilancio non e chiaro, e si e visto.") == "Il bilancio non è chiaro, e si è visto.")
  }

  @Test(
    "on a noisy page digits and signs alone are the letters that they were read for",
    arguments: [
      ("La domanda riguarda la scuola 0 il plesso.", "la scuola o il plesso"),
      ("La situazione @ molto grave.", "La situazione è molto grave"),
      ("Hanno deciso i! commissariamento de! porto.", "deciso il commissariamento del porto"),
      ("Il film r0mantico piace.", "Il film romantico piace"), ("Oggi ltalia e Francia.", "Oggi Italia e Francia"),
      ("Un laboratorio cli fisica.", "Un laboratorio di fisica"),
      ("Tra i piil alti della regione.", "Tra i più alti della regione"),
    ])
  func lettersReadAsSigns(read: String, printed: String) {
    let noise = NoisyPage.rest
    #expect(corrector.corrected(read + noise).contains(printed), "\(corrector.corrected(read + noise))")
  }

  @Test(
    "a word that was cut is whole again, on a page without another error too",
    arguments: [
      ("Era stata recente-mente oggetto di critica.", "recentemente"),
      ("In tal modo determi-nato, il numero resta.", "determinato"),
      ("I lavora-tori sono in piazza da ieri.", "lavoratori"),
      ("Le trattative si con-clusero nel 1924.", "conclusero"), ("La ri-chiesta è stata respinta.", "richiesta"),
      ("Il piano preve- deva la vendita del porto.", "prevedeva"),
    ])
  func cutWords(read: String, printed: String) {
    #expect(corrector.corrected(read).contains(printed), "\(corrector.corrected(read))")
  }

  @Test("on a noisy page a mark at the side of a function word is a blank; in a compound it stays")
  func gluedFunctionWords() {
    let noise = NoisyPage.rest
    let fixed = corrector.corrected(
      "Chiedono che non.vadano via; accanto ai-tessuti ci sono i colori della non-violenza, uno-a-uno e la Token-ring."
        + noise)
    #expect(fixed.contains("che non vadano via; accanto ai tessuti ci sono"), "\(fixed)")
    #expect(fixed.contains("della non-violenza, uno-a-uno e la Token-ring."), "\(fixed)")
  }

  @Test("on a noisy page a comma between two words has a blank behind it; a list without blanks stays")
  func blanksBehindCommas() {
    let noise = NoisyPage.rest
    let fixed = corrector.corrected("La fanciulla,vista la rosa,tornò; i campi nome,cognome,indirizzo e 3,5." + noise)
    #expect(fixed.contains("La fanciulla, vista la rosa, tornò; i campi nome,cognome,indirizzo e 3,5."), "\(fixed)")
  }

  @Test("the article of many stays before a noun of many, on a noisy page too")
  func pluralArticles() {
    let page = """
      ll tribuna1e ha decìso la questi0ne deI server; la soc1età paga i costi dei server e dei crani, e la relazione dei \
      presidente arriva aIla fìne dei lav0ri.
      """
    let fixed = corrector.corrected(page)
    #expect(fixed.contains("i costi dei server e dei crani"), "\(fixed)")
    #expect(fixed.contains("la relazione del presidente"), "\(fixed)")
  }

  @Test("on a noisy page a mark apart behind an article is a speck, and one behind a noun a full stop")
  func specksBehindOpenWords() {
    let page = """
      ll tribuna1e ha decìso ieri la questi0ne della soc1età; la Cassazi0ne ha confermato la . Condanna a quattro anni \
      di reclusi0ne per i dirigentì della banca . Nelle prossìme settirnane sono attesi altri pr0cessi.
      """
    let fixed = corrector.corrected(page)
    #expect(fixed.contains("confermato la Condanna"), "\(fixed)")
    #expect(fixed.contains("della banca. Nelle"), "\(fixed)")
  }

  @Test("noisy paragraphs come nearer to what was printed", .enabled(if: SharedData.isPresent))
  func noisy() throws {
    var better = 0
    var worse = 0
    for page in try OCRPage.pages("ocr/dev.jsonl").prefix(60) {
      let gold = Set(page.gold.split(separator: " "))
      let before = page.ocr.split(separator: " ").count { !gold.contains($0) }
      let after = corrector.corrected(page.ocr).split(separator: " ").count { !gold.contains($0) }
      if after < before { better += 1 }
      if after > before { worse += 1 }
    }
    #expect(better >= 40 && worse <= 1, "\(better) better, \(worse) worse")
  }
}

/// One line of the pages that were read by machine, with what was printed.
private struct OCRPage: Decodable {
  let ocr: String
  let gold: String

  static func pages(_ path: String) throws -> [OCRPage] {
    try SharedData.string(path).split(separator: "\n").map {
      try JSONDecoder().decode(OCRPage.self, from: Data($0.utf8))
    }
  }
}
