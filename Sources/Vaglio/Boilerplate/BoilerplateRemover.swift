/// Drops the furniture of web pages: menus, cookie notices, comment forms, "Leggi anche", footers.
///
/// Works on the text alone, line by line. A line is furniture by its phrase ("Lascia un commento"), or by its place:
/// short lines beside furniture, above or below the article. A text without any sure phrase is taken to be all
/// content and loses nothing, however short its lines are: a poem, a list, a letter.
///
/// Every line of the source is reported with its kind and score; a dropped one is an edit.
public struct BoilerplateRemover: Stage {
  public init() {}

  public var name: String { StageName.boilerplate }
  public var provides: [Layer] { [.lines] }
  public var repetition: Repetition { .afterOthers }

  public func process(_ document: inout Document) {
    // The phrases are indexed when the first line comes, not when a pipeline is made.
    guard !document.source.isEmpty else {
      document.setLines([])
      return
    }
    let phrases = FurniturePhrases.italian
    let sourceLines = Self.lines(of: document.source)
    let textRanges = sourceLines.map { document.textRange(ofSource: $0) }
    var words: [UInt64] = []
    let (features, count) = document.text.withUnsafeBufferPointer { text in
      (textRanges.map { LineFeatures(text, $0, phrases: phrases, words: &words) }, text.count)
    }
    let verdicts = PageClassifier(lines: features).verdicts()
    // A line that an earlier run has dropped is blank now, and keeps its verdict.
    let earlier = document.lines
    document.setLines(
      sourceLines.indices.map { number in
        if number < earlier.count, !earlier[number].isKept { return earlier[number] }
        let verdict = verdicts[number]
        return Line(
          range: sourceLines[number], number: number, isKept: verdict.isKept, kind: verdict.kind, score: verdict.score)
      })
    document.apply(Self.removals(features, verdicts, textRanges, textCount: count))
  }

  /// The text without its furniture. O(n).
  public func content(of string: String) -> String {
    var document = Document(string)
    process(&document)
    return document.string
  }

  /// The lines of a text without their ends: LF, CR LF, CR, and what else Unicode breaks a line at (UAX #14: VT, FF, NEL,
  /// U+2028, U+2029), all of which the normalizer makes LF.
  private static func lines(of source: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    source.withUnsafeBufferPointer { source in
      var index = 0
      while index < source.count {
        let length = endLength(source, at: index)
        if length > 0 {
          lines.append(start..<index)
          start = index + length
        }
        index += max(1, length)
      }
    }
    if start < source.count { lines.append(start..<source.count) }
    return lines
  }

  /// How many bytes the line end at `index` has; 0 where there is none.
  private static func endLength(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch source[index] {
    case 0x0A, 0x0B, 0x0C: 1
    case 0x0D: index + 1 < source.count && source[index + 1] == 0x0A ? 2 : 1
    case 0xC2: index + 1 < source.count && source[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      index + 2 < source.count && source[index + 1] == 0x80 && source[index + 2] & 0xFE == 0xA8 ? 3 : 0
    default: 0
    }
  }

  /// One removal for each dropped line, up to the next line that says something; where nothing is kept after it, also
  /// the white space before.
  private static func removals(
    _ lines: [LineFeatures], _ verdicts: [PageClassifier.Verdict], _ ranges: [Range<Int>], textCount: Int
  ) -> [Replacement] {
    guard verdicts.contains(where: { !$0.isKept }) else { return [] }
    let full = lines.indices.filter { !lines[$0].isBlank }
    let lastKept = full.last { verdicts[$0].isKept }
    var result: [Replacement] = []
    var hasLeadingGap = true
    for (place, index) in full.enumerated() where !verdicts[index].isKept {
      var start = ranges[index].lowerBound
      var end = place + 1 < full.count ? ranges[full[place + 1]].lowerBound : textCount
      if let lastKept, index > lastKept {
        if hasLeadingGap { start = lines[lastKept].range.upperBound }
        hasLeadingGap = false
      }
      start = max(start, result.last?.range.upperBound ?? 0)
      end = max(end, start)
      guard start < end else { continue }
      result.append(
        Replacement(
          start..<end, with: "",
          because: Cause(
            stage: StageName.boilerplate, rule: "line/\(verdicts[index].kind)", confidence: verdicts[index].score)))
    }
    return result
  }
}
