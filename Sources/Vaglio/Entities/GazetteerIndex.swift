#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A gazetteer's bytes and a table from its names to its lines. The bytes are read in place: no String is made until an
/// entity is found in a text.
///
/// Sendable, since nothing changes after `init`, and the bytes live as long as the index.
final class GazetteerIndex: @unchecked Sendable {
  /// What the table holds for a name or the start of a longer one.
  struct Node {
    let value: UInt32
    static let isName: UInt32 = 1
    static let isAmbiguous: UInt32 = 2
    static let isPrefix: UInt32 = 4
    static let isShield: UInt32 = 8
    static let shift: UInt32 = 4

    var isName: Bool { value & Self.isName != 0 }
    var isAmbiguous: Bool { value & Self.isAmbiguous != 0 }
    var isPrefix: Bool { value & Self.isPrefix != 0 }
    var isShield: Bool { value & Self.isShield != 0 }
    var line: Int { Int(value >> Self.shift) }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let owned: UnsafeMutableBufferPointer<UInt8>?
  /// An entity's bytes, and its line in the file, from 1.
  private struct Line {
    var start: UInt32
    var end: UInt32
    var number: UInt32
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  private var lines: [Line] = []
  private var columns = GazetteerColumn.simple
  private var table = FlatTable()
  /// A bit for each hash of a first word, by which most words are passed over without a look-up.
  private(set) var starts: [UInt64] = []
  private(set) var problems: [(line: Int, reason: String)] = []
  private(set) var count = 0

  var lineCount: Int { lines.count }

  convenience init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    self.init(UnsafeBufferPointer(copy), owner: copy)
  }

  /// - Parameter owner: freed with the index; nil for bytes that live as long as the process.
  init(_ bytes: UnsafeBufferPointer<UInt8>, owner: UnsafeMutableBufferPointer<UInt8>?) {
    self.bytes = bytes
    owned = owner
    readLines()
  }

  deinit { owned?.deallocate() }

  subscript(key: UInt64) -> Node { Node(value: table[key]) }

  /// The place of a first word's bit.
  @inline(__always)
  static func start(_ hash: UInt64) -> (word: Int, bit: UInt64) {
    (Int(truncatingIfNeeded: hash >> 48 & 1023), 1 << (hash >> 42 & 63))
  }

  // MARK: Reading

  private func readLines() {
    // Locals: a member of a class that is changed for every form costs a check of its exclusive use each time.
    var forms = FormTable(bytes)
    let base = bytes.baseAddress
    var position = bytes.count >= 3 && bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf ? 3 : 0
    var number = 0
    var isFirst = true
    var lines: [Line] = []
    lines.reserveCapacity(bytes.count / 48)
    while position < bytes.count {
      let lineEnd = memchr(base! + position, 0x0a, bytes.count - position)
      let end = lineEnd.map { base!.distance(to: $0.assumingMemoryBound(to: UInt8.self)) } ?? bytes.count
      number += 1
      let line = trimmed(position..<end)
      position = end + 1
      defer { isFirst = false }
      if line.isEmpty { continue }
      if bytes[line.lowerBound] == 0x23 {
        if isFirst { readHeader(line, number) }
        continue
      }
      readLine(line, number, UInt32(lines.count), &forms)
      lines.append(
        Line(
          start: UInt32(truncatingIfNeeded: line.lowerBound), end: UInt32(truncatingIfNeeded: line.upperBound),
          number: UInt32(truncatingIfNeeded: number)))
    }
    self.lines = lines
    table = forms.table
    starts = forms.starts
  }

  private func readHeader(_ line: Range<Int>, _ number: Int) {
    let names = fields(line.lowerBound + 1..<line.upperBound, 0x09).map(string)
    guard names.contains("name") else { return }
    columns = []
    for name in names {
      guard let column = GazetteerColumn(rawValue: name) else {
        problems.append(
          (
            number,
            "the header names a column '\(name)': the columns are "
              + GazetteerColumn.allCases.map(\.rawValue).joined(separator: ", ")
          ))
        return
      }
      columns.append(column)
    }
  }

  private func readLine(_ line: Range<Int>, _ number: Int, _ index: UInt32, _ forms: inout FormTable) {
    let columns = columns
    var column = 0
    var start = line.lowerBound
    var flags: UInt32 = index << Node.shift | Node.isName
    var hasName = false
    if columns.first == .id, bytes[line.lowerBound] == 0x21 { flags |= Node.isShield }
    var position = line.lowerBound
    while position <= line.upperBound {
      let byte = position == line.upperBound ? 0x09 : bytes[position]
      if byte == 0x09 || byte == 0x7c {
        if position > start, column < columns.count {
          let field = trimmed(start..<position)
          switch columns[column] {
          case .name where !field.isEmpty:
            hasName = true
            forms.insert(field, flags)
          case .aliases, .acronym, .historic: forms.insert(field, flags)
          case .ambiguous: forms.insert(field, flags | Node.isAmbiguous)
          default: break
          }
        }
        if byte == 0x09 { column += 1 }
        start = position + 1
      }
      position += 1
    }
    if column > columns.count {
      problems.append(
        (
          number,
          "found \(column) fields where there are \(columns.count) columns (\(columns.map(\.rawValue).joined(separator: ", "))): "
            + "name the columns in a first line '#\(columns.map(\.rawValue).joined(separator: "<TAB>"))…' or take fields out"
        ))
    }
    if !hasName {
      problems.append((number, "the name is empty: write it in column \((columns.firstIndex(of: .name) ?? 0) + 1)"))
    }
    if flags & Node.isShield == 0 { count += 1 }
  }

  /// The table while it is made.
  private struct FormTable {
    let bytes: UnsafeBufferPointer<UInt8>
    var table: FlatTable
    var starts: [UInt64] = Array(repeating: 0, count: 1 << 10)
    private var scanner = NameScanner(looksUp: false)
    private var hashes: [UInt64] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      table = FlatTable(minimumCapacity: max(8, bytes.count / 20))
    }

    /// The first line that has a name keeps it; a form that is ambiguous anywhere is ambiguous.
    mutating func insert(_ field: Range<Int>, _ flags: UInt32) {
      if field.isEmpty { return }
      hashes.removeAll(keepingCapacity: true)
      if !NameScanner.hashes(ofPlain: bytes, field, into: &hashes) {
        hashes.removeAll(keepingCapacity: true)
        scanner.removeAll()
        scanner.scan(bytes, field)
        for unit in scanner.units where unit.kind == .word || unit.kind == .comma { hashes.append(unit.hash) }
      }
      guard let first = hashes.first else { return }
      let start = GazetteerIndex.start(first)
      starts[start.word] |= start.bit
      var key = NameScanner.seed
      for hash in hashes.dropLast() {
        key = NameScanner.extend(key, hash)
        table.update(key) { $0 |= Node.isPrefix }
      }
      table.update(NameScanner.extend(key, hashes[hashes.count - 1])) { value in
        if value & Node.isName == 0 {
          value |= flags
        } else if value >> Node.shift == flags >> Node.shift {
          value |= flags & Node.isAmbiguous
        }
      }
    }
  }

  /// The key of a form, by which two spellings of one form are the same; nil when it has no letter or digit.
  static func key(of form: String) -> UInt64? {
    var scanner = NameScanner(looksUp: false)
    var form = form
    form.withUTF8 { scanner.scan($0, 0..<$0.count) }
    guard scanner.units.contains(where: \.isWord) else { return nil }
    return scanner.units.lazy.filter { $0.isWord || $0.kind == .comma }.reduce(NameScanner.seed) {
      NameScanner.extend($0, $1.hash)
    }
  }

  func hasColumn(_ column: GazetteerColumn) -> Bool { columns.contains(column) }

  // MARK: Entries

  /// The fields of a line by column.
  func entry(_ index: Int) -> Gazetteer.Entry {
    var values = [String](repeating: "", count: GazetteerColumn.allCases.count)
    for (column, field) in zip(columns, fields(lines[index].range, 0x09)) { values[column.number] = string(field) }
    func list(_ column: GazetteerColumn) -> [String] {
      values[column.number].split(separator: "|").map { String($0) }
    }
    let name = values[GazetteerColumn.name.number]
    let id = values[GazetteerColumn.id.number]
    return Gazetteer.Entry(
      id: id.isEmpty ? name : id, name: name, kind: values[GazetteerColumn.kind.number],
      country: values[GazetteerColumn.country.number], aliases: list(.aliases), ambiguousForms: list(.ambiguous),
      acronym: values[GazetteerColumn.acronym.number], historicNames: list(.historic),
      identifiers: list(.identifiers))
  }

  /// Identifier, name and kind, which a found entity carries.
  func summary(_ index: Int) -> (id: String, name: String, kind: String?) {
    var id = ""
    var name = ""
    var kind = ""
    for (column, field) in zip(columns, fields(lines[index].range, 0x09)) {
      switch column {
      case .id: id = string(field)
      case .name: name = string(field)
      case .kind: kind = string(field)
      default: break
      }
    }
    return (id.isEmpty ? name : id, name, kind.isEmpty ? nil : kind)
  }

  /// Whether a line has a letter with an accent, whichever, anywhere.
  func hasAccent(on letter: UInt8, line: Int) -> Bool {
    lines[line].range.dropLast().contains {
      (0xc3...0xc5).contains(bytes[$0]) && NameScanner.baseLetter(bytes[$0], bytes[$0 + 1]) == letter
    }
  }

  /// The line in the file, from 1.
  func lineNumber(_ index: Int) -> Int { Int(lines[index].number) }

  private func fields(_ range: Range<Int>, _ separator: UInt8) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = range.lowerBound
    for position in range where bytes[position] == separator {
      fields.append(trimmed(start..<position))
      start = position + 1
    }
    fields.append(trimmed(start..<range.upperBound))
    return fields
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0d { end -= 1 }
    while start < end, bytes[start] == 0x20 { start += 1 }
    return start..<end
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}
