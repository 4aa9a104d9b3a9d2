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
}
