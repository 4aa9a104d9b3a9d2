import Testing

@testable import Vaglio

@Suite struct ArrowBufferTests {
  @Test("What was written stays when the memory grows")
  func grows() {
    let buffer = ArrowBuffer(capacity: 8)
    for number in 0..<1000 { buffer.append(Int32(number)) }
    [UInt8](1...7).withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
    #expect(buffer.count == 4007)
    #expect((0..<1000).allSatisfy { buffer.address.load(fromByteOffset: $0 * 4, as: Int32.self) == Int32($0) })
    #expect((0..<7).map { buffer.address.load(fromByteOffset: 4000 + $0, as: UInt8.self) } == [1, 2, 3, 4, 5, 6, 7])
    #expect(UInt(bitPattern: buffer.address) % 64 == 0)
  }

  @Test("Bits are the lowest first; those that were not set are 0")
  func bits() {
    let buffer = ArrowBuffer(capacity: 1)
    buffer.setBit(1, to: true)
    buffer.setBit(3, to: false)
    buffer.setBit(17, to: true)
    #expect((0..<buffer.count).map { buffer.address.load(fromByteOffset: $0, as: UInt8.self) } == [2, 0, 2])
  }

  @Test("There is no buffer of nulls until there is one")
  func validity() {
    var validity = ArrowValidity()
    for _ in 0..<9 { validity.append(true) }
    #expect(validity.buffer == nil && validity.nullCount == 0)
    validity.append(false)
    validity.append(true)
    #expect(validity.count == 11 && validity.nullCount == 1)
    let bits = validity.buffer
    #expect(bits.map { $0.address.load(as: UInt16.self) } == 0b101_1111_1111)
  }
}
