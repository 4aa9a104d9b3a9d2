/// The confusions of a channel model as a search through a graph of forms wants them: each with the class of what it prints
/// first, so that most are passed by without a look at their bytes.
final class ConfusionTable: @unchecked Sendable {
  struct Confusion {
    /// The class of its first printed byte, as a bit; or one of those below.
    let bit: UInt64
    /// In sixteenths of a natural logarithm.
    let cost: Int32
    private let counts: (read: UInt8, printed: UInt8)
    /// The second byte that is read, where there are two: most confusions fail on it.
    let secondRead: UInt8
    let read: UnsafePointer<UInt8>

    var readCount: Int { Int(counts.read) }
    var printedCount: Int { Int(counts.printed) }
    var printed: UnsafePointer<UInt8> { read + ChannelModel.longestSide }

    fileprivate init(_ confusion: ChannelModel.Confusion, _ graph: FormGraph) {
      cost = confusion.costInSixteenths
      counts = (UInt8(confusion.readCount), UInt8(confusion.printedCount))
      read = confusion.read
      secondRead = confusion.readCount > 1 ? confusion.read[1] : 0
      if confusion.printedCount == 0 {
        bit = nothing
      } else {
        bit = confusion.printed[0] == 0x20 ? blank : graph.bit(confusion.printed[0])
      }
    }
  }

  /// The bits of a blank that is printed, and of a confusion that prints nothing: beyond the classes of a graph.
  static let blank: UInt64 = 1 << 62
  static let nothing: UInt64 = 1 << 63

  private let confusions: UnsafeMutablePointer<Confusion>
  /// For each first byte, and at 256 for nothing read: the bits of its confusions, what the cheapest costs, and where those
  /// of each bit start.
  private let masks: UnsafeMutablePointer<UInt64>
  private let costs: UnsafeMutablePointer<Int32>
  private let starts: UnsafeMutablePointer<Int32>
  /// The numbers of the confusions that read three bytes or more, in order, and where those of each first byte start.
  private let long: UnsafeMutablePointer<Int32>
  private let longStarts: UnsafeMutablePointer<Int32>

  /// - Parameter graph: whose classes are used.
  init(_ channel: ChannelModel, graph: FormGraph) {
    confusions = .allocate(capacity: max(1, channel.count))
    masks = .allocate(capacity: 257)
    costs = .allocate(capacity: 257)
    starts = .allocate(capacity: 257 * 64 + 1)
    long = .allocate(capacity: max(1, channel.count))
    longStarts = .allocate(capacity: 257)
    var count = 0
    var longCount = 0
    for first in 0..<257 {
      // The cheapest first, as the model has them.
      let row = channel.range(first).map { Confusion(channel[$0], graph) }.filter { $0.bit != 0 }
      masks[first] = row.reduce(0) { $0 | $1.bit }
      costs[first] = row.first?.cost ?? .max
      longStarts[first] = Int32(longCount)
      for number in 0..<64 {
        starts[first * 64 + number] = Int32(count)
        for confusion in row where confusion.bit == 1 << UInt64(number) {
          (confusions + count).initialize(to: confusion)
          if confusion.readCount > 2 {
            long[longCount] = Int32(count)
            longCount += 1
          }
          count += 1
        }
      }
    }
    starts[257 * 64] = Int32(count)
  }

  deinit {
    confusions.deallocate()
    masks.deallocate()
    costs.deallocate()
    starts.deallocate()
    long.deallocate()
    longStarts.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Confusion { confusions[index] }

  /// The bits of the confusions of what was read, by its first byte; 256 is nothing read, where something was printed.
  @inline(__always)
  func mask(_ first: Int) -> UInt64 { masks[first] }

  /// Those with one bit, the cheapest first.
  @inline(__always)
  func range(_ first: Int, _ bit: UInt64) -> Range<Int> {
    let start = starts + (first &* 64 &+ bit.trailingZeroBitCount)
    return Range(uncheckedBounds: (Int(start[0]), Int(start[1])))
  }

  /// What the cheapest of a first byte costs; `Int32.max` where there is none.
  @inline(__always)
  func cheapest(_ first: Int) -> Int32 { costs[first] }

  /// Those that read three bytes or more.
  @inline(__always)
  func longOnes(_ first: UInt8) -> UnsafeBufferPointer<Int32> {
    let start = Int(longStarts[Int(first)])
    return UnsafeBufferPointer(start: long + start, count: Int(longStarts[Int(first) + 1]) - start)
  }

  /// That of `ChannelModel.italian` and `FormGraph.italian`.
  static let italian = ConfusionTable(.italian, graph: .italian)
}
