import Testing

struct LossRepairTests {
  @Test(arguments: [
    ("perch\u{FFFD} la citt\u{FFFD} non c'\u{FFFD} pi\u{FFFD}", "perché la città non c'è più"),
    ("l\u{FFFD}azienda", "l’azienda"),
    ("\u{FFFD} stato detto. \u{FFFD} vero", "È stato detto. È vero"),
    ("la societÃ e la cittÃ", "la società e la città"),
    ("dellâazienda", "dell’azienda"), ("disse: âciao a tuttiâ e via", "disse: “ciao a tutti” e via"),
    ("email di \u{93}AVVISO\u{94}", "email di “AVVISO”"),
  ])
  func repaired(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: ["\u{FFFD}\u{FFFD}\u{FFFD}", "Krist\u{FFFD}vy", "château", "théâtre", "â la carte", "x\u{FFFD}y"])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
