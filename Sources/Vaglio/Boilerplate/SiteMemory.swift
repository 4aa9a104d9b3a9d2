/// Which lines recur on the pages of a site: what several pages have is furniture of the site.
///
/// The state is yours: nothing is remembered anywhere else. It learns over a stream of pages, in bounded memory, and the same
/// pages in the same order make the same state.
///
/// ```swift
/// var memory = SiteMemory()
/// for page in pages {
///   let document = memory.process(page.text, of: page.site, with: .standard)
/// }
/// let saved = memory.bytes                         // SiteMemory(saved) goes on from here
/// ```
public struct SiteMemory: Sendable {
  /// The most sites that are remembered; of more, those that were seen last.
  public let siteLimit: Int
  /// The most lines that are remembered of a site, of more, those seen most often and last. 24 bytes each.
  public let lineLimit: Int

  private var sites: [String: SiteLines] = [:]
  /// How many pages were observed.
  public private(set) var pageCount: UInt64 = 0

  /// - Parameters:
  ///   - siteLimit: at least 1.
  ///   - lineLimit: at least 16.
  public init(siteLimit: Int = 1024, lineLimit: Int = 4096) {
    precondition(siteLimit >= 1 && lineLimit >= 16, "a memory holds at least one site of 16 lines")
    self.siteLimit = siteLimit
    self.lineLimit = lineLimit
  }

  /// What is known of a site; nil when no page of it was observed.
  public subscript(site: String) -> SiteLines? { sites[site] }

  /// How many sites are remembered.
  public var siteCount: Int { sites.count }

  /// Cleans a page with what is known of its site, then learns from it. O(n), and now and then O(lines remembered).
  ///
  /// - Parameter pipeline: one without a `BoilerplateRemover` does not learn.
  public mutating func process(_ bytes: [UInt8], of site: String, with pipeline: Pipeline) -> Document {
    var document = Document(bytes)
    let stages = pipeline.stages.map { stage -> any Stage in
      guard var remover = stage as? BoilerplateRemover else { return stage }
      remover.site = sites[site] ?? SiteLines()
      return remover
    }
    // The stages are in the order of the pipeline, which was right.
    Pipeline(trusted: stages).process(&document)
    learn(document.lineFingerprints, of: site)
    return document
  }

  public mutating func process(_ text: String, of site: String, with pipeline: Pipeline) -> Document {
    process(Array(text.utf8), of: site, with: pipeline)
  }

  mutating func learn(_ fingerprints: [UInt64], of site: String) {
    pageCount += 1
    var lines = sites.removeValue(forKey: site) ?? SiteLines()
    lines.learn(fingerprints, now: pageCount, limit: lineLimit)
    sites[site] = lines
    if sites.count > siteLimit,
      let oldest = sites.min(by: { ($0.value.lastPage, $0.key) < ($1.value.lastPage, $1.key) })
    {
      sites.removeValue(forKey: oldest.key)
    }
  }

  // MARK: Saving and loading

  private static let magic = Array("VGLSIT01".utf8)

  /// The state as bytes: the same for the same state.
  public var bytes: [UInt8] {
    var bytes = Self.magic
    bytes.append(integer: UInt64(siteLimit))
    bytes.append(integer: UInt64(lineLimit))
    bytes.append(integer: pageCount)
    bytes.append(integer: UInt64(sites.count))
    for (name, lines) in sites.sorted(by: { $0.key < $1.key }) {
      bytes.append(integer: UInt64(name.utf8.count))
      bytes.append(contentsOf: name.utf8)
      lines.write(into: &bytes)
    }
    return bytes
  }

  /// - Throws: `LexiconError` when the bytes are no such state, or not the whole of one.
  public init(_ bytes: [UInt8], file: String = "sites") throws(LexiconError) {
    var reader = IntegerReader(bytes: bytes[...])
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": was it written by SiteMemory, and to its end?")
    }
    guard bytes.starts(with: Self.magic) else { throw fail("is no memory of sites of version 1") }
    reader.bytes = bytes[Self.magic.count...]
    guard let siteLimit = reader.integer(), let lineLimit = reader.integer(), let pageCount = reader.integer(),
      let count = reader.integer(), siteLimit >= 1, lineLimit >= 16, siteLimit < 1 << 32, lineLimit < 1 << 32
    else { throw fail("its header is damaged") }
    self.init(siteLimit: Int(siteLimit), lineLimit: Int(lineLimit))
    self.pageCount = pageCount
    for number in 0..<count {
      guard let size = reader.integer(), let name = reader.take(size), let lines = SiteLines(&reader) else {
        throw fail("ends in site \(number + 1) of \(count)")
      }
      sites[String(decoding: name, as: UTF8.self)] = lines
    }
    guard reader.bytes.isEmpty else { throw fail("goes on after its last site") }
  }

  /// - Throws: `LexiconError` when the file cannot be read or is no such state.
  public init(contentsOf path: String) throws(LexiconError) {
    try self.init(try FileBytes.read(path), file: path)
  }
}

extension Array where Element == UInt8 {
  mutating func append(integer value: UInt64) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}

/// Reads what `append(integer:)` wrote.
struct IntegerReader {
  var bytes: ArraySlice<UInt8>

  mutating func integer() -> UInt64? {
    guard bytes.count >= 8 else { return nil }
    var value: UInt64 = 0
    for byte in bytes.prefix(8).reversed() { value = value << 8 | UInt64(byte) }
    bytes = bytes.dropFirst(8)
    return value
  }

  mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
    guard count <= UInt64(bytes.count) else { return nil }
    defer { bytes = bytes.dropFirst(Int(count)) }
    return bytes.prefix(Int(count))
  }
}
