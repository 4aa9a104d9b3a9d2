// Columns of one type that grow by a value at a time.

/// Numbers of a fixed size.
struct ArrowNumbers<Number: BitwiseCopyable> {
  let name: StaticString
  let format: StaticString
  private let values = ArrowBuffer()
  private var validity = ArrowValidity()

  init(_ name: StaticString, _ format: StaticString) {
    self.name = name
    self.format = format
  }

  @inline(__always)
  mutating func append(_ number: Number) {
    values.append(number)
    validity.append(true)
  }

  func finish() -> ArrowColumn {
    ArrowColumn(name, format, length: validity.count, validity: validity, buffers: [values])
  }
}

extension ArrowNumbers<Double> {
  /// A share from 0 to 1 with four digits, as `JSONLinesWriter` has it.
  mutating func append(share: Float) { append(Double(tenThousandths(of: share)) / 10_000) }
}

struct ArrowBooleans {
  let name: StaticString
  private let values = ArrowBuffer()
  private var validity = ArrowValidity()

  init(_ name: StaticString) { self.name = name }

  mutating func append(_ value: Bool) {
    values.setBit(validity.count, to: value)
    validity.append(true)
  }

  func finish() -> ArrowColumn {
    ArrowColumn(name, "b", length: validity.count, validity: validity, buffers: [values])
  }
}

/// Strings of UTF-8, with offsets of 32 bits.
struct ArrowStrings {
  let name: StaticString
  private let offsets = ArrowBuffer()
  private let bytes = ArrowBuffer()
  private var validity = ArrowValidity()

  init(_ name: StaticString) {
    self.name = name
    offsets.append(0 as Int32)
  }

  /// Whether the strings are longer together than offsets can say.
  var isTooLong: Bool { bytes.count > Int(Int32.max) }

  /// - Parameter isWellFormed: whether the bytes are known to be UTF-8; else U+FFFD stands for what is none.
  @inline(__always)
  mutating func append(_ string: UnsafeBufferPointer<UInt8>, isWellFormed: Bool) {
    if isWellFormed {
      bytes.append(contentsOf: string)
    } else {
      var repaired: [UInt8] = []
      repaired.write(repairing: string)
      repaired.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }
    end(true)
  }

  mutating func append(_ string: String) {
    var string = string
    string.withUTF8 { bytes.append(contentsOf: $0) }
    end(true)
  }

  mutating func append(_ string: String?) {
    if let string { append(string) } else { appendNull() }
  }

  mutating func appendNull() { end(false) }

  @inline(__always)
  private mutating func end(_ isValid: Bool) {
    offsets.append(Int32(truncatingIfNeeded: bytes.count))
    validity.append(isValid)
  }

  func finish() -> ArrowColumn {
    ArrowColumn(name, "u", length: validity.count, validity: validity, buffers: [offsets, bytes])
  }
}

/// Where lists end in a column of their elements.
struct ArrowLists {
  let name: StaticString
  private let offsets = ArrowBuffer()
  private var validity = ArrowValidity()
  /// How many elements all lists have.
  private var count = 0

  init(_ name: StaticString) {
    self.name = name
    offsets.append(0 as Int32)
  }

  var isTooLong: Bool { count > Int(Int32.max) }

  mutating func append(count elements: Int) { end(elements, true) }

  mutating func appendNull() { end(0, false) }

  private mutating func end(_ elements: Int, _ isValid: Bool) {
    count += elements
    offsets.append(Int32(truncatingIfNeeded: count))
    validity.append(isValid)
  }

  /// - Parameter fields: of the structures that the lists are of.
  func finish(of fields: [ArrowColumn]) -> ArrowColumn {
    let elements = ArrowColumn("item", "+s", length: count, validity: ArrowValidity(), children: fields)
    return ArrowColumn(name, "+l", length: validity.count, validity: validity, buffers: [offsets], children: [elements])
  }
}
