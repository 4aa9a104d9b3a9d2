/// The labels of the page model: what a line is, and for furniture whether it stands above the article, within it or
/// below. So the model knows where on the page it is, and that a page has one article.
package enum PageLabels {
  /// Content first, then furniture by zone: `title`, `above:navigation`, `within:byline-date`, `below:cookie`.
  package static let names: [String] =
    contentKinds.map(\.name) + above.map { "above:\($0.name)" } + within.map { "within:\($0.name)" }
    + furnitureKinds.map { "below:\($0.name)" }

  package static let contentKinds: [Line.Kind] = [.title, .heading, .body]

  static let furnitureKinds: [Line.Kind] = [
    .navigation, .cookie, .commentForm, .userComment, .relatedLinks, .bylineDate, .socialShare, .newsletter, .advert,
    .footerLegal, .photoCredit, .templateLeak,
  ]
  private static let above: [Line.Kind] = [
    .navigation, .relatedLinks, .socialShare, .newsletter, .templateLeak, .bylineDate, .cookie, .advert,
  ]
  private static let within: [Line.Kind] = [
    .navigation, .relatedLinks, .socialShare, .bylineDate, .photoCredit, .advert, .newsletter, .footerLegal,
  ]

  /// The kind of each label.
  package static let kinds: [Line.Kind] = contentKinds + above + within + furnitureKinds

  /// For each label of furniture the place of its kind in `furnitureKinds`; -1 for content.
  static let kindNumbers: [Int] = kinds.indices.map { label in
    label < contentKinds.count ? -1 : furnitureKinds.firstIndex(of: kinds[label]) ?? -1
  }

  static func isContent(_ label: Int) -> Bool { label < contentKinds.count }

  /// 0 content, 1 above, 2 within, 3 below.
  package static func zone(_ label: Int) -> Int {
    if label < contentKinds.count { return 0 }
    if label < contentKinds.count + above.count { return 1 }
    return label < contentKinds.count + above.count + within.count ? 2 : 3
  }

  /// Whether a line may have the second label after one with the first.
  package static func allows(_ first: Int, before second: Int) -> Bool {
    switch (zone(first), zone(second)) {
    case (0, 1), (1, 2), (2, 1), (2, 3), (3, 0), (3, 1), (3, 2): false
    default: true
    }
  }

  package static func mayStart(_ label: Int) -> Bool { zone(label) != 2 }
  package static func mayEnd(_ label: Int) -> Bool { zone(label) != 2 }

  /// The label of a line of a page whose kinds are known.
  /// - Parameter zone: where furniture stands.
  package static func label(kind: String, isContent: Bool, zone: Int) -> Int {
    let kind = Line.Kind(kind)
    if isContent { return contentKinds.firstIndex(of: kind) ?? 2 }
    let candidates = kinds.indices.filter { Self.zone($0) == zone }
    return candidates.first { kinds[$0] == kind } ?? candidates.first ?? 0
  }
}
