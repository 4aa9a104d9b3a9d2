import Testing

@Suite struct AnnotateSentencesTests {
  @Test("CoNLL-U of texts and of records, with the offsets that are asked for")
  func conllu() throws {
    let folder = try TemporaryFolder()
    try folder.write("page.txt", "È l'Agcom.\n")
    let vaglio = Command(in: folder)
    let page = try vaglio.run("annotate", "--format", "conllu", "--stages", "tokenize,sentences,stem", "page.txt")
    #expect(page.status == 0 && page.lines.first == "# newdoc id = page.txt")
    #expect(page.lines.contains("2\tl'\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Stem=l'|start_char=2|end_char=4"))
    let records = try vaglio.run(
      "annotate", "--input", "jsonl", "--format", "conllu", "--offsets", "byte", "--stages", "tokenize,sentences",
      input: "{\"id\":7,\"text\":\"È l'ora. Ma no.\"}\n{\"text\":\"Sì\"}\n")
    #expect(records.lines.filter { $0.hasPrefix("# newdoc") } == ["# newdoc id = 7", "# newdoc id = standard input:2"])
    #expect(records.lines.contains("2\tl'\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|start_char=3|end_char=5"))
    #expect(records.lines.count { $0.hasPrefix("# sent_id") } == 3)
  }

  @Test("For brat one file beside the source; M2 of texts and of records")
  func bratAndM2() throws {
    let folder = try TemporaryFolder()
    try folder.write("page.txt", "È vero: in base alia norma l'Agcom multa.\n")
    let vaglio = Command(in: folder)
    let brat = try vaglio.run("annotate", "--format", "brat", "page.txt")
    #expect(brat.status == 0)
    #expect(
      brat.lines.starts(with: [
        "T1\tregulator 29 34\tAgcom", "N1\tReference T1 Vaglio:agcom\tAutorità per le garanzie nelle comunicazioni",
        "T2\tcorrect 16 20\talia",
      ]))
    let stages = ["--stages", "normalize,tokenize,correct"]
    let record = #"{"id":7,"text":"In base alia norma. Tutto bene."}"# + "\n"
    let m2 = try vaglio.run(["annotate", "--input", "jsonl", "--format", "m2"] + stages, input: Array(record.utf8))
    #expect(m2.lines.first == "S In base alia norma .")
    #expect(m2.lines.contains { $0.hasPrefix("A 2 3|||R:") && $0.hasSuffix("|||alla|||REQUIRED|||-NONE-|||0") })
    #expect(m2.lines.contains("A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||0"))
  }
}
