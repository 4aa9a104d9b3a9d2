import Foundation
import Testing

@testable import Vaglio

struct BoilerplateRemoverTests {
  private let article = """
    L’operatore ha presentato ieri a Milano i conti del trimestre, che per la prima volta chiudono con un utile di esercizio.
    Secondo i dati diffusi dalla società, i clienti della rete mobile sono cresciuti del dieci per cento rispetto a un anno fa.
    """

  private func checked(_ text: String) throws -> Document {
    let pipeline = try Pipeline(Normalizer(), BoilerplateRemover())
    let document = pipeline(text)
    checkInvariants(document)
    checkIdempotence(pipeline, document)
    // Every line of the source is there, in order, with a kind.
    #expect(document.lines.map(\.number) == Array(0..<document.lines.count))
    #expect(document.lines.allSatisfy { $0.score > 0 && $0.score <= 1 })
    return document
  }

  @Test("an encyclopedia's article ends with its last section, whatever furniture has such names")
  func sections() throws {
    let document = try checked(
      """
      Torre di Pietrabuona
      Da Esempio, l'enciclopedia libera.
      Vai a: navigazione, ricerca
      Torre di Pietrabuona
      Stato
      Italia
      Costruzione
      1268
      La torre di Pietrabuona è una fortificazione che domina la valle da un poggio e che fu dei vescovi fino al Trecento.
      Indice
      1 Storia
      2 Note
      3 Collegamenti esterni
      Storia[modifica | modifica wikitesto]
      La prima notizia è in un atto del vescovo, che la cedette in feudo a due fratelli venuti dalla pianura.
      Fu costruita nel 1268 sopra una torre più antica, della quale resta un muro, e passò ai conti dopo l’assedio.[1]
      Note[modifica | modifica wikitesto]
      [1] https://www.esempio.it/torri/pietrabuona.pdf
      Collegamenti esterni[modifica | modifica wikitesto]
      Sito ufficiale
      Questa pagina è stata modificata per l'ultima volta il 3 marzo 2020.
      Informativa sulla privacy
      """)
    #expect(
      document.string.hasSuffix(
        """
        Storia
        La prima notizia è in un atto del vescovo, che la cedette in feudo a due fratelli venuti dalla pianura.
        Fu costruita nel 1268 sopra una torre più antica, della quale resta un muro, e passò ai conti dopo l’assedio.[1]
        Note
        [1] https://www.esempio.it/torri/pietrabuona.pdf
        Collegamenti esterni
        Sito ufficiale
        """), "\(document.string)")
    #expect(!document.string.contains("navigazione") && !document.string.contains("Indice"))
  }

  @Test(
    "a link to another article within the text goes with its author; the post that the text shows stays with its own")
  func linksAndPosts() throws {
    let document = try checked(
      """
      Home
      Economia
      Il bilancio dell’operatore torna in attivo dopo tre anni
      di Carlo Bini
      \(article)
      Rete
      Tariffe, gli aumenti di primavera e chi li paga
      di ANNA SERRA 18 Febbraio 2020
      Il commento degli analisti è stato per lo più favorevole, ma restano dubbi sul debito e sulla concorrenza nel fisso.
      Abbiamo lavorato tre anni per questo risultato, e ora si va avanti insieme.
      — Operatore (@operatore) 2 ottobre 2020
      Il titolo ha chiuso in rialzo del due per cento, con scambi doppi rispetto alla media dell’ultimo mese di borsa.
      7
      Condividi
      Lascia un commento
      © 2021 Il Giornale di Prova. P.IVA 00000000000
      """)
    #expect(!document.string.contains("Tariffe, gli aumenti") && !document.string.contains("SERRA"))
    #expect(document.string.contains("(@operatore)"), "\(document.string)")
    #expect(document.string.hasSuffix("mese di borsa."))
  }

  @Test func furnitureAroundAnArticleGoes() throws {
    let document = try checked(
      """
      Vai al contenuto
      Home
      Economia
      Contatti
      Il bilancio dell’operatore torna in attivo dopo tre anni
      Pubblicato il 12 marzo 2021
      \(article)

      Leggi anche: Le tariffe aumentano ancora

      Il commento degli analisti è stato per lo più favorevole, ma restano dubbi sul debito e sulla concorrenza nel fisso.

      Condividi su Facebook
      Lascia un commento
      Il tuo indirizzo email non sarà pubblicato. I campi obbligatori sono contrassegnati *
      Nome
      Email
      © 2021 Il Giornale di Prova. Tutti i diritti riservati. P.IVA 00000000000
      """)
    #expect(
      document.string == """
        Il bilancio dell’operatore torna in attivo dopo tre anni
        \(article)

        Il commento degli analisti è stato per lo più favorevole, ma restano dubbi sul debito e sulla concorrenza nel fisso.
        """)
    let kinds = Dictionary(document.lines.map { (document.sourceString($0.range), $0.kind) }) { first, _ in first }
    #expect(kinds["Vai al contenuto"] == .navigation)
    #expect(kinds["Il bilancio dell’operatore torna in attivo dopo tre anni"] == .title)
    #expect(kinds["Pubblicato il 12 marzo 2021"] == .bylineDate)
    #expect(kinds["Leggi anche: Le tariffe aumentano ancora"] == .relatedLinks)
    #expect(kinds["Lascia un commento"] == .commentForm)
    #expect(document.edits.allSatisfy { $0.causes[0].stage == StageName.boilerplate })
  }

  @Test func inTheArticleLeggiAncheGoesAndHeadingsStay() throws {
    let document = try checked("\(article)\n\nUn nuovo piano\n\nLeggi anche: Tariffe, i rincari\n\n\(article)")
    #expect(!document.string.contains("Leggi anche") && document.string.hasSuffix(article))
    #expect(document.string == "\(article)\n\nUn nuovo piano\n\n\(article)")
  }

  /// For each line whether it is kept.
  private func kept(_ lines: [String]) throws -> [Bool] {
    try checked(lines.joined(separator: "\n")).lines.map(\.isKept)
  }

  private let prose = "La società ha comunicato che il servizio sarà attivo in tutta Italia entro la fine del mese."

  @Test func menusAboveNeedACue() throws {
    #expect(try kept(["Sport", "Cinema", "Libri", prose]) == [true, true, true, true])
    #expect(try kept(["Sport", "Cinema", "Skip to content", prose]) == [false, false, false, true])
  }

  @Test func whatEndsAnArticleEndsIt() throws {
    #expect(
      try kept([prose, prose, "Articoli correlati", "Un altro titolo lungo che parla di cose diverse", prose])
        == [true, true, false, false, false])
  }

  @Test func anEndBeforeTheProseDoesNot() throws {
    #expect(try kept(["Ultimi articoli", prose, prose, prose]) == [false, true, true, true])
  }

  @Test func cookieNoticeGoes() throws {
    let document = try checked(
      "Questo sito utilizza i cookie per migliorare la navigazione. Continuando accetti il loro uso.\nAccetta\n\n\(article)"
    )
    #expect(!document.string.contains("Questo sito") && document.string.hasSuffix(article))
    #expect(document.string == article)
    #expect(document.lines.filter { !$0.isKept }.map(\.kind) == [.cookie, .cookie])
  }

  /// Texts that are all content lose nothing.
  @Test(arguments: [
    "Accetta", "Newsletter", "Iscriviti alla newsletter.", "Ci vediamo domani alle otto?", "",
    "\n\n\n", "Contatti\nMario Rossi\nTel. 0000 000000\n",
    "Nel bosco\nla neve\ncade\npiano\n\ne tace\nil vento",
    "pane\nlatte\nuova\ncaffè\nzucchero",
    "Gentile dottoressa,\nle scrivo per chiederle un appuntamento.\nGrazie\nMarco",
    "Art. 1\n1. La presente legge disciplina l’uso dei servizi.\nArt. 2\n1. Sono abrogate le norme incompatibili.",
    "Nome\tCognome\tVoto\nAda\tNeri\t9\nUgo\tVerdi\t7",
    "Ingredienti\n150 g di farina\n2 uova\nsale\nProcedimento\nMescolate la farina con le uova e lasciate riposare per un’ora.",
    "CAPITOLO PRIMO\n\nLa casa\n\nEra una sera di novembre e la pioggia batteva sui vetri della stanza dove nessuno dormiva.",
  ])
  func contentLosesNothing(_ text: String) throws {
    let document = try checked(text)
    #expect(document.edits(by: StageName.boilerplate).isEmpty)
    #expect(document.lines.allSatisfy { $0.isKept })
  }

  /// A page about cookies is its own article.
  @Test func aPolicyIsContent() throws {
    let policy = """
      Questa pagina spiega come il nostro sito utilizza i cookie e quali scelte ha chi legge queste righe oggi.
      I cookie di terze parti sono quelli che un altro sito scrive quando si guarda una pagina con un video o una mappa.
      """
    #expect(try checked(policy).string == policy)
  }

  @Test func linesAreThoseOfTheSource() throws {
    let document = try checked("uno\r\ndue\rtre\n\n\n\n\nquattro")
    #expect(document.lines.map { document.sourceString($0.range) } == ["uno", "due", "tre", "", "", "", "", "quattro"])
    #expect(document.lines.filter { $0.kind == .blank }.count == 4)
  }

  @Test("A hundred texts that are all content lose nothing")
  func plainTexts() throws {
    let url = try #require(
      Bundle.module.url(forResource: "all-content", withExtension: "txt", subdirectory: "Fixtures"))
    let file = try String(contentsOf: url, encoding: .utf8)
    let texts = file.components(separatedBy: "\n%%\n").dropFirst()
    #expect(texts.count >= 100)
    let remover = BoilerplateRemover()
    for text in texts { #expect(remover.content(of: text) == text) }
  }

  @Test("keep reports all as kept, mark says what is furniture, and neither edits")
  func modes() throws {
    let text = "\(article)\nLascia un commento\nIl tuo indirizzo email non sarà pubblicato.\nNome *\nEmail *"
    for mode in [BoilerplateRemover.Mode.keep, .mark] {
      var document = Document(text)
      BoilerplateRemover(mode: mode).process(&document)
      #expect(document.edits.isEmpty)
      #expect(document.lines.map(\.isKept) == [true, true] + [Bool](repeating: mode == .keep, count: 4))
      #expect(document.lines[2].kind == .commentForm)
      #expect(document.lines.allSatisfy { (0...1).contains($0.score) })
    }
    #expect(BoilerplateRemover().content(of: text) == article)
  }

  @Test("phrases of one's own are furniture, and their errors say where")
  func phrases() throws {
    let text = "\(article)\nIl sondaggio della settimana di Radio Prova\n\(article)"
    #expect(BoilerplateRemover().content(of: text) == text)
    let remover = try BoilerplateRemover(phrases: ["sondaggio della settimana"])
    #expect(remover.content(of: text) == "\(article)\n\(article)")
    let kind = try BoilerplateRemover(mode: .mark, phrases: ["advert\tinside\t0.95\tradio prova"])
    var document = Document(text)
    kind.process(&document)
    #expect(document.lines[2].kind == .advert && !document.lines[2].isKept)
    let error = #expect(throws: LexiconError.self) { _ = try BoilerplateRemover(phrases: ["a", "–"], file: "mie") }
    #expect(error?.description.hasPrefix("mie:2: found the phrase '–'") == true)
  }

  @Test("a higher threshold never keeps a line that a lower one drops")
  func thresholds() {
    let text =
      "Home\nSport\nMeteo\nUn titolo che nessuno conosce\n\(article)\nAltre cose\nTags\nLascia un commento\nNome"
    var before = Set<Int>()
    for threshold in stride(from: Float(0.8), through: 0.1, by: -0.1) {
      var document = Document(text)
      BoilerplateRemover(mode: .mark, contentThreshold: threshold).process(&document)
      let kept = Set(document.lines.filter(\.isKept).map(\.number))
      #expect(before.isSubset(of: kept))
      before = kept
    }
  }

  @Test func hostileTexts() throws {
    for text in [
      String(repeating: "a", count: 100_000), String(repeating: "\n", count: 10_000),
      String(repeating: "|", count: 10_000),
      "\u{0}\n\u{202E}\nLascia un commento\n🙂",
    ] {
      _ = try checked(text)
    }
  }
}
