import Testing

@Suite struct AnnotateTokensTests {
  let folder: TemporaryFolder
  let vaglio: Command

  init() throws {
    folder = try TemporaryFolder()
    vaglio = Command(in: folder)
  }

  @Test("Tokens and columns come back, with the tag as the last column")
  func roundTrip() throws {
    let rows = ["L'\tDET\tO", "Agcom\tPROPN\tB-ORG", "", "Poste\tPROPN", "italiane", ".\t"]
    for newline in ["\n", "\r\n"] {
      let result = try vaglio.run(
        ["annotate", "--input", "conll", "--format", "iob"], input: Array(rows.joined(separator: newline).utf8))
      #expect(result.status == 0 && result.errors.isEmpty)
      let columns = result.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
      #expect(columns.map { $0.dropLast().joined(separator: "\t") } == rows + [""])
      let tags = Set(columns.compactMap { $0.count > 1 ? $0.last : nil })
      #expect(tags.allSatisfy { $0 == "O" || $0.hasPrefix("B-") || $0.hasPrefix("I-") })
    }
  }

  @Test("In JSON Lines the source is the tokens joined by a blank, the sentences by a line break")
  func jsonLines() throws {
    let result = try vaglio.run(
      ["annotate", "--input", "conll", "--format", "jsonl", "--stages", "stem"],
      input: Array("La\tX\nCasa\n\nSì\n".utf8))
    let record = try #require(try result.objects().first)
    #expect(record["text"] as? String == "La Casa\nSì")
    #expect((record["tokens"] as? [[String: Any]])?.map { $0["text"] as? String } == ["La", "Casa", "Sì"])
    #expect((record["sentences"] as? [[String: Any]])?.map { $0["start"] as? Int } == [0, 8])
  }

  @Test("What is no table of tokens is told with its line, and the other files go on")
  func badTable() throws {
    try folder.write("bad.conll", "a\nb c\n")
    try folder.write("good.conll", "a\n")
    let result = try vaglio.run(
      "annotate", "--input", "conll", "--format", "iob", "--stages", "stem", "bad.conll", "good.conll")
    #expect(result.status == 1)
    #expect(result.text == "a\tO\n\n")
    #expect(result.errors.hasPrefix("bad.conll:2: 'b c' is more than one token"))
  }

  @Test(
    "Stages that would edit or tokenize are refused",
    arguments: ["normalize", "boilerplate", "tokenize", "sentences", "correct"])
  func refusedStages(_ stage: String) throws {
    let result = try vaglio.run(["annotate", "--input", "conll", "--stages", "\(stage),entities"], input: [])
    #expect(result.status == 64)
    #expect(result.errors.contains("stage '\(stage)' does not go with --input conll"))
  }
}
