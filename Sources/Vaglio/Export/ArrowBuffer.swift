/// Memory that grows, and is handed over as it is.
package final class ArrowBuffer {
  /// Aligned to 64 bytes, as Arrow recommends.
  package private(set) var address: UnsafeMutableRawPointer
  package private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 1024) {
    self.capacity = capacity
    address = .allocate(byteCount: capacity, alignment: 64)
  }

  deinit { address.deallocate() }

  @inline(__always)
  func append<Value: BitwiseCopyable>(_ value: Value) {
    let size = MemoryLayout<Value>.size
    if count + size > capacity { grow(to: count + size) }
    (address + count).storeBytes(of: value, as: Value.self)
    count += size
  }

  @inline(__always)
  func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    if count + bytes.count > capacity { grow(to: count + bytes.count) }
    (address + count).copyMemory(from: base, byteCount: bytes.count)
    count += bytes.count
  }

  /// Sets a bit; those between the last one and this one are 0.
  func setBit(_ index: Int, to bit: Bool) {
    while count <= index >> 3 { append(0 as UInt8) }
    if bit {
      let byte = address.loadUnaligned(fromByteOffset: index >> 3, as: UInt8.self)
      address.storeBytes(of: byte | 1 << UInt8(index & 7), toByteOffset: index >> 3, as: UInt8.self)
    }
  }

  private func grow(to least: Int) {
    capacity = max(capacity * 2, least)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 64)
    larger.copyMemory(from: address, byteCount: count)
    address.deallocate()
    address = larger
  }
}

/// Which values of a column are none. Costs nothing until there is one.
struct ArrowValidity {
  private(set) var buffer: ArrowBuffer?
  private(set) var count = 0
  private(set) var nullCount = 0

  @inline(__always)
  mutating func append(_ isValid: Bool) {
    if buffer != nil || !isValid { appendBit(isValid) }
    count += 1
  }

  private mutating func appendBit(_ isValid: Bool) {
    let bits: ArrowBuffer
    if let buffer {
      bits = buffer
    } else {
      bits = ArrowBuffer(capacity: 64)
      for index in 0..<count { bits.setBit(index, to: true) }
      buffer = bits
    }
    bits.setBit(count, to: isValid)
    if !isValid { nullCount += 1 }
  }
}
