public import Vaglio

/// What pages to learn from are varied with: furniture and texts that were written for it.
public struct PageMaterial: Sendable {
  struct Block: Sendable {
    let zone: Int
    let label: Int
    let lines: [String]
  }

  let blocks: [Block]
  /// Texts that are all content.
  let texts: [[LabelledPage.Line]]

  /// - Parameters:
  ///   - furniture: blocks of lines; the first line of each is `%`, zone and kind; blank lines end them.
  ///   - content: texts; `%%` begins each, then come its title and its lines, with `## ` before a heading.
  /// - Throws: `LexiconError` with file and line.
  public init(furniture: String, content: String) throws(LexiconError) {
    var blocks: [Block] = []
    for (number, line) in try Self.lines(furniture).enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      if line.hasPrefix("%") {
        let fields = line.dropFirst().split(separator: " ")
        guard fields.count == 2, let zone = ["above", "within", "below"].firstIndex(of: String(fields[0])) else {
          throw LexiconError(file: furniture, line: number + 1, reason: "found '\(line)', expected '%zone kind'")
        }
        let label = PageLabels.label(kind: String(fields[1]), isContent: false, zone: zone + 1)
        blocks.append(Block(zone: zone + 1, label: label, lines: []))
      } else if let last = blocks.popLast() {
        blocks.append(Block(zone: last.zone, label: last.label, lines: last.lines + [line]))
      }
    }
    self.blocks = blocks
    var texts: [[LabelledPage.Line]] = []
    for line in try Self.lines(content) where !line.isEmpty {
      if line == "%%" {
        texts.append([])
      } else if var text = texts.popLast() {
        let isHeading = line.hasPrefix("## ")
        let kind = text.isEmpty ? "title" : isHeading ? "heading" : "body"
        text.append(
          LabelledPage.Line(
            text: Array(line.utf8.dropFirst(isHeading ? 3 : 0)),
            label: PageLabels.label(kind: kind, isContent: true, zone: 0)))
        texts.append(text)
      }
    }
    self.texts = texts
  }

  private static func lines(_ path: String) throws(LexiconError) -> [String] {
    var lines: [String] = []
    try CompressedFile(path).forEachLine { lines.append(String(decoding: $0, as: UTF8.self)) }
    return lines
  }

  static let names = [
    "Mario Rossi", "Giulia Bianchi", "LUCA FERRARI", "Anna De Santis", "Paolo Conti", "Redazione", "Marta Gallo",
    "Stefano D'Amico", "CHIARA VILLA", "Gianni Moretti", "Elena Russo", "Franco Deidda",
  ]
  static let places = ["Bari", "Verona", "Reggio Emilia", "Lecce", "Genova", "Cuneo", "Olbia", "Pesaro", "Trento"]
  static let months = [
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre",
    "dicembre",
  ]
}
