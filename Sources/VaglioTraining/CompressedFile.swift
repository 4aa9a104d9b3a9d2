public import Vaglio

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A text file, plain or compressed with gzip (`.gz`), read line by line.
public struct CompressedFile {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// Calls `body` with the bytes of each line, without its line end. Memory stays at the longest line.
  ///
  /// - Throws: `LexiconError` when the file cannot be read or is not whole.
  public func forEachLine(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws(LexiconError) {
    // The tool that every system with .gz files has; a decompressor of ours would be one more thing to maintain.
    let quoted = "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    guard let stream = popen((path.hasSuffix(".gz") ? "gzip -dc < " : "cat < ") + quoted, "r") else {
      throw LexiconError(file: path, reason: "cannot be read: gzip did not start")
    }
    var line: [UInt8] = []
    let size = 1 << 16
    let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { chunk.deallocate() }
    while true {
      let count = fread(chunk, 1, size, stream)
      if count == 0 { break }
      var start = 0
      for index in 0..<count where chunk[index] == 0x0a {
        if line.isEmpty {
          body(UnsafeBufferPointer(start: chunk + start, count: index - start))
        } else {
          line.append(contentsOf: UnsafeBufferPointer(start: chunk + start, count: index - start))
          line.withUnsafeBufferPointer(body)
          line.removeAll(keepingCapacity: true)
        }
        start = index + 1
      }
      line.append(contentsOf: UnsafeBufferPointer(start: chunk + start, count: count - start))
    }
    if !line.isEmpty { line.withUnsafeBufferPointer(body) }
    guard pclose(stream) == 0 else {
      throw LexiconError(file: path, reason: "cannot be read to its end: is it there, and is it whole?")
    }
  }

  /// Calls `body` with each line until one is wrong.
  ///
  /// - Parameter body: says what is wrong with the line, or nil.
  /// - Throws: `LexiconError` with the number of the first line that `body` found wrong; as `forEachLine` otherwise.
  func checkEachLine(_ body: (UnsafeBufferPointer<UInt8>) -> String?) throws(LexiconError) {
    var number = 0
    var fault: LexiconError?
    try forEachLine { line in
      number += 1
      guard fault == nil, let reason = body(line) else { return }
      fault = LexiconError(file: path, line: number, reason: reason)
    }
    if let fault { throw fault }
  }

  /// The same with each line as a record of JSON.
  func forEachRecord(_ body: (JSONRecord) -> String?) throws(LexiconError) {
    try checkEachLine { line in
      let record = JSONRecord(Array(line))
      return body(record).map { record.fault ?? $0 }
    }
  }
}
