/// How many lines and characters of labelled pages are handled as they should be, as `score_boilerplate.py` counts.
public struct BoilerplateEvaluation: Sendable {
  public struct Count: Sendable {
    public var kept = 0
    public var content = 0
    public var right = 0

    public var precision: Double { kept == 0 ? 0 : Double(right) / Double(kept) }
    public var recall: Double { content == 0 ? 0 : Double(right) / Double(content) }
    public var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
  }

  public private(set) var lines = Count()
  public private(set) var characters = Count()
  /// For each kind its lines and how many of them are right.
  public private(set) var kinds: [(kind: String, lines: Int, right: Int)] = []

  /// Kinds on whose status people disagree.
  private static let debatable: Set<String> = ["title", "byline-date", "caption", "user-comment"]

  /// - Parameter isCore: whether to leave out the kinds on whose status people disagree.
  public init(pages: [LabelledPage], kept: [[Int]], isCore: Bool) {
    for (page, kept) in zip(pages, kept) {
      let kept = Set(kept)
      for (number, line) in page.lines.enumerated() {
        let kind = line.kind
        if isCore, Self.debatable.contains(kind) { continue }
        let isKept = kept.contains(number)
        let length = String(decoding: line.text, as: UTF8.self).unicodeScalars.count
        Self.count(&lines, 1, isKept: isKept, isContent: line.isContent)
        Self.count(&characters, length, isKept: isKept, isContent: line.isContent)
        let place = kinds.firstIndex { $0.kind == kind } ?? kinds.count
        if place == kinds.count { kinds.append((kind, 0, 0)) }
        kinds[place].lines += 1
        if isKept == line.isContent { kinds[place].right += 1 }
      }
    }
    kinds.sort { ($1.lines, $0.kind) < ($0.lines, $1.kind) }
  }

  private static func count(_ count: inout Count, _ weight: Int, isKept: Bool, isContent: Bool) {
    if isKept { count.kept += weight }
    if isContent { count.content += weight }
    if isKept, isContent { count.right += weight }
  }
}
