/// Where a stretch as it was read and as it was printed differ, and what kind of error that is.
struct CorrectionDifference {
  /// The differing bytes of each side, in lower case.
  let read: ArraySlice<UInt8>
  let printed: ArraySlice<UInt8>
  let kind: CorrectionKind
  /// Bytes of what was read before the difference and behind it, and the nearest of them; 0 for none.
  let start: Int
  let rest: Int
  let before: UInt8
  let after: UInt8

  /// - Parameters: both in lower case. O(n).
  init(read: [UInt8], printed: ArraySlice<UInt8>, isMark: Bool = false) {
    var start = 0
    let printed = Array(printed)
    while start < read.count, start < printed.count, read[start] == printed[start] { start += 1 }
    // Not inside a letter.
    while start > 0,
      start < read.count && UTF8.isContinuation(read[start])
        || start < printed.count && UTF8.isContinuation(printed[start])
    {
      start -= 1
    }
    var readEnd = read.count
    var printedEnd = printed.count
    while readEnd > start, printedEnd > start, read[readEnd - 1] == printed[printedEnd - 1] {
      readEnd -= 1
      printedEnd -= 1
    }
    while readEnd < read.count, UTF8.isContinuation(read[readEnd]) {
      readEnd += 1
      printedEnd += 1
    }
    // A doubled letter is named whole: `li` for `ll`.
    if start > 0, printedEnd == start + 1, readEnd == start + 1, printed[start] == printed[start - 1] { start -= 1 }
    self.start = start
    rest = read.count - readEnd
    before = start > 0 ? read[start - 1] : 0
    after = rest > 0 ? read[readEnd] : 0
    self.read = read[start..<readEnd]
    self.printed = printed[start..<max(start, printedEnd)]
    kind = isMark ? .mark : Self.kind(self.read, self.printed, wasPrinted: !printed.isEmpty)
  }

  private static func kind(_ read: ArraySlice<UInt8>, _ printed: ArraySlice<UInt8>, wasPrinted: Bool) -> CorrectionKind
  {
    if !wasPrinted { return .speck }
    if read.isEmpty, printed.isEmpty { return .capital }
    if read.contains(0x2d), !printed.contains(0x2d) { return .hyphen }
    if read.contains(0x20), !printed.contains(0x20) { return .join }
    if printed.contains(0x20), !read.contains(0x20) { return .split }
    if printed.contains(0x27), !read.contains(0x27) { return .apostrophe }
    if printed.count == 2, printed.first == 0xc3, read.count <= 2, let letter = read.first,
      letter == base(printed) || letter == 0xc3
    {
      return .accent
    }
    if read.contains(where: { (0x30...0x39).contains($0) }) { return .digit }
    if read.contains(where: { $0 < 0x61 || $0 > 0x7a && $0 < 0x80 || $0 == 0xe2 || $0 == 0xc2 }) { return .sign }
    return .letter
  }

  /// `a` of `à`.
  private static func base(_ letter: ArraySlice<UInt8>) -> UInt8 {
    switch letter.last ?? 0 {
    case 0xa0, 0xa1: 0x61
    case 0xa8, 0xa9: 0x65
    case 0xac, 0xad: 0x69
    case 0xb2, 0xb3: 0x6f
    case 0xb9, 0xba: 0x75
    default: 0
    }
  }

  /// The same for the same misreading.
  var key: UInt64 { BigramModel.key(Array(read) + [0] + printed) }

  /// A path for the cause of the edit: `ocr/li-ll`, `accent/lost`.
  var rule: String {
    switch kind {
    case .accent: return read.count == 1 ? "accent/lost" : "accent/wrong"
    case .hyphen: return "hyphen/line-end"
    case .join: return "space/added"
    case .split: return "space/lost"
    case .apostrophe: return "apostrophe/lost"
    case .capital: return "case/inside"
    case .speck: return "speck/alone"
    case .mark: return printed.isEmpty ? "mark/added" : "mark/read"
    default: break
    }
    func name(_ side: ArraySlice<UInt8>) -> String { side.isEmpty ? "none" : String(decoding: side, as: UTF8.self) }
    return read.count > 6 || printed.count > 6 ? "ocr/word" : "ocr/\(name(read))-\(name(printed))"
  }
}
