import Testing

@testable import Vaglio

struct LineBreakHyphensTests {
  @Test(arguments: [
    ("teleco-\nmunicazioni", "telecomunicazioni"), ("pubbli- cazione", "pubblicazione"), ("opera¬\ntore", "operatore"),
    ("per effettua-re chiamate", "per effettuare chiamate"), ("le informa-\n  zioni utili", "le informazioni utili"),
    ("la respon- sabilità", "la responsabilità"),
  ])
  func joined(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: [
    "e-commerce", "Emilia-Romagna", "Trentino-Alto Adige", "business-to-business", "2021-2022", "anti-doping",
    "socio-economico", "faccia-a-faccia", "medio- e lungo termine", "l'ex-presidente", "Roma - Milano", "week-end",
    "parte centro-\nsinistra", "a-\nb", "-\nprimo\n-\nsecondo", "www.la-repubblica.it", "il volo AZ-123",
  ])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
