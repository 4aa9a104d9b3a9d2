import Testing

@Suite struct EvaluateTokensTests {
  private let treebank = """
    # text = Della casa.
    1-2\tDella\t_\t_\t_\t_\t_\t_\t_\t_
    1\tDi\tdi\tADP\tE\t_\t3\tcase\t_\t_
    2\tla\til\tDET\tRD\t_\t3\tdet\t_\t_
    3\tcasa.\tcasa\tNOUN\tS\t_\t0\troot\t_\t_

    """

  @Test("Tokens and sentences of each file, and what differs when asked for")
  func scores() throws {
    let folder = try TemporaryFolder()
    try folder.write("gold.conllu", treebank)
    let vaglio = Command(in: folder)
    let expected = [
      "tokens P 33.33 R 50.00 F 40.00 (1 of 3 found, 2 gold)",
      "sentences P 100.00 R 100.00 F 100.00 (1 of 1 found, 1 gold)",
    ]
    #expect(try vaglio.run("evaluate", "tokens", "gold.conllu").lines == expected)
    #expect(try vaglio.run("evaluate", "tokens", "-", input: treebank).lines == expected)
    let both = try vaglio.run("evaluate", "tokens", "--differences", "gold.conllu", "gold.conllu")
    #expect(both.lines.count == 10 && both.lines[0] == "gold.conllu: " + expected[0])
    #expect(both.lines[2...4] == ["- token 6..<11 casa.", "+ token 6..<10 casa", "+ token 10..<11 ."])
  }

  @Test("A file that is no treebank is told, and the others go on")
  func faults() throws {
    let folder = try TemporaryFolder()
    try folder.write("gold.conllu", treebank)
    try folder.write("empty", "")
    let result = try Command(in: folder).run("evaluate", "tokens", "missing", "empty", "gold.conllu")
    #expect(result.status == 1 && result.lines.count == 2)
    #expect(result.errors == "missing: No such file or directory\nempty: holds no token in the CoNLL-U format\n")
  }

  @Test("Word boundaries of files, code points and random texts")
  func breaks() throws {
    let folder = try TemporaryFolder()
    try folder.write("page.txt", "L'Agcom decide.\n漢字 e 🙂\n")
    let vaglio = Command(in: folder)
    let result = try vaglio.run("evaluate", "breaks", "--random", "500", "page.txt")
    #expect(result.status == 0 && result.lines.count == 2)
    #expect(result.lines[0].hasPrefix("page.txt: 3 texts, ") && result.lines[0].hasSuffix(" 0 differences"))
    #expect(try vaglio.run("evaluate", "breaks").status == 64)
  }
}
