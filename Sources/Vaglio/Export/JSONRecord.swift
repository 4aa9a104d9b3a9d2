/// One line of a JSON Lines file: an object, and where its members are.
///
/// The line is checked strictly by RFC 8259, but for two things that scraped data is full of: ill-formed UTF-8 inside
/// strings, and lone surrogates in escapes (`\ud800`), which read as U+FFFD. Only what is asked for is decoded. Nesting
/// costs one byte a level and no stack, so no depth is too deep. O(n).
///
/// When a name comes twice the last one counts, as in JavaScript and Python.
public struct JSONRecord: Sendable {
  struct Member: Sendable {
    let name: [UInt8]
    /// Bytes of the line: the name with its quotes up to the end of the value.
    let range: Range<Int>
    let value: Range<Int>
  }

  public let line: [UInt8]
  private(set) var members: [Member] = []

  /// Why the line is not a JSON object, and at which byte, from 1: `expected ':' after a name at byte 17`. Members
  /// before that are there nonetheless, so that the record can be named.
  public private(set) var fault: String?

  public init(_ line: [UInt8]) {
    self.line = line
    var members: [Member] = []
    fault = line.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      do throws(JSONScanner.Fault) {
        try scanner.scanRecord { name, value in
          members.append(
            Member(
              name: JSONScanner.decoded(bytes, name), range: name.lowerBound..<value.upperBound, value: value))
        }
        return nil
      } catch {
        return "\(error.reason) at byte \(error.position + 1)"
      }
    }
    self.members = members
  }

  /// The value of a member as it is written: `7`, `"a"`, `{"b":[]}`. Nil when there is no such member.
  public func value(of name: String) -> ArraySlice<UInt8>? {
    member(name).map { line[$0.value] }
  }

  /// The string that a member holds, in UTF-8. Nil when there is no such member, or it is no string.
  public func string(of name: String) -> [UInt8]? {
    guard let member = member(name), line[member.value.lowerBound] == UInt8(ascii: "\"") else { return nil }
    return line.withUnsafeBufferPointer { JSONScanner.decoded($0, member.value) }
  }

  private func member(_ name: String) -> Member? {
    members.last { $0.name.elementsEqual(name.utf8) }
  }
}
