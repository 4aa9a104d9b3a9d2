import Testing

@testable import Vaglio

struct QuoteStylingTests {
  @Test(arguments: [
    ("“ciao” e l’Agcom", "\"ciao\" e l'Agcom"), ("«ciao», ‘così’", "«ciao», 'così'"),
    ("la citta’ c’e’", "la città c'è"),
  ])
  func straight(_ input: String, _ expected: String) throws {
    try expectNormalized(input, expected, Normalizer(quoteStyle: .straight))
  }

  @Test(arguments: [
    ("\"ciao\" e l'Agcom", "“ciao” e l’Agcom"), ("disse: \"No\".", "disse: “No”."), ("gli anni '90", "gli anni ’90"),
    ("'Ndrangheta", "’Ndrangheta"), ("un 'caso' raro", "un ‘caso’ raro"), ("dell'\"azienda\"", "dell’“azienda”"),
    ("la citta' c'e'", "la città c’è"),
  ])
  func curly(_ input: String, _ expected: String) throws {
    try expectNormalized(input, expected, Normalizer(quoteStyle: .curly))
  }

  @Test func keptByDefault() throws {
    try expectNormalized("“a” ‘b’ \"c\" l’d l'e", "“a” ‘b’ \"c\" l’d l'e")
  }
}
