/// From 64-bit keys that are hashes already to 32-bit values: open addressing, no more than half full, never a removal.
///
/// A key stands for what was hashed: two names of the same 64 bits are one name, which among 20,000 names has a chance
/// of 1 in 10 to the power of 11.
struct FlatTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt32]
  private var mask: Int
  private(set) var count = 0

  init(minimumCapacity: Int = 0) {
    var capacity = 16
    while capacity < minimumCapacity * 2 { capacity *= 2 }
    keys = Array(repeating: 0, count: capacity)
    values = Array(repeating: 0, count: capacity)
    mask = capacity - 1
  }

  /// 0 when the key is not there. O(1).
  @inline(__always)
  subscript(key: UInt64) -> UInt32 {
    let key = key | 1
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while true {
      let found = keys[slot]
      if found == key { return values[slot] }
      if found == 0 { return 0 }
      slot = (slot + 1) & mask
    }
  }

  /// Changes the value of a key, which is 0 at first. O(1) on average.
  mutating func update(_ key: UInt64, _ change: (inout UInt32) -> Void) {
    if (count + 1) * 2 > keys.count { grow() }
    let key = key | 1
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while keys[slot] != key {
      if keys[slot] == 0 {
        keys[slot] = key
        count += 1
        break
      }
      slot = (slot + 1) & mask
    }
    change(&values[slot])
  }

  private mutating func grow() {
    var larger = FlatTable(minimumCapacity: keys.count)
    for slot in keys.indices where keys[slot] != 0 {
      let value = values[slot]
      larger.update(keys[slot]) { $0 = value }
    }
    self = larger
  }
}
