import Testing

@testable import Vaglio

@Suite struct JSONRecordTests {
  @Test(
    "What RFC 8259 allows",
    arguments: [
      #"{}"#, #" { } "#, #"{"a":1}"#, #"{"a":-0}"#, #"{"a":-0.0e-10,"b":1E+2,"c":10.25}"#,
      #"{"a":true,"b":false,"c":null}"#,
      #"{"a":[],"b":{},"c":[[],[{}]],"d":[1,"x",{"y":[null]}]}"#, #"{"":""}"#, #"{"a":"\"\\\/\b\f\n\r\t\u00e8"}"#,
      #"{"a":"\ud83d\ude00\ud800"}"#, "{\t\"a\"\r:\n1 , \"a\" : 2 }", #"{"a":"è😀"}"#, "{\"a\":\"\u{7f}\u{2028}\"}",
    ])
  func accepted(_ line: String) {
    #expect(JSONRecord(Array(line.utf8)).fault == nil)
  }

  @Test(
    "What it does not allow",
    arguments: [
      "", " ", "1", "[]", "null", #""a""#, "{", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,}"#, #"{,}"#,
      #"{"a":1 "b":2}"#,
      #"{"a" 1}"#, #"{a:1}"#, #"{'a':1}"#, #"{"a":01}"#, #"{"a":-}"#, #"{"a":+1}"#, #"{"a":1.}"#, #"{"a":.5}"#,
      #"{"a":1e}"#,
      #"{"a":0x1}"#, #"{"a":NaN}"#, #"{"a":tru}"#, #"{"a":nulll}"#, #"{"a":[1,]}"#, #"{"a":[1}"#, #"{"a":{]}"#,
      #"{"a":[1 2]}"#,
      #"{"a":"\x"}"#, #"{"a":"\u12g4"}"#, #"{"a":"\u12"}"#, #"{"a":"x}"#, "{\"a\":\"\t\"}", "{\"a\":\"\u{0}\"}",
      #"{"a":1}}"#,
      #"{"a":1}{"#, #"{"a":1} x"#, "{\"a\":\u{a0}1}", #"{1:2}"#, #"{"a":"\"#, #"{"a":"\u"#, "\u{feff}{}",
    ])
  func refused(_ line: String) {
    #expect(JSONRecord(Array(line.utf8)).fault != nil)
  }

  @Test("Every prefix of a record is refused, without reading past its end")
  func prefixes() {
    let line = Array(#"{"id":-1.5e+3,"a":[true,{"b":"\ud83d\ude00\n"}],"c":null}"#.utf8)
    for count in 0..<line.count { #expect(JSONRecord(Array(line[..<count])).fault != nil) }
    #expect(JSONRecord(line).fault == nil)
  }

  @Test("The fault says what was expected, and where")
  func fault() {
    #expect(JSONRecord(Array(#"{"a" 1}"#.utf8)).fault == "expected ':' after a name at byte 6")
    #expect(
      JSONRecord(Array(#"{"a":[1"#.utf8)).fault
        == "expected ',' or ']' after a value, found the end of the line at byte 8")
  }

  @Test("Members before a fault are there")
  func membersBeforeFault() {
    let record = JSONRecord(Array(#"{"id":"x7","text":"a"#.utf8))
    #expect(record.fault != nil)
    #expect(record.value(of: "id").map(Array.init) == Array("\"x7\"".utf8))
    #expect(record.value(of: "text") == nil)
  }

  @Test("Strings are decoded")
  func strings() {
    let record = JSONRecord(
      Array(
        #"{"te\u0078t":"a\"\\\/\b\f\n\r\t\u00E8\ud83d\ude00\ud83dx\ude00\ud83d\ud83d\ude00","n":5,"n":"last"}"#.utf8))
    let text = record.string(of: "text").map { String(decoding: $0, as: UTF8.self) }
    #expect(text == "a\"\\/\u{8}\u{c}\n\r\tè😀\u{fffd}x\u{fffd}\u{fffd}😀")
    #expect(record.string(of: "n") == Array("last".utf8))
    #expect(record.string(of: "missing") == nil)
    #expect(JSONRecord(Array(#"{"text":5}"#.utf8)).string(of: "text") == nil)
  }

  @Test("Ill-formed bytes in a string stay what they are")
  func illFormedString() {
    let record = JSONRecord(Array("{\"text\":\"a".utf8) + [0xe8, 0xed, 0xa0, 0x80] + Array("\"}".utf8))
    #expect(record.fault == nil)
    #expect(record.string(of: "text") == [0x61, 0xe8, 0xed, 0xa0, 0x80])
  }

  @Test("A million brackets overflow nothing", .timeLimit(.minutes(1)))
  func deepNesting() {
    let open = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    let close = [UInt8](repeating: UInt8(ascii: "]"), count: 1_000_000)
    let record = JSONRecord(Array("{\"a\":".utf8) + open + close + Array(",\"text\":\"x\"}".utf8))
    #expect(record.fault == nil)
    #expect(record.string(of: "text") == Array("x".utf8))
    #expect(JSONRecord(Array("{\"a\":".utf8) + open).fault != nil)
    let objects = String(repeating: #"{"a":"#, count: 100_000) + "1" + String(repeating: "}", count: 100_000)
    #expect(JSONRecord(Array(objects.utf8)).fault == nil)
  }
}
