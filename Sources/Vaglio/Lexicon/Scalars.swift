/// Reading UTF-8 by scalar and by letter, on bytes. Nothing here allocates, and no byte sequence makes it fail.
extension UnsafeBufferPointer<UInt8> {
  /// The scalar that starts at `index` and its length; an ill-formed byte is U+FFFD of length 1.
  @inline(__always)
  func scalar(at index: Int) -> (value: UInt32, length: Int) {
    let first = self[index]
    if first < 0x80 { return (UInt32(first), 1) }
    return multibyteScalar(at: index)
  }

  private func multibyteScalar(at index: Int) -> (value: UInt32, length: Int) {
    func continuation(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> UInt32? {
      guard index + offset < count, range.contains(self[index + offset]) else { return nil }
      return UInt32(self[index + offset] & 0x3F)
    }
    let first = self[index]
    switch first {
    case 0xC2...0xDF:
      if let second = continuation(1) { return (UInt32(first & 0x1F) << 6 | second, 2) }
    case 0xE0...0xEF:
      // E0 80 would be overlong, ED A0 a surrogate.
      let second = continuation(1, first == 0xE0 ? 0xA0...0xBF : first == 0xED ? 0x80...0x9F : 0x80...0xBF)
      if let second, let third = continuation(2) { return (UInt32(first & 0xF) << 12 | second << 6 | third, 3) }
    case 0xF0...0xF4:
      let second = continuation(1, first == 0xF0 ? 0x90...0xBF : first == 0xF4 ? 0x80...0x8F : 0x80...0xBF)
      if let second, let third = continuation(2), let fourth = continuation(3) {
        return (UInt32(first & 0x7) << 18 | second << 12 | third << 6 | fourth, 4)
      }
    default: break
    }
    return (0xFFFD, 1)
  }

  /// The scalar that ends at `end`, and its length; an ill-formed byte is U+FFFD of length 1. `end` is above 0.
  func scalar(before end: Int) -> (value: UInt32, length: Int) {
    let last = self[end - 1]
    if last < 0x80 { return (UInt32(last), 1) }
    for length in 2...4 where end - length >= 0 && !UTF8.isContinuation(self[end - length]) {
      let scalar = scalar(at: end - length)
      return scalar.length == length ? scalar : (0xFFFD, 1)
    }
    return (0xFFFD, 1)
  }

  /// The scalars of a stretch, at most 64 of them: no Italian word is longer, and a text without a blank must not cost its
  /// square.
  func scalars(in range: Range<Int>) -> [UInt32] {
    var result: [UInt32] = []
    var index = range.lowerBound
    while index < range.upperBound, result.count < 64 {
      let (value, length) = scalar(at: index)
      result.append(value)
      index += length
    }
    return result
  }

  /// The scalars of a stretch, decoded as they are asked for.
  func scalarRun(_ range: Range<Int>) -> ScalarRun { ScalarRun(text: self, range: range) }

  /// Where the run of Latin letters that ends at `end` begins.
  func startOfLatinWord(endingAt end: Int) -> Int {
    var start = end
    while start > 0 {
      let (value, length) = scalar(before: start)
      guard isLatinLetter(value) else { break }
      start -= length
    }
    return start
  }

  /// Where the run of Latin letters that starts at `start` ends.
  func endOfLatinWord(startingAt start: Int) -> Int {
    var end = start
    while end < count {
      let (value, length) = scalar(at: end)
      guard isLatinLetter(value) else { break }
      end += length
    }
    return end
  }
}

/// The scalars of a stretch of a text, without a copy of them.
struct ScalarRun: Sequence, IteratorProtocol {
  private let text: UnsafeBufferPointer<UInt8>
  private var range: Range<Int>

  init(text: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    self.text = text
    self.range = range
  }

  @inline(__always)
  mutating func next() -> UInt32? {
    guard !range.isEmpty else { return nil }
    let (value, length) = text.scalar(at: range.lowerBound)
    range = Swift.min(range.lowerBound + length, range.upperBound)..<range.upperBound
    return value
  }
}

/// Letters of the Latin blocks up to Latin Extended-B.
@inline(__always)
func isLatinLetter(_ value: UInt32) -> Bool {
  if value < 0x80 { return value &- 0x61 < 26 || value &- 0x41 < 26 }
  return value >= 0xC0 && value <= 0x24F && value != 0xD7 && value != 0xF7
}

@inline(__always)
func isDigit(_ value: UInt32) -> Bool { value &- 0x30 < 10 }

/// A blank, a tab or a line end of ASCII.
@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

/// ' and ’.
@inline(__always)
func isApostrophe(_ value: UInt32) -> Bool { value == 0x27 || value == 0x2019 }

/// The simple lower case of ASCII and Latin-1; other scalars stay.
@inline(__always)
func latinLowercase(_ value: UInt32) -> UInt32 {
  if value &- 0x41 < 26 { return value | 0x20 }
  if value >= 0xC0, value <= 0xDE, value != 0xD7 { return value | 0x20 }
  return value
}

/// Scalars as a string in `latinLowercase`; what is no scalar is left out.
func latinLowercaseString(_ scalars: [UInt32]) -> String {
  String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar(latinLowercase($0)) }))
}

@inline(__always)
func isLatinUppercase(_ value: UInt32) -> Bool { latinLowercase(value) != value }

/// The simple upper case of ASCII and Latin-1; other scalars stay.
func latinUppercase(_ value: UInt32) -> UInt32 {
  if value &- 0x61 < 26 { return value & ~0x20 }
  if value >= 0xE0, value <= 0xFE, value != 0xF7 { return value & ~0x20 }
  return value
}

extension Array where Element == UInt8 {
  /// Appends a scalar in UTF-8.
  mutating func append(scalar value: UInt32) {
    if value < 0x80 {
      append(UInt8(value))
    } else if value < 0x800 {
      append(UInt8(0xC0 | value >> 6))
      append(UInt8(0x80 | value & 0x3F))
    } else if value < 0x10000 {
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    } else {
      append(UInt8(0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 0x3F))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    }
  }
}

extension FormLexicon {
  /// Looks up the lower case of scalars.
  subscript(scalars: some Sequence<UInt32>) -> Entry? { self[scalars, CollectionOfOne<UInt32>?.none] }

  /// Looks up the lower case of scalars and of what follows them.
  subscript(scalars: some Sequence<UInt32>, ending: (some Sequence<UInt32>)?) -> Entry? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      var count = 0
      func append(_ scalar: UInt32) -> Bool {
        let value = latinLowercase(scalar)
        guard count + 4 <= 256, value < 0x800 else { return false }
        if value < 0x80 {
          buffer[count] = UInt8(value)
          count += 1
        } else {
          buffer[count] = UInt8(0xC0 | value >> 6)
          buffer[count + 1] = UInt8(0x80 | value & 0x3F)
          count += 2
        }
        return true
      }
      for scalar in scalars where !append(scalar) { return nil }
      if let ending {
        for scalar in ending where !append(scalar) { return nil }
      }
      return self[UnsafeBufferPointer(rebasing: buffer[..<count])]
    }
  }
}
