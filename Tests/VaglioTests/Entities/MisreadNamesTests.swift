import Testing

@testable import Vaglio

@Suite("Listed names that were misread")
struct MisreadNamesTests {
  @Test(
    "are found as they stand and linked to what was printed",
    arguments: [
      ("Il reclamo è arrivato all'Agcorn di Napoli.", "Agcorn", "agcom"),
      ("La multa a Vodaf0ne è di 5 milioni.", "Vodaf0ne", "vodafone"),
      ("Ieri Fastvveb ha lanciato la nuova offerta.", "Fastvveb", "fastweb"),
      ("Gli utenti di lliad aspettano da mesi.", "lliad", "iliad-italia"),
    ])
  func found(text: String, written: String, entry: String) throws {
    let entities = EntityTagger().entities(in: text)
    try #require(entities.count == 1, "\(entities)")
    #expect(entities[0].entry == entry)
    let bytes = Array(text.utf8)
    #expect(String(decoding: bytes[entities[0].textRange], as: UTF8.self) == written)
  }

  @Test(
    "words and names that only look so are none",
    arguments: [
      "Il signor Tirn abita a Cornaredo.", "La Cornacchia vola sul Bernina.", "Il vicolo llano di Lima è chiuso.",
      "Il professor Clerici e la dottoressa Arnaldi.",
    ])
  func words(_ text: String) { #expect(EntityTagger().entities(in: text).isEmpty) }
}
