import Testing

@testable import Vaglio

struct MojibakeRepairTests {
  @Test(arguments: [
    ("perchÃ© la cittÃ\u{A0} Ã¨ cosÃ¬", "perché la città è così"),
    ("lâ€™azienda â€œbuonaâ€\u{9D} â€“ 10 â‚¬", "l’azienda “buona” – 10 €"),
    ("IL CAFFÃˆ", "IL CAFFÈ"),
    ("perchÃƒÂ©", "perché"),
    ("Â«ciaoÂ»", "«ciao»"),
    ("ï»¿Inizio", "Inizio"),
    ("la cittÃ di Roma", "la città di Roma"),
  ])
  func repaired(_ damaged: String, _ right: String) throws { try expectNormalized(damaged, right) }

  @Test(arguments: ["São Paulo, JOÃO", "è» e é”", "â la carte", "L’Île-de-France", "Ângela", "Ã", "Ò…»"])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
