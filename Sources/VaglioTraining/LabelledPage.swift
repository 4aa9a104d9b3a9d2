public import Vaglio

/// A page whose lines are known to be content or furniture.
public struct LabelledPage: Sendable {
  public struct Line: Sendable {
    public var text: [UInt8]
    /// By `PageLabels.names`.
    var label: Int
    /// As the labels name it, a caption as a caption.
    public var kind: String
    public var isContent: Bool { PageLabels.zone(label) == 0 }

    init(text: [UInt8], label: Int, kind: String? = nil) {
      self.text = text
      self.label = label
      self.kind = kind ?? PageLabels.kinds[label].name
    }
  }

  public let name: String
  /// Pages of one site are never on both sides of a validation.
  public let site: String
  public var lines: [Line]

  /// Reads JSON Lines with the fields `page`, `site` and `lines`, an array of objects with `text`, `label` and `kind`.
  ///
  /// - Throws: `LexiconError` with file and line.
  public static func pages(_ path: String) throws(LexiconError) -> [LabelledPage] {
    var pages: [LabelledPage] = []
    try CompressedFile(path).forEachRecord { record in
      guard let name = record.string(of: "page"), let site = record.string(of: "site"),
        let lines = record.value(of: "lines")
      else { return "lacks page, site or lines" }
      var labelled: [(text: [UInt8], isContent: Bool, kind: String)] = []
      for object in Self.objects(in: Array(lines)) {
        let member = JSONRecord(object)
        guard let text = member.string(of: "text"), let label = member.string(of: "label"),
          let kind = member.string(of: "kind")
        else { return "a line lacks text, label or kind" }
        labelled.append((text, label.elementsEqual("content".utf8), String(decoding: kind, as: UTF8.self)))
      }
      pages.append(
        LabelledPage(
          name: String(decoding: name, as: UTF8.self), site: String(decoding: site, as: UTF8.self), labelled: labelled))
      return nil
    }
    return pages
  }

  init(name: String, site: String, labelled: [(text: [UInt8], isContent: Bool, kind: String)]) {
    self.name = name
    self.site = site
    let first = labelled.firstIndex { $0.isContent } ?? labelled.count
    let last = labelled.lastIndex { $0.isContent } ?? -1
    lines = labelled.enumerated().map { index, line in
      let zone = index < first ? 1 : index > last ? 3 : 2
      return Line(
        text: line.text, label: PageLabels.label(kind: line.kind, isContent: line.isContent, zone: zone),
        kind: line.kind)
    }
  }

  /// The objects of a JSON array of objects.
  private static func objects(in array: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var depth = 0
    var start = 0
    var isInString = false
    var isEscaped = false
    for (index, byte) in array.enumerated() {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
        continue
      }
      switch byte {
      case 0x22: isInString = true
      case 0x7B:
        if depth == 0 { start = index }
        depth += 1
      case 0x7D:
        depth -= 1
        if depth == 0 { result.append(Array(array[start...index])) }
      default: break
      }
    }
    return result
  }
}
