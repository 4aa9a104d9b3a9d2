/// What the make-up of a page says of its lines, whatever their words: lists of links below the text, tables of contents,
/// breadcrumbs, menus. Each is a log of odds for furniture of one zone of `PageLabels`, so that what it says of a line
/// says nothing of where the article is; the model's own judgement is added to it. The pages a model
/// learns from are too few for it to learn them: a table of contents is on one in ten.
struct PageStructure {
  private var isAmongRelated = false

  /// Short lines after "Articoli correlati" below the text.
  static let related: Float = 2
  /// A line of a table of contents.
  static let contents: Float = 4
  /// A line below the text of several that differ in numbers only, as names of pictures do.
  static let series: Float = 2
  /// "Home › Notizie › Cronaca", besides what any line that begins with "Home" says.
  static let path: Float = 3
  /// "di Maria Rossi"; "Maria Rossi" after "Foto dell'autore".
  static let author: Float = 2
  /// A title within the text with its author or "Leggi" below it.
  static let card: Float = 4
  /// How often a page was shared, before "Condividi".
  static let count: Float = 4
  /// A line of many short ones below the text.
  static let menu: Float = 1.5

  /// In lines. Below that a list of the article's own may be what ends it.
  private static let shortestMenu = 8
  private static let relatedKind = number(of: .relatedLinks)
  private static let bylineKind = number(of: .bylineDate)
  private static let shareKind = number(of: .socialShare)

  private static func isShare(_ line: LineFeatures) -> Bool { line.phraseIsSure && line.phraseKind == shareKind }

  private static func number(of kind: Line.Kind) -> Int8? {
    PageLabels.furnitureKinds.firstIndex(of: kind).map { Int8(truncatingIfNeeded: $0) }
  }

  /// What speaks for furniture in a line, by zone; to be asked for each line in order. O(1).
  ///
  /// - Parameter words: of the whole page, as hashes.
  mutating func prior(_ index: Int, of survey: PageSurvey, words: [UInt64]) -> ZonePrior {
    let line = survey.lines[index]
    let isBelowText = index >= survey.block.upperBound
    var prior = ZonePrior()
    if line.isProse {
      isAmongRelated = false
    } else if isBelowText, line.phraseEndsArticle, line.phraseKind == Self.relatedKind {
      isAmongRelated = true
    } else if isAmongRelated {
      prior.below += Self.related
    }
    if survey.isOfContents[index] {
      prior.within += Self.contents
      prior.above += Self.contents - 1
    }
    if isBelowText {
      if survey.isOfSeries[index] { prior.below += Self.series }
      if survey.runs[index] >= Self.shortestMenu, line.digitCount == 0 { prior.below += Self.menu }
    }
    if line.separatorCount >= 2, line.isBreadcrumb(words) { prior.addToAll(Self.path) }
    let isAfterByline =
      index > 0 && survey.lines[index - 1].phraseIsLine && survey.lines[index - 1].phraseKind == Self.bylineKind
    if line.isAuthor(words) || isAfterByline && line.isLikeAName { prior.addToAll(Self.author) }
    if isOfCard(index, of: survey, words: words) { prior.within += Self.card }
    if line.isCount, index + 1 < survey.lines.count, Self.isShare(survey.lines[index + 1]) {
      prior.addToAll(Self.count)
    }
    return prior
  }

  /// Whether a line is of a link to another article within the text: a title with its author or "Leggi" below it, and a word
  /// or two above. The article's own title has no running text before it.
  private func isOfCard(_ index: Int, of survey: PageSurvey, words: [UInt64]) -> Bool {
    guard survey.block.contains(index), index > survey.block.lowerBound else { return false }
    func isTitle(_ place: Int) -> Bool {
      guard place > survey.block.lowerBound, place + 1 < survey.block.upperBound else { return false }
      let (line, next) = (survey.lines[place], survey.lines[place + 1])
      return line.isLikeATitle && !line.isProse && (next.isAuthor(words) || next.isCallToRead(words))
    }
    let line = survey.lines[index]
    if isTitle(index) || (line.isCallToRead(words) || line.isAuthor(words)) && isTitle(index - 1) { return true }
    return line.wordCount <= 2 && !line.endsLikeASentence && isTitle(index + 1)
  }
}

/// Logs of odds for furniture above the article, within it and below.
struct ZonePrior: Equatable {
  var above: Float = 0
  var within: Float = 0
  var below: Float = 0

  mutating func addToAll(_ odds: Float) {
    above += odds
    within += odds
    below += odds
  }

  var isZero: Bool { above == 0 && within == 0 && below == 0 }

  /// For a zone of `PageLabels`.
  func odds(zone: Int) -> Float { zone == 1 ? above : zone == 2 ? within : below }
}

extension LineFeatures {
  private static let home = FurnitureLexicon.hashes("home")
  private static let by = FurnitureLexicon.hashes("di")
  private static let calls = FurnitureLexicon.hashes("leggi guarda ascolta sfoglia")

  /// A line that begins with "Home": the path to a page. A sentence does not.
  func isBreadcrumb(_ hashes: [UInt64]) -> Bool {
    guard wordCount > 1, !endsLikeASentence, let first = words.first else { return false }
    return Self.home.contains(hashes[first])
  }

  /// Two to four words, all with capitals.
  var isLikeAName: Bool {
    wordCount >= 2 && wordCount <= 4 && capitalizedCount == wordCount && digitCount == 0 && !endsLikeASentence
      && separatorCount == 0
  }

  /// "di" and a name of two to four words, all with capitals; then perhaps a date.
  func isAuthor(_ hashes: [UInt64]) -> Bool {
    let isDated = signs.contains(.date)
    let dateCount = isDated ? numberCount + 1 : 0
    guard wordCount >= 3 + dateCount, wordCount <= 5 + dateCount, start == .small, !endsLikeASentence,
      // The month has a capital or none.
      isDated ? capitalizedCount + dateCount >= wordCount - 1 : capitalizedCount == wordCount - 1,
      let first = words.first
    else { return false }
    return Self.by.contains(hashes[first])
  }

  /// A number alone in a line.
  var isCount: Bool { wordCount == 1 && letterCount == 0 }

  /// "Leggi", "Guarda il video" alone in a line.
  func isCallToRead(_ hashes: [UInt64]) -> Bool {
    guard wordCount <= 3, !endsLikeASentence, let first = words.first else { return false }
    return Self.calls.contains(hashes[first])
  }
}
