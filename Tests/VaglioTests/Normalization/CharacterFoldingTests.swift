import Testing

struct CharacterFoldingTests {
  @Test(arguments: [
    ("a\u{0}b\u{1B}c\u{7F}d\u{81}e", "abcde"),
    ("riga\r\ndue\rtre\u{85}quattro\u{2028}cinque", "riga\ndue\ntre\nquattro\ncinque"),
    ("tab\tdentro", "tab dentro"), ("1\u{A0}234 euro\u{202F}l'anno", "1 234 euro l'anno"),
    ("testo\u{200B}spezzato\u{FEFF}", "testospezzato"), ("tele\u{AD}comu\u{AD}nicazioni", "telecomunicazioni"),
    ("teleco\u{AD}\nmunicazioni", "telecomunicazioni"), ("ﬁbra e traﬃco", "fibra e traffico"),
    ("Ａｇｃｏｍ ２０２１", "Agcom 2021"), ("ciao\u{202A} a\u{202C} tutti", "ciao a tutti"), ("la\u{200D} casa", "la casa"),
  ])
  func folded(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: ["👩\u{200D}🚀", "नि\u{200D}ष", "אבג\u{200F}!", "½ ² ª º ™ …"])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
