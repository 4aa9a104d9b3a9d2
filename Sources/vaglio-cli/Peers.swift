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
  /// The number of ICU's word boundaries, with the rules of Italian.
  static func wordBreaks(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
      guard let text = buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        let breaks = cicu_breaks_open(cicu_breaks_word, text, Int32(buffer.count))
      else { return 0 }
      defer { cicu_breaks_close(breaks) }
      let capacity = 1024
      return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * capacity) { space in
        guard let boundaries = space.baseAddress else { return 0 }
        var total = 0
        while case let count = cicu_breaks_next(breaks, boundaries, boundaries + capacity, Int32(capacity)), count > 0 {
          total += Int(count)
        }
        return total
      }
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
