import Foundation
import Testing

@Suite struct AnnotateTextTests {
  let folder: TemporaryFolder
  let vaglio: Command

  init() throws {
    folder = try TemporaryFolder()
    vaglio = Command(in: folder)
  }

  @Test("Standard input, '-' and a file are the same text", arguments: ["text", "diff", "iob"])
  func inputs(_ format: String) throws {
    let text = "Agcom e stata la prima.\nPoste italiane risponde.\n"
    try folder.write("page.txt", text)
    let file = try vaglio.run("annotate", "--format", format, "page.txt")
    #expect(file.status == 0 && file.errors.isEmpty)
    #expect(try vaglio.run("annotate", "--format", format, input: text).output == file.output)
    #expect(try vaglio.run("annotate", "--format", format, "-", input: text).output == file.output)
  }

  @Test("An empty input gives an empty output, and one record in JSON Lines")
  func empty() throws {
    for format in ["text", "diff", "iob"] {
      let result = try vaglio.run("annotate", "--format", format)
      #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
    }
    let result = try vaglio.run("annotate", "--format", "jsonl", "--stages", "normalize")
    #expect(result.text == #"{"version":1,"offsets":"codepoint","text":"","edits":[]}"# + "\n")
    #expect(try vaglio.run("annotate", "--input", "jsonl", "--format", "jsonl").output.isEmpty)
    #expect(try vaglio.run("annotate", "--input", "conll", "--format", "iob").output.isEmpty)
  }

  @Test("A page to look at has one head, and an article for each file or record")
  func page() throws {
    try folder.write("a.txt", "Agcom e stata la prima.")
    try folder.write("b.txt", "Nulla.")
    let result = try vaglio.run("annotate", "--format", "html", "a.txt", "b.txt")
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.text.hasPrefix("<!DOCTYPE html>\n"))
    #expect(result.text.contains("<title>a.txt, b.txt</title>"))
    #expect(result.text.contains("<h2>a.txt</h2>") && result.text.contains("<h2>b.txt</h2>"))
    #expect(result.text.contains(#"<mark class="regulator" title="regulator · "#))
    #expect(result.text.contains(">è</ins>"))
    #expect(result.text.components(separatedBy: "<!DOCTYPE").count == 2)
    let records = try vaglio.run(
      "annotate", "--input", "jsonl", "--format", "html", input: #"{"text":"uno"}"# + "\n" + #"{"text":"due"}"#)
    #expect(records.text.components(separatedBy: "<article>").count == 3)
  }

  @Test("Several files come out one after the other; in JSON Lines the name is the id")
  func severalFiles() throws {
    try folder.write("a.txt", "uno")
    try folder.write("b.txt", "due\n")
    let names = ["b.txt", "a.txt", "b.txt"]
    for jobs in ["1", "3"] {
      let text = try vaglio.run(["annotate", "--stages", "normalize", "--jobs", jobs] + names, input: [])
      #expect(text.text == "due\nuno\ndue\n")
      let records = try vaglio.run(
        ["annotate", "--stages", "normalize", "--jobs", jobs, "--format", "jsonl"] + names, input: []
      ).objects()
      #expect(records.map { $0["id"] as? String } == names)
      #expect(records.map { $0["text"] as? String } == ["due\n", "uno", "due\n"])
    }
  }

  @Test("A file that cannot be read is told, and the others go on")
  func unreadableFiles() throws {
    try folder.write("a.txt", "uno")
    let result = try vaglio.run("annotate", "--stages", "normalize", "missing.txt", "a.txt", ".")
    #expect(result.status == 1)
    #expect(result.text == "uno\n")
    #expect(result.errors == "missing.txt: No such file or directory\n.: Is a directory\n")

    let quiet = try vaglio.run("annotate", "--quiet", "--stages", "normalize", "missing.txt", "a.txt")
    #expect(quiet.status == 1 && quiet.errors.isEmpty && quiet.text == "uno\n")

    let records = try vaglio.run(
      "annotate", "--stages", "normalize", "--format", "jsonl", "missing.txt", "a.txt")
    #expect(
      records.lines.first
        == #"{"id":"missing.txt","error":{"file":"missing.txt","reason":"No such file or directory"}}"#)
    #expect(try records.objects().count == 2)
  }

  @Test("Whatever the bytes and the offsets, source and edits make the text, and every range cuts what it says")
  func offsets() throws {
    let sources: [[UInt8]] = [
      Array(
        "😀 Agcom e\u{300} stata, perche' l'Autorità 👩‍👩‍👧 Tim\u{200b} e\u{301} \u{ad}Iliad\r\nin base alia norma\n".utf8),
      Array("Caff".utf8) + [0xe8, 0x20, 0xf0, 0x9f, 0x98, 0x20] + Array("Consob 😀 e stata\n".utf8) + [
        0xed, 0xa0, 0x80, 0x00, 0xff,
      ],
      Array("Il Garante privacy multa Enel S.p.A. per 1.000 €\n\nCondividi su Facebook\n".utf8),
      Array(repeating: 0x80, count: 3_000) + Array("Agcom".utf8),
    ]
    for source in sources {
      let seen = String(decoding: source, as: UTF8.self)
      for unit in ["codepoint", "utf16", "byte"] {
        let result = try vaglio.run(["annotate", "--format", "jsonl", "--offsets", unit], input: source)
        #expect(result.status == 0 && result.errors.isEmpty)
        let record = try #require(try result.objects().first)
        #expect(record["offsets"] as? String == unit)
        func slice(_ range: Range<Int>) -> String {
          switch unit {
          case "codepoint": String(String.UnicodeScalarView(Array(seen.unicodeScalars)[range]))
          case "utf16": String(decoding: Array(seen.utf16)[range], as: UTF16.self)
          default: String(decoding: source[range], as: UTF8.self)
          }
        }
        func range(_ object: [String: Any]) throws -> Range<Int> {
          try #require(object["start"] as? Int)..<(try #require(object["end"] as? Int))
        }
        let length =
          unit == "codepoint" ? seen.unicodeScalars.count : unit == "utf16" ? seen.utf16.count : source.count
        var rebuilt = ""
        var position = 0
        for edit in try #require(record["edits"] as? [[String: Any]]) {
          let range = try range(edit)
          #expect(slice(range) == edit["from"] as? String)
          rebuilt += slice(position..<range.lowerBound) + (edit["to"] as? String ?? "")
          position = range.upperBound
        }
        rebuilt += slice(position..<length)
        let text = try #require(record["text"] as? String)
        #expect(rebuilt.unicodeScalars.elementsEqual(text.unicodeScalars))
        for layer in ["tokens", "entities", "sentences"] {
          var last = 0
          for object in record[layer] as? [[String: Any]] ?? [] {
            let range = try range(object)
            #expect(last <= range.lowerBound && range.upperBound <= length, "\(layer) sorted and in bounds")
            last = range.upperBound
          }
        }
      }
    }
  }

  @Test("The same bytes at any number of jobs, and the same again")
  func determinism() throws {
    for index in 0..<12 {
      try folder.write(
        "\(index).txt", "Agcom e stata la prima \(index); in base alia normativa Tim e Poste.\n\nAccetta i cookie\n")
    }
    let names = (0..<12).map { "\($0).txt" }
    let arguments = ["annotate", "--format", "jsonl"] + names
    let first = try vaglio.run(arguments, input: [])
    #expect(try first.objects().count == 12)
    for jobs in ["2", "40"] {
      #expect(try vaglio.run(["annotate", "--jobs", jobs] + arguments.dropFirst(), input: []).output == first.output)
    }
  }
}
