/// Writes what was changed and why, for people: the lines of the source with every change marked as word diff does, and
/// under them the stage, the rule and the confidence of each.
///
/// ```
/// page.txt:3: Agcom [-e-]{+è+} stata la prima; in base [-alia-]{+alla+} normativa…
///     [-e-]{+è+}  correct accent/e-è 0.98
///     [-alia-]{+alla+}  correct ocr/li-ll 0.97
/// ```
///
/// Lines are those of the source, from 1. Only the text near a change is shown. Characters that cannot be seen are named
/// (`<U+00AD>`) and line breaks inside a change are `⏎`, so no text can play tricks on a terminal.
public struct DiffWriter: Sendable {
  /// Whether changes are red and green by the escape codes of ANSI terminals.
  public let isColored: Bool

  public init(isColored: Bool = false) { self.isColored = isColored }

  /// How many bytes of unchanged text are shown before and after a change.
  private static let context = 60
  /// How many bytes of a change are shown on its line, and in the reasons under it.
  private static let changeOnLine = 200
  private static let changeInReason = 40

  /// Writes nothing when nothing was changed. O(source + edits).
  ///
  /// - Parameter name: written before the number of every line: the name of the file, say.
  public func write(_ document: Document, name: String? = nil, into bytes: inout [UInt8]) {
    let edits = document.edits
    document.source.withUnsafeBufferPointer { source in
      var line = 1
      var counted = 0
      var next = 0
      while next < edits.count {
        let hunk = hunk(from: next, of: edits, in: source)
        let start = edits[hunk.lowerBound].range.lowerBound
        for position in counted..<start where source[position] == UInt8(ascii: "\n") { line += 1 }
        counted = start
        writeHunk(
          edits[hunk], previousEnd: next == 0 ? 0 : edits[next - 1].range.upperBound, line: line, name: name, source,
          &bytes)
        for edit in edits[hunk] { writeReasons(edit, source, &bytes) }
        next = hunk.upperBound
      }
    }
  }

  /// The edits that are shown together: on the same line, with little between them.
  private func hunk(
    from first: Int, of edits: [Edit], in source: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var end = first + 1
    while end < edits.count {
      let between = edits[end - 1].range.upperBound..<edits[end].range.lowerBound
      let endsLine = edits[end - 1].range.last.map { source[$0] == UInt8(ascii: "\n") } ?? false
      if endsLine || between.count > 2 * Self.context || source[between].contains(UInt8(ascii: "\n")) { break }
      end += 1
    }
    return first..<end
  }

  private func writeHunk(
    _ edits: ArraySlice<Edit>, previousEnd: Int, line: Int, name: String?, _ source: UnsafeBufferPointer<UInt8>,
    _ bytes: inout [UInt8]
  ) {
    guard let first = edits.first, let last = edits.last else { return }
    if let name {
      var name = name
      name.withUTF8 { writeVisibly($0, inChange: false, &bytes) }
      bytes.write(":")
    }
    bytes.write(decimal: line)
    bytes.write(": ")
    let start = contextStart(before: first.range.lowerBound, notBefore: previousEnd, source)
    if start > 0, source[start - 1] != UInt8(ascii: "\n") { bytes.write("…") }
    var position = start
    for edit in edits {
      writeVisibly(UnsafeBufferPointer(rebasing: source[position..<edit.range.lowerBound]), inChange: false, &bytes)
      writeChange(edit, limit: Self.changeOnLine, source, &bytes)
      position = edit.range.upperBound
    }
    let end = contextEnd(after: last.range, source)
    writeVisibly(UnsafeBufferPointer(rebasing: source[position..<end]), inChange: false, &bytes)
    if end < source.count, !isLineEnd(source[end]), end > last.range.upperBound { bytes.write("…") }
    bytes.write("\n")
  }

  /// Moved to the start of a word, so that none is cut.
  private func contextStart(
    before position: Int, notBefore least: Int, _ source: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let limit = max(least, position - Self.context)
    var start = position
    while start > limit, !isLineEnd(source[start - 1]) { start -= 1 }
    if start > least, start > 0, !isLineEnd(source[start - 1]) {
      if let blank = source[start..<position].firstIndex(of: UInt8(ascii: " ")) { return blank + 1 }
      while start < position, UTF8.isContinuation(source[start]) { start += 1 }
    }
    return start
  }

  private func contextEnd(after range: Range<Int>, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    var end = range.upperBound
    if let last = range.last, source[last] == UInt8(ascii: "\n") { return end }
    let limit = min(source.count, end + Self.context)
    while end < limit, !isLineEnd(source[end]) { end += 1 }
    if end < source.count, !isLineEnd(source[end]) {
      if let blank = source[range.upperBound..<end].lastIndex(of: UInt8(ascii: " ")) { return blank }
      while end > range.upperBound, UTF8.isContinuation(source[end]) { end -= 1 }
    }
    return end
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private func writeChange(
    _ edit: Edit, limit: Int, _ source: UnsafeBufferPointer<UInt8>, _ bytes: inout [UInt8]
  ) {
    if !edit.range.isEmpty {
      if isColored { bytes.write("\u{1b}[31m") }
      bytes.write("[-")
      writeClipped(UnsafeBufferPointer(rebasing: source[edit.range]), limit: limit, &bytes)
      bytes.write("-]")
      if isColored { bytes.write("\u{1b}[m") }
    }
    if !edit.string.isEmpty {
      if isColored { bytes.write("\u{1b}[32m") }
      bytes.write("{+")
      var string = edit.string
      string.withUTF8 { writeClipped($0, limit: limit, &bytes) }
      bytes.write("+}")
      if isColored { bytes.write("\u{1b}[m") }
    }
  }

  private func writeReasons(_ edit: Edit, _ source: UnsafeBufferPointer<UInt8>, _ bytes: inout [UInt8]) {
    bytes.write("    ")
    writeChange(edit, limit: Self.changeInReason, source, &bytes)
    if isColored { bytes.write("\u{1b}[2m") }
    for (index, cause) in edit.causes.enumerated() {
      bytes.write(index == 0 ? "  " : ", ")
      bytes.append(contentsOf: cause.stage.utf8)
      bytes.write(" ")
      bytes.append(contentsOf: cause.rule.utf8)
      bytes.write(" ")
      bytes.write(share: cause.confidence)
    }
    if isColored { bytes.write("\u{1b}[m") }
    bytes.write("\n")
  }

  private func writeClipped(_ piece: UnsafeBufferPointer<UInt8>, limit: Int, _ bytes: inout [UInt8]) {
    guard piece.count > limit else { return writeVisibly(piece, inChange: true, &bytes) }
    var end = limit
    while end > 0, UTF8.isContinuation(piece[end]) { end -= 1 }
    writeVisibly(UnsafeBufferPointer(rebasing: piece[..<end]), inChange: true, &bytes)
    bytes.write("…")
  }

  /// Names what cannot be seen. Inside a change that is also what looks like something else: combining marks and
  /// no-break spaces.
  private func writeVisibly(_ piece: UnsafeBufferPointer<UInt8>, inChange: Bool, _ bytes: inout [UInt8]) {
    var position = 0
    while position < piece.count {
      let scalar = MaximalSubpart(in: piece, at: position)
      let range = position..<position + scalar.length
      position = range.upperBound
      guard scalar.isWellFormed else {
        for byte in piece[range] {
          bytes.write("<0x")
          bytes.write(hexadecimal: byte)
          bytes.write(">")
        }
        continue
      }
      if scalar.length == 1 {
        let byte = piece[range.lowerBound]
        if byte == UInt8(ascii: "\n"), inChange {
          bytes.write("⏎")
          continue
        }
        if 0x20..<0x7f ~= byte || (byte == UInt8(ascii: "\t") && !inChange) {
          bytes.append(byte)
          continue
        }
      }
      let value = Self.value(piece, range)
      if Self.isInvisible(value, inChange: inChange) {
        bytes.write("<U+")
        for shift in [16, 8, 0] where shift < 16 || value > 0xffff {
          bytes.write(hexadecimal: UInt8(truncatingIfNeeded: value >> UInt32(shift)))
        }
        bytes.write(">")
      } else {
        bytes.append(contentsOf: piece[range])
      }
    }
  }

  private static func value(_ piece: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32 {
    let first = UInt32(piece[range.lowerBound])
    let lead = [first, first & 0x1f, first & 0x0f, first & 0x07][range.count - 1]
    return piece[range].dropFirst().reduce(lead) { $0 << 6 | UInt32($1 & 0x3f) }
  }

  private static func isInvisible(_ value: UInt32, inChange: Bool) -> Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0, 0xad, 0x61c, 0x180e, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfe00...0xfe0f,
      0xfeff, 0xe0000...0xe0fff:
      true
    case 0xa0, 0x2000...0x200a, 0x202f, 0x3000, 0x300...0x36f: inChange
    default: false
    }
  }
}
