/// A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), opened in place: a weight for every
/// pair of feature and label, and one for every pair of neighbouring labels.
///
/// It knows nothing of what the items of a sequence are: words of a sentence, lines of a page. A feature is a 64-bit key,
/// a hash of what was seen (`FeatureKey`). `ConditionalRandomField.Lattice` finds the best labels of a sequence;
/// `VaglioTraining.ConditionalRandomFieldTrainer` makes the file.
///
/// The file, little-endian: the magic `VGLCRF01`; `UInt32` count of labels, bytes of a row (labels rounded up to a
/// multiple of 8), count of rows, count of blocks, size of the label names in bytes; `Float32` what one step of a weight
/// stands for; the names, joined by line feeds and padded to a multiple of 4; `Float32` scores of each label at the start,
/// of each at the end, and of each pair of labels (first times count plus second; minus infinity where they cannot
/// follow); `UInt32` for each block where its rows begin, and the count of rows; the rows' fingerprints, `UInt32` each;
/// the rows, one signed byte a label. A key's upper half says the block, its lower half is the fingerprint.
///
/// Sendable, since the bytes it points into are constant for the life of the model.
package struct ConditionalRandomField: @unchecked Sendable {
  package let labels: [String]
  /// Features that have weights.
  package let count: Int

  /// What one step of a weight stands for.
  let scale: Float
  /// Bytes of a row: labels rounded up to a multiple of 8.
  let rowSize: Int
  let starts: [Float]
  let ends: [Float]
  /// The labels that may follow each other: for label `y`, those of `predecessors[bounds[y]..<bounds[y + 1]]`.
  let predecessors: [(label: Int32, score: Float)]
  let bounds: [Int]
  /// The labels by what may come before them.
  let groups: [Group]
  /// The exponentials of the predecessors' scores.
  let factors: [Double]

  private let blockCount: UInt64
  private let blocks: UnsafePointer<UInt32>
  private let fingerprints: UnsafePointer<UInt32>
  let rows: UnsafePointer<Int8>
  /// Four fingerprints may be read from any place: 16 bytes of rows follow.
  private let hasRoom: Bool
  private let filter: FeatureFilter

  package static let magic: StaticString = "VGLCRF01"
  package static let headerSize = 32
  package static let maximumLabelCount = 128

  /// The block of a key among a number of blocks.
  @inline(__always)
  package static func block(_ key: UInt64, of count: UInt64) -> Int { Int(((key >> 32) &* count) >> 32) }

  /// - Parameters:
  ///   - bytes: must outlive the model and be aligned to 4 bytes.
  ///   - file: its name, for messages.
  /// - Throws: `LexiconError` when the bytes are no such model, or not the whole of one.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": make it again with 'vaglio train'")
    }
    guard let base = bytes.baseAddress, bytes.count >= Self.headerSize else {
      throw fail("found \(bytes.count) bytes, fewer than the header of a model of sequences")
    }
    guard Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) }) else {
      throw fail("is no model of sequences of version 1")
    }
    let raw = UnsafeRawPointer(base)
    func number(_ place: Int) -> Int { Int(raw.load(fromByteOffset: place, as: UInt32.self)) }
    let labelCount = number(8)
    let rowSize = number(12)
    let count = number(16)
    let blockCount = number(20)
    let nameSize = number(24)
    let scale = raw.load(fromByteOffset: 28, as: Float32.self)
    guard labelCount > 0, labelCount <= Self.maximumLabelCount, rowSize == (labelCount + 7) / 8 * 8, blockCount > 0,
      nameSize <= 1 << 16, scale.isFinite
    else { throw fail("its header is damaged") }
    let scores = Self.headerSize + (nameSize + 3) / 4 * 4
    let blockPlace = scores + 4 * labelCount * (labelCount + 2)
    let fingerprintPlace = blockPlace + 4 * (blockCount + 1)
    let rowPlace = fingerprintPlace + 4 * count
    guard rowPlace + count * rowSize == bytes.count else {
      throw fail("its header does not fit its size of \(bytes.count) bytes")
    }
    let names = bytes[Self.headerSize..<Self.headerSize + nameSize]
    let labels = names.split(separator: 0x0a, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard labels.count == labelCount else {
      throw fail("it names \(labels.count) labels and has weights for \(labelCount)")
    }
    let blocks = (raw + blockPlace).assumingMemoryBound(to: UInt32.self)
    var isSorted = blocks[0] == 0 && blocks[blockCount] == UInt32(count)
    for block in 0..<blockCount where blocks[block] > blocks[block + 1] { isSorted = false }
    guard isSorted else { throw fail("its table of features is damaged") }

    func score(_ index: Int) -> Float { raw.load(fromByteOffset: scores + 4 * index, as: Float32.self) }
    var predecessors: [(label: Int32, score: Float)] = []
    var bounds = [0]
    for label in 0..<labelCount {
      for before in 0..<labelCount {
        let score = score(labelCount * (2 + before) + label)
        if score.isFinite { predecessors.append((Int32(before), score)) }
      }
      bounds.append(predecessors.count)
    }
    self.labels = labels
    self.count = count
    self.scale = scale
    self.rowSize = rowSize
    self.predecessors = predecessors
    self.bounds = bounds
    factors = predecessors.map { exponential(Double($0.score)) }
    starts = (0..<labelCount).map(score)
    ends = (0..<labelCount).map { score(labelCount + $0) }
    self.blockCount = UInt64(blockCount)
    self.blocks = blocks
    fingerprints = (raw + fingerprintPlace).assumingMemoryBound(to: UInt32.self)
    rows = (raw + rowPlace).assumingMemoryBound(to: Int8.self)
    hasRoom = count * rowSize >= 16
    filter = FeatureFilter(UnsafeBufferPointer(start: fingerprints, count: count))
    groups = Self.groups(predecessors, bounds)
  }

  /// Labels that the same labels may come before; `spread` is the largest difference of two scores of their pairs.
  struct Group {
    var predecessors: [Int32]
    var spread: Float
    /// The labels, each with where its predecessors are.
    var labels: [(label: Int, start: Int)]
  }

  private static func groups(_ predecessors: [(label: Int32, score: Float)], _ bounds: [Int]) -> [Group] {
    var groups: [Group] = []
    for label in 0..<bounds.count - 1 {
      let own = predecessors[bounds[label]..<bounds[label + 1]]
      let labels = own.map(\.label)
      if let number = groups.firstIndex(where: { $0.predecessors == labels }) {
        groups[number].labels.append((label, bounds[label]))
      } else {
        groups.append(Group(predecessors: labels, spread: 0, labels: [(label, bounds[label])]))
      }
    }
    for number in groups.indices {
      let scores = groups[number].labels.flatMap { label in
        predecessors[label.start..<label.start + groups[number].predecessors.count].map(\.score)
      }
      guard let least = scores.min(), let largest = scores.max() else { continue }
      groups[number].spread = largest - least
    }
    return groups
  }

  /// The weights of a feature, `rowSize` bytes; nil when it has none. O(1): a block has about two rows.
  @inline(__always)
  func row(_ key: UInt64) -> UnsafePointer<Int8>? {
    let (index, isFound) = find(key)
    return isFound ? rows + Int(index) * rowSize : nil
  }

  /// Whether a feature may have a row; false is certain.
  @inline(__always)
  func mayHaveRow(_ key: UInt64) -> Bool { filter.contains(UInt32(truncatingIfNeeded: key)) }

  /// The place of a feature's row. Most of the time of tagging goes into this, and whether a feature has a row nobody can
  /// guess; so the four first fingerprints of a block are compared without a jump.
  @inline(__always)
  func find(_ key: UInt64) -> (index: UInt32, isFound: Bool) {
    let block = Self.block(key, of: blockCount)
    let fingerprint = UInt32(truncatingIfNeeded: key)
    let start = blocks[block]
    let end = blocks[block + 1]
    // What is read past the block is of the next ones, or of the rows.
    guard hasRoom else { return findOneByOne(fingerprint, start, end) }
    let place = fingerprints + Int(start)
    var found: UInt32 = place[0] == fingerprint ? 1 : 0
    found |= place[1] == fingerprint ? 2 : 0
    found |= place[2] == fingerprint ? 4 : 0
    found |= place[3] == fingerprint ? 8 : 0
    let count = end &- start
    found &= (1 &<< min(count, 4)) &- 1
    if count > 4, found == 0 { return findOneByOne(fingerprint, start &+ 4, end) }
    return (start &+ UInt32(truncatingIfNeeded: found.trailingZeroBitCount), found != 0)
  }

  private func findOneByOne(_ fingerprint: UInt32, _ start: UInt32, _ end: UInt32) -> (index: UInt32, isFound: Bool) {
    var index = start
    while index < end {
      if fingerprints[Int(index)] == fingerprint { return (index, true) }
      index += 1
    }
    return (0, false)
  }
}

/// Keys of features: a template's number, and the hashes of what was seen in its places.
package enum FeatureKey {
  /// One more part of a key. The order of the parts counts.
  @inline(__always)
  package static func extended(_ key: UInt64, _ part: UInt64) -> UInt64 {
    let mixed = (key ^ (part &* 0x9e37_79b9_7f4a_7c15)) &* 0xff51_afd7_ed55_8ccd
    return mixed ^ (mixed >> 32)
  }

  /// What the keys of a template begin with.
  package static func seed(_ template: UInt64) -> UInt64 { extended(0x2545_f491_4f6c_dd1d, template) }

  /// The key of a template that looks at one thing.
  @inline(__always)
  package static func key(_ template: UInt64, _ part: UInt64) -> UInt64 { extended(seed(template), part) }

  /// The key of a template that looks at two things.
  @inline(__always)
  package static func key(_ template: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
    extended(key(template, first), second)
  }

  /// The key of a template that looks at three things.
  @inline(__always)
  package static func key(_ template: UInt64, _ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
    extended(key(template, first, second), third)
  }

  /// The key of bytes: FNV-1a.
  @inline(__always)
  package static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 { BigramModel.key(bytes) }
}
