import Foundation
import Testing

@Suite struct AnnotateRecordsTests {
  let folder: TemporaryFolder
  let vaglio: Command
  private let records = ["annotate", "--input", "jsonl", "--format", "jsonl", "--stages", "normalize"]

  init() throws {
    folder = try TemporaryFolder()
    vaglio = Command(in: folder)
  }

  @Test("Fields pass through unchanged and in order; ours follow")
  func passThrough() throws {
    let result = try vaglio.run(
      records,
      input: Array(
        #"{"url":"http:\/\/a\u00e8","text":"ciao","n":1.50e1,"x":{"b":[1, null],"a":{}},"id":7,"tokens":3}"#.utf8))
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(
      result.text == #"{"url":"http:\/\/a\u00e8","n":1.50e1,"x":{"b":[1, null],"a":{}},"id":7,"#
        + #""version":1,"offsets":"codepoint","text":"ciao","edits":[]}"# + "\n")
  }

  @Test("Another field holds the text")
  func field() throws {
    let result = try vaglio.run(
      records + ["--field", "body"], input: Array(#"{"text":"old","body":"new \ud83d\ude00","id":1}"#.utf8))
    #expect(result.text == #"{"id":1,"version":1,"offsets":"codepoint","text":"new 😀","edits":[]}"# + "\n")
  }

  @Test("Bad lines are told, stand in their place, and the run goes on")
  func badLines() throws {
    try folder.write(
      "news.jsonl",
      """
      {"id":1,"text":"uno"}
      {"id":2,"title":"no text"}

      {"id":"three","text":3}
      {"id":4,"text":"cut
      \t\r
      [1]
      {"id":6,"text":"sei"}\r
      {"text":"no id"} x
      {"id":8,"text":null}
      {"text":"last"}
      """)
    for jobs in ["1", "2", "3"] {
      let result = try vaglio.run(records + ["--jobs", jobs, "news.jsonl"], input: [])
      #expect(result.status == 1)
      let ok = #""version":1,"offsets":"codepoint","text":"#
      #expect(
        result.lines == [
          #"{"id":1,\#(ok)"uno","edits":[]}"#,
          #"{"id":2,"error":{"file":"news.jsonl","line":2,"reason":"there is no field 'text'"}}"#,
          #"{"id":"three","error":{"file":"news.jsonl","line":4,"reason":"the field 'text' is not a string"}}"#,
          #"{"id":4,"error":{"file":"news.jsonl","line":5,"reason":"not a JSON object: expected '\"' at the end of a string, found the end of the line at byte 20"}}"#,
          #"{"error":{"file":"news.jsonl","line":7,"reason":"not a JSON object: expected an object at byte 1"}}"#,
          #"{"id":6,\#(ok)"sei","edits":[]}"#,
          #"{"error":{"file":"news.jsonl","line":9,"reason":"not a JSON object: expected nothing more after the object at byte 18"}}"#,
          #"{"id":8,"error":{"file":"news.jsonl","line":10,"reason":"the field 'text' is not a string"}}"#,
          #"{\#(ok)"last","edits":[]}"#,
        ])
      #expect(
        result.errors.split(separator: "\n").map { $0.prefix(14) } == [
          "news.jsonl:2: ", "news.jsonl:4: ", "news.jsonl:5: ", "news.jsonl:7: ", "news.jsonl:9: ", "news.jsonl:10:",
        ])
      let quiet = try vaglio.run(records + ["--quiet", "--jobs", jobs, "news.jsonl"], input: [])
      #expect(quiet.status == 1 && quiet.errors.isEmpty && quiet.output == result.output)
    }
  }

  @Test("Files follow each other, line numbers start anew, and a missing one is told")
  func files() throws {
    try folder.write("a.jsonl", Array("\u{feff}{\"text\":\"uno\"}\nx\n".utf8))
    try folder.write("b.jsonl", "{\"text\":\"due\"}\n\ny")
    let result = try vaglio.run(records + ["a.jsonl", "missing", "b.jsonl"], input: [])
    #expect(result.status == 1)
    #expect(try result.objects().map { $0["text"] as? String } == ["uno", nil, "due", nil])
    #expect(
      result.errors.split(separator: "\n").map { $0.prefix(16) } == [
        "a.jsonl:2: not a", "missing: No such", "b.jsonl:3: not a",
      ])
  }

  @Test("Thousands of records: order, count and bytes are the same at any number of jobs")
  func order() throws {
    var input = ""
    for index in 0..<1_500 {
      let text = String(repeating: "Agcom e stata la prima \(index). ", count: index % 40)
      input += index % 97 == 5 ? "{\"id\":\(index)\n" : "{\"id\":\(index),\"text\":\"\(text)\"}\n"
    }
    let results = try ["1", "2", "3"].map { jobs in
      try vaglio.run(
        ["annotate", "--input", "jsonl", "--format", "jsonl", "--stages", "normalize,tokenize,stem", "--quiet"]
          + ["--jobs", jobs], input: Array(input.utf8))
    }
    #expect(try results[0].objects().map { $0["id"] as? Int } == (0..<1_500).map { $0 })
    for result in results {
      #expect(result.status == 1)
      #expect(result.output == results[0].output)
    }
  }

  @Test("A record of some megabytes between small ones")
  func hugeRecord() throws {
    let text = String(repeating: "Lorem ipsum 😀 \\n", count: 100_000)
    let input = "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"\(text)\"}\n{\"id\":3,\"text\":\"b\"}"
    let result = try vaglio.run(records + ["--jobs", "2"], input: Array(input.utf8))
    #expect(result.status == 0)
    let objects = try result.objects()
    #expect(objects.map { $0["id"] as? Int } == [1, 2, 3])
    #expect((objects[1]["text"] as? String)?.hasPrefix("Lorem ipsum 😀") == true)
  }

  @Test("Hostile lines cost no record and no crash")
  func hostileLines() throws {
    let deep = String(repeating: "[", count: 200_000)
    let lines: [[UInt8]] = [
      Array("{\"id\":1,\"text\":\"a\"}".utf8), Array("{\"id\":2,\"x\":\(deep)".utf8),
      Array("{\"id\":3,\"text\":\"".utf8) + [0xe8, 0x20, 0xed, 0xa0, 0x80] + Array("\"}".utf8), [0x00, 0xff, 0xfe],
      Array("{\"id\":5,\"x\":\"".utf8) + [0xff] + Array("\",\"text\":\"\\ud800\\u0000\"}".utf8),
    ]
    let result = try vaglio.run(
      ["annotate", "--input", "jsonl", "--format", "jsonl"], input: Array(lines.joined(separator: [0x0a])))
    #expect(result.status == 1)
    let objects = try result.objects()
    #expect(objects.map { $0["id"] as? Int } == [1, 2, 3, nil, 5])
    #expect(objects.map { $0["error"] == nil } == [true, false, true, false, true])
    #expect(objects[4]["x"] as? String == "\u{fffd}")
  }

  @Test("Records in the other formats")
  func otherFormats() throws {
    let input = Array("{\"text\":\"uno\"}\nx\n{\"text\":\"due\"}\n".utf8)
    let text = try vaglio.run(["annotate", "--input", "jsonl", "--stages", "normalize"], input: input)
    #expect(text.status == 1 && text.text == "uno\ndue\n")
    #expect(text.errors.hasPrefix("standard input:2: not a JSON object"))
    let diff = try vaglio.run(
      ["annotate", "--input", "jsonl", "--format", "diff", "--stages", "normalize"], input: input)
    #expect(diff.status == 1 && diff.output.isEmpty)
  }

  @Test("Every record is written as soon as its line has come", .timeLimit(.minutes(1)))
  func lineBuffered() throws {
    // The second line is sent only when the answer to the first has been read.
    let result = try vaglio.shell(
      """
      mkfifo to from
      "$0" annotate --input jsonl --format jsonl --stages normalize --line-buffered --jobs 3 < to > from &
      exec 3> to 4< from
      echo '{"text":"uno"}' >&3; read -r line <&4; echo "$line"
      echo '{"text":"due"}' >&3; read -r line <&4; echo "$line"
      exec 3>&-; wait
      """)
    #expect(try result.objects().map { $0["text"] as? String } == ["uno", "due"])
  }
}
