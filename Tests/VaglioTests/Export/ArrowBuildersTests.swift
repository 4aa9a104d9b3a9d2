import Testing

@testable import Vaglio

@Suite struct ArrowBuildersTests {
  @Test func numbersAndBooleans() {
    var numbers = ArrowNumbers<Double>("score", "g")
    for share in [0.98768, 1, 0, -1, .nan, 2] as [Float] { numbers.append(share: share) }
    #expect(numbers.finish().values == ["0.9877", "1.0", "0.0", "0.0", "0.0", "1.0"])
    var booleans = ArrowBooleans("keep")
    for index in 0..<20 { booleans.append(index % 3 == 0) }
    #expect(booleans.finish().values == (0..<20).map { $0 % 3 == 0 ? "true" : "false" })
  }

  @Test("Strings, also none and empty ones; U+FFFD for what is no UTF-8")
  func strings() {
    var strings = ArrowStrings("text")
    strings.append("perché")
    strings.append(nil)
    strings.append("")
    [UInt8]([0x61, 0xe8, 0x62]).withUnsafeBufferPointer { strings.append($0, isWellFormed: false) }
    let column = strings.finish()
    #expect(column.values == ["perché", "null", "", "a\u{fffd}b"])
    #expect(column.nullCount == 1 && column.length == 4)
    #expect(ArrowStrings("text").finish().values.isEmpty)
  }

  @Test func lists() {
    var lists = ArrowLists("edits")
    var starts = ArrowNumbers<Int32>("start", "i")
    for number in 0..<3 { starts.append(Int32(number)) }
    lists.append(count: 2)
    lists.appendNull()
    lists.append(count: 0)
    lists.append(count: 1)
    let column = lists.finish(of: [starts.finish()])
    #expect(column.values == ["[{start: 0}, {start: 1}]", "null", "[]", "[{start: 2}]"])
    #expect(column.children[0].length == 3)
  }
}
