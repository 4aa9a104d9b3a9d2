#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why the system did not read or write.
struct SystemError: Error, CustomStringConvertible {
  let code: Int32

  var description: String { String(cString: strerror(code)) }

  /// The reader of our output has gone: nothing to complain about.
  var isBrokenPipe: Bool { code == EPIPE }
}

/// An open file. Closed when it is let go, unless it is one of the three that every process has.
final class FileDescriptor: Sendable {
  static let standardInput = FileDescriptor(0)
  static let standardOutput = FileDescriptor(1)
  static let standardError = FileDescriptor(2)

  private let number: Int32

  private init(_ number: Int32) { self.number = number }

  /// Puts something that cannot be used in the place of standard descriptors that the caller has closed. Otherwise the
  /// next file or queue that is opened would get their numbers, and texts would be read from it or written to it.
  ///
  /// Call it first of all: the runtime opens descriptors of its own.
  static func occupyStandardDescriptors() {
    for number in Int32(0)...2 where fcntl(number, F_GETFD) < 0 {
      // Reading from the first and writing to the others then fails as it would have.
      _ = systemOpen("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// - Parameter path: `-` is the standard input.
  static func open(_ path: String) throws(SystemError) -> FileDescriptor {
    if path == "-" { return standardInput }
    let number = systemOpen(path, O_RDONLY | O_CLOEXEC)
    if number < 0 { throw SystemError(code: errno) }
    return FileDescriptor(number)
  }

  deinit {
    if number > 2 { _ = close(number) }
  }

  /// Appends what can be read at once, at most `count` bytes. Returns false at the end of the file.
  func read(upTo count: Int, into bytes: inout [UInt8]) throws(SystemError) -> Bool {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    while true {
      let result = bytes.withUnsafeMutableBytes { buffer in
        systemRead(number, buffer.baseAddress.map { $0 + start }, count)
      }
      if result < 0, errno == EINTR { continue }
      let code = errno
      bytes.removeLast(count - max(0, result))
      if result < 0 { throw SystemError(code: code) }
      return result > 0
    }
  }

  func write(_ bytes: [UInt8]) throws(SystemError) {
    var position = 0
    while position < bytes.count {
      let result = bytes.withUnsafeBytes { buffer in
        systemWrite(number, buffer.baseAddress.map { $0 + position }, bytes.count - position)
      }
      if result < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          // Somebody made the descriptor non-blocking: wait until it takes more.
          var waiting = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
          _ = poll(&waiting, 1, -1)
          continue
        }
        throw SystemError(code: errno)
      }
      position += result
    }
  }

  /// The length of a regular file in bytes; 0 of anything else.
  var length: Int {
    var status = stat()
    guard fstat(number, &status) == 0 else { return 0 }
    return Int(status.st_size)
  }
}

// Functions of the system whose names the type's own methods hide.

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }

private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  guard let buffer else { return 0 }
  return read(number, buffer, count)
}

private func systemWrite(_ number: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  guard let buffer else { return 0 }
  return write(number, buffer, count)
}

extension SystemError {
  static let fileTooLarge = SystemError(code: EFBIG)
}
