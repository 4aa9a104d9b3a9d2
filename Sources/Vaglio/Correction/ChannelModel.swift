internal import CLexicons

/// What optical character recognition reads for what, learnt from pages whose text is known, opened in place.
///
/// A confusion is a short stretch as it was read, the stretch that was printed, and a cost: the negative natural logarithm
/// of how often the printed stretch is read so (Brill and Moore 2000, "An improved error model for noisy channel
/// spelling correction"). Blanks, hyphens and specks are letters like others: `- ` read for nothing is a word cut at a line
/// end.
///
/// The file, little-endian: the magic `VGLCHAN1`; `UInt32` count of confusions, and three that are 0; then 258 `UInt32`,
/// where the confusions of each first byte start (of nothing read, at 256), and where they end; then the confusions, 16
/// bytes each: the lengths of what was read and what was printed, the cost in sixteenths, 0, and six bytes for each side.
package struct ChannelModel: @unchecked Sendable {
  package struct Confusion {
    let base: UnsafePointer<UInt8>
    var readCount: Int { Int(base[0]) }
    var printedCount: Int { Int(base[1]) }
    var costInSixteenths: Int32 { Int32(base[2]) }
    var cost: Float { Float(base[2]) / 16 }
    var read: UnsafePointer<UInt8> { base + 4 }
    var printed: UnsafePointer<UInt8> { base + 10 }
  }

  private let offsets: UnsafePointer<UInt32>
  private let confusions: UnsafePointer<UInt8>
  /// How many confusions it has.
  package let count: Int

  package static let headerSize = 24
  package static let longestSide = 6
  package static let magic: StaticString = "VGLCHAN1"

  /// - Parameter bytes: must outlive the model and be aligned to 4 bytes.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": make it again with 'vaglio train corrector'")
    }
    let table = Self.headerSize + 258 * 4
    guard let base = bytes.baseAddress, bytes.count >= table,
      Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) })
    else { throw fail("is no channel model of version 1") }
    let raw = UnsafeRawPointer(base)
    let count = raw.load(fromByteOffset: 8, as: UInt32.self)
    guard table + Int(count) * 16 == bytes.count else {
      throw fail("its header does not fit its size of \(bytes.count) bytes")
    }
    offsets = (raw + Self.headerSize).assumingMemoryBound(to: UInt32.self)
    for index in 0..<257 where offsets[index] > offsets[index + 1] || offsets[index + 1] > count {
      throw fail("its index is out of order")
    }
    confusions = base + table
    for index in 0..<Int(count)
    where confusions[index * 16] > Self.longestSide || confusions[index * 16 + 1] > Self.longestSide {
      throw fail("a side of confusion \(index) is too long")
    }
    self.count = Int(count)
  }

  private init() {
    offsets = Self.noOffsets
    confusions = UnsafePointer(UnsafeRawPointer(Self.noOffsets).assumingMemoryBound(to: UInt8.self))
    count = 0
  }

  nonisolated(unsafe) private static let noOffsets: UnsafePointer<UInt32> = {
    let offsets = UnsafeMutablePointer<UInt32>.allocate(capacity: 258)
    offsets.initialize(repeating: 0, count: 258)
    return UnsafePointer(offsets)
  }()

  /// The model that comes with Vaglio.
  package static let italian: ChannelModel = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_channel(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? ChannelModel(bytes, file: "channel.bin")) ?? ChannelModel()
  }()

  /// The confusions of what was read, by its first byte; 256 is nothing read, where something was printed.
  @inline(__always)
  func range(_ first: Int) -> Range<Int> { Int(offsets[first])..<Int(offsets[first + 1]) }

  @inline(__always)
  subscript(index: Int) -> Confusion { Confusion(base: confusions + index * 16) }
}
