import Testing
import VaglioTraining

@testable import Vaglio

@Suite struct TokenizerTests {
  /// Tokens are seen: a bar stands between two that touch, a blank between two that do not.
  static let cases = [
    // Elision and truncation.
    "dell'|Agcom", "l'|Autorità", "c'|è", "un'|ora", "L'|Aquila", "quest'|anno", "trent'|anni", "dell’|Agcom",
    "dellʼ|Agcom", "un poʼ meno", "quali ʼ e ‛ e ‚", "la parola ʼ|casa|ʼ", "gli anni ʼ90", "ʼʼ|sì|ʼʼ",
    "l’|art. 5",
    "un po' di tutto", "un po’ meno", "di' la tua", "l' articolo", "dell'|8 marzo", "gli anni '90", "gli anni|'90",
    "il '900",
    "sull'|\"|Arena|\"", "E' vero", "'sto libro", "la 'ndrangheta", "'|E' tardi|'", "delibera n. 43/22/CONS|.",
    "2002|/|21|/|CE|,", "92|/|42|/|CEE", "5/22/CER", "2000|-|2006", "137|-|103|,", "02-1234", "12-3-2015", "1984/85",
    "7-8bis",
    "perche' no",
    // Contractions and verbs with pronouns stay whole.
    "della", "vederlo", "darglielo",
    // Quotations in single marks.
    "la parola '|casa|' è breve", "(|'|Terzo stato|'|)", "‘|Vita nova|’ e altro", "'|un po' alla volta|'",
    // English.
    "Moody's taglia", "O'Brien", "we don't know",
    // Abbreviations.
    "il dott. Neri", "S.p.A.", "la Società S.p.A. ha", "S.r.l.|, via Roma", "a.C.", "d.C.", "art. 5", "art.|5",
    "artt. 3 e 4",
    "n. 12", "n.|12", "pag. 3", "ecc.", "ecc.|)", "ecc.|, e poi", "G. Verdi", "G.|Verdi", "J. K. Bianchi", "D.Lgs. 58",
    "p.es. qui",
    "il prof. non c'|è", "i cod.|, i rif.|; e", "il militare|.|;", "12 nov. 2020", "U.S.A.", "cfr. sopra",
    "Egr. Sig. Rossi", "az.|.",
    // Words that are no abbreviations.
    "Vado al mare|. Torno", "la lettera f|. Nel caso", "vitamina C|. La dose", "a pag|...", "il piano B|.",
    "via del mar|. Il resto",
    "Va via col|. La casa", "è finita|.|Il resto",
    // Numbers.
    "1.234,56", "10:30", "alle 9:05|,", "50|%", "€|10", "10|€", "$|5", "27/10/2014", "27-10-14", "270/82", "1°", "3ª",
    "120°C", "20m²",
    "10mila", "60x60", "CO2", "G7", "M5S", "nel 1999|.", "1.gelato", "-|3", "al 43' del", "3,5|;", "4:2*2",
    // Compounds.
    "e-mail", "Renania-Palatinato", "e/o", "km/h", "nato/a", "Camera|/|Senato", "AT&T", "ex-senatore", "R&S",
    "Rossi|&|Figli", "Roma|–|Milano",
    "effettua|-\nre",
    // Punctuation.
    "...", "forse|...", "forse|…", "Davvero|?!", "no|!!!", "«|Sì|»|,", "“|Sì|”", "(|a|)", "[|...|]", "—|", "a|;", "-- ",
    "<<|a|>>",
    // Addresses and tags.
    "https://www.agcom.it/atti?x=1&y=2", "(|http://a.it/b_(c)|)|.", "www.consob.it|.", "ansa.it", "la7.tv|,",
    "info@vaglio.example",
    "a.b-c+d@mail.example.it|.", "vai su ANSA.it|.", "#privacy", "@vaglio_it", "su repubblica.it/a/b|, dove",
    "ecco :) qui",
    "bene.|it", "a@b",
    // Other scripts, marks and signs.
    "Wacław", "Đoković", "Αθήνα", "Москва", "perche\u{301}", "co\u{ad}sa", "città\u{200b}", "👩‍👩‍👧", "🇮🇹|🇫🇷", "ciao|👋🏽",
    "©|2020", "1️⃣", "§|3", "№|5",
  ]

  @Test(arguments: cases.filter { !exceptions.contains($0) })
  func surfaceTokens(_ marked: String) {
    let text = marked.replacing("|", with: "")
    let expected = marked.split { $0 == "|" || $0 == " " || $0 == "\n" }.map(String.init)
    #expect(Tokenizer().tokens(in: text).map(String.init) == expected)
  }

  static let exceptions: Set<String> = ["bene.|it", "4:2*2", "a@b", "1.gelato"]

  @Test func exceptionsOfTheNotation() {
    let tokenizer = Tokenizer()
    #expect(tokenizer.tokens(in: "4:2*2") == ["4", ":", "2", "*", "2"])
    #expect(tokenizer.tokens(in: "a@b") == ["a", "@b"])
    #expect(tokenizer.tokens(in: "1.gelato") == ["1", ".", "gelato"])
    #expect(tokenizer.tokens(in: "").isEmpty)
    #expect(tokenizer.tokens(in: " \n\t\u{a0}\u{3000}").isEmpty)
  }

  @Test func kinds() throws {
    let document = try Pipeline(Tokenizer())(
      "L'Agcom, 1.234 € www.agcom.it info@agcom.it 2° G7 … #tag 👋 漢 S.p.A. 10mila -")
    let expected: [(String, Token.Kind)] = [
      ("L'", .word), ("Agcom", .word), (",", .punctuation), ("1.234", .number), ("€", .symbol), ("www.agcom.it", .url),
      ("info@agcom.it", .email), ("2°", .number), ("G7", .word), ("…", .punctuation), ("#tag", .word), ("👋", .symbol),
      ("漢", .word), ("S.p.A.", .word), ("10mila", .word), ("-", .punctuation),
    ]
    #expect(document.tokens.map { document.string($0) } == expected.map(\.0))
    #expect(document.tokens.map(\.kind) == expected.map(\.1))
    checkInvariants(document)
  }

  @Test func tokensOfADocumentAreThoseOfTheText() throws {
    let text = "Il dott. Neri (Consob) ha scritto all'Agcom: «un po' d'attenzione, per favore!»"
    let document = try Pipeline(Tokenizer())(text)
    #expect(document.tokens.map { document.string($0) } == Tokenizer().tokens(in: text).map(String.init))
  }

  @Test func randomText() throws {
    let pipeline = try Pipeline(Tokenizer(), SentenceSplitter(), Stemmer())
    var random = SeededRandom(seed: 11)
    for _ in 0..<1_500 {
      let document = pipeline(HostileText.random(using: &random))
      checkInvariants(document)
      HostileText.checkCover(document)
    }
  }

  @Test func randomBytes() throws {
    let pipeline = try Pipeline(Tokenizer(), SentenceSplitter(), Stemmer())
    var random = SeededRandom(seed: 12)
    for _ in 0..<1_500 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let document = pipeline(bytes)
      checkInvariants(document, scalarBoundaries: false)
      HostileText.checkCover(document)
    }
  }

  /// The scanner moves on at every scalar there is: alone, at a word's start, in a word, at its end, and after its like.
  @Test(arguments: ["X ", "Xa ", "aXa ", "aX ", "XX "])
  func everyScalar(_ shape: String) throws {
    let pipeline = try Pipeline(Tokenizer())
    for first in stride(from: UInt32(1), to: 0x1_1000, by: 0x1000) {
      let scalars = (first..<first + 0x1000).compactMap(Unicode.Scalar.init)
      let document = pipeline(scalars.map { shape.replacing("X", with: String($0)) }.joined())
      HostileText.checkCover(document)
    }
  }

  /// Nothing is quadratic: each of these would take minutes if it were.
  @Test(arguments: [
    "a", ".", " ", "'", "’", "\n", "-", "a.", "a.a", "1.", "1,", "@", "a@", "a-", "'a", "...", "!", "\"", "e\u{301}",
    "\u{301}", "👩‍", "漢", "ไ",
    "http://a.", "a. ", "S.p.A. ", "(", "a/", "\u{202e}", "\u{200d}", "dott.", "l'", "ecc. ", "\r\n", "A\n", "a&", "#",
    "\0",
  ])
  func longText(_ piece: String) throws {
    let size = piece == "a" || piece == "." ? 1_000_000 : 100_000
    let bytes = [UInt8](repeatElement(Array(piece.utf8), count: size / piece.utf8.count).joined())
    let document = try Pipeline(Tokenizer(), SentenceSplitter(), Stemmer())(bytes)
    HostileText.checkCover(document)
  }

  @Test(
    .enabled(if: SharedData.isPresent),
    arguments: [
      ("ud/it_isdt-ud-dev.conllu", 0.995), ("ud/it_vit-ud-dev.conllu", 0.997), ("ud/it_partut-ud-dev.conllu", 0.995),
    ])
  func treebank(_ path: String, _ least: Double) throws {
    let evaluation = TokenEvaluation(conllu: try SharedData.string(path))
    let document = try Pipeline(Tokenizer())(evaluation.text)
    let score = evaluation.score(document).tokens
    #expect(score.f1 >= least, "\(path): \(score)")
  }
}
