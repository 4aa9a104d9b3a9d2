/// The confusions of a channel model as a search through a graph of forms wants them: by what was read, as a whole, and then
/// by the class of what is printed first, so that those that cannot be at a place are passed by unseen.
final class ConfusionTable: @unchecked Sendable {
  struct Confusion {
    /// The class of its first printed byte, as a bit; or one of those below.
    let bit: UInt64
    /// The same of its last; where it prints nothing all bits.
    let lastBit: UInt64
    /// In sixteenths of a natural logarithm.
    let cost: Int32
    private let count: UInt8
    let printed: UnsafePointer<UInt8>

    var printedCount: Int { Int(count) }

    fileprivate init(_ confusion: ChannelModel.Confusion, _ graph: FormGraph) {
      cost = confusion.costInSixteenths
      count = UInt8(confusion.printedCount)
      printed = confusion.printed
      if confusion.printedCount == 0 {
        bit = nothing
        lastBit = .max
      } else {
        let last = confusion.printed[confusion.printedCount - 1]
        lastBit = last == 0x20 ? blank : graph.bit(last)
        bit = confusion.printed[0] == 0x20 ? blank : graph.bit(confusion.printed[0])
      }
    }
  }

  /// Bytes that are read for others.
  struct Misreading {
    /// What they are read for: the bits of its first bytes.
    let mask: UInt64
    /// The bits of the last bytes.
    let lastMask: UInt64
    /// What the cheapest confusion costs.
    let cheapest: Int32
    let readCount: Int32
    let read: UnsafePointer<UInt8>
    /// Where the confusions of each bit of the mask start, and where those of the last end.
    fileprivate let starts: UnsafePointer<Int32>

    /// The confusions of a bit, which the mask must have: the cheapest first.
    @inline(__always)
    func range(_ bit: UInt64) -> Range<Int> {
      let start = starts + (mask & (bit &- 1)).nonzeroBitCount
      return Range(uncheckedBounds: (Int(start[0]), Int(start[1])))
    }
  }

  /// The bits of a blank that is printed, and of a confusion that prints nothing: beyond the classes of a graph.
  static let blank: UInt64 = 1 << 62
  static let nothing: UInt64 = 1 << 63
  /// The most misreadings that are at one place: one of each length.
  static let mostAtPlace = ChannelModel.longestSide

  private let confusions: UnsafeMutablePointer<Confusion>
  private let misreadings: UnsafeMutablePointer<Misreading>
  private let starts: UnsafeMutablePointer<Int32>
  /// How many misreadings there are; the last is that of nothing read, where something was printed.
  let count: Int
  /// For each first byte the misreading of it alone, or -1.
  private let single: UnsafeMutablePointer<Int32>
  /// For each first byte and seven bits of a second, where the misreadings of two bytes and more start.
  private let long: UnsafeMutablePointer<Int32>

  /// What nothing is read as.
  nonisolated(unsafe) private static let noBytes = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

  private static func longIndex(_ first: UInt8, _ second: UInt8) -> Int { Int(first) &* 128 &+ Int(second & 127) }

  /// - Parameter graph: whose classes are used.
  init(_ channel: ChannelModel, graph: FormGraph) {
    confusions = .allocate(capacity: max(1, channel.count))
    misreadings = .allocate(capacity: channel.count + 1)
    starts = .allocate(capacity: 2 * channel.count + 2)
    single = .allocate(capacity: 256)
    single.initialize(repeating: -1, count: 256)
    long = .allocate(capacity: 256 * 128 + 1)
    var rows: [(read: [UInt8], confusions: [ChannelModel.Confusion])] = []
    var numbers: [[UInt8]: Int] = [:]
    for index in 0..<channel.count {
      let confusion = channel[index]
      let read = Array(UnsafeBufferPointer(start: confusion.read, count: confusion.readCount))
      // The classes of all else are none of the graph's.
      guard Confusion(confusion, graph).bit != 0 else { continue }
      if let number = numbers[read] {
        rows[number].confusions.append(confusion)
      } else {
        numbers[read] = rows.count
        rows.append((read, [confusion]))
      }
    }
    // One byte by itself first, then by the first two, and nothing last.
    func order(_ read: [UInt8]) -> Int {
      switch read.count {
      case 0: .max
      case 1: Int(read[0]) - 256
      default: Self.longIndex(read[0], read[1])
      }
    }
    rows.sort { (order($0.read), $0.read.count) < (order($1.read), $1.read.count) }
    var confusionCount = 0
    var startCount = 0
    for (number, row) in rows.enumerated() {
      let found = row.confusions.map { Confusion($0, graph) }.sorted {
        ($0.bit, $0.cost) < ($1.bit, $1.cost)
      }
      let mask = found.reduce(0) { $0 | $1.bit }
      (misreadings + number).initialize(
        to: Misreading(
          mask: mask, lastMask: found.reduce(0) { $0 | $1.lastBit }, cheapest: found.map(\.cost).min() ?? .max,
          readCount: Int32(row.read.count),
          read: row.confusions[0].read, starts: starts + startCount))
      if row.read.count == 1 { single[Int(row.read[0])] = Int32(number) }
      for (offset, confusion) in found.enumerated() {
        if offset == 0 || found[offset - 1].bit != confusion.bit {
          starts[startCount] = Int32(confusionCount)
          startCount += 1
        }
        (confusions + confusionCount).initialize(to: confusion)
        confusionCount += 1
      }
      starts[startCount] = Int32(confusionCount)
      startCount += 1
    }
    if rows.last?.read.isEmpty != true {
      starts[startCount] = 0
      (misreadings + rows.count).initialize(
        to: Misreading(
          mask: 0, lastMask: 0, cheapest: .max, readCount: 0, read: Self.noBytes, starts: starts + startCount))
      count = rows.count + 1
    } else {
      count = rows.count
    }
    var number = rows.firstIndex { $0.read.count > 1 } ?? rows.count
    for index in 0...256 * 128 {
      while number < rows.count, order(rows[number].read) < index { number += 1 }
      long[index] = Int32(number)
    }
  }

  deinit {
    confusions.deallocate()
    misreadings.deallocate()
    starts.deallocate()
    single.deallocate()
    long.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Confusion { confusions[index] }

  @inline(__always)
  func misreading(_ number: Int32) -> UnsafePointer<Misreading> { UnsafePointer(misreadings + Int(number)) }

  /// Nothing read, where something was printed.
  var omission: UnsafePointer<Misreading> { UnsafePointer(misreadings + (count - 1)) }

  /// The numbers of the misreadings that a place of a stretch may be: at most one of each length, in the order of length.
  ///
  /// - Parameters:
  ///   - bytes: from the place on; at least one.
  ///   - numbers: room for `mostAtPlace`.
  /// - Returns: how many there are.
  func find(
    _ bytes: UnsafeBufferPointer<UInt8>, into numbers: UnsafeMutablePointer<Int32>
  ) -> Int {
    var found = 0
    if single[Int(bytes[0])] >= 0 {
      numbers[0] = single[Int(bytes[0])]
      found = 1
    }
    guard bytes.count > 1 else { return found }
    let index = Self.longIndex(bytes[0], bytes[1])
    for number in long[index]..<long[index + 1] {
      let misreading = misreading(number)
      let count = Int(misreading.pointee.readCount)
      guard count <= bytes.count, (1..<count).allSatisfy({ misreading.pointee.read[$0] == bytes[$0] }) else { continue }
      numbers[found] = number
      found += 1
    }
    return found
  }

  /// That of `ChannelModel.italian` and `FormGraph.italian`.
  static let italian = ConfusionTable(.italian, graph: .italian)
}
