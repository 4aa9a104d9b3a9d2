import ArgumentParser
import Vaglio

/// The standard output, written in large pieces; and the standard error.
struct Output: ~Copyable {
  private var buffer: [UInt8] = []
  private static let size = 64 << 10

  mutating func write(_ bytes: [UInt8]) throws {
    if buffer.isEmpty, bytes.count >= Self.size { return try Self.write(bytes) }
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.size { try flush() }
  }

  mutating func flush() throws {
    if buffer.isEmpty { return }
    try Self.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private static func write(_ bytes: [UInt8]) throws {
    do throws(SystemError) {
      try FileDescriptor.standardOutput.write(bytes)
    } catch {
      // What a process that is stopped by SIGPIPE leaves behind, for when the caller ignores that signal.
      if error.isBrokenPipe { throw ExitCode(128 + 13) }
      Self.complain("standard output: \(error)")
      throw ExitCode.failure
    }
  }

  /// One line on the standard error. Control characters, which may come from a file's name or content, are not passed on
  /// to the terminal.
  static func complain(_ message: String) {
    var line = message
    if line.unicodeScalars.contains(where: { $0.value < 0x20 || 0x7f..<0xa0 ~= $0.value }) {
      line = String(
        String.UnicodeScalarView(
          line.unicodeScalars.map { $0.value < 0x20 || 0x7f..<0xa0 ~= $0.value ? "\u{fffd}" : $0 })
      )
    }
    // Without a standard error there is nobody to tell.
    try? FileDescriptor.standardError.write(Array("\(line)\n".utf8))
  }
}
