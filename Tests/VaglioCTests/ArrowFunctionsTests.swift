import CVaglio
import Testing
import VaglioC

/// A column of strings as another program hands it over, and whether it was given back.
private final class GivenColumn {
  let array = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
  let type = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
  private let buffers = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: 3)
  private var memory: [UnsafeMutableRawPointer] = []
  private let releases = UnsafeMutablePointer<Int>.allocate(capacity: 2)

  var areReleased: Bool { releases[0] == 1 && releases[1] == 1 }

  /// - Parameters:
  ///   - skipped: how many texts go before those that are meant.
  init(_ texts: [String?], format: StaticString = "u", skipped: Int = 0) {
    releases.initialize(repeating: 0, count: 2)
    var bytes: [UInt8] = []
    var offsets: [Int64] = [0]
    var valid: [UInt8] = Array(repeating: 0, count: (texts.count + skipped) / 8 + 1)
    let all = Array(repeating: "vor", count: skipped) + texts
    for (index, text) in all.enumerated() {
      bytes += Array((text ?? "").utf8)
      offsets.append(Int64(bytes.count))
      if text != nil { valid[index / 8] |= 1 << UInt8(index % 8) }
    }
    let isLarge = "\(format)" == "U" || "\(format)" == "Z"
    buffers[0] = keep(valid)
    buffers[1] = isLarge ? keep(offsets) : keep(offsets.map { Int32($0) })
    buffers[2] = keep(bytes)
    array.initialize(
      to: ArrowArray(
        length: Int64(texts.count), null_count: -1, offset: Int64(skipped), n_buffers: 3, n_children: 0,
        buffers: buffers, children: nil, dictionary: nil,
        release: { array in
          array?.pointee.private_data.assumingMemoryBound(to: Int.self).pointee += 1
          array?.pointee.release = nil
        }, private_data: releases))
    type.initialize(
      to: ArrowSchema(
        format: UnsafeRawPointer(format.utf8Start).assumingMemoryBound(to: CChar.self), name: nil, metadata: nil,
        flags: 2, n_children: 0, children: nil, dictionary: nil,
        release: { type in
          type?.pointee.private_data.assumingMemoryBound(to: Int.self).pointee += 1
          type?.pointee.release = nil
        }, private_data: releases + 1))
  }

  private func keep<Element>(_ elements: [Element]) -> UnsafeRawPointer {
    let size = elements.count * MemoryLayout<Element>.stride
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, size), alignment: 8)
    elements.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: size) }
    memory.append(copy)
    return UnsafeRawPointer(copy)
  }

  deinit {
    for piece in memory { piece.deallocate() }
    buffers.deallocate()
    releases.deallocate()
    array.deallocate()
    type.deallocate()
  }
}

/// What came back, released at the end.
private final class MadeColumn {
  let array = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
  let type = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
  private(set) var code: vaglio_error_code?
  private(set) var message = ""

  init(_ given: GivenColumn, layers: String?, _ pipeline: CPipeline) {
    var error: OpaquePointer?
    let status = vaglio_annotate_arrow(pipeline.handle, layers, given.array, given.type, array, type, &error)
    guard status != 0, let error else { return }
    code = vaglio_error_get_code(error)
    message = String(cString: vaglio_error_message(error))
    vaglio_error_free(error)
  }

  deinit {
    if code == nil {
      array.pointee.release?(array)
      type.pointee.release?(type)
      #expect(array.pointee.release == nil && type.pointee.release == nil)
    }
    array.deallocate()
    type.deallocate()
  }

  var names: [String] {
    (0..<Int(type.pointee.n_children)).compactMap { type.pointee.children[$0].map { String(cString: $0.pointee.name) } }
  }

  /// The strings of the first field.
  var texts: [String?] {
    guard let field = array.pointee.children[0]?.pointee else { return [] }
    return (0..<Int(field.length)).map { index in
      if let valid = field.buffers[0],
        valid.load(fromByteOffset: index / 8, as: UInt8.self) >> UInt8(index % 8) & 1 == 0
      {
        return nil
      }
      guard let offsets = field.buffers[1], let bytes = field.buffers[2] else { return "?" }
      let start = Int(offsets.load(fromByteOffset: index * 4, as: Int32.self))
      let end = Int(offsets.load(fromByteOffset: index * 4 + 4, as: Int32.self))
      return String(decoding: UnsafeRawBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
    }
  }
}

@Suite struct ArrowFunctionsTests {
  @Test("A column of texts becomes a column of structures", arguments: ["u", "U", "z", "Z"])
  func column(format: String) throws {
    let pipeline = try #require(CPipeline(nil))
    let formats: [String: StaticString] = ["u": "u", "U": "U", "z": "z", "Z": "Z"]
    let type = try #require(formats[format])
    let given = GivenColumn(["in base alia legge", nil, "", "perche'"], format: type, skipped: 9)
    let made = MadeColumn(given, layers: nil, pipeline)
    #expect(made.code == nil)
    #expect(made.names == ["text", "edits", "entities"])
    #expect(made.texts == ["in base alla legge", nil, "", "perché"])
    #expect(made.array.pointee.length == 4 && made.array.pointee.null_count == 1)
    #expect(given.areReleased)
  }

  @Test("A child that was taken over lives on, and is released once")
  func movedChild() throws {
    let pipeline = try #require(CPipeline("tokenize"))
    var child = ArrowArray()
    do {
      let made = MadeColumn(GivenColumn(["Una parola"]), layers: "tokens", pipeline)
      let field = try #require(made.array.pointee.children[0])
      child = field.pointee
      field.pointee.release = nil
    }
    #expect(child.length == 1)
    let item = try #require(child.children[0]).pointee
    let text = try #require(item.children[2]).pointee
    let offsets = try #require(text.buffers[1])
    #expect(offsets.load(fromByteOffset: 4, as: Int32.self) == 3)
    child.release?(&child)
    #expect(child.release == nil)
  }

  @Test("What is wrong is told, and what was given is released")
  func errors() throws {
    let pipeline = try #require(CPipeline(nil))
    let given = GivenColumn(["a"])
    let layers = MadeColumn(given, layers: "text,words", pipeline)
    #expect(layers.code == VAGLIO_ERROR_OPTION && layers.message.hasPrefix("there is no layer 'words': the layers are"))
    #expect(given.areReleased)
    let numbers = GivenColumn(["a"], format: "i")
    let type = MadeColumn(numbers, layers: "text", pipeline)
    #expect(type.code == VAGLIO_ERROR_OPTION && type.message.contains("type 'i' of Arrow"))
    #expect(numbers.areReleased)
    let empty = MadeColumn(GivenColumn([]), layers: "text", pipeline)
    #expect(empty.code == nil && empty.array.pointee.length == 0)
  }
}
