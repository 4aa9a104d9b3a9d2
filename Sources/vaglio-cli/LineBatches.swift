import Vaglio

/// Some whole lines of a file.
struct LineBatch: Sendable {
  /// As messages call it.
  let file: String
  /// The number of the first line, from 1.
  let firstLine: Int
  /// The last line may lack its line end.
  let bytes: [UInt8]
  /// Why the file cannot be read further; then there are no lines.
  var error: InputError?
}

/// The lines of files in batches, read as they are asked for: in memory there is one batch, or one line if that is longer.
struct LineBatches: Sequence, IteratorProtocol {
  private static let size = 64 << 10

  /// Whether lines are handed over as soon as they have arrived.
  private let isLineBuffered: Bool
  private var paths: ArraySlice<String>
  private var file: FileDescriptor?
  private var name = ""
  private var line = 1
  private var rest: [UInt8] = []

  init(_ paths: [String], isLineBuffered: Bool) {
    self.paths = paths[...]
    self.isLineBuffered = isLineBuffered
  }

  mutating func next() -> LineBatch? {
    while true {
      if let file {
        do throws(SystemError) {
          if let batch = try nextBatch(of: file) { return batch }
          self.file = nil
        } catch {
          self.file = nil
          return failure(error)
        }
      }
      guard let path = paths.popFirst() else { return nil }
      name = FileName.displayed(path)
      line = 1
      rest = []
      do throws(SystemError) {
        file = try FileDescriptor.open(path)
      } catch {
        return failure(error)
      }
    }
  }

  private func failure(_ error: SystemError) -> LineBatch {
    LineBatch(file: name, firstLine: line, bytes: [], error: InputError(file: name, reason: error.description))
  }

  private mutating func nextBatch(of file: FileDescriptor) throws(SystemError) -> LineBatch? {
    var bytes = rest
    rest = []
    // After the last line end; only what has just been read is searched, so a long line costs no more than its length.
    var end = 0
    while true {
      let searched = bytes.count
      let isMore = try file.read(upTo: Self.size, into: &bytes)
      if !isMore {
        if bytes.isEmpty { return nil }
        return batch(bytes)
      }
      if let newline = bytes[searched...].lastIndex(of: UInt8(ascii: "\n")) { end = newline + 1 }
      if end > 0, isLineBuffered || bytes.count >= Self.size {
        rest = Array(bytes[end...])
        bytes.removeLast(bytes.count - end)
        return batch(bytes)
      }
      // A line without an end would take all the memory there is.
      if bytes.count > [UInt8].maximumTextSize { throw SystemError.fileTooLarge }
    }
  }

  private mutating func batch(_ bytes: [UInt8]) -> LineBatch {
    let batch = LineBatch(file: name, firstLine: line, bytes: bytes)
    line += bytes.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    return batch
  }
}
