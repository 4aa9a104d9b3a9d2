import Testing

@testable import Vaglio

struct MissingBlanksTests {
  @Test(arguments: [
    ("sul mercato.Per ora", "sul mercato. Per ora"), ("ha vinto!Ora basta", "ha vinto! Ora basta"),
    ("ieri,oggi e domani", "ieri, oggi e domani"), ("una possibilità.Alla fine", "una possibilità. Alla fine"),
  ])
  func inserted(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: [
    "S.p.A. e S.r.l.", "www.agcom.it", "1.234,56", "p.iva 01578251009", "U.S. Lecce", "e.g. Iliad", "stringa.Format(x)",
    "nome,cognome,data", "ASP.NET", "Booking.com", "info@mercato.It",
  ])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
