/// Counts of runs of forms, opened in place: two or three bytes a run and an eighth more.
///
/// A run stands at three places of the table; what stands there, combined by exclusive or, is its count class and a
/// fingerprint (a binary fuse filter that holds values: Graf and Lemire 2022, "Binary Fuse Filters"). A run that is not
/// there passes for one that is once in 262,144 look-ups with three bytes, and once in 1,024 with two: the price is a wrong
/// count now and then, never a wrong text by itself. Two bytes are for runs whose count is bounded by what else is
/// known: where no class above `limit` is taken, a few in 65,536 pass.
///
/// The file, little-endian: the magic `VGLRUNS2`; `UInt32` count of runs, bytes of a place, binary logarithm of the
/// places of a segment, count of segments; `UInt64` seed; then the places, and two bytes that are 0, so that three can be
/// read as four.
package struct RunTable: @unchecked Sendable {
  private let places: UnsafeRawPointer
  /// `countsOfClasses`, at hand.
  private let counts = Self.counts
  package let layout: Layout
  /// How many runs it has.
  let count: Int

  package static let headerSize = 32
  package static let magic: StaticString = "VGLRUNS2"
  /// How many classes of counts there are.
  package static let classCount: UInt32 = 64

  /// Where a run stands.
  package struct Layout: Sendable {
    /// Bytes of a place: 2 or 3.
    package let width: Int
    package let segmentBits: Int
    package let segmentCount: Int
    package let seed: UInt64

    package init(width: Int, segmentBits: Int, segmentCount: Int, seed: UInt64) {
      self.width = width
      self.segmentBits = segmentBits
      self.segmentCount = segmentCount
      self.seed = seed
    }

    package var placeCount: Int { segmentCount << segmentBits }
    package var mask: UInt32 { width == 2 ? 0xffff : 0xff_ffff }

    /// Three places in neighbouring segments, and the fingerprint.
    @inline(__always)
    package func places(_ run: UInt64) -> (Int, Int, Int, fingerprint: UInt32) {
      var hash = (run ^ seed) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 32
      let within = UInt64(1) << UInt64(segmentBits) - 1
      let first = hash.multipliedFullWidth(by: UInt64((segmentCount - 2) << segmentBits)).high
      let second = (first &+ (1 << UInt64(segmentBits))) ^ ((hash >> 18) & within)
      let third = (first &+ (2 << UInt64(segmentBits))) ^ (hash & within)
      // Other bits than those that choose the places.
      let fingerprint = UInt32(truncatingIfNeeded: (hash &* 0xff51_afd7_ed55_8ccd) >> 40) & mask
      return (Int(first), Int(second), Int(third), fingerprint)
    }
  }

  /// - Parameter bytes: must outlive the table.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": make it again with 'vaglio lexicon build'")
    }
    guard let base = bytes.baseAddress, bytes.count >= Self.headerSize else {
      throw fail("found \(bytes.count) bytes, fewer than the header of a table of runs")
    }
    guard Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) }) else {
      throw fail("is no table of runs of version 2")
    }
    let raw = UnsafeRawPointer(base)
    func number(_ offset: Int) -> Int { Int(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
    let (width, segmentBits, segmentCount) = (number(12), number(16), number(20))
    guard (2...3).contains(width), (1...18).contains(segmentBits), (3...1 << 20).contains(segmentCount),
      Self.headerSize + (segmentCount << segmentBits) * width + 2 == bytes.count
    else { throw fail("its header does not fit its size of \(bytes.count) bytes") }
    places = raw + Self.headerSize
    layout = Layout(
      width: width, segmentBits: segmentBits, segmentCount: segmentCount,
      seed: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    count = number(8)
  }

  /// A table without runs.
  init() {
    places = UnsafeRawPointer(Self.emptyPlaces)
    layout = Layout(width: 3, segmentBits: 1, segmentCount: 3, seed: 0)
    count = 0
  }

  /// As many places as the table without runs has, of which none is a run's.
  nonisolated(unsafe) private static let emptyPlaces: UnsafePointer<UInt64> = {
    let places = UnsafeMutablePointer<UInt64>.allocate(capacity: 3)
    places.initialize(repeating: 0, count: 3)
    return UnsafePointer(places)
  }()

  /// The class of a count: 3.5 classes for each doubling, up to 250,000.
  package static func countClass(_ count: Double, binaryLogarithm: (Double) -> Double) -> UInt32 {
    UInt32(min(Double(classCount - 1), max(0, (classesForDoubling * binaryLogarithm(max(1, count))).rounded())))
  }

  static let classesForDoubling = 3.5

  /// The counts that the 64 classes stand for.
  package static let countsOfClasses: [Double] = (0..<Int(classCount)).map {
    exp2Approximate(Double($0) / classesForDoubling)
  }

  /// The same for look-ups that must not ask whether they are computed: tables hold it.
  nonisolated(unsafe) private static let counts = UnsafePointer<Double>(lasting: countsOfClasses)

  /// The count that a class stands for.
  @inline(__always)
  func count(ofClass countClass: Int) -> Double { counts[countClass] }

  /// About how often a run was counted; 0 when it is not there. O(1).
  @inline(__always)
  func count(_ run: UInt64) -> Double { countClass(run).map { counts[$0] } ?? 0 }

  /// The class of its count; nil when it is not there. O(1).
  ///
  /// - Parameter limit: no class above it is believed.
  @inline(__always)
  func countClass(_ run: UInt64, limit: Int = Int(classCount) - 1) -> Int? {
    if count == 0 { return nil }
    let (first, second, third, fingerprint) = layout.places(run)
    let found = (place(first) ^ place(second) ^ place(third)) & layout.mask ^ fingerprint
    return found <= UInt32(truncatingIfNeeded: limit) ? Int(found) : nil
  }

  @inline(__always)
  private func place(_ place: Int) -> UInt32 {
    places.loadUnaligned(fromByteOffset: place &* layout.width, as: UInt32.self)
  }
}

extension UnsafePointer<Double> {
  /// Numbers that stay where they are for the life of the process.
  init(lasting numbers: [Double]) {
    let copy = UnsafeMutablePointer<Double>.allocate(capacity: max(1, numbers.count))
    copy.initialize(repeating: 0, count: max(1, numbers.count))
    for (index, number) in numbers.enumerated() { copy[index] = number }
    self.init(copy)
  }
}
