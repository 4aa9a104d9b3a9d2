/// A finished column in the memory layout of Apache Arrow ("Arrow Columnar Format", version 1.5): buffers that can be handed to
/// any program without copying.
package final class ArrowColumn {
  /// The type, as the C data interface of Arrow writes it: `u`, `i`, `g`, `b`, `+l`, `+s`.
  package let format: StaticString
  package let name: StaticString
  package let length: Int
  package let nullCount: Int
  /// The first is that of nulls, nil where there are none.
  package let buffers: [ArrowBuffer?]
  package let children: [ArrowColumn]

  init(
    _ name: StaticString, _ format: StaticString, length: Int, validity: ArrowValidity, buffers: [ArrowBuffer] = [],
    children: [ArrowColumn] = []
  ) {
    self.name = name
    self.format = format
    self.length = length
    nullCount = validity.nullCount
    self.buffers = [validity.buffer] + buffers
    self.children = children
  }
}
