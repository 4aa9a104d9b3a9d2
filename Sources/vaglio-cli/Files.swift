import ArgumentParser
import Vaglio

/// What the input is called in messages and ids.
enum FileName {
  static func displayed(_ path: String) -> String { path == "-" ? "standard input" : path }
}

extension [UInt8] {
  /// ICU's offsets are signed and have 32 bits.
  static let maximumTextSize = Int(Int32.max)

  /// A whole file.
  /// - Parameter path: `-` is the standard input.
  /// - Throws: `InputError` with the system's reason.
  init(contentsOf path: String) throws(InputError) {
    let name = FileName.displayed(path)
    self.init()
    do throws(SystemError) {
      let file = try FileDescriptor.open(path)
      let length = file.length
      if length > Self.maximumTextSize { throw SystemError.fileTooLarge }
      // One byte more, so that the end is seen without growing the buffer.
      reserveCapacity(length + 1)
      var isMore = true
      while isMore {
        isMore = try file.read(upTo: Swift.max(64 << 10, Swift.min(length + 1 - count, 16 << 20)), into: &self)
        if count > Self.maximumTextSize { throw SystemError.fileTooLarge }
      }
    } catch {
      throw InputError(file: name, reason: error.description)
    }
  }
}

/// Puts bytes in a file, made or made anew; the command ends with a message when that cannot be.
/// - Throws: `ExitCode.failure`.
func write(_ bytes: [UInt8], to path: String) throws {
  do throws(SystemError) {
    try FileDescriptor.create(path).write(bytes)
  } catch {
    Output.complain("\(path): \(error)")
    throw ExitCode.failure
  }
}
