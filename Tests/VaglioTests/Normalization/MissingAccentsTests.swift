import Testing

@testable import Vaglio

struct MissingAccentsTests {
  @Test(arguments: [
    ("perche non risponde", "perché non risponde"), ("piu di cento", "più di cento"),
    ("la citta di Roma", "la città di Roma"),
    ("Cosi facendo, giovedi prossimo", "Così facendo, giovedì prossimo"),
    ("UNA SOCIETA PER AZIONI", "UNA SOCIETÀ PER AZIONI"),
    ("l'Universita di Padova", "l'Università di Padova"), ("fintantoche dura", "fintantoché dura"),
    ("ha una capacita notevole", "ha una capacità notevole"), ("la capacita di calcolo", "la capacità di calcolo"),
  ])
  func repaired(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  /// Words as they are, names, acronyms, parts of addresses, other languages.
  @Test(arguments: [
    "la meta è vicina", "il pero del giardino", "il papa ha parlato", "Sara Rossi e Passera", "opere pie",
    "il CIO e il GIA",
    "www.citta.it", "piu.html", "citta@posta.it", "perche-no", "non se ne capacita", "la passera di mare",
    "gravita attorno al sole",
    "la sera andavo",
  ])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
