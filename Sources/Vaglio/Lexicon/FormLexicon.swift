internal import CBytes
internal import CLexicons

/// A list of word forms with how often each is used, opened in place: nothing is parsed and nothing is copied.
///
/// Forms are in lower case (NFC) with straight apostrophes. A look-up costs one hash and about one probe.
///
/// The file, little-endian: the magic `VGLFORM1`; `UInt32` count of forms, count of slots (a power of two), pool size
/// in bytes, and 0; then the slots, `UInt32` each: 0, or 1 + the offset of an entry in the pool; then the pool. An entry
/// is one byte of length, one of frequency class, one of capital share, and the form's bytes. A form's slot is its
/// 64-bit FNV-1a hash folded to 32 bits, modulo the number of slots; on collision the next one.
///
/// Sendable, since the bytes it points into are constant for the life of the process.
public struct FormLexicon: @unchecked Sendable {
  /// What is known of a form.
  public struct Entry: Sendable, Hashable {
    /// How often the form is used: 0 for "listed, never counted", else `1 + round(8 * log2(count))`, at most 255.
    public let frequency: UInt8
    /// In how many of 255 uses inside a sentence the form starts with a capital.
    public let capitalShare: UInt8

    /// About how often the form was counted.
    public var count: Double { frequency == 0 ? 0 : exp2Approximate(Double(frequency - 1) / 8) }
  }

  private let slots: UnsafePointer<UInt32>
  private let mask: UInt32
  private let pool: UnsafePointer<UInt8>
  public let count: Int

  static let headerSize = 24
  static let magic: StaticString = "VGLFORM1"

  /// - Parameter bytes: must outlive the lexicon and be aligned to 4 bytes.
  /// - Throws: `LexiconError` when the bytes are no such lexicon.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError { LexiconError(file: file, reason: reason) }
    guard let base = bytes.baseAddress, bytes.count >= Self.headerSize else {
      throw fail(
        "found \(bytes.count) bytes, fewer than the header of a form lexicon: make it again with 'vaglio lexicon build'"
      )
    }
    let isMagic = Self.magic.withUTF8Buffer { $0.elementsEqual(bytes.prefix(8)) }
    guard isMagic else { throw fail("is no form lexicon of version 1: make it again with 'vaglio lexicon build'") }
    let raw = UnsafeRawPointer(base)
    let count = raw.load(fromByteOffset: 8, as: UInt32.self)
    let slotCount = raw.load(fromByteOffset: 12, as: UInt32.self)
    let poolSize = raw.load(fromByteOffset: 16, as: UInt32.self)
    guard slotCount.nonzeroBitCount == 1, count < slotCount,
      Self.headerSize + Int(slotCount) * 4 + Int(poolSize) == bytes.count
    else {
      throw fail("its header does not fit its size of \(bytes.count) bytes: make it again with 'vaglio lexicon build'")
    }
    slots = (raw + Self.headerSize).assumingMemoryBound(to: UInt32.self)
    mask = slotCount - 1
    pool = base + Self.headerSize + Int(slotCount) * 4
    self.count = Int(count)
  }

  /// Calls `body` with the lexicon of a file's bytes, as they were just made; it must not outlive the call.
  package static func opened<Result>(
    _ file: [UInt8], _ body: (FormLexicon) throws(LexiconError) -> Result
  ) throws(LexiconError) -> Result {
    let aligned = UnsafeMutableRawBufferPointer.allocate(byteCount: file.count, alignment: 16)
    defer { aligned.deallocate() }
    aligned.copyBytes(from: file)
    return try body(FormLexicon(UnsafeBufferPointer(aligned.bindMemory(to: UInt8.self)), file: "forms.bin"))
  }

  private init() {
    slots = Self.emptySlots
    mask = 0
    pool = UnsafePointer(UnsafeRawPointer(Self.emptySlots).assumingMemoryBound(to: UInt8.self))
    count = 0
  }

  nonisolated(unsafe) private static let emptySlots: UnsafePointer<UInt32> = {
    let slot = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    slot.initialize(to: 0)
    return UnsafePointer(slot)
  }()

  /// The Italian forms that come with Vaglio.
  public static let italian: FormLexicon = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_forms(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? FormLexicon(bytes, file: "forms.bin")) ?? FormLexicon()
  }()

  public subscript(form: String) -> Entry? {
    var form = form
    return form.withUTF8 { self[$0] }
  }

  /// O(length of the form).
  public subscript(form: UnsafeBufferPointer<UInt8>) -> Entry? { entry(form, hash: BigramModel.key(form)) }

  /// The same, for the bytes of an array.
  subscript(form: ArraySlice<UInt8>) -> Entry? { form.withUnsafeBufferPointer { self[$0] } }
  subscript(form: [UInt8]) -> Entry? { form.withUnsafeBufferPointer { self[$0] } }

  /// - Parameter hash: the 64-bit FNV-1a of the form, for callers that have it already.
  func entry(_ form: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Entry? {
    guard form.count < 256, !form.isEmpty else { return nil }
    var slot = UInt32(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while true {
      let place = slots[Int(slot)]
      if place == 0 { return nil }
      let entry = pool + Int(place - 1)
      if Int(entry[0]) == form.count, bytesAreEqual(entry + 3, form) {
        return Entry(frequency: entry[1], capitalShare: entry[2])
      }
      slot = (slot + 1) & mask
    }
  }

  /// Asks for the slot of a form that will be looked up soon.
  @inline(__always)
  func prefetchSlot(hash: UInt64) {
    cbytes_prefetch(slots + Int(UInt32(truncatingIfNeeded: hash ^ (hash >> 32)) & mask))
  }

  /// Asks for what the slot of a form points to, which should be at hand.
  @inline(__always)
  func prefetchEntry(hash: UInt64) {
    let place = slots[Int(UInt32(truncatingIfNeeded: hash ^ (hash >> 32)) & mask)]
    if place != 0 { cbytes_prefetch(pool + Int(place - 1)) }
  }

  /// FNV-1a, 64 bits, folded to 32.
  package static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  /// Calls `body` with every form, in the order of the pool.
  public func forEachForm(_ body: (UnsafeBufferPointer<UInt8>, Entry) -> Void) {
    var entry = pool
    for _ in 0..<count {
      body(
        UnsafeBufferPointer(start: entry + 3, count: Int(entry[0])),
        Entry(frequency: entry[1], capitalShare: entry[2]))
      entry += 3 + Int(entry[0])
    }
  }
}

/// Eight bytes at a time, the last eight once more for what is left over.
@inline(__always)
private func bytesAreEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let base = right.baseAddress else { return true }
  let (left, other, count) = (UnsafeRawPointer(left), UnsafeRawPointer(base), right.count)
  @inline(__always)
  func same<Word: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _: Word.Type) -> Bool {
    left.loadUnaligned(fromByteOffset: offset, as: Word.self)
      == other.loadUnaligned(fromByteOffset: offset, as: Word.self)
  }
  if count >= 8 {
    var offset = 0
    while offset + 8 < count {
      if !same(offset, UInt64.self) { return false }
      offset += 8
    }
    return same(count - 8, UInt64.self)
  }
  if count >= 4 { return same(0, UInt32.self) && same(count - 4, UInt32.self) }
  for index in 0..<count where base[index] != left.load(fromByteOffset: index, as: UInt8.self) { return false }
  return true
}
