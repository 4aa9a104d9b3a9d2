import Testing

@testable import Vaglio

@Suite("Letters whose place gives the misreading away")
struct CorrectionLettersTests {
  let corrector = Corrector()
  let noise = NoisyPage.rest

  private func expect(_ read: String, _ printed: String) {
    #expect(corrector.corrected(read + noise).hasPrefix(printed), "\(corrector.corrected(read + noise))")
  }

  @Test(
    "an l for the I of a name or a sentence",
    arguments: [
      ("Lavora per l'lstituto di Torino.", "Lavora per l'Istituto di Torino."),
      ("Visse nel secolo XVl e nel XVlI a Roma.", "Visse nel secolo XVI e nel XVII a Roma."),
      ("È il vescovo lrinej di Belgrado.", "È il vescovo Irinej di Belgrado."),
      ("Così disse lei. lo sono contento di te.", "Così disse lei. Io sono contento di te."),
    ])
  func smallL(read: String, printed: String) { expect(read, printed) }

  @Test(
    "the article before a vowel",
    arguments: [
      ("Ha detto I'amministratore di ieri.", "Ha detto l'amministratore di ieri."),
      ("Ha detto I\u{2018}amministratore di ieri.", "Ha detto l\u{2018}amministratore di ieri."),
      ("Ha letto Papprovazione di ieri.", "Ha letto l'approvazione di ieri."),
      ("La tutela del!'ambiente è cara.", "La tutela dell'ambiente è cara."),
    ])
  func elided(read: String, printed: String) { expect(read, printed) }

  @Test(
    "what nobody writes, on any page",
    arguments: [
      ("Vale per |'Unione europea e per noi.", "Vale per l'Unione europea e per noi."),
      ("I palii de11'Onda e a11'estero.", "I palii dell'Onda e all'estero."),
    ])
  func anyPage(read: String, printed: String) {
    #expect(corrector.corrected(read) == printed)
    expect(read, printed)
  }

  @Test(
    "the article and the preposition among letters that look like it",
    arguments: [
      ("Lo ha detto a tutti. li ministro tace ora.", "Lo ha detto a tutti. Il ministro tace ora."),
      ("Lo ha detto a tutti. H governo tace ora.", "Lo ha detto a tutti. Il governo tace ora."),
      ("Lo sa che it governo tace ora.", "Lo sa che il governo tace ora."),
      ("Lo sa che # governo tace ora.", "Lo sa che il governo tace ora."),
      ("Dopo la riunione, !! governo tace ora.", "Dopo la riunione, il governo tace ora."),
      ("Lo ha detto a tutti. !! governo tace ora.", "Lo ha detto a tutti. Il governo tace ora."),
      ("Lo ha detto a tutti. A1 termine tace.", "Lo ha detto a tutti. Al termine tace."),
    ])
  func article(read: String, printed: String) { expect(read, printed) }

  @Test(
    "brackets and accents in signs, zeros",
    arguments: [
      ("Un luogo (li culto molto antico.", "Un luogo di culto molto antico."),
      ("Non so se potrc') resistere ancora.", "Non so se potrò resistere ancora."),
      ("La polizia (la squadra criminalel parla.", "La polizia (la squadra criminale) parla."),
      ("Il numero di alunni 0 di docenti cresce.", "Il numero di alunni o di docenti cresce."),
      ("Lo ha detto. L0 stesso vale per noi.", "Lo ha detto. Lo stesso vale per noi."),
    ])
  func signs(read: String, printed: String) { expect(read, printed) }

  @Test(
    "what else a page with no other error says of words that look like others",
    arguments: [
      "Se hai un amico, invitalo a vederti. Mettile il cappotto e chiamala un taxi.",
      "È una sequenza di lunghezza 0 in tutto.", "Vive a Goteborg con Andre Dupont.", "Leggi tutti | commenti (3)",
    ])
  func cleanPage(_ text: String) { #expect(corrector.corrected(text) == text) }

  @Test(
    "what is meant stays, on a noisy page too",
    arguments: [
      "Gli atti (la somma sarà decisa) sono qui.", "La lettura de «lo straniero» piace.",
      "Il gruppo |'autore'| è citato.",
      "Parla Vorlando Parisi di Roma.", "Costa 0 euro al mese.", "Ha vinto per 3 a 0 la partita.",
      "Vive in via A1 di Roma.",
      "Il libro di H. James piace.", "Le rette si incontrano. li vidi ieri a Roma.",
    ])
  func meant(_ text: String) {
    expect(text, text)
    #expect(corrector.corrected(text) == text)
  }
}
