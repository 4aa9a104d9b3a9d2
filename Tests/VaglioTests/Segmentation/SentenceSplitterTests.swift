import Foundation
import Testing
import VaglioTraining

@testable import Vaglio

@Suite struct SentenceSplitterTests {
  /// A bar stands where a sentence ends.
  @Test(arguments: [
    "Il mercato cresce.| La concorrenza no.",
    "Davvero?| Sì!| Allora andiamo.",
    // Abbreviations, initials, numbers.
    "Il dott. Bianchi e l'avv. Neri sono qui.| Domani no.",
    "Ai sensi dell'art. 5 della legge n. 249 del 1997.| Il resto vale.",
    "La Vega S.p.A. di Trento ha vinto.| Bene.",
    "Lo ha deciso la Vega S.p.A.| Il ricorso è respinto.",
    "Pane, latte, ecc.| Poi siamo usciti.",
    "Pane, latte, ecc. e poi siamo usciti.",
    "Lo scrive G. Verdi nel 1871.| Nel 1887 torna.",
    "Costa 1.234,56 euro.| Caro!",
    "3. Disposizioni finali.| Nulla cambia.",
    "La misura è di 5 cm.| Poi cresce.",
    "Vedi pag. 12 e segg. del volume.",
    "Nel III sec. a.C. la città era piccola.",
    // Ellipsis.
    "Forse... ma non credo.| Forse...| Ma no.",
    "Il testo (...) continua [...] così.",
    // Quotation marks and brackets.
    "«Non è vero.»| Lo dice il sindaco.",
    "«È vero?» chiede il sindaco.",
    "\"Basta così\".| E se ne andò.",
    "Disse:| «Vengo anch'io.».| Poi tacque.",
    "Lo dice il rapporto (vedi sotto).| “Ottimo”, replica lui.",
    "Finì così. »| Poi tacque.",
    // What follows.
    "la moda.| a impatto",
    "gli idraul. son venuti.",
    "Ehi! disse lui.",
    "Resta un dubbio: dove finisce il fiume?",
    "Le domande sono due:| Dove siamo?| Chi siamo?",
    "Non c'è: «Forse domani».",
    // Colons and semicolons: in running text, not in a paragraph that has no other end.
    "La riforma è chiara:| i comuni pagano.| Le regioni no.",
    "Si parte oggi.| Il motivo è uno:| «Siamo in ritardo».",
    "Piove;| poi smette.| Domani si vedrà.",
    "Agcom: multa di 3 milioni; il ricorso è respinto",
    "Piove; poi smette.|\n\nDomani si vedrà: forse.",
    "Piove; poi smette.|\nDomani si vedrà: forse.|\nChissà:| no.| Sì:| ecco.",
    "Si parte alle 10.| Partenza: 12 marzo.| Arrivo: 13.",
    "Chiude oggi (il bar: non il ristorante) per ferie.| Riapre domani.",
    "Ha tutto: rose, 3; viole, 12; gigli, 40; calle, 2.",
    "È tutto.| Rose, numero 3; viole, numero 12; gigli, 40; calle, 2.",
    "I casi sono due:| - il primo;| - il secondo.",
    "Chi decide?| il comune, si dice.",
    "Chi decide? chiese il sindaco.",
    "L'ufficio è al piano 12.| non ci sono scale.",
    "a) il primo caso;| b) il secondo caso.",
    "Era la fine.|Il resto è noto.",
    "Il sito è ansa.it.| Altro non serve.",
    "Ha scritto a info@vaglio.example.| Nessuno risponde.",
    // Lines.
    "Il titolo del pezzo|\nIl governo ha deciso.",
    "Il titolo del pezzo|\n\nil governo ha deciso.",
    "il governo ha deciso di rinviare la discussione sul disegno di legge che\nRossi aveva presentato.",
    "il governo ha deciso di rinviare la discussione sul disegno di legge\nche aveva presentato.",
    "- latte|\n- pane|\n- sale",
    "• latte|\n• pane",
    "Prima riga.|\r\nSeconda riga.",
    "Il Consiglio di Stato,\nSezione sesta, ha deciso.",
    "  Una frase sola  ",
  ])
  func boundaries(_ marked: String) {
    let sentences = SentenceSplitter().sentences(in: marked.replacing("|", with: "")).map(String.init)
    let expected = marked.split(separator: "|").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    #expect(sentences == expected)
  }

  @Test func aLongParagraphALineIsASentenceOfItsOwn() {
    let paragraph = String(repeating: "parole su parole ", count: 10) + "e ancora"
    let text = "Un titolo piuttosto lungo per una notizia piuttosto breve di oggi\n" + paragraph.capitalized
    #expect(SentenceSplitter().sentences(in: text).count == 2)
    #expect(SentenceSplitter().sentences(in: paragraph.capitalized + "\n" + paragraph.capitalized).count == 2)
  }

  @Test func nothingButWhiteSpaceHasNoSentence() {
    #expect(SentenceSplitter().sentences(in: "").isEmpty)
    #expect(SentenceSplitter().sentences(in: " \n\n\u{a0}").isEmpty)
  }

  @Test func aBoundaryNeverFallsInsideAGivenToken() {
    var document = Document("Fine. Inizio")
    document.setTokens([(range: 0..<12, kind: Token.Kind.word)])
    SentenceSplitter().process(&document)
    #expect(document.sentences.map(\.range) == [0..<12])
  }

  @Test func tokensMakeNoDifference() throws {
    let text = "Il dott. Neri c'è. Ha detto: «No.» Poi è uscito… E basta"
    let with = try Pipeline(Tokenizer(), SentenceSplitter())(text)
    let without = try Pipeline(SentenceSplitter())(text)
    #expect(with.sentences == without.sentences)
    #expect(with.sentences.count == 5)
    checkInvariants(with)
    #expect(!without.has(.tokens))
  }

  @Test(.enabled(if: SharedData.isPresent)) func casesOfPragmaticSegmenter() throws {
    struct Case: Decodable {
      let text: String
      let sentences: [String]
    }
    let lines = try SharedData.string("sentence/pysbd_italian_cases.jsonl").split(separator: "\n")
    let cases = try lines.map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    let wrong = cases.filter { SentenceSplitter().sentences(in: $0.text).map(String.init) != $0.sentences }
    #expect(cases.count == 34)
    // Manzoni's "Ei fu." is a sentence of its own, and the case has it as a part of the next.
    #expect(wrong.map(\.text).filter { !$0.hasPrefix("\"Ei fu.") }.isEmpty)
  }

  @Test(
    .enabled(if: SharedData.isPresent),
    arguments: [
      ("ud/it_isdt-ud-dev.conllu", 0.985), ("ud/it_vit-ud-dev.conllu", 0.985), ("ud/it_partut-ud-dev.conllu", 0.985),
    ])
  func treebank(_ path: String, _ least: Double) throws {
    let evaluation = TokenEvaluation(conllu: try SharedData.string(path))
    let document = try Pipeline(SentenceSplitter())(evaluation.text)
    let score = TokenEvaluation.score(document.sentences.map(\.range), gold: evaluation.sentences)
    #expect(score.f1 >= least, "\(path): \(score)")
  }

  @Test("Nothing is quadratic", arguments: ["a: ", "a; ", "a: b\n", "(: ", "a;\n\n", ": \"", "x. ", "\n", "a ?", "…"])
  func longText(_ piece: String) throws {
    let bytes = [UInt8](repeatElement(Array(piece.utf8), count: 200_000 / piece.utf8.count).joined())
    let document = try Pipeline(Tokenizer(), SentenceSplitter())(bytes)
    HostileText.checkCover(document)
  }
}
