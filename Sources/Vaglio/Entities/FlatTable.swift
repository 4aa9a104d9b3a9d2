/// From 64-bit keys that are hashes already to 32-bit values: open addressing, no more than half full, never a removal.
///
/// A key stands for what was hashed: two names of the same 64 bits are one name, which among 50,000 names has a chance
/// of 1 in 10 to the power of 10.
struct FlatTable: Sendable {
  /// Side by side, so that a look-up touches one line of the cache.
  private struct Slot {
    var key: UInt64 = 0
    var value: UInt32 = 0
  }

  private var slots: [Slot]
  private var mask: Int
  private(set) var count = 0

  init(minimumCapacity: Int = 0) {
    var capacity = 16
    while capacity < minimumCapacity * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    mask = capacity - 1
  }

  /// 0 when the key is not there. O(1).
  @inline(__always)
  subscript(key: UInt64) -> UInt32 {
    let key = key | 1
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while true {
      let found = slots[slot]
      if found.key == key { return found.value }
      if found.key == 0 { return 0 }
      slot = (slot + 1) & mask
    }
  }

  /// Changes the value of a key, which is 0 at first. O(1) on average.
  mutating func update(_ key: UInt64, _ change: (inout UInt32) -> Void) {
    if (count + 1) * 2 > slots.count { grow() }
    let key = key | 1
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while slots[slot].key != key {
      if slots[slot].key == 0 {
        slots[slot].key = key
        count += 1
        break
      }
      slot = (slot + 1) & mask
    }
    change(&slots[slot].value)
  }

  private mutating func grow() {
    var larger = FlatTable(minimumCapacity: slots.count)
    for slot in slots where slot.key != 0 { larger.update(slot.key) { $0 = slot.value } }
    self = larger
  }
}
