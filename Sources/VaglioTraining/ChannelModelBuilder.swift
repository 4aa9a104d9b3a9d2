import Vaglio

/// Learns what is read for what, and writes it in the format of `ChannelModel`.
struct ChannelModelBuilder {
  /// A stretch as it was read and as it was printed.
  private struct Confusion: Hashable, Comparable {
    var read: [UInt8]
    var printed: [UInt8]

    static func < (left: Confusion, right: Confusion) -> Bool {
      left.read == right.read
        ? left.printed.lexicographicallyPrecedes(right.printed) : left.read.lexicographicallyPrecedes(right.read)
    }
  }

  private var engines: [String] = []
  /// For each engine, how often each confusion came, and each stretch was printed.
  private var confusions: [[Confusion: Int]] = []
  private var printed: [[[UInt8]: Int]] = []
  /// Blocks longer than this are no confusion of letters but a ruin.
  private static let longest = 4
  /// What came less often than once on so many pages is of one damaged page, and makes every search slower.
  private static let pagesOfOne = 2_100
  private static let minimumCount = 3
  private var pages = 0

  mutating func add(_ alignment: PageAlignment, engine: String) {
    let number: Int
    if let known = engines.firstIndex(of: engine) {
      number = known
    } else {
      number = engines.count
      engines.append(engine)
      confusions.append([:])
      printed.append([:])
    }
    pages += 1
    count(alignment, number)
    let letters = Self.letters(alignment.printed[...])
    for start in letters.indices {
      var stretch: [UInt8] = []
      for end in start..<min(letters.count, start + Self.longest) {
        stretch += letters[end]
        printed[number][stretch, default: 0] += 1
      }
      printed[number][[], default: 0] += 1
    }
  }

  private mutating func count(_ alignment: PageAlignment, _ number: Int) {
    let steps = alignment.steps
    var index = 0
    while index < steps.count {
      guard !steps[index].isSame else {
        index += 1
        continue
      }
      var end = index
      while end < steps.count, !steps[end].isSame { end += 1 }
      note(alignment, index..<end, number)
      // With a letter at the side, where that tells more.
      if index > 0 { note(alignment, index - 1..<end, number, isWider: true) }
      if end < steps.count { note(alignment, index..<end + 1, number, isWider: true) }
      index = end
    }
  }

  private mutating func note(_ alignment: PageAlignment, _ steps: Range<Int>, _ number: Int, isWider: Bool = false) {
    let first = alignment.steps[steps.lowerBound]
    let last = alignment.steps[steps.upperBound - 1]
    let read = alignment.read[first.read.lowerBound..<last.read.upperBound].map { $0 == 0x0a ? 0x20 : $0 }
    let printed = Self.lowered(alignment.printed[first.printed.lowerBound..<last.printed.upperBound])
    let limit = ChannelModel.longestSide
    guard read.count <= limit, printed.count <= limit else { return }
    if isWider {
      // Only letters tell more of letters.
      guard Self.letters(read[...]).count <= 3, Self.letters(printed[...]).count <= 3,
        !read.contains(0x20), !printed.contains(0x20)
      else { return }
    }
    confusions[number][Confusion(read: read, printed: printed), default: 0] += 1
  }

  private static func lowered(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      if (0x41...0x5a).contains(byte) {
        result.append(byte | 0x20)
      } else if result.last == 0xc3, (0x80..<0x9f).contains(byte), byte != 0x97 {
        result.append(byte + 0x20)
      } else {
        result.append(byte == 0x0a ? 0x20 : byte)
      }
    }
    return result
  }

  private static func letters(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    var letters: [[UInt8]] = []
    for byte in lowered(bytes) {
      if UTF8.isContinuation(byte), !letters.isEmpty {
        letters[letters.count - 1].append(byte)
      } else {
        letters.append([byte])
      }
    }
    return letters
  }

  /// The bytes of the model, and how many confusions it has.
  func build() -> (bytes: [UInt8], count: Int) {
    var totals: [Confusion: Int] = [:]
    for table in confusions { for (confusion, count) in table { totals[confusion, default: 0] += count } }
    var rows: [(confusion: Confusion, cost: UInt8)] = []
    let least = max(Self.minimumCount, (pages + Self.pagesOfOne - 1) / Self.pagesOfOne)
    for (confusion, total) in totals where total >= least && confusion.read != confusion.printed {
      // Half by all pages together, half by the mean of the engines, so that the unknown next one is not like the
      // commonest.
      let uses = printed.reduce(0) { $0 + ($1[confusion.printed] ?? 0) }
      guard uses > 0 else { continue }
      var mean = 0.0
      for number in engines.indices.sorted(by: { engines[$0] < engines[$1] }) {
        let count = confusions[number][confusion] ?? 0
        mean += Double(count) / Double(max(20, printed[number][confusion.printed] ?? 0)) / Double(engines.count)
      }
      let rate = 0.5 * Double(total) / Double(max(uses, 20)) + 0.5 * mean
      let cost = -binaryLogarithm(rate) * 0.6931471805599453
      guard cost < 11 else { continue }
      rows.append((confusion, UInt8(max(0, min(255, (cost * 16).rounded())))))
    }
    // By the first byte read, nothing read last; the cheapest first, where a search may stop.
    func first(_ confusion: Confusion) -> Int { confusion.read.first.map { Int($0) } ?? 256 }
    rows.sort { left, right in
      let (leftFirst, rightFirst) = (first(left.confusion), first(right.confusion))
      if leftFirst != rightFirst { return leftFirst < rightFirst }
      return left.cost == right.cost ? left.confusion < right.confusion : left.cost < right.cost
    }
    var bytes = Array("VGLCHAN1".utf8)
    for value in [UInt32(rows.count), 0, 0, 0] { bytes.append(littleEndian: value) }
    var place = 0
    for byte in 0...257 {
      bytes.append(littleEndian: UInt32(place))
      while place < rows.count, first(rows[place].confusion) == byte { place += 1 }
    }
    for (confusion, cost) in rows {
      bytes += [UInt8(confusion.read.count), UInt8(confusion.printed.count), cost, 0]
      for side in [confusion.read, confusion.printed] { bytes += side + Array(repeating: 0, count: 6 - side.count) }
    }
    return (bytes, rows.count)
  }
}
