internal import CLexicons

/// The forms of the lexicon as a minimal acyclic automaton, opened in place: which letters a form can go on with.
///
/// A search that spells forms letter by letter asks each node for all of its letters at once, a bit for each (Daciuk et al.
/// 2000, "Incremental construction of minimal acyclic finite-state automata"; the mask of a node as in Bagwell 2001,
/// "Ideal hash trees"). 259,047 forms need 50,000 nodes, less than a megabyte, which stays near the processor.
///
/// The file, little-endian: the magic `VGLGRPH1`; `UInt32` count of forms, count of words of 32 bits in the nodes, the
/// root, and one that is 0; the class of each of 256 bytes, 255 for none; the bytes of 64 classes; then the nodes: a mask of
/// the classes it goes on with in two words, then for each of them a word: twice where the next node is, and 1 more where
/// a form ends there.
package struct FormGraph: @unchecked Sendable {
  /// Of 256 bytes, and behind them the bytes of 64 classes.
  private let classes: UnsafePointer<UInt8>
  private let words: UnsafePointer<UInt32>
  package let root: Node
  /// How many forms it has.
  package let count: Int

  package static let headerSize = 24 + 256 + 64
  package static let magic: StaticString = "VGLGRPH1"
  /// Classes above are for those who search.
  package static let classCount = 62
  package static let noClass: UInt8 = 255

  /// Where forms are that start alike; in words of the file.
  package typealias Node = UInt32

  /// - Parameter bytes: must outlive the graph and be aligned to 4 bytes.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError {
      LexiconError(file: file, reason: reason + ": make it again with 'vaglio lexicon build'")
    }
    guard let base = bytes.baseAddress, bytes.count >= Self.headerSize + 8,
      Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(8)) })
    else { throw fail("is no graph of forms of version 1") }
    let raw = UnsafeRawPointer(base)
    let wordCount = Int(raw.load(fromByteOffset: 12, as: UInt32.self))
    guard Self.headerSize + wordCount * 4 == bytes.count else {
      throw fail("its header does not fit its size of \(bytes.count) bytes")
    }
    root = raw.load(fromByteOffset: 16, as: UInt32.self)
    guard Int(root) + 2 <= wordCount else { throw fail("its root \(root) is outside of its \(wordCount) words") }
    count = Int(raw.load(fromByteOffset: 8, as: UInt32.self))
    classes = base + 24
    words = (raw + Self.headerSize).assumingMemoryBound(to: UInt32.self)
  }

  /// A graph without forms.
  init() {
    classes = Self.noClasses
    words = UnsafePointer(UnsafeRawPointer(Self.noClasses + 320).assumingMemoryBound(to: UInt32.self))
    root = 0
    count = 0
  }

  /// No class for any byte, and a node that goes on with nothing.
  nonisolated(unsafe) private static let noClasses: UnsafePointer<UInt8> = {
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: 328, alignment: 8).assumingMemoryBound(to: UInt8.self)
    bytes.initialize(repeating: noClass, count: 256)
    (bytes + 256).initialize(repeating: 0, count: 72)
    return UnsafePointer(bytes)
  }()

  /// The graph of `FormLexicon.italian`.
  package static let italian: FormGraph = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_graph(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? FormGraph(bytes, file: "graph.bin")) ?? FormGraph()
  }()

  /// The bit of a byte's class; 0 when no form has the byte.
  @inline(__always)
  package func bit(_ byte: UInt8) -> UInt64 {
    let number = classes[Int(byte)]
    return number < Self.classCount ? 1 << UInt64(number) : 0
  }

  /// The byte of a class.
  @inline(__always)
  package func byte(_ bit: UInt64) -> UInt8 { classes[256 + bit.trailingZeroBitCount] }

  /// The classes that a node goes on with, a bit each.
  @inline(__always)
  package func mask(_ node: Node) -> UInt64 {
    UInt64(words[Int(node)]) | UInt64(words[Int(node) + 1]) << 32
  }

  /// The node after one more byte, and whether a form ends there.
  ///
  /// - Parameters:
  ///   - bit: the bit of the byte's class, which `mask` must have.
  ///   - mask: that of the node.
  @inline(__always)
  package func child(_ node: Node, _ bit: UInt64, mask: UInt64) -> (node: Node, isEnd: Bool) {
    let word = words[Int(node) + 2 + (mask & (bit &- 1)).nonzeroBitCount]
    return (word >> 1, word & 1 != 0)
  }

  /// Whether it has a form. O(length).
  package func contains(_ form: some Sequence<UInt8>) -> Bool {
    var place: (node: Node, isEnd: Bool) = (root, false)
    for byte in form {
      let bit = bit(byte)
      let mask = mask(place.node)
      guard mask & bit != 0 else { return false }
      place = child(place.node, bit, mask: mask)
    }
    return place.isEnd
  }
}
