/// Writes names and changes in the standoff format of brat, as the `.ann` that lies beside the `.txt` of the source.
///
/// ```
/// T1 TAB regulator 0 5 TAB Agcom
/// N1 TAB Reference T1 Vaglio:agcom TAB Autorità per le garanzie nelle comunicazioni
/// T2 TAB correct 27 31 TAB alia
/// #1 TAB AnnotatorNotes T2 TAB alla (ocr/li-ll 0.97)
/// ```
///
/// Offsets count code points of the *source*, as brat does, so the file that was read is the one to show. A name that
/// runs over a line break has a fragment on each line (`0 5;6 10`). A change has the name of its stage for a type and what
/// it becomes in a note; where nothing visible is replaced it lies on the character before it. O(source + names + edits).
public struct BratWriter: Sendable {
  public init() {}

  public func write(_ document: Document, into bytes: inout [UInt8]) {
    document.source.withUnsafeBufferPointer { source in
      var cursor = OffsetCursor(.codepoint, over: source)
      var number = 0
      var references = 0
      for entity in document.entities {
        let fragments = Self.fragments(of: entity.range, in: source)
        guard !fragments.isEmpty else { continue }
        number += 1
        Self.write(number, type: entity.label.name, fragments, source, &cursor, into: &bytes)
        guard let entry = entity.entry else { continue }
        references += 1
        bytes.write("N")
        bytes.write(decimal: references)
        bytes.write("\tReference T")
        bytes.write(decimal: number)
        bytes.write(" Vaglio:")
        Self.write(word: entry, into: &bytes)
        bytes.write("\t")
        Self.write(line: entity.name ?? entry, into: &bytes)
        bytes.write("\n")
      }
      var notes = 0
      for edit in document.edits {
        let fragments = Self.fragments(of: edit.range, orBeside: true, in: source)
        guard !fragments.isEmpty else { continue }
        number += 1
        notes += 1
        Self.write(number, type: edit.causes.last?.stage ?? "edit", fragments, source, &cursor, into: &bytes)
        bytes.write("#")
        bytes.write(decimal: notes)
        bytes.write("\tAnnotatorNotes T")
        bytes.write(decimal: number)
        bytes.write("\t")
        Self.write(line: edit.string, into: &bytes)
        if !edit.string.isEmpty { bytes.write(" ") }
        for (index, cause) in edit.causes.enumerated() {
          bytes.write(index == 0 ? "(" : ", ")
          Self.write(line: cause.rule, into: &bytes)
          bytes.write(" ")
          bytes.write(share: cause.confidence)
        }
        bytes.write(")\n")
      }
    }
  }

  private static func write(
    _ number: Int, type: String, _ fragments: [Range<Int>], _ source: UnsafeBufferPointer<UInt8>,
    _ cursor: inout OffsetCursor, into bytes: inout [UInt8]
  ) {
    bytes.write("T")
    bytes.write(decimal: number)
    bytes.write("\t")
    write(word: type, into: &bytes)
    for (index, fragment) in fragments.enumerated() {
      bytes.write(index == 0 ? " " : ";")
      let range = cursor.range(fragment)
      bytes.write(decimal: range.lowerBound)
      bytes.write(" ")
      bytes.write(decimal: range.upperBound)
    }
    for (index, fragment) in fragments.enumerated() {
      bytes.write(index == 0 ? "\t" : " ")
      bytes.write(repairing: UnsafeBufferPointer(rebasing: source[fragment]))
    }
    bytes.write("\n")
  }

  /// The parts of a range between line ends and other control characters, without the blanks at their ends.
  ///
  /// - Parameter orBeside: when there is nothing else, the character before the range, or the one after it.
  private static func fragments(
    of range: Range<Int>, orBeside: Bool = false, in source: UnsafeBufferPointer<UInt8>
  ) -> [Range<Int>] {
    var fragments: [Range<Int>] = []
    var start = range.lowerBound
    var end = start
    var position = start
    while position < range.upperBound {
      let scalar = MaximalSubpart(in: source, at: position)
      let length = min(scalar.length, range.upperBound - position)
      if breaksLine(source, position) {
        if start < end { fragments.append(start..<end) }
        start = position + length
        end = start
      } else if source[position] == 0x20 {
        if start == end { (start, end) = (position + 1, position + 1) }
      } else {
        end = position + length
      }
      position += length
    }
    if start < end { fragments.append(start..<end) }
    guard fragments.isEmpty, orBeside else { return fragments }
    var before = range.lowerBound
    while before > 0 {
      before -= 1
      if !UTF8.isContinuation(source[before]) { break }
    }
    if before < range.lowerBound, source[before] != 0x20, !breaksLine(source, before) {
      return [before..<range.lowerBound]
    }
    guard range.upperBound < source.count, source[range.upperBound] != 0x20, !breaksLine(source, range.upperBound)
    else { return [] }
    return [range.upperBound..<range.upperBound + MaximalSubpart(in: source, at: range.upperBound).length]
  }

  /// Whether a reader may take what begins here for the end of a line or of a column: C0 and C1 controls, U+2028, U+2029.
  private static func breaksLine(_ source: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    let byte = source[position]
    if byte < 0x20 || byte == 0x7f { return true }
    if byte == 0xc2 { return position + 1 < source.count && 0x80..<0xa0 ~= source[position + 1] }
    return byte == 0xe2 && position + 2 < source.count && source[position + 1] == 0x80
      && (source[position + 2] == 0xa8 || source[position + 2] == 0xa9)
  }

  /// A type or a key: no blanks in it.
  private static func write(word: String, into bytes: inout [UInt8]) {
    for byte in word.utf8 { bytes.append(byte <= 0x20 ? UInt8(ascii: "_") : byte) }
  }

  private static func write(line: String, into bytes: inout [UInt8]) {
    for byte in line.utf8 { bytes.append(byte < 0x20 ? 0x20 : byte) }
  }
}
