import CICU

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What others need for work like ours, to compare with.
enum Peers {
  enum Breaks { case word, sentence }

  /// The number of ICU's boundaries, with the rules of Italian; what ICU says of the words is not asked for.
  static func breaks(_ breaks: Breaks, _ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
      guard let text = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return 0 }
      let kind = breaks == .word ? cicu_breaks_word : cicu_breaks_sentence
      return Int(cicu_breaks_count(kind, text, Int32(buffer.count)))
    }
  }

  static func normalizedLength(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
      guard let text = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return 0 }
      return Int(cicu_nfc_length(text, Int32(buffer.count)))
    }
  }

  /// The most memory that this process has had, in bytes.
  static var peakMemory: Int {
    var usage = rusage()
    #if canImport(Darwin)
      guard getrusage(RUSAGE_SELF, &usage) == 0 else { return 0 }
      return usage.ru_maxrss
    #else
      guard getrusage(RUSAGE_SELF.asWho, &usage) == 0 else { return 0 }
      return usage.ru_maxrss * 1024
    #endif
  }
}

#if !canImport(Darwin)
  // Glibc imports RUSAGE_SELF as an enumeration, and the parameter as what that is made of.
  extension __rusage_who {
    fileprivate var asWho: __rusage_who_t { __rusage_who_t(truncatingIfNeeded: Int(rawValue)) }
  }
#endif
