/// What searches have found, so that a word that comes again is not sought again: most words of a text have been there
/// before, and a page whose errors are repaired is read once more.
///
/// Of bounded size: when it is full, it starts anew. What it returns is what the search found, so that results do not depend
/// on what was read before.
final class CandidateMemo {
  private struct Slot {
    var hash: UInt64 = 0
    /// Where what was sought is in `bytes`, and behind it the forms that were found.
    var bytes: UInt32 = 0
    var candidates: UInt32 = 0
    /// Slots of another generation are empty.
    var generation: UInt32 = 0
    var formBytes: UInt16 = 0
    var keyCount: UInt8 = 0
    var candidateCount: UInt8 = 0
  }

  private var slots: [Slot]
  private var bytes: [UInt8] = []
  private var candidates: [CandidateSearch.Candidate] = []
  private var count = 0
  private var generation: UInt32 = 1
  private let mostSlots: Int

  /// It starts small: most texts are short.
  private static let firstSlots = 512

  /// - Parameter capacity: how many searches it keeps, at most; rounded up to a power of two. One takes about 250 bytes.
  init(capacity: Int = 32768) {
    var size = 2
    while size < capacity * 2 { size *= 2 }
    mostSlots = size
    slots = Array(repeating: Slot(), count: min(size, Self.firstSlots))
  }

  /// Writes the bytes of a search: what is sought, and what it may do.
  static func write(_ read: [UInt8], _ limits: CandidateSearch.Limits, to key: inout [UInt8]) {
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: read)
    key.append(0)
    let cost = UInt16((limits.cost * 16).rounded())
    key.append(UInt8(truncatingIfNeeded: cost))
    key.append(UInt8(truncatingIfNeeded: cost >> 8))
    var bits = UInt8(truncatingIfNeeded: limits.edits) << 4
    if limits.isGeneric { bits |= 1 }
    if limits.splits { bits |= 2 }
    if limits.ignoresCase { bits |= 4 }
    if limits.isDeep { bits |= 8 }
    key.append(bits)
  }

  /// Whether a search was done before; then its results are put in place of those given.
  func find(
    _ key: [UInt8], _ hash: UInt64, candidates found: inout [CandidateSearch.Candidate], bytes forms: inout [UInt8]
  ) -> Bool {
    let slot = slots[place(of: key, hash)]
    guard slot.generation == generation else { return false }
    found.removeAll(keepingCapacity: true)
    forms.removeAll(keepingCapacity: true)
    let first = Int(slot.candidates)
    found.append(contentsOf: candidates[first..<first + Int(slot.candidateCount)])
    let start = Int(slot.bytes) + Int(slot.keyCount)
    forms.append(contentsOf: bytes[start..<start + Int(slot.formBytes)])
    return true
  }

  func insert(
    _ key: [UInt8], _ hash: UInt64, candidates found: [CandidateSearch.Candidate], bytes forms: [UInt8]
  ) {
    guard key.count <= UInt8.max, found.count <= UInt8.max, forms.count <= UInt16.max else { return }
    if bytes.count + key.count + forms.count > mostSlots * Self.bytesOfSlot { removeAll() }
    if count * 2 >= slots.count {
      if slots.count < mostSlots { grow() } else { removeAll() }
    }
    slots[place(of: key, hash)] = Slot(
      hash: hash, bytes: UInt32(bytes.count), candidates: UInt32(candidates.count), generation: generation,
      formBytes: UInt16(forms.count), keyCount: UInt8(key.count), candidateCount: UInt8(found.count))
    bytes.append(contentsOf: key)
    bytes.append(contentsOf: forms)
    candidates.append(contentsOf: found)
    count += 1
  }

  private static let bytesOfSlot = 32

  private func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.generation == generation {
      var place = first(slot.hash)
      while slots[place].generation == generation { place = next(place) }
      slots[place] = slot
    }
  }

  private func first(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1) }

  private func next(_ place: Int) -> Int { (place + 1) & (slots.count - 1) }

  private func removeAll() {
    count = 0
    bytes.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    generation &+= 1
    if generation == 0 {
      slots = Array(repeating: Slot(), count: slots.count)
      generation = 1
    }
  }

  /// The slot of a key, or the empty one where it belongs.
  private func place(of key: [UInt8], _ hash: UInt64) -> Int {
    var place = first(hash)
    while slots[place].generation == generation {
      let slot = slots[place]
      if slot.hash == hash, Int(slot.keyCount) == key.count,
        bytes[Int(slot.bytes)..<Int(slot.bytes) + key.count].elementsEqual(key)
      {
        break
      }
      place = next(place)
    }
    return place
  }
}
