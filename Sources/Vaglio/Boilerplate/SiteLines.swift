/// The lines of one site, by hashes of their words, with how many of its pages had each.
public struct SiteLines: Sendable {
  struct Entry: Sendable {
    var pages: UInt32
    /// The page that had it last.
    var last: UInt64
  }

  /// Pages observed so far.
  public private(set) var pageCount = 0
  /// When the last page of the site was observed.
  private(set) var lastPage: UInt64 = 0
  private var entries: [UInt64: Entry] = [:]

  public init() {}

  /// Lines remembered.
  public var lineCount: Int { entries.count }

  /// Whether at least three of the lines were on most earlier pages.
  func knowsAny(of lines: [LineFeatures]) -> Bool {
    guard pageCount > 0 else { return false }
    var known = 0
    for line in lines {
      if let entry = entries[line.fingerprint], Int(entry.pages) * 2 > pageCount { known += 1 }
    }
    return known >= 3
  }

  /// For each line what its recurrence says for furniture, as a log of odds.
  func priors(_ lines: [LineFeatures]) -> [Float] {
    guard pageCount > 0 else { return [] }
    // One earlier page may be the same article.
    let trust = Float(min(pageCount, 4)) / 4
    return lines.map { line in
      // That a menu or a list of titles is new says nothing: sections of a site have their own; and "Leggi anche: …" names
      // another article each time.
      guard let entry = entries[line.fingerprint] else {
        return line.isProse && !line.phraseIsSure ? -Self.novelty * trust : 0
      }
      let share = Float(entry.pages) / Float(pageCount)
      if entry.pages == 1, pageCount > 2 { return 0.5 }
      return (1 + Self.recurrence * share) * (0.5 + trust / 2)
    }
  }

  private static let recurrence: Float = 5
  private static let novelty: Float = 2

  mutating func learn(_ fingerprints: [UInt64], now: UInt64, limit: Int) {
    pageCount += 1
    lastPage = now
    for fingerprint in fingerprints {
      if let entry = entries[fingerprint] {
        // Twice on a page is one page.
        if entry.last != now { entries[fingerprint] = Entry(pages: entry.pages &+ 1, last: now) }
      } else {
        entries[fingerprint] = Entry(pages: 1, last: now)
      }
    }
    guard entries.count > limit else { return }
    // The rarest and oldest quarter goes.
    let order = entries.sorted { ($0.value.pages, $0.value.last, $0.key) < ($1.value.pages, $1.value.last, $1.key) }
    for (fingerprint, _) in order.prefix(entries.count - limit * 3 / 4) { entries.removeValue(forKey: fingerprint) }
  }

  func write(into bytes: inout [UInt8]) {
    bytes.append(integer: UInt64(pageCount))
    bytes.append(integer: lastPage)
    bytes.append(integer: UInt64(entries.count))
    for (fingerprint, entry) in entries.sorted(by: { $0.key < $1.key }) {
      bytes.append(integer: fingerprint)
      bytes.append(integer: UInt64(entry.pages))
      bytes.append(integer: entry.last)
    }
  }

  init?(_ reader: inout IntegerReader) {
    guard let pages = reader.integer(), let last = reader.integer(), let count = reader.integer(), pages < 1 << 40,
      count <= UInt64(reader.bytes.count / 24)
    else { return nil }
    pageCount = Int(pages)
    lastPage = last
    for _ in 0..<count {
      guard let fingerprint = reader.integer(), let pages = reader.integer(), let last = reader.integer() else {
        return nil
      }
      entries[fingerprint] = Entry(pages: UInt32(truncatingIfNeeded: pages), last: last)
    }
  }
}
