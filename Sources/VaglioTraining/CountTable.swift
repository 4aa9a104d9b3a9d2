/// Counts of 64-bit keys: open addressing in two arrays, since millions of keys do not fit a `Dictionary` in reasonable
/// memory. The key 0 is not counted.
struct CountTable {
  private(set) var keys: [UInt64]
  private(set) var counts: [UInt32]
  private(set) var count = 0

  init(capacity: Int = 1 << 20) {
    keys = Array(repeating: 0, count: capacity)
    counts = Array(repeating: 0, count: capacity)
  }

  private func slot(_ key: UInt64) -> Int {
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 20) & mask
    while keys[place] != 0, keys[place] != key { place = (place + 1) & mask }
    return place
  }

  subscript(key: UInt64) -> UInt32 { counts[slot(key)] }

  mutating func increment(_ key: UInt64, by weight: UInt32 = 1) {
    let place = slot(key)
    if keys[place] == 0 {
      keys[place] = key
      count += 1
      counts[place] = weight
      if count * 3 > keys.count * 2 { grow() }
    } else {
      counts[place] += weight
    }
  }

  private mutating func grow() {
    var larger = CountTable(capacity: keys.count * 2)
    for index in keys.indices where keys[index] != 0 {
      let place = larger.slot(keys[index])
      larger.keys[place] = keys[index]
      larger.counts[place] = counts[index]
    }
    larger.count = count
    self = larger
  }
}
