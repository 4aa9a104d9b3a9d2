/// Numbers forms in the order in which they are first seen, and keeps their bytes in one pool.
struct FormTable {
  private var pool: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 16)

  var count: Int { ends.count }

  func bytes(_ number: Int) -> ArraySlice<UInt8> { pool[(number == 0 ? 0 : ends[number - 1])..<ends[number]] }

  private static func hash(_ form: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in form { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 29)
  }

  /// The number of a form; nil when it was never added.
  func number(_ form: UnsafeBufferPointer<UInt8>) -> Int? {
    let place = slot(form, Self.hash(form))
    return slots[place] < 0 ? nil : Int(slots[place])
  }

  func number(_ form: some Collection<UInt8>) -> Int? {
    Array(form).withUnsafeBufferPointer { number($0) }
  }

  func number(_ form: String) -> Int? { number(form.utf8) }

  private func slot(_ form: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] >= 0 {
      let number = Int(slots[place])
      if hashes[number] == hash, bytes(number).elementsEqual(form) { return place }
      place = (place + 1) & mask
    }
    return place
  }

  /// Adds a form that is not there yet; O(length), amortised.
  mutating func add(_ form: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(form)
    let place = slot(form, hash)
    if slots[place] >= 0 { return Int(slots[place]) }
    let number = ends.count
    pool.append(contentsOf: form)
    ends.append(pool.count)
    hashes.append(hash)
    slots[place] = Int32(number)
    if ends.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    var larger = [Int32](repeating: -1, count: slots.count * 2)
    let mask = larger.count - 1
    for (number, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & mask
      while larger[place] >= 0 { place = (place + 1) & mask }
      larger[place] = Int32(number)
    }
    slots = larger
  }
}
