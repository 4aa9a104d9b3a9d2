internal import CLexicons

/// How likely a word is after another, from counts of running text, opened in place.
///
/// Runs of two forms, and runs of three around the words that only both neighbours tell apart (`e` and `è`), are kept as
/// a fingerprint of 32 bits and a count class of 8, the class of `FormLexicon.Entry.frequency`. Two runs share slot and
/// fingerprint once in about a billion pairs. Where a run is not there the model backs off to the shorter one, with a
/// fixed penalty (Brants et al. 2007, "Large language models in machine translation": stupid back-off).
///
/// The file, little-endian: the magic `VGLNGRM1`; `UInt32` count of runs, count of slots, and two that are 0; the
/// fingerprints, `UInt32` each, 0 for a free slot; then the classes, one byte each.
public struct BigramModel: @unchecked Sendable {
  /// Stands for what is no word of its own: the start and end of a sentence, a comma, other punctuation, a number, and
  /// anything else.
  public enum Boundary: String, Sendable, CaseIterable {
    case sentenceStart = "<s>"
    case sentenceEnd = "</s>"
    case comma = ","
    case punctuation = "<p>"
    case number = "<num>"
    case other = "<x>"
  }

  private let fingerprints: UnsafePointer<UInt32>
  private let classes: UnsafePointer<UInt8>
  private let slotCount: UInt64
  /// How many runs it has.
  public let count: Int
  private let forms: FormLexicon

  package static let headerSize = 24
  package static let magic: StaticString = "VGLNGRM1"
  /// Words of the counted texts; only ratios of scores matter, so about is enough.
  static let wordTotal = 23_000_000.0
  private static let backOff = -1.3

  /// - Parameters:
  ///   - bytes: must outlive the model and be aligned to 4 bytes.
  ///   - forms: how often single forms are used.
  init(_ bytes: UnsafeBufferPointer<UInt8>, forms: FormLexicon, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": make it again with 'vaglio lexicon build'")
    }
    guard let base = bytes.baseAddress, bytes.count >= Self.headerSize else {
      throw fail("found \(bytes.count) bytes, fewer than the header of a model of runs")
    }
    guard Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) }) else {
      throw fail("is no model of runs of version 1")
    }
    let raw = UnsafeRawPointer(base)
    let count = raw.load(fromByteOffset: 8, as: UInt32.self)
    let slotCount = raw.load(fromByteOffset: 12, as: UInt32.self)
    guard count < slotCount, Self.headerSize + Int(slotCount) * 5 == bytes.count else {
      throw fail("its header does not fit its size of \(bytes.count) bytes")
    }
    fingerprints = (raw + Self.headerSize).assumingMemoryBound(to: UInt32.self)
    classes = base + Self.headerSize + Int(slotCount) * 4
    self.slotCount = UInt64(slotCount)
    self.count = Int(count)
    self.forms = forms
  }

  private init() {
    fingerprints = Self.emptySlot
    classes = UnsafePointer(UnsafeRawPointer(Self.emptySlot).assumingMemoryBound(to: UInt8.self))
    slotCount = 1
    count = 0
    forms = .italian
  }

  nonisolated(unsafe) private static let emptySlot: UnsafePointer<UInt32> = {
    let slot = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    slot.initialize(to: 0)
    return UnsafePointer(slot)
  }()

  /// The model that comes with Vaglio.
  public static let italian: BigramModel = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_bigrams(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? BigramModel(bytes, forms: .italian, file: "bigrams.bin")) ?? BigramModel()
  }()

  // MARK: Keys

  /// A form's key: FNV-1a of its bytes, in lower case with straight apostrophes.
  @inline(__always)
  package static func key(_ form: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in form { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  package static func key(_ boundary: Boundary) -> UInt64 { key(boundary.rawValue.utf8) }

  /// The key of a run: that of what comes before, and of the next form.
  @inline(__always)
  package static func key(_ before: UInt64, _ form: UInt64) -> UInt64 {
    // The finalizer of MurmurHash3: every bit of both keys reaches every bit of the run's.
    var hash = (before &* 0x9e37_79b9_7f4a_7c15) &+ form
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ (hash >> 33)
  }

  /// The slot where a run's search starts, and its fingerprint.
  package static func place(_ run: UInt64, slotCount: UInt64) -> (slot: UInt64, fingerprint: UInt32) {
    (((run >> 32) &* slotCount) >> 32, max(1, UInt32(truncatingIfNeeded: run)))
  }

  // MARK: Counts and scores

  /// About how often a run was counted; 0 when it is not there. O(1).
  func count(_ run: UInt64) -> Double {
    var (slot, fingerprint) = Self.place(run, slotCount: slotCount)
    while true {
      let found = fingerprints[Int(slot)]
      if found == 0 { return 0 }
      if found == fingerprint { return Self.countsOfClasses[Int(classes[Int(slot)])] }
      slot += 1
      if slot == slotCount { slot = 0 }
    }
  }

  /// The counts that the 256 classes stand for.
  static let countsOfClasses: [Double] = (0..<256).map { $0 == 0 ? 0 : exp2Approximate(Double($0 - 1) / 8) }

  /// The natural logarithm of about how likely the second form is after the first.
  ///
  /// - Parameters:
  ///   - previousCount: how often the first form was counted, alone.
  ///   - wordCount: the same of the second.
  func score(previous: UInt64, previousCount: Double, word: UInt64, wordCount: Double) -> Double {
    let pair = count(Self.key(previous, word))
    if pair > 0 { return naturalLogarithm((pair - 0.4) / max(previousCount, pair)) }
    return Self.backOff + naturalLogarithm(max(wordCount, 0.3) / Self.wordTotal)
  }

  /// The natural logarithm of about how likely `word` is after `previous`; 0 is certain.
  ///
  /// - Parameters: forms in lower case with straight apostrophes, or the raw value of a `Boundary`.
  public func score(previous: String, word: String) -> Double {
    let previousKey = Self.key(previous.utf8)
    let wordKey = Self.key(word.utf8)
    return score(
      previous: previousKey, previousCount: count(of: previous), word: wordKey, wordCount: count(of: word))
  }

  /// About how often a form or a boundary was counted.
  func count(of form: String) -> Double {
    if let entry = forms[form] { return entry.count }
    return Boundary(rawValue: form).map { count(Self.key(0, Self.key($0))) } ?? 0
  }
}
