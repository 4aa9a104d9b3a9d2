#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whole files, without Foundation.
enum FileBytes {
  static func read(_ path: String) throws(LexiconError) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      let reason = String(cString: strerror(errno))
      throw LexiconError(file: path, reason: "cannot be opened: \(reason): check the path and the permissions")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    let size = 1 << 16
    while true {
      let count = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: size))
      let got = bytes.withUnsafeMutableBytes { fread($0.baseAddress.map { $0 + count }, 1, size, file) }
      bytes.removeLast(size - got)
      if got == size { continue }
      if ferror(file) != 0 {
        throw LexiconError(
          file: path, reason: "cannot be read: \(String(cString: strerror(errno))): is it a regular file?")
      }
      return bytes
    }
  }

  /// A whole file, aligned, for tables that are read in place. It stays in memory for the life of the process.
  static func kept(_ path: String) throws(LexiconError) -> UnsafeBufferPointer<UInt8> {
    let bytes = try read(path)
    let kept = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    kept.copyBytes(from: bytes)
    return UnsafeBufferPointer(kept.bindMemory(to: UInt8.self))
  }
}
