// What the writers write with: bytes at the end of a buffer, no String and no allocation in between.

extension [UInt8] {
  mutating func write(_ literal: StaticString) {
    literal.withUTF8Buffer { append(contentsOf: $0) }
  }

  mutating func write(decimal number: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var count = 0
      digits.write(decimal: number, at: &count)
      append(contentsOf: UnsafeBufferPointer(rebasing: digits[..<count]))
    }
  }

  /// A number between 0 and 1 with at most four decimals: `0.97`.
  mutating func write(share: Float) {
    let scaled = tenThousandths(of: share)
    if scaled == 10_000 { return append(UInt8(ascii: "1")) }
    append(UInt8(ascii: "0"))
    if scaled == 0 { return }
    append(UInt8(ascii: "."))
    var rest = scaled
    var unit = 1_000
    while rest > 0 {
      append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// Well-formed UTF-8 whatever the bytes: U+FFFD stands for what is ill-formed.
  mutating func write(repairing bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    var run = 0
    while position < bytes.count {
      let scalar = MaximalSubpart(in: bytes, at: position)
      if !scalar.isWellFormed {
        append(contentsOf: bytes[run..<position])
        write("\u{fffd}")
        run = position + scalar.length
      }
      position += scalar.length
    }
    append(contentsOf: bytes[run...])
  }

  mutating func write(repairing bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { write(repairing: $0) }
  }

  /// A token in a column: white space, which tokens have only where they are given, becomes a no-break space.
  mutating func write(form: UnsafeBufferPointer<UInt8>) {
    guard form.contains(where: { isBlank($0) }) else { return write(repairing: form) }
    for piece in form.split(omittingEmptySubsequences: false, whereSeparator: { isBlank($0) }).enumerated() {
      if piece.offset > 0 { write("\u{a0}") }
      write(repairing: UnsafeBufferPointer(rebasing: piece.element))
    }
  }

  mutating func write(form: ArraySlice<UInt8>) {
    form.withUnsafeBufferPointer { write(form: $0) }
  }

  mutating func write(jsonString string: String) {
    var string = string
    string.withUTF8 { write(jsonString: $0) }
  }

  /// A JSON string with its quotes. U+FFFD stands for what is ill-formed.
  mutating func write(jsonString bytes: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    var position = 0
    var run = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x80 {
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
          append(contentsOf: bytes[run..<position])
          write(jsonEscape: byte)
          run = position + 1
        }
        position += 1
        continue
      }
      let scalar = MaximalSubpart(in: bytes, at: position)
      if !scalar.isWellFormed {
        append(contentsOf: bytes[run..<position])
        write("\u{fffd}")
        run = position + scalar.length
      }
      position += scalar.length
    }
    append(contentsOf: bytes[run...])
    append(UInt8(ascii: "\""))
  }

  private mutating func write(jsonEscape byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0a: append(UInt8(ascii: "n"))
    case 0x0c: append(UInt8(ascii: "f"))
    case 0x0d: append(UInt8(ascii: "r"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    default:
      write("u00")
      write(hexadecimal: byte)
    }
  }

  mutating func write(hexadecimal byte: UInt8) {
    for digit in [byte >> 4, byte & 15] {
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
    }
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  @inline(__always)
  func write(_ literal: StaticString, at count: inout Int) {
    literal.withUTF8Buffer { literal in
      for index in 0..<literal.count { self[count + index] = literal[index] }
      count += literal.count
    }
  }

  /// At most 20 bytes.
  @inline(__always)
  func write(decimal number: Int, at count: inout Int) {
    if number < 0 {
      self[count] = UInt8(ascii: "-")
      count += 1
    }
    var length = 1
    var rest = number.magnitude
    while rest > 9 {
      length += 1
      rest /= 10
    }
    rest = number.magnitude
    for index in stride(from: count + length - 1, through: count, by: -1) {
      self[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += length
  }
}

/// A share from 0 to 1 as exports have it, with four digits after the point; NaN is 0.
func tenThousandths(of share: Float) -> Int { share > 0 ? Int((Double(min(share, 1)) * 10_000).rounded()) : 0 }
