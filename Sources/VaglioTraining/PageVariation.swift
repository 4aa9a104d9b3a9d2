internal import Vaglio

/// Makes further pages of those that are labelled: other furniture around an article, another article in its furniture, lists
/// in it, menus glued into one line, parts left out. The same seed gives the same pages.
///
/// A few dozen sites are too few to learn what furniture is from; they are enough to learn what a page is.
struct PageVariation {
  let pages: [LabelledPage]
  let material: PageMaterial
  private var random: SplitMix
  private let headlines: [[UInt8]]
  private let headings: [Line]

  init(pages: [LabelledPage], material: PageMaterial, seed: UInt64) {
    self.pages = pages
    self.material = material
    random = SplitMix(state: seed)
    var headlines: [[UInt8]] = material.texts.compactMap { $0.first?.text }
    for page in pages {
      for line in page.lines where PageLabels.kinds[line.label] == .relatedLinks {
        if line.text.count(where: { $0 == 0x20 }) >= 4, line.text.count < 120 { headlines.append(line.text) }
      }
    }
    self.headlines = headlines
    headings = (material.texts + pages.map(\.lines)).joined().filter {
      PageLabels.kinds[$0.label] == .heading && $0.isContent
    }
  }

  typealias Line = LabelledPage.Line

  private mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(max(1, count))) }
  private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// A page made of the given one.
  mutating func variant(of page: LabelledPage) -> [Line] {
    var (above, article, below) = Self.parts(page)
    if chance(35) {
      article =
        chance(50) || pages.isEmpty
        ? material.texts[self.below(material.texts.count)] : Self.parts(pages[self.below(pages.count)]).article
    }
    if chance(30) { above = Self.parts(pages[self.below(pages.count)]).above }
    if chance(30) { below = Self.parts(pages[self.below(pages.count)]).below }
    if chance(35) { insertList(into: &article) }
    if chance(20) { thin(&article) }
    if chance(50) { leaveOut(&above) }
    if chance(50) { leaveOut(&below) }
    if chance(25) { glue(&above) }
    if chance(20) { glue(&below) }
    if chance(60) { insertBlocks(zone: 2, count: 1 + self.below(3), into: &article) }
    if chance(40) { insertBlocks(zone: 1, count: 1 + self.below(2), into: &above) }
    if chance(60) { insertBlocks(zone: 3, count: 1 + self.below(4), into: &below) }
    // What stands within an article has some of it below.
    while let last = article.last, !last.isContent { article.removeLast() }
    switch self.below(100) {
    case ..<30:
      above = Array(above.suffix(self.below(12)))
      below = Array(below.prefix(self.below(24)))
    case ..<40: above = []
    case ..<45: below = []
    case ..<55:
      above = []
      below = []
      article.removeAll { !$0.isContent }
    default: break
    }
    return above + article + below
  }

  private static func parts(_ page: LabelledPage) -> (above: [Line], article: [Line], below: [Line]) {
    let first = page.lines.firstIndex { $0.isContent } ?? page.lines.count
    let end = (page.lines.lastIndex { $0.isContent } ?? first - 1) + 1
    return (Array(page.lines[..<first]), Array(page.lines[first..<end]), Array(page.lines[end...]))
  }

  /// Puts a stretch of a text of short lines into an article, or now and then a table of some dozens of cells.
  private mutating func insertList(into article: inout [Line]) {
    let parts = chance(40) ? 4 + below(12) : 1
    let place = 1 + below(article.count)
    for _ in 0..<parts {
      let text = material.texts[below(material.texts.count)].dropFirst()
      let start = below(text.count)
      let count = min(text.count - start, 2 + below(18))
      let lines = text.dropFirst(start).prefix(count).filter { parts == 1 || $0.text.count < 40 }
      article.insert(contentsOf: lines, at: min(place, article.count))
    }
  }

  private mutating func thin(_ article: inout [Line]) {
    let first = article.first
    article = article.dropFirst().filter { _ in !chance(25) }
    if let first { article.insert(first, at: 0) }
  }

  private mutating func leaveOut(_ lines: inout [Line]) {
    var kept: [Line] = []
    var left = 0
    for line in lines {
      if left > 0 {
        left -= 1
      } else if below(12) == 0 {
        left = below(14)
      } else {
        kept.append(line)
      }
    }
    lines = kept
  }

  /// Glues a run of short lines of one kind into one.
  private mutating func glue(_ lines: inout [Line]) {
    guard lines.count > 4 else { return }
    let start = below(lines.count - 3)
    let label = lines[start].label
    var end = start
    while end < lines.count, end - start < 16, lines[end].label == label, lines[end].text.count < 60 { end += 1 }
    guard end - start >= 3 else { return }
    let separators = ["", "", " | ", " › ", " / ", " · ", " ", " > ", " - ", " • "]
    let separator = Array(separators[below(separators.count)].utf8)
    lines.replaceSubrange(
      start..<end, with: [Line(text: Array(lines[start..<end].map(\.text).joined(separator: separator)), label: label)])
  }

  private mutating func insertBlocks(zone: Int, count: Int, into lines: inout [Line]) {
    for _ in 0..<count {
      // Kinds come equally often, however many blocks there are of each.
      let labels = Set(material.blocks.filter { $0.zone == zone }.map(\.label)).sorted()
      guard !labels.isEmpty else { return }
      let label = labels[below(labels.count)]
      let blocks = material.blocks.filter { $0.zone == zone && $0.label == label }
      let block = blocks[below(blocks.count)]
      var filled = block.lines.map { Line(text: fill($0), label: block.label) }
      let place: Int
      if zone == 2 {
        guard lines.count > 1 else { return }
        // Bylines and share bars stand under the title as a rule.
        let isTop = PageLabels.kinds[label] == .bylineDate && chance(80) || chance(25)
        place = isTop ? 1 : 1 + below(lines.count - 1)
        // A heading may stand right before what is within.
        if !isTop, !headings.isEmpty, chance(25) { filled.insert(headings[below(headings.count)], at: 0) }
      } else {
        place = below(lines.count + 1)
      }
      lines.insert(contentsOf: filled, at: place)
    }
  }

  private mutating func fill(_ template: String) -> [UInt8] {
    var result: [UInt8] = []
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result.append(contentsOf: rest[..<open].utf8)
      switch rest[rest.index(after: open)..<close] {
      case "headline": result.append(contentsOf: headlines[below(headlines.count)])
      case "name": result.append(contentsOf: PageMaterial.names[below(PageMaterial.names.count)].utf8)
      case "place": result.append(contentsOf: PageMaterial.places[below(PageMaterial.places.count)].utf8)
      case "number": result.append(contentsOf: "\(1 + below(below(2) == 0 ? 9 : 400))".utf8)
      case "date": result.append(contentsOf: date().utf8)
      default: result.append(contentsOf: rest[open...close].utf8)
      }
      rest = rest[rest.index(after: close)...]
    }
    result.append(contentsOf: rest.utf8)
    return result
  }

  private mutating func date() -> String {
    let day = 1 + below(28)
    let month = below(12)
    let year = 2008 + below(18)
    let name = PageMaterial.months[month]
    switch below(6) {
    case 0: return "\(day)/\(month + 1)/\(year)"
    case 1: return "\(day) \(name) \(year)"
    case 2: return "\(day) \(name.prefix(1).uppercased() + name.dropFirst()) \(year)"
    case 3: return "\(name.prefix(1).uppercased() + name.dropFirst()) \(day), \(year)"
    case 4: return "\(day) \(name.prefix(3)) \(year), \(below(24)):\(10 + below(50))"
    default: return "\(day)-\(month + 1)-\(year)"
    }
  }
}
