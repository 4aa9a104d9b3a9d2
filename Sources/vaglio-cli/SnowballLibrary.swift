#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The Snowball project's own stemmer in C, where it is installed. Opened at run time, and by `vaglio bench` only.
final class SnowballLibrary {
  /// Words one after the other, so that measuring measures stemming only.
  struct Words {
    fileprivate var bytes: [UInt8] = []
    fileprivate var ends: [Int] = []

    init(_ words: [String]) {
      for word in words {
        bytes.append(contentsOf: word.utf8)
        ends.append(bytes.count)
      }
    }

    func forEach(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
      bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for end in ends {
          body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
          start = end
        }
      }
    }
  }

  private typealias New = @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>?) -> OpaquePointer?
  private typealias Delete = @convention(c) (OpaquePointer) -> Void
  private typealias Stem = @convention(c) (OpaquePointer, UnsafePointer<UInt8>, CInt) -> UnsafePointer<UInt8>?
  private typealias Length = @convention(c) (OpaquePointer) -> CInt

  private let stemmer: OpaquePointer
  private let deleteStemmer: Delete
  private let stemWord: Stem
  private let stemLength: Length

  init?() {
    let names = ["libstemmer.so.0d", "libstemmer.so.0", "libstemmer.so", "libstemmer.dylib"]
    guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first,
      let new = dlsym(library, "sb_stemmer_new"), let delete = dlsym(library, "sb_stemmer_delete"),
      let stem = dlsym(library, "sb_stemmer_stem"), let length = dlsym(library, "sb_stemmer_length"),
      let stemmer = unsafeBitCast(new, to: New.self)("italian", "UTF_8")
    else { return nil }
    self.stemmer = stemmer
    deleteStemmer = unsafeBitCast(delete, to: Delete.self)
    stemWord = unsafeBitCast(stem, to: Stem.self)
    stemLength = unsafeBitCast(length, to: Length.self)
  }

  deinit { deleteStemmer(stemmer) }

  /// The bytes of all stems.
  func stem(_ words: Words) -> Int {
    words.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      var total = 0
      var start = 0
      for end in words.ends {
        _ = stemWord(stemmer, base + start, CInt(end - start))
        total += Int(stemLength(stemmer))
        start = end
      }
      return total
    }
  }
}
