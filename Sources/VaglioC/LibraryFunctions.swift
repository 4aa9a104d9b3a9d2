// The names are those of vaglio.h.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CVaglio
import Vaglio

@c @implementation
public func vaglio_abi_version() -> UInt32 { UInt32(VAGLIO_ABI_VERSION) }

@c @implementation
public func vaglio_version() -> UnsafePointer<CChar> {
  // The literal of a StaticString ends with a NUL.
  UnsafeRawPointer(Release.version.utf8Start).assumingMemoryBound(to: CChar.self)
}
