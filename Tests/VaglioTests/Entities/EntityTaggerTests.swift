import Testing

@testable import Vaglio

@Suite struct EntityTaggerTests {
  /// Tags a text that comes with tokens cut at blanks and around punctuation, as a tokenizer would.
  static func document(_ text: String, _ tagger: EntityTagger = EntityTagger()) -> Document {
    var document = Document(text)
    document.setTokens(simpleTokens(document.text))
    tagger.process(&document)
    return document
  }

  static func simpleTokens(_ bytes: [UInt8]) -> [(range: Range<Int>, kind: Token.Kind)] {
    var tokens: [(range: Range<Int>, kind: Token.Kind)] = []
    var start = -1
    for position in 0...bytes.count {
      let byte = position < bytes.count ? bytes[position] : 0x20
      let isWord =
        byte >= 0x80 || byte.isAlphanumeric || byte == 0x27
        || byte == 0x2e && start >= 0
          && position + 1 < bytes.count && bytes[position + 1].isAlphanumeric
      if isWord {
        if start < 0 { start = position }
        if byte == 0x27 {
          tokens.append((start..<position + 1, .word))
          start = -1
        }
      } else {
        if start >= 0 { tokens.append((start..<position, .word)) }
        start = -1
        if byte > 0x20 { tokens.append((position..<position + 1, .punctuation)) }
      }
    }
    return tokens
  }

  static func check(_ marked: MarkedText, sourceLocation: SourceLocation = #_sourceLocation) {
    let document = document(marked.text)
    checkInvariants(document, sourceLocation: sourceLocation)
    #expect(document.entitiesMarked == marked.marked, sourceLocation: sourceLocation)
  }

  @Test(
    "Text without capitals, and of capitals alone",
    arguments: [
      "l'⟦agcom|regulator⟧ ha multato ⟦tim|company⟧", "l'⟦agcm|regulator⟧ ha multato ⟦wind tre|company⟧ per i rincari",
      "L'⟦AGCOM|regulator⟧ MULTA ⟦TIM|company⟧", "MULTA DA 10 MILIONI A ⟦TIM|company⟧", "tim è il nome del mio cane",
      "la multa alla germania è salita", "hanno multato carlo carraro e tim anderson",
      "LEONARDO DA VINCI IN MOSTRA A MILANO",
    ] as [MarkedText]) func oneCase(_ marked: MarkedText)
  {
    Self.check(marked)
  }

  @Test(
    "A series of firms, with the preposition that each has",
    arguments: [
      "Il confronto va da ⟦Vodafone|company⟧ a ⟦Tim|company⟧, da ⟦Fastweb|company⟧ a ⟦Iliad|company⟧.",
      "Lo dicono alla ⟦Honeywell|company⟧, alla ⟦Digital|company⟧ e alla ⟦Olivetti|company⟧ di Ivrea.",
      "Il capo di ⟦Vodafone|company⟧ si chiama Rex, quello di mia zia si chiama Tim.",
    ] as [MarkedText]) func series(_ marked: MarkedText)
  {
    Self.check(marked)
  }

  @Test(
    "What the firm makes, what the word before calls a firm, and a club with its legal form",
    arguments: [
      "Ordino sempre una Coca Cola.", "Chiedono un Macintosh o un Hewlett-Packard.",
      "La cooperativa ⟦La Rondine|company⟧ ha vinto l'appalto.",
      "La società di consulenza ⟦Kearney|company⟧ stima un calo.",
      "La ⟦Manchester United plc|company⟧ è quotata a New York.",
    ] as [MarkedText]) func cues(_ marked: MarkedText)
  {
    Self.check(marked)
  }

  @Test(
    "Listed names in every form",
    arguments: [
      "Ieri l'⟦Agcom|regulator⟧ ha aperto un'istruttoria su ⟦Vodafone|company⟧.",
      "Secondo l'⟦agcom|regulator⟧ la bolletta di ⟦fastweb|company⟧ era sbagliata.",
      "La ⟦Società Cattolica di Assicurazione|company⟧ non commenta.",
      "Dal ⟦ministero dello Sviluppo economico|regulator⟧ nessuna risposta.",
      "Il bando è del ⟦Ministero dell’economia e delle finanze|regulator⟧.",
      "Un accordo con ⟦Hewlett-Packard|company⟧ e uno con ⟦Hewlett Packard|company⟧.",
      "La ⟦Societe Generale|company⟧ taglia le stime; ⟦Société Générale|company⟧ tace.",
      "Ha parlato il numero uno di ⟦Fincantieri S.p.A.|company⟧ a Trieste.",
      "I conti di ⟦Saipem Spa|company⟧ tornano in utile.",
      "⟦Dolce & Gabbana|company⟧ apre a Lecce, ⟦Dolce e Gabbana|company⟧ raddoppia.",
      "Chi vigila è la ⟦Banca d'Italia|regulator⟧, cioè ⟦Bankitalia|regulator⟧.",
      "Con ⟦Yahoo!|company⟧ le trattative sono chiuse.",
      "MULTA RECORD A ⟦VODAFONE|company⟧, L'⟦ANTITRUST|regulator⟧ NON FA SCONTI",
    ] as [MarkedText]) func listed(_ marked: MarkedText)
  { Self.check(marked) }

  @Test(
    "Ambiguous forms need context",
    arguments: [
      "Tra i grandi nomi (⟦Tim|company⟧, ⟦Vodafone|company⟧ e ⟦Wind3|company⟧ in testa) nessuno reagisce.",
      "Il gruppo ⟦Tim|company⟧ perde clienti.",
      "Da anni lo fa ⟦Poste italiane|company⟧. Presto lo sbarco di ⟦Poste|company⟧ nell'energia.",
      "Le poste del rosario si recitano al tramonto.",
      "Mise la mano sul tavolo e tacque.",
      "La rete di produzione e distribuzione dell'acqua è vecchia, come i nuovi investimenti.",
      "Chi distribuisce è ⟦e-distribuzione|company⟧, del gruppo ⟦Enel|company⟧.",
      "Vince la gara dei libri di sport Lepanto di Alessandro Barbero (⟦Laterza|company⟧), davanti agli altri.",
      "Ai sensi dell'Art. 5 del regolamento si procede.",
      "Tra Berlino e Parigi non c'è intesa sul bilancio.",
      "Il regista Tim Burton presenta il film.",
      "A Londra sale ⟦Leonardo|company⟧ (+2,1%), mentre ⟦Saipem|company⟧ scende.",
      "Il ⟦Tesoro|regulator⟧ ha collocato titoli per tre miliardi; la ⟦Consob|regulator⟧ ha vigilato.",
      "Il ministro del Tesoro ha parlato ai sindaci.",
    ] as [MarkedText]) func ambiguous(_ marked: MarkedText)
  { Self.check(marked) }

  @Test(
    "Acronyms of other things, other people's names and common words",
    arguments: [
      "Ogni richiesta passa per l'API del fornitore, che risponde in JSON.",
      "Nel riquadro dell'azienda si apre il gruppo Gestione e si sceglie un filtro.",
      "Il gruppo dell'Alleanza radicale vota contro, quello dei Verdi si astiene.",
      "Quando la società B rende la merce, la società A la paga.",
      "Gli azionisti della Qualità e i dipendenti delle Organizzazioni aspettano.",
      "I due rami dell'autorità di bilancio non trovano un accordo.",
      "Il processo è disegnato in BPM e poi eseguito.",
      "Ho votato a favore della relazione Bösch sul bilancio.",
      "I freni sono della ⟦Bosch|company⟧, come quelli di prima.",
      "Gli stabilimenti della ⟦Nestlè|company⟧ riaprono lunedì, dice la ⟦Nestlé|company⟧.",
      "Lo ha deciso l'⟦Autoritá garante della concorrenza e del mercato|regulator⟧.",
      "Gli azionisti della ⟦Banca Verdolina|company⟧ aspettano il bilancio.",
      "Dopo la crisi finanziaria internazionale i tassi sono scesi.",
      "Il veicolo è cancellato dal PRA entro un mese.",
      "Lo sciopero ferma l'⟦Atm|company⟧ a Milano, il biglietto si rimborsa.",
    ] as [MarkedText]) func otherThings(_ marked: MarkedText)
  { Self.check(marked) }

  @Test(
    "Products, places on the net, streets, people, teams and law are no names",
    arguments: [
      "Tutto ruota intorno ad Amazon connect, un servizio di ⟦Amazon|company⟧.",
      "La serie è su Prime Video da lunedì.",
      "Lo ha scritto su Facebook e Twitter la cugina.",
      "La pagina Facebook del comune è ferma.",
      "Hanno iniziato a inondare twitter di segnalazioni.",
      "⟦Facebook|company⟧ ha pagato la sanzione.",
      "Ha comprato una Fiat e un Boeing 737.",
      "Abito in via Edison da due anni.",
      "Ne ha parlato Giordano Campari in aula.",
      "Il pilota della Renault parte in pole dietro la Ferrari.",
      "Lo vieta la legge antitrust.",
      "La Commissione e il Ministero non hanno risposto.",
      "Il direttore del Corriere della Sera si è dimesso.",
      "L'Autorità giudiziaria ha disposto il sequestro.",
    ] as [MarkedText]) func shielded(_ marked: MarkedText)
  { Self.check(marked) }

  @Test(
    "Names told by their form",
    arguments: [
      "Il cantiere è della ⟦Rossi Costruzioni S.r.l.|company⟧ di Asti.",
      "Ha firmato la ⟦Fratelli Verdi & C. snc|company⟧ per tutti.",
      "Il brevetto passa a ⟦Zeltron GmbH|company⟧ e a ⟦Blue Harbor Inc.|company⟧, dice la nota.",
      "La ⟦Banca Popolare di Fondi|company⟧ apre uno sportello.",
      "Il mutuo è della ⟦Cassa di Risparmio di Volterra|company⟧, non di altri.",
      "Secondo il ⟦ministero della Sanità sudafricano|regulator⟧ i casi calano.",
      "Il ⟦ministero degli Esteri della Gran Bretagna|regulator⟧ smentisce.",
      "Protesta la ⟦Banca centrale keniana|regulator⟧.",
      "L'azienda francese ⟦Socodelta|company⟧ assume a Pavia.",
      "Lo gestisce la ⟦Ottica De Bona & C. S.a.s.|company⟧ da anni.",
      "Il Collegio Sindacale di ⟦Brembo S.p.A.|company⟧ si è riunito.",
    ] as [MarkedText]) func byForm(_ marked: MarkedText)
  { Self.check(marked) }

  @Test func acronymsInBracketsShareTheEntry() {
    let document = Self.document(
      "Il Ministero dello Sviluppo Economico (MISE) tace. La Agenzia per la Cybersicurezza Nazionale (Acyn) indaga, e Acyn riferisce."
    )
    let found = document.entities.map { "\(document.string($0)) \($0.entry ?? "-")" }
    #expect(
      found == [
        "Ministero dello Sviluppo Economico mise", "MISE mise", "Agenzia per la Cybersicurezza Nazionale acn",
        "Acyn acn",
        "Acyn acn",
      ])
  }

  @Test func firmsAreFoundAgainWithoutTheirLegalForm() {
    Self.check(
      """
      La ⟦Voltafonia S.r.l.|company⟧ rivende schede. Ieri ⟦Voltafonia|company⟧ ha chiuso due negozi.
      """)
  }

  @Test func entitiesAreLinked() throws {
    let document = Self.document("L'Agcom e le Poste italiane")
    let agcom = try #require(document.entities.first)
    #expect(agcom.label == .regulator)
    #expect(agcom.entry == "agcom")
    #expect(agcom.name == "Autorità per le garanzie nelle comunicazioni")
    #expect(agcom.kind == "independent-authority")
    #expect(agcom.confidence > 0.9)
    #expect(document.entities.last?.entry == "poste-italiane")
  }

  @Test func tokensMayHoldTheArticle() {
    var document = Document("La nota dell'Agcom su Poste italiane.")
    document.setTokens([
      (0..<2, .word), (3..<7, .word), (8..<18, .word), (19..<21, .word), (22..<27, .word), (28..<36, .word),
      (36..<37, .punctuation),
    ])
    EntityTagger().process(&document)
    checkInvariants(document)
    #expect(document.entitiesMarked == "La nota dell'⟦Agcom|regulator⟧ su ⟦Poste italiane|company⟧.")
  }

  @Test func tokensJoinedByBlanks() {
    var document = Document("Secondo l' Agcom , Poste Italiane S.p.A. deve pagare .")
    var tokens: [(range: Range<Int>, kind: Token.Kind)] = []
    for word in document.string.split(separator: " ") {
      let start = document.string.utf8.distance(from: document.string.startIndex, to: word.startIndex)
      tokens.append((start..<start + word.utf8.count, .word))
    }
    document.setTokens(tokens)
    EntityTagger().process(&document)
    #expect(document.entitiesMarked == "Secondo l' ⟦Agcom|regulator⟧ , ⟦Poste Italiane S.p.A.|company⟧ deve pagare .")
  }

  @Test func ownGazetteersComeFirst() {
    let mine = Gazetteer(
      entries: [
        Gazetteer.Entry(id: "fornitore-1", name: "Vodafone"), Gazetteer.Entry(id: "fornitore-2", name: "Zolla Verde"),
      ], label: Label("supplier"))
    let tagger = EntityTagger(gazetteers: [mine, .companies, .regulators])
    let document = Self.document("Da Vodafone a Zolla Verde, da Iliad a Vodafone Italia.", tagger)
    #expect(
      document.entities.map { "\(document.string($0)) \($0.label) \($0.entry ?? "-")" } == [
        "Vodafone supplier fornitore-1", "Zolla Verde supplier fornitore-2", "Iliad company iliad-italia",
        "Vodafone Italia company vodafone-italia",
      ])
  }

  @Test func aFinalPeriodIsTheSentences() {
    var document = Document("Paga la Zeta Srl.")
    document.setTokens([(0..<4, .word), (5..<7, .word), (8..<12, .word), (13..<17, .word)])
    EntityTagger().process(&document)
    #expect(document.entitiesMarked == "Paga la ⟦Zeta Srl|company⟧.")
    Self.check("Paga la ⟦Zeta S.p.A.|company⟧.")
  }

  @Test func plainTool() {
    let text = "È l’Agcom a dirlo."
    let entities = EntityTagger().entities(in: text)
    #expect(entities.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == ["Agcom"])
  }

  @Test func anyBytes() {
    var random = SeededRandom(seed: 6)
    let pieces: [[UInt8]] = [
      Array("Tim".utf8), Array("S.p.A.".utf8), Array(" & C.".utf8), Array("Ministero dell'".utf8), Array("(".utf8),
      Array(")".utf8),
      Array("su Facebook e ".utf8), [0xff], [0xc3], [0xe2, 0x80], [0xf0, 0x9f, 0x98], [0], Array("\n".utf8),
      Array(" ".utf8), Array("e\u{301}".utf8),
      Array("Banca di ".utf8), Array("Yahoo!".utf8), Array("società ".utf8), Array("’".utf8), Array("-".utf8),
      Array("«".utf8), Array("Agcom".utf8),
      Array("ceo della ".utf8), Array("soc. coop.".utf8), Array("+2,1%".utf8), Array("🙂".utf8),
    ]
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...30, using: &random) { bytes += pieces.randomElement(using: &random) ?? [] }
      var tokenized = Document(bytes)
      tokenized.setTokens(Self.simpleTokens(bytes))
      EntityTagger().process(&tokenized)
      checkInvariants(tokenized, scalarBoundaries: false)
      var whole = Document(bytes)
      EntityTagger().process(&whole)
      checkInvariants(whole, scalarBoundaries: false)
    }
  }

  @Test(
    "A long text takes time in proportion",
    arguments: ["a", "Banca ", "S.p.A. ", "Ministero della ", "Tim, ", "& C. ", "A-", "(", "Rossi e ", "\n"])
  func longTexts(_ piece: String) {
    var document = Document(String(repeating: piece, count: 200_000 / piece.utf8.count))
    let start = ContinuousClock.now
    EntityTagger(model: nil).process(&document)
    #expect(ContinuousClock.now - start < .seconds(8))
  }

  // The model is slow in a debug build: a tenth of the text.
  @Test("With the model, too", arguments: ["Banca ", "S.p.A. ", "Tim, ", "& C. ", "A-", "Rossi e "])
  func longTextsWithTheModel(_ piece: String) {
    var document = Document(String(repeating: piece, count: 20_000 / piece.utf8.count))
    let start = ContinuousClock.now
    EntityTagger().process(&document)
    #expect(ContinuousClock.now - start < .seconds(8))
  }

  @Test(.enabled(if: SharedData.isPresent)) func samples() throws {
    let expected: [(file: String, names: [String])] = [
      (
        "000_81d1f4d5060a0b31",
        [
          "Ministero dello Sviluppo Economico=mise", "MISE=mise", "Iliad=iliad-italia", "Tim=tim", "Vodafone=vodafone",
          "Wind3=wind-tre", "Iliad=iliad-italia", "Amazon=amazon", "Amazon=amazon",
        ]
      ),
      (
        "001_8c0fdef7a575421f",
        [
          "Amazon=amazon", "MGM=metro-goldwyn-mayer", "Amazon=amazon", "Mise=mise", "Amazon=amazon", "Agcom=agcom",
          "Agcom=agcom", "Amazon=amazon", "Mise=mise", "Iliad=iliad-italia", "Poste italiane=poste-italiane",
          "Poste=poste-italiane", "Amazon=amazon",
        ]
      ),
    ]
    for (file, names) in expected {
      let document = Self.document(try SharedData.string("samples/\(file).txt"))
      #expect(document.entities.map { "\(document.string($0))=\($0.entry ?? "-")" } == names)
    }
    let third = Self.document(try SharedData.string("samples/002_aed51629a8a07efb.txt"))
    #expect(Set(third.entities.map { third.string($0) }) == ["Amazon", "Ozon"])
    #expect(third.entities.count == 8)
  }
}
