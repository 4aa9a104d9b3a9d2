import Testing

@Suite struct AnnotateBoilerplateTests {
  let folder: TemporaryFolder
  let vaglio: Command

  init() throws {
    folder = try TemporaryFolder()
    vaglio = Command(in: folder)
  }

  private let article = """
    Il fiume è rientrato nel suo letto dopo due giorni di piogge, e i tecnici hanno riaperto il ponte al traffico.
    Restano chiuse le due strade che portano al mulino, dove si lavora ancora per togliere i detriti della piena.
    """

  @Test("Furniture is dropped, marked or kept, and every line is in 'lines'")
  func modes() throws {
    let text = "\(article)\nLascia un commento\nIl tuo indirizzo email non sarà pubblicato.\n"
    try folder.write("page.txt", text)
    let cleaned = try vaglio.run("annotate", "--stages", "boilerplate", "page.txt")
    #expect(cleaned.text.hasPrefix(article) && !cleaned.text.contains("commento"))
    for (mode, kept) in [("drop", [true, true, false, false]), ("mark", [true, true, false, false]), ("keep", [])] {
      let result = try vaglio.run(
        "annotate", "--stages", "boilerplate", "--boilerplate", mode, "--format", "jsonl", "page.txt")
      let record = try #require(try result.objects().first)
      let lines = try #require(record["lines"] as? [[String: Any]])
      #expect(lines.map { $0["keep"] as? Bool } == (mode == "keep" ? [true, true, true, true] : kept))
      #expect(lines[2]["kind"] as? String == "comment-form")
      #expect((record["text"] as? String)?.contains("commento") == (mode != "drop"))
    }
  }

  @Test("Phrases of one's own come from a file, and a bad one is told with its line")
  func phrases() throws {
    try folder.write("page.txt", "\(article)\nIl pronostico di Zia Nella\n\(article)\n")
    try folder.write("mie.txt", "# mie\npronostico di zia nella\n")
    let result = try vaglio.run("annotate", "--stages", "boilerplate", "--boilerplate-phrases", "mie.txt", "page.txt")
    #expect(result.status == 0 && result.text.contains("fiume") && !result.text.contains("Nella"))
    try folder.write("bad.txt", "\n–\n")
    let bad = try vaglio.run("annotate", "--boilerplate-phrases", "bad.txt", "page.txt")
    #expect(bad.status == 1 && bad.errors.hasPrefix("bad.txt:2: "))
  }

  @Test("What a site repeats is learnt from record to record, and goes on from a saved state")
  func sites() throws {
    func record(_ number: Int) -> String {
      #"{"site":"borgo","text":"La Voce del Borgo\nDal 1921 con voi\nAvvisi\nIeri è stato il giorno \#(number) "#
        + #"della fiera e la piazza era piena di gente fino a sera.\nTipografia Santini\n"}"# + "\n"
    }
    let options = [
      "annotate", "--input", "jsonl", "--format", "jsonl", "--stages", "boilerplate", "--site-key", "site",
    ]
    let all = try vaglio.run(options, input: Array((0..<6).map(record).joined().utf8))
    #expect(all.status == 0)
    let texts = try all.objects().map { $0["text"] as? String ?? "" }
    #expect(texts[0].contains("Dal 1921"))
    #expect(!texts[5].contains("Dal 1921") && texts[5].contains("la piazza era piena"))
    var pieces = ""
    for half in [0..<3, 3..<6] {
      pieces += try vaglio.run(
        options + ["--site-memory", "sites.bin"], input: Array(half.map(record).joined().utf8)
      ).text
    }
    #expect(pieces == all.text)
  }

  @Test(
    "Wrong options are told",
    arguments: [
      (["--boilerplate", "cut"], "--boilerplate"), (["--content-threshold", "2"], "from 0 to 1"),
      (["--site-key", "site"], "--input jsonl"), (["--site-memory", "x"], "needs --site-key"),
      (["--input", "jsonl", "--site-key", "site", "--jobs", "2"], "one job"),
      (["--boilerplate", "mark", "--stages", "normalize"], "need the stage boilerplate"),
    ] as [([String], String)])
  func wrong(_ arguments: [String], _ message: String) throws {
    let result = try vaglio.run(["annotate"] + arguments, input: [])
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
