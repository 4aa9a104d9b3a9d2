/// Elements at an address that stays, as C needs it; freed with their owner.
final class KeptArray<Element: BitwiseCopyable>: @unchecked Sendable {
  // Never written after it is made, hence sendable.
  private let buffer: UnsafeMutablePointer<Element>
  let count: Int

  /// The first element. There is an address even when there is no element, since NULL says that there is no array.
  var elements: UnsafePointer<Element> { UnsafePointer(buffer) }

  /// - Parameter end: stands after the elements and is not counted.
  init(_ elements: [Element], end: Element? = nil) {
    count = elements.count
    buffer = .allocate(capacity: max(1, elements.count + (end == nil ? 0 : 1)))
    elements.withUnsafeBufferPointer { elements in
      if let first = elements.baseAddress { buffer.initialize(from: first, count: elements.count) }
    }
    if let end { (buffer + count).initialize(to: end) }
  }

  deinit { buffer.deallocate() }
}

typealias KeptBytes = KeptArray<UInt8>

extension KeptArray<UInt8> {
  /// Bytes with a NUL after them.
  convenience init(_ bytes: [UInt8]) { self.init(bytes, end: 0) }

  var characters: UnsafePointer<CChar> { UnsafeRawPointer(elements).assumingMemoryBound(to: CChar.self) }
}
