import Testing

@testable import Vaglio

struct CodePageSwapTests {
  @Test(arguments: [
    ("la citt… pi— grande perch‚ Š bella", "la città più grande perché è bella"),
    ("la cittÓ pi¨ grande perchÚ Þ bella", "la città più grande perché è bella"),
    ("la citt‡ pi˘ grande perchÈ Ë bella", "la città più grande perché è bella"),
    ("®La libert… Š tutto¯", "«La libertà è tutto»"),
  ])
  func repaired(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: [
    "e poi… il pero… per…", "José e Škoda", "la frase – una – e l’altra…", "Ubbidí e favorí", "Þingvellir", "il 5‰",
    "Dvořák",
  ])
  func letters(_ text: String) throws {
    // The accents of "Ubbidí" are the next pass's.
    #expect(Normalizer([.mojibake]).normalized(text) == text)
  }
}
