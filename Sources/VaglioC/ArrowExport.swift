import CVaglio
import Vaglio

// Columns as the C data interface of Arrow hands them over: what is exported keeps its column alive, and frees what was made
// to describe it, when its `release` is called.

extension ArrowArray {
  init(_ column: ArrowColumn) {
    let buffers = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: column.buffers.count)
    for (index, buffer) in column.buffers.enumerated() {
      (buffers + index).initialize(to: buffer.map { UnsafeRawPointer($0.address) })
    }
    self.init(
      length: Int64(column.length), null_count: Int64(column.nullCount), offset: 0,
      n_buffers: Int64(column.buffers.count), n_children: Int64(column.children.count), buffers: buffers,
      children: pointers(to: column.children.map { ArrowArray($0) }), dictionary: nil,
      release: { array in
        guard let array, array.pointee.release != nil else { return }
        array.pointee.buffers.deallocate()
        freeChildren(array.pointee.children, count: array.pointee.n_children) { $0.pointee.release?($0) }
        if let column = array.pointee.private_data { Unmanaged<ArrowColumn>.fromOpaque(column).release() }
        array.pointee.release = nil
      },
      private_data: Unmanaged.passRetained(column).toOpaque())
  }
}

extension ArrowSchema {
  init(_ column: ArrowColumn) {
    self.init(
      format: characters(column.format), name: characters(column.name), metadata: nil,
      flags: Int64(ARROW_FLAG_NULLABLE), n_children: Int64(column.children.count),
      children: pointers(to: column.children.map { ArrowSchema($0) }), dictionary: nil,
      release: { schema in
        guard let schema, schema.pointee.release != nil else { return }
        freeChildren(schema.pointee.children, count: schema.pointee.n_children) { $0.pointee.release?($0) }
        schema.pointee.release = nil
      },
      private_data: nil)
  }
}

/// The literal of a StaticString ends with a NUL, and stays for ever.
private func characters(_ string: StaticString) -> UnsafePointer<CChar> {
  UnsafeRawPointer(string.utf8Start).assumingMemoryBound(to: CChar.self)
}

private func pointers<Element>(to elements: [Element]) -> UnsafeMutablePointer<UnsafeMutablePointer<Element>?>? {
  if elements.isEmpty { return nil }
  let pointers = UnsafeMutablePointer<UnsafeMutablePointer<Element>?>.allocate(capacity: elements.count)
  for (index, element) in elements.enumerated() {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: 1)
    pointer.initialize(to: element)
    (pointers + index).initialize(to: pointer)
  }
  return pointers
}

private func freeChildren<Element>(
  _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?, count: Int64,
  release: (UnsafeMutablePointer<Element>) -> Void
) {
  guard let pointers else { return }
  for index in 0..<Int(count) {
    guard let pointer = pointers[index] else { continue }
    // Whoever took a child over has marked it as released.
    release(pointer)
    pointer.deallocate()
  }
  pointers.deallocate()
}
