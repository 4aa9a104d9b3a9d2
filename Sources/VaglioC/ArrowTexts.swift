import CVaglio
import Vaglio

/// A column of strings or bytes that another program made, read where it lies; released with its reader.
///
/// Its offsets are believed, as the interface has it: who exports a column vouches for it.
final class ArrowTexts {
  private var array: ArrowArray
  private var schema: ArrowSchema
  private let isLarge: Bool

  /// Takes both over, as the interface has it: what is left where they were is marked as released.
  ///
  /// - Throws: `ConfigurationError` when the type is none of strings or bytes, or the array is none of that type; both are
  ///   released then.
  init(_ array: UnsafeMutablePointer<ArrowArray>, _ schema: UnsafeMutablePointer<ArrowSchema>) throws {
    self.array = array.pointee
    self.schema = schema.pointee
    array.pointee.release = nil
    schema.pointee.release = nil
    let format = self.schema.format.map { String(cString: $0) } ?? ""
    isLarge = format == "U" || format == "Z"
    // What is left is released by `deinit`.
    guard isLarge || format == "u" || format == "z" else {
      throw ConfigurationError(
        "the column of texts has the type '\(format)' of Arrow; strings are needed: 'u' or 'U', or bytes: 'z' or 'Z'")
    }
    guard self.array.n_buffers == 3, self.array.buffers != nil, self.array.length >= 0, self.array.offset >= 0 else {
      throw ConfigurationError("the column of texts has \(self.array.n_buffers) buffers where its type has 3")
    }
  }

  deinit {
    array.release?(&array)
    schema.release?(&schema)
  }

  var count: Int { Int(array.length) }

  /// Calls `body` with the bytes of a text, nil where there is none.
  func withText<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer?) throws -> Result) rethrows -> Result {
    let place = Int(array.offset) + index
    if array.null_count != 0, let valid = array.buffers[0] {
      let byte = valid.load(fromByteOffset: place >> 3, as: UInt8.self)
      if byte >> UInt8(place & 7) & 1 == 0 { return try body(nil) }
    }
    guard let offsets = array.buffers[1] else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let start: Int
    let end: Int
    if isLarge {
      start = Int(offsets.load(fromByteOffset: place * 8, as: Int64.self))
      end = Int(offsets.load(fromByteOffset: (place + 1) * 8, as: Int64.self))
    } else {
      start = Int(offsets.load(fromByteOffset: place * 4, as: Int32.self))
      end = Int(offsets.load(fromByteOffset: (place + 1) * 4, as: Int32.self))
    }
    guard let bytes = array.buffers[2], end > start else {
      return try body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    return try body(UnsafeRawBufferPointer(start: bytes + start, count: end - start))
  }
}
