import Testing

@Suite struct ExampleTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test(
    "The stage of one's own hides identifiers whose check digits are right, and nothing else",
    arguments: [
      ("Scrivere a mario.rossi+x@ente.gov.it. Grazie", "Scrivere a [EMAIL]. Grazie"),
      ("IBAN IT60 X054 2811 1010 0000 0123 456, intestato", "IBAN [IBAN], intestato"),
      ("it60x0542811101000000123456", "[IBAN]"), ("IT61X0542811101000000123456", "IT61X0542811101000000123456"),
      ("P.IVA 01234567897 o IT01234567897", "P.IVA [PARTITA IVA] o [PARTITA IVA]"),
      ("protocollo 01234567898 del 2020", "protocollo 01234567898 del 2020"),
      ("@ente e a@b restano", "@ente e a@b restano"),
      ("00000000000", "00000000000"), ("012345678970", "012345678970"),
    ])
  func customStage(_ text: String, _ masked: String) throws {
    let result = try Command("example-custom-stage", in: folder).run(input: text + "\n")
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.lines.first == masked)
    #expect(
      result.lines.dropFirst().allSatisfy { $0.hasPrefix("bytes ") } && (result.lines.count == 1) == (text == masked))
  }

  @Test("The example pipeline shows text, corrections and names of the files it is given")
  func pipeline() throws {
    try folder.write("a.txt", "Agcom interviene.\n")
    let result = try Command("example-pipeline", in: folder).run("a.txt", "missing.txt")
    #expect(result.status == 1)
    #expect(
      result.text.contains("Agcom interviene.") && result.text.contains("Corrections:")
        && result.text.contains("Names:"))
    #expect(result.errors.hasPrefix("missing.txt: "))
    let nothing = try Command("example-pipeline", in: folder).run()
    #expect(nothing.status == 1 && nothing.errors.hasPrefix("no texts"))
  }

  @Test("The example in C prints texts, edits and names of the files it is given")
  func c() throws {
    try folder.write("a.txt", "in base alia normativa Agcom interviene.\n")
    let result = try Command("example-c", in: folder).run("a.txt", "missing.txt")
    #expect(result.status == 1 && result.errors == "missing.txt: cannot be read\n")
    #expect(
      result.lines == ["in base alla normativa Agcom interviene.", "edit 8-12 ocr/li-ll", "regulator Agcom agcom"])
  }
}
