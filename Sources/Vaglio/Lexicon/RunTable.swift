/// Counts of runs of forms, opened in place: three bytes a slot.
///
/// A slot is 18 bits of fingerprint and 6 bits of count class, so that millions of runs fit a few megabytes. Two runs
/// share slot and fingerprint once in about 20,000 look-ups of runs that are not there: the price is a wrong count now
/// and then, never a wrong text by itself (Talbot and Osborne 2007, "Smoothed Bloom filter language models").
///
/// The file, little-endian: the magic `VGLRUNS1`; `UInt32` count of runs, count of slots, and two that are 0; then the
/// slots, three bytes each, 0 for a free one; then one byte, so that a slot can be read as four bytes.
package struct RunTable: @unchecked Sendable {
  private let slots: UnsafeRawPointer
  private let slotCount: UInt64
  /// How many runs it has.
  let count: Int

  package static let headerSize = 24
  package static let magic: StaticString = "VGLRUNS1"

  /// - Parameter bytes: must outlive the table.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": make it again with 'vaglio lexicon build'")
    }
    guard let base = bytes.baseAddress, bytes.count >= Self.headerSize else {
      throw fail("found \(bytes.count) bytes, fewer than the header of a table of runs")
    }
    guard Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) }) else {
      throw fail("is no table of runs of version 1")
    }
    let raw = UnsafeRawPointer(base)
    let count = raw.load(fromByteOffset: 8, as: UInt32.self)
    let slotCount = raw.load(fromByteOffset: 12, as: UInt32.self)
    guard count < slotCount, Self.headerSize + Int(slotCount) * 3 + 1 == bytes.count else {
      throw fail("its header does not fit its size of \(bytes.count) bytes")
    }
    slots = raw + Self.headerSize
    self.slotCount = UInt64(slotCount)
    self.count = Int(count)
  }

  /// A table without runs.
  init() {
    slots = UnsafeRawPointer(Self.emptySlot)
    slotCount = 1
    count = 0
  }

  nonisolated(unsafe) private static let emptySlot: UnsafePointer<UInt32> = {
    let slot = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    slot.initialize(to: 0)
    return UnsafePointer(slot)
  }()

  /// The slot where a run's search starts, and its fingerprint, which is never 0.
  @inline(__always)
  package static func place(_ run: UInt64, slotCount: UInt64) -> (slot: UInt64, fingerprint: UInt32) {
    (((run >> 32) &* slotCount) >> 32, max(1, UInt32(truncatingIfNeeded: run) & 0x3_ffff))
  }

  /// The class of a count: 3.5 classes for each doubling, up to 250,000.
  package static func countClass(_ count: Double, binaryLogarithm: (Double) -> Double) -> UInt32 {
    UInt32(min(63, max(0, (3.5 * binaryLogarithm(max(1, count))).rounded())))
  }

  /// The counts that the 64 classes stand for.
  static let countsOfClasses: [Double] = (0..<64).map { exp2Approximate(Double($0) / 3.5) }

  /// About how often a run was counted; 0 when it is not there. O(1).
  @inline(__always)
  func count(_ run: UInt64) -> Double { countClass(run).map { Self.countsOfClasses[$0] } ?? 0 }

  /// The class of its count; nil when it is not there. O(1).
  @inline(__always)
  func countClass(_ run: UInt64) -> Int? {
    var (slot, fingerprint) = Self.place(run, slotCount: slotCount)
    while true {
      let found = slots.loadUnaligned(fromByteOffset: Int(slot) * 3, as: UInt32.self) & 0xff_ffff
      if found == 0 { return nil }
      if found & 0x3_ffff == fingerprint { return Int(found >> 18) }
      slot += 1
      if slot == slotCount { slot = 0 }
    }
  }
}
