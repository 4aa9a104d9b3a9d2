import Testing
import Vaglio

@Suite struct UsageTests {
  let folder: TemporaryFolder
  let vaglio: Command

  init() throws {
    folder = try TemporaryFolder()
    vaglio = Command(in: folder)
  }

  @Test("Version and help")
  func help() throws {
    #expect(try vaglio.run("--version").text == "0.1.0\n")
    for command in [["--help"], ["annotate", "--help"], ["stem", "--help"], ["bench", "--help"]] {
      let result = try vaglio.run(command, input: [])
      #expect(result.status == 0 && result.text.contains("USAGE: vaglio"))
    }
  }

  @Test(
    "A wrong command line is told and exits with 64",
    arguments: [
      (["annotate", "--stages", "normalise"], "there is no stage 'normalise': the stages are normalize, boilerplate"),
      (["annotate", "--stages", "normalize,,stem"], "there is no stage ''"), (["annotate", "--jobs", "0"], "--jobs"),
      (["annotate", "--jobs", "x"], "--jobs"), (["annotate", "--format", "xml"], "--format"),
      (["annotate", "--minimum-confidence", "1.5"], "from 0 to 1"),
      (["annotate", "--minimum-confidence", "nan"], "from 0 to 1"),
      (["annotate", "--minimum-confidence", "0.5", "--stages", "normalize"], "needs the stage correct"),
      (["annotate", "--lexicon", "fornitori.tsv"], "--lexicon"),
      (["annotate", "--lexicon", "cities=a.tsv"], "--lexicon"),
      (["annotate", "--lexicon", "companies=a.tsv", "--stages", "normalize"], "needs the stage entities"),
      (["annotate", "--field", "body"], "--input jsonl"), (["annotate", "--offsets", "byte"], "--format jsonl"),
      (["annotate", "--format", "iob", "--stages", "normalize"], "needs the stage tokenize"),
      (["annotate", "--format", "conllu", "--stages", "normalize"], "needs the stage tokenize"),
      (["annotate", "--format", "brat", "a.txt", "b.txt"], "one file of text at a time"),
      (["annotate", "--format", "brat", "--input", "jsonl"], "one file of text at a time"),
      (["annotate", "--nonsense"], "--nonsense"), (["sift"], "sift"), (["stem"], "--words"), (["bench"], "<file>"),
    ] as [([String], String)])
  func wrong(_ arguments: [String], _ message: String) throws {
    let result = try vaglio.run(arguments, input: [])
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test("An order of stages that cannot work is refused", .enabled(if: Stemmer().requires.contains(.tokens)))
  func wrongOrder() throws {
    let result = try vaglio.run("annotate", "--stages", "normalize,stem,tokenize")
    #expect(result.status == 64)
    #expect(result.errors.contains("stage 'stem' (number 2) needs the layer 'tokens'"))
    #expect(result.errors.contains("move stage 'tokenize' before it"))
  }

  @Test(
    "A lexicon that cannot be read is told, before any text is read",
    .enabled(if: (try? Gazetteer(contentsOf: "/missing.tsv", label: .company)) == nil))
  func missingLexicon() throws {
    let result = try vaglio.run("annotate", "--lexicon", "companies=missing.tsv", input: "Agcom")
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("missing.tsv:"))
  }

  @Test("The reader of the output goes away")
  func brokenPipe() throws {
    let input = String(repeating: "{\"text\":\"ciao\"}\n", count: 100_000)
    let line = "\"$0\" annotate --input jsonl --format jsonl --stages normalize | head -n 1"
    let result = try vaglio.shell(line, input: Array(input.utf8))
    #expect(result.lines.count == 1 && result.errors.isEmpty)
    // The same when the caller ignores the signal: the write then fails with EPIPE.
    let ignoring = try vaglio.shell(
      "trap '' PIPE; { \(line.replacing(" | head -n 1", with: "")); echo $? >&2; } | head -n 1",
      input: Array(input.utf8))
    #expect(ignoring.lines.count == 1 && ignoring.errors == "141\n")
  }

  @Test("Standard descriptors that are closed or full")
  func closedDescriptors() throws {
    try folder.write("a.txt", "ciao")
    let noInput = try vaglio.shell("\"$0\" annotate --stages normalize <&-")
    #expect(noInput.status == 1 && noInput.errors == "standard input: Bad file descriptor\n")
    let noOutput = try vaglio.shell("\"$0\" annotate --stages normalize a.txt >&-")
    #expect(noOutput.status == 1 && noOutput.errors == "standard output: Bad file descriptor\n")
    let noErrors = try vaglio.shell("\"$0\" annotate --stages normalize missing a.txt 2>&-")
    #expect(noErrors.status == 1 && noErrors.text == "ciao\n")
    let fileWithoutInput = try vaglio.shell("\"$0\" annotate --stages normalize a.txt <&-")
    #expect(fileWithoutInput.status == 0 && fileWithoutInput.text == "ciao\n")
    #if os(Linux)
      let full = try vaglio.shell("\"$0\" annotate --stages normalize a.txt > /dev/full")
      #expect(full.status == 1 && full.errors == "standard output: No space left on device\n")
    #endif
  }
}
