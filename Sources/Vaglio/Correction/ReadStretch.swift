/// A stretch of bytes as a page was read, and what a search has to know of it before it starts: the class of each byte, how
/// many changes each place still needs, and what they cost at least.
struct ReadStretch {
  /// In bytes.
  static let longest = 48

  private let memory = Memory()
  private let graph: FormGraph
  /// Of the forms read backwards.
  private let suffixes: PrefixFilter
  /// How many bytes it has.
  private(set) var count = 0
  /// Where the last words may end as they were read, from here on: with no change left a search that is not here yet finds
  /// nothing.
  private(set) var firstEnding = 0
  /// The most bytes that one change reads here.
  private var longestRead = 2

  /// Of fixed size, and written without asking who else owns it: a stretch is never copied.
  private final class Memory {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: longest)
    let lower = UnsafeMutablePointer<UInt8>.allocate(capacity: longest)
    let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: longest)
    let exactBits = UnsafeMutablePointer<UInt64>.allocate(capacity: longest)
    let needed = UnsafeMutablePointer<Int32>.allocate(capacity: longest + 1)
    let cheapest = UnsafeMutablePointer<Int32>.allocate(capacity: longest + 1)
    let hashes = UnsafeMutablePointer<UInt64>.allocate(capacity: longest + 1)
    let mayPrecede = UnsafeMutablePointer<UInt64>.allocate(capacity: longest + 1)
    let misreadings = UnsafeMutablePointer<Int32>.allocate(capacity: longest * ConfusionTable.mostAtPlace)
    let misreadingCounts = UnsafeMutablePointer<Int32>.allocate(capacity: longest)

    deinit {
      bytes.deallocate()
      lower.deallocate()
      bits.deallocate()
      exactBits.deallocate()
      needed.deallocate()
      cheapest.deallocate()
      hashes.deallocate()
      mayPrecede.deallocate()
      misreadings.deallocate()
      misreadingCounts.deallocate()
    }
  }

  init(graph: FormGraph, suffixes: PrefixFilter) {
    self.graph = graph
    self.suffixes = suffixes
  }

  @inline(__always)
  subscript(place: Int) -> UInt8 { memory.bytes[place] }

  /// The lower case of a letter, a digit or an apostrophe; 0 for what is no part of a word.
  @inline(__always)
  func lower(_ place: Int) -> UInt8 { memory.lower[place] }

  /// The bit of its class; 0 for what is no part of a word.
  @inline(__always)
  func bit(_ place: Int) -> UInt64 { memory.bits[place] }

  /// The same where it needs no change; 0 for a capital inside a word.
  @inline(__always)
  func exactBit(_ place: Int) -> UInt64 { memory.exactBits[place] }

  /// Whether a sign, a digit, a foreign letter or a capital inside a word starts here: what no form has at this place.
  @inline(__always)
  func isForeign(_ place: Int) -> Bool { memory.exactBits[place] == 0 && !UTF8.isContinuation(memory.bytes[place]) }

  /// The bytes of the character at a place.
  @inline(__always)
  func width(_ place: Int) -> Int32 {
    let byte = memory.bytes[place]
    let width = byte < 0xc2 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return Int32(truncatingIfNeeded: min(width, count - place))
  }

  /// How many changes have to come from a place on, at least.
  @inline(__always)
  func needed(_ place: Int) -> Int32 { memory.needed[place] }

  /// What some changes from a place on cost at least, in sixteenths; those that are needed are among them.
  @inline(__always)
  func cost(ofChanges changes: Int32, from place: Int) -> Int32 { changes &* memory.cheapest[place] }

  /// What may stand before the rest from a place on, if that is as it was read: the bits of letters with which some form ends
  /// so, and of all else. The place is none before `firstEnding`.
  ///
  /// Asked for and found place by place, since most searches need few.
  @inline(__always)
  func mayPrecede(_ place: Int) -> UInt64 {
    let found = memory.mayPrecede[place]
    return found != 0 ? found : findPreceding(place)
  }

  private func findPreceding(_ place: Int) -> UInt64 {
    var mask = UInt64.max
    for byte in Self.probed {
      let hash = (memory.hashes[place] ^ UInt64(byte)) &* 0x100_0000_01b3
      if !suffixes.mayContain(hash) { mask &= ~graph.bit(byte) }
    }
    memory.mayPrecede[place] = mask
    return mask
  }

  /// The letters of Italian, and the second bytes of those with an accent.
  private static let probed = Array("abcdefghilmnopqrstuvz".utf8) + [0xa0, 0xa8, 0xa9, 0xac, 0xb2, 0xb9]

  /// The numbers of what is read for others at a place.
  @inline(__always)
  func misreadings(_ place: Int) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(
      start: memory.misreadings + place &* ConfusionTable.mostAtPlace, count: Int(memory.misreadingCounts[place]))
  }

  /// - Parameters:
  ///   - stretch: at most `longest` bytes.
  ///   - ignoresCase: whether capitals inside it are letters like others.
  mutating func read(
    _ stretch: some Collection<UInt8>, ignoresCase: Bool, confusions: ConfusionTable
  ) {
    count = 0
    for byte in stretch {
      let isLetter = byte >= 0x80 || byte == 0x27 || Self.isLetter(byte)
      let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
      let bit = isLetter ? graph.bit(lower) : 0
      memory.bytes[count] = byte
      memory.lower[count] = isLetter ? lower : 0
      memory.bits[count] = bit
      memory.exactBits[count] = lower == byte || count == 0 || ignoresCase ? bit : 0
      count += 1
    }
    findEndings()
    findMisreadings(confusions)
    findNeeds(confusions)
  }

  /// A letter of ASCII or a digit.
  static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 }

  /// From the right to the left, as far as forms end so. After an apostrophe a word of its own begins.
  private mutating func findEndings() {
    firstEnding = count
    var hash = Self.emptyHash
    memory.hashes[count] = hash
    memory.mayPrecede[count] = 0
    while firstEnding > 0, memory.exactBits[firstEnding - 1] != 0 {
      let byte = memory.lower[firstEnding - 1]
      if byte == 0x27 { hash = Self.emptyHash }
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      guard suffixes.mayContain(hash) else { return }
      firstEnding -= 1
      memory.hashes[firstEnding] = hash
      memory.mayPrecede[firstEnding] = 0
    }
  }

  private static let emptyHash: UInt64 = 0xcbf2_9ce4_8422_2325

  private mutating func findMisreadings(_ confusions: ConfusionTable) {
    longestRead = 2
    for place in 0..<count {
      if memory.bytes[place] >= 0xe0 { longestRead = max(longestRead, Int(width(place))) }
      let numbers = memory.misreadings + place * ConfusionTable.mostAtPlace
      let found = confusions.find(
        UnsafeBufferPointer(start: memory.bytes + place, count: count - place), into: numbers)
      memory.misreadingCounts[place] = Int32(found)
      if found > 0 { longestRead = max(longestRead, Int(confusions.misreading(numbers[found - 1]).pointee.readCount)) }
    }
  }

  /// One where no form ends as the rest was read, and one for each sign that is no letter and too far away for the same
  /// change.
  private func findNeeds(_ confusions: ConfusionTable) {
    var cheapest = min(CandidateSearch.cheapestFreeChange, confusions.omission.pointee.cheapest)
    var needed: Int32 = 0
    // No change that starts before this place reaches what the last one is needed for.
    var reached = Int.max
    memory.needed[count] = 0
    memory.cheapest[count] = cheapest
    for place in stride(from: count - 1, through: 0, by: -1) {
      for number in misreadings(place) { cheapest = min(cheapest, confusions.misreading(number).pointee.cheapest) }
      if memory.exactBits[place] == 0 {
        cheapest = min(cheapest, CandidateSearch.signChange)
        if memory.bytes[place] &- 0x41 < 26 { cheapest = min(cheapest, CandidateSearch.capital) }
      }
      if needed == 0, place < firstEnding {
        needed = 1
        reached = firstEnding - longestRead
      }
      if needed > 0, memory.exactBits[place] == 0, place < reached {
        needed += 1
        reached = place - longestRead + 1
      }
      memory.needed[place] = needed
      memory.cheapest[place] = cheapest
    }
  }
}
