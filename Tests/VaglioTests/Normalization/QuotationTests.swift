import Testing

struct QuotationTests {
  @Test(arguments: [("<< Non basta >>", "«Non basta»"), ("disse: ``Non basta''.", "disse: “Non basta”.")])
  func pairs(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: ["a << b", "x >> y << z", "<<<<<< HEAD", "cat <<EOF", "<<\n>>", "<<>>", "```codice'''"])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
