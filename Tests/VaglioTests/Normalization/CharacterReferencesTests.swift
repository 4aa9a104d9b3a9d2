import Testing

struct CharacterReferencesTests {
  @Test(arguments: [
    ("perch&eacute; &egrave; cos&igrave;", "perché è così"), ("citt&amp;agrave;", "città"), ("citt&#xE0;", "città"),
    ("l&#8217;azienda", "l’azienda"), ("l&#146;azienda", "l’azienda"), ("Tim &amp; Vodafone", "Tim & Vodafone"),
    ("a &lt; b", "a < b"), ("&amp;amp;amp;", "&"), ("10&nbsp;&euro;", "10 €"),
  ])
  func resolved(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: ["AT&T", "R&D", "&agrave", "&unknown;", "&#0;", "&#xD800;", "&#99999999;", "a & b; c", "&;", "&"])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
