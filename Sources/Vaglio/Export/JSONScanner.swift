/// Goes over JSON (RFC 8259) and says where things are; makes nothing of them.
struct JSONScanner {
  struct Fault: Error {
    let reason: String
    /// The byte at which the text stops being JSON.
    let position: Int
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Nil at the end.
  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func fault(_ reason: String) -> Fault {
    Fault(reason: position < bytes.count ? reason : "\(reason), found the end of the line", position: position)
  }

  /// Scans one object with nothing but blanks around it, and hands over the ranges of every name (with its quotes) and
  /// value.
  mutating func scanRecord(_ member: (_ name: Range<Int>, _ value: Range<Int>) -> Void) throws(Fault) {
    skipBlanks()
    guard current == UInt8(ascii: "{") else { throw fault("expected an object") }
    position += 1
    skipBlanks()
    if current == UInt8(ascii: "}") {
      position += 1
    } else {
      while true {
        let name = try scanName()
        skipBlanks()
        let start = position
        try scanValue()
        member(name, start..<position)
        skipBlanks()
        if current == UInt8(ascii: ",") {
          position += 1
          skipBlanks()
          continue
        }
        guard current == UInt8(ascii: "}") else { throw fault("expected ',' or '}' after a value") }
        position += 1
        break
      }
    }
    skipBlanks()
    guard position == bytes.count else { throw fault("expected nothing more after the object") }
  }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d { position += 1 }
  }

  /// A name and its colon.
  private mutating func scanName() throws(Fault) -> Range<Int> {
    guard current == UInt8(ascii: "\"") else { throw fault("expected a name in quotes") }
    let start = position
    try scanString()
    let end = position
    skipBlanks()
    guard current == UInt8(ascii: ":") else { throw fault("expected ':' after a name") }
    position += 1
    return start..<end
  }

  /// Any value. The brackets that are open are kept in an array: recursion would let one hostile line end the process.
  private mutating func scanValue() throws(Fault) {
    var open: [UInt8] = []
    while true {
      skipBlanks()
      switch current {
      case UInt8(ascii: "{"):
        position += 1
        skipBlanks()
        if current == UInt8(ascii: "}") {
          position += 1
        } else {
          open.append(UInt8(ascii: "}"))
          _ = try scanName()
          continue
        }
      case UInt8(ascii: "["):
        position += 1
        skipBlanks()
        if current == UInt8(ascii: "]") {
          position += 1
        } else {
          open.append(UInt8(ascii: "]"))
          continue
        }
      case UInt8(ascii: "\""): try scanString()
      case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): try scanNumber()
      case UInt8(ascii: "t"): try scan("true")
      case UInt8(ascii: "f"): try scan("false")
      case UInt8(ascii: "n"): try scan("null")
      default: throw fault("expected a value")
      }
      if try !isAnotherValueNext(&open) { return }
    }
  }

  /// Closes what closes after a value.
  private mutating func isAnotherValueNext(_ open: inout [UInt8]) throws(Fault) -> Bool {
    while let closing = open.last {
      skipBlanks()
      if current == closing {
        position += 1
        open.removeLast()
      } else if current == UInt8(ascii: ",") {
        position += 1
        if closing == UInt8(ascii: "}") {
          skipBlanks()
          _ = try scanName()
        }
        return true
      } else {
        throw fault(
          closing == UInt8(ascii: "}") ? "expected ',' or '}' after a value" : "expected ',' or ']' after a value")
      }
    }
    return false
  }

  private mutating func scan(_ literal: StaticString) throws(Fault) {
    let end = position + literal.utf8CodeUnitCount
    let matches = literal.withUTF8Buffer { end <= bytes.count && $0.elementsEqual(bytes[position..<end]) }
    guard matches else { throw fault("expected a value") }
    position = end
  }

  private mutating func scanNumber() throws(Fault) {
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") { position += 1 } else { try scanDigits() }
    if current == UInt8(ascii: ".") {
      position += 1
      try scanDigits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try scanDigits()
    }
  }

  private mutating func scanDigits() throws(Fault) {
    let start = position
    while let byte = current, Self.isDigit(byte) { position += 1 }
    if position == start { throw fault("expected a digit") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9") }

  private mutating func scanString() throws(Fault) {
    position += 1
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"): try scanEscape()
      case 0..<0x20: throw fault("expected an escape for a control character in a string")
      default: position += 1
      }
    }
    throw fault("expected '\"' at the end of a string")
  }

  private mutating func scanEscape() throws(Fault) {
    position += 1
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      position += 1
      for _ in 0..<4 {
        guard let byte = current, Self.hexadecimal(byte) != nil else {
          throw fault("expected four hexadecimal digits after '\\u'")
        }
        position += 1
      }
    default: throw fault("expected an escape after '\\'")
    }
  }

  // MARK: Decoding

  /// The bytes of a scanned string, without its quotes and escapes. Lone surrogates become U+FFFD.
  static func decoded(_ bytes: UnsafeBufferPointer<UInt8>, _ string: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(string.count - 2)
    var position = string.lowerBound + 1
    let end = string.upperBound - 1
    while position < end {
      var run = position
      while run < end, bytes[run] != UInt8(ascii: "\\") { run += 1 }
      result.append(contentsOf: bytes[position..<run])
      position = run
      guard position < end else { break }
      switch bytes[position + 1] {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0c)
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        var unit = codeUnit(bytes, position + 2)
        position += 6
        if 0xd800..<0xdc00 ~= unit, position + 6 <= end, bytes[position] == UInt8(ascii: "\\"),
          bytes[position + 1] == UInt8(ascii: "u"), case let low = codeUnit(bytes, position + 2), 0xdc00..<0xe000 ~= low
        {
          unit = 0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)
          position += 6
        }
        result.append(contentsOf: UTF8.encode(Unicode.Scalar(unit) ?? "\u{fffd}") ?? .init())
        continue
      default: result.append(bytes[position + 1])
      }
      position += 2
    }
    return result
  }

  private static func codeUnit(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 4 | UInt32(hexadecimal(bytes[position + $1]) ?? 0) }
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
