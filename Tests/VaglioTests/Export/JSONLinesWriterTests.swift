import Foundation
import Testing

@testable import Vaglio

@Suite struct JSONLinesWriterTests {
  private func line(_ document: Document, _ offsets: OffsetUnit = .codepoint, id: String? = nil) -> String {
    var bytes: [UInt8] = []
    JSONLinesWriter(offsets: offsets).write(document, id: id, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `😀 é alia fine` with one correction, two tokens, a sentence and a name; every layer set by hand.
  private func sample() -> Document {
    var document = Document("😀 é alia fine")
    document.apply(
      Replacement(8..<12, with: "alla", because: Cause(stage: "correct", rule: "ocr/li-ll", confidence: 0.97)))
    document.setSuggestions([
      Edit(range: 13..<17, string: "fini", causes: [Cause(stage: "correct", rule: "form/near", confidence: 0.33335)])
    ])
    document.setLines([Line(range: 0..<17, number: 0, isKept: false, kind: .navigation, score: 0.98)])
    document.setSentences([0..<17])
    document.setTokens([(8..<12, .word), (13..<17, .word)])
    var stems = StemLayer()
    stems.append { $0 += Array("all".utf8) }
    stems.append { $0 += Array("fin".utf8) }
    document.setStems(stems)
    document.addEntities([
      Name(
        textRange: 13..<17, label: .regulator, entry: "fine", name: "Fine \"di\" prova", kind: "ministry",
        confidence: 0.5),
      Name(textRange: 5..<7, label: .company, confidence: 1),
    ])
    return document
  }

  @Test("The contract, member by member")
  func contract() {
    #expect(
      line(sample(), id: "a\u{1}b") == #"{"id":"a\u0001b","version":1,"offsets":"codepoint","text":"😀 é alla fine","#
        + #""edits":[{"start":4,"end":8,"from":"alia","to":"alla","stage":"correct","rule":"ocr/li-ll","confidence":0.97}],"#
        + #""suggestions":[{"start":9,"end":13,"from":"fine","to":"fini","stage":"correct","rule":"form/near","confidence":0.3334}],"#
        + #""lines":[{"line":0,"keep":false,"kind":"navigation","score":0.98}],"#
        + #""sentences":[{"start":0,"end":13}],"#
        + #""tokens":[{"start":4,"end":8,"text":"alla","stem":"all"},{"start":9,"end":13,"text":"fine","stem":"fin"}],"#
        + #""entities":[{"start":2,"end":3,"label":"company","text":"é","confidence":1},"#
        + #"{"start":9,"end":13,"label":"regulator","text":"fine","entry":"fine","name":"Fine \"di\" prova","kind":"ministry","#
        + #""confidence":0.5}]}"# + "\n")
  }

  @Test("Offsets in every unit", arguments: [(OffsetUnit.byte, 8, 12), (.codepoint, 4, 8), (.utf16, 5, 9)])
  func units(_ unit: OffsetUnit, _ start: Int, _ end: Int) {
    #expect(line(sample(), unit).contains(#""edits":[{"start":\#(start),"end":\#(end),"from":"alia""#))
    #expect(line(sample(), unit).contains(#""offsets":"\#(unit.rawValue)""#))
  }

  @Test("A layer that no stage made is absent")
  func absentLayers() {
    #expect(line(Document("")) == #"{"version":1,"offsets":"codepoint","text":"","edits":[]}"# + "\n")
    var document = Document("a")
    document.setTokens([(0..<1, .word)])
    #expect(
      line(document)
        == #"{"version":1,"offsets":"codepoint","text":"a","edits":[],"tokens":[{"start":0,"end":1,"text":"a"}]}"#
        + "\n")
  }

  @Test("An edit with several causes lists them all, and names the last one")
  func causes() {
    var document = Document("perche'")
    document.apply(Replacement(6..<7, with: "\u{301}", because: Cause(stage: "normalize", rule: "a", confidence: 0.9)))
    document.apply(Replacement(5..<8, with: "é", because: Cause(stage: "correct", rule: "b", confidence: 0.8)))
    #expect(
      line(document).contains(
        #""to":"é","stage":"correct","rule":"b","confidence":0.8,"causes":[{"stage":"normalize","rule":"a","confidence":0.9},"#
          + #"{"stage":"correct","rule":"b","confidence":0.8}]}"#))
  }

  @Test(
    "Shares have at most four decimals",
    arguments: [
      (Float(0), "0"), (1, "1"), (0.5, "0.5"), (0.97, "0.97"), (0.00004, "0"), (0.0001, "0.0001"), (0.99996, "1"),
      (2, "1"),
      (-1, "0"), (.nan, "0"), (0.1234567, "0.1235"), (0.05, "0.05"),
    ])
  func shares(_ share: Float, _ written: String) {
    var bytes: [UInt8] = []
    bytes.write(share: share)
    #expect(String(decoding: bytes, as: UTF8.self) == written)
  }

  @Test("Other fields pass through as they are written, ours replace those of the same name")
  func passThrough() {
    let record = JSONRecord(
      Array(#"{ "z" : [1, {"b":"\u00e8"}],"body":"ciao","id":07e,"version":9}"#.replacing("07e", with: "7e1").utf8))
    var bytes: [UInt8] = []
    JSONLinesWriter().write(Document(record.string(of: "body") ?? []), record: record, field: "body", into: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"z" : [1, {"b":"\u00e8"}],"id":7e1,"version":1,"offsets":"codepoint","text":"ciao","edits":[]}"# + "\n")
  }

  @Test("An error takes the place of its record")
  func error() {
    var bytes: [UInt8] = []
    let error = InputError(file: "a\"b.jsonl", line: 3, reason: "there is no field 'text'")
    JSONLinesWriter().write(error, record: JSONRecord(Array(#"{"id":"x","a":1}"#.utf8)), into: &bytes)
    JSONLinesWriter().write(InputError(file: "f", reason: "No such file or directory"), id: "f", into: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"id":"x","error":{"file":"a\"b.jsonl","line":3,"reason":"there is no field 'text'"}}"#
        + "\n" + #"{"id":"f","error":{"file":"f","reason":"No such file or directory"}}"# + "\n")
  }

  @Test("Whatever the bytes, a line is JSON, and its offsets cut the source as a reader of JSON sees it")
  func hostileBytes() throws {
    var random = SeededRandom(seed: 3)
    for round in 0..<200 {
      let source = HostileBytes.random(pieces: 1 + round, using: &random)
      var document = Document(source)
      // Edits and tokens on scalar boundaries.
      var boundaries = [0]
      source.withUnsafeBufferPointer { buffer in
        while let last = boundaries.last, last < buffer.count {
          boundaries.append(last + MaximalSubpart(in: buffer, at: last).length)
        }
      }
      var replacements: [Replacement] = []
      for index in stride(from: 0, to: boundaries.count - 3, by: 7) {
        replacements.append(
          Replacement(boundaries[index]..<boundaries[index + 2], with: "è😀", because: Cause(stage: "test", rule: "any"))
        )
      }
      document.apply(replacements)
      checkInvariants(document, scalarBoundaries: false)
      let seen = String(decoding: source, as: UTF8.self)
      for unit in OffsetUnit.allCases where unit != .byte {
        let object = try #require(JSONSerialization.jsonObject(with: Data(line(document, unit).utf8)) as? [String: Any])
        let edits = try #require(object["edits"] as? [[String: Any]])
        #expect(edits.count == document.edits.count)
        var rebuilt = ""
        var position = 0
        func slice(_ range: Range<Int>) -> String {
          if unit == .codepoint {
            return String(String.UnicodeScalarView(Array(seen.unicodeScalars)[range]))
          }
          return String(decoding: Array(seen.utf16)[range], as: UTF16.self)
        }
        for edit in edits {
          let (start, end) = (try #require(edit["start"] as? Int), try #require(edit["end"] as? Int))
          #expect(slice(start..<end) == edit["from"] as? String)
          rebuilt += slice(position..<start) + (edit["to"] as? String ?? "")
          position = end
        }
        rebuilt += slice(position..<(unit == .codepoint ? seen.unicodeScalars.count : seen.utf16.count))
        #expect(rebuilt.unicodeScalars.elementsEqual(try #require(object["text"] as? String).unicodeScalars))
      }
    }
  }
}
