internal import CLexicons

/// Says for each line of a page how likely it is content, and which kind it is: a linear-chain conditional random field
/// over all lines of the page that are not blank (`PageLabels`, `PageFeatures`).
///
/// Sendable, since the rows it points to are those of the model, which are constant.
package struct PageModel: @unchecked Sendable {
  let field: ConditionalRandomField
  /// The weights of each feature, by its number, so that a line hashes nothing.
  private let rows: [UnsafePointer<Int8>?]

  struct Verdict: Sendable {
    /// How likely the line is content.
    var content: Float
    /// The likeliest kind of content, and of furniture.
    var contentKind: Line.Kind
    var furnitureKind: Line.Kind
  }

  package init(_ field: ConditionalRandomField) {
    self.field = field
    rows = (0..<PageFeatures.templateCount << 8).map { field.row(Self.key(UInt32($0))) }
  }

  /// The one that comes with Vaglio; nil when its file is damaged.
  static let italian: PageModel? = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_boilerplate_model(&size), count: size)
    return (try? ConditionalRandomField(bytes, file: "boilerplate.bin")).flatMap { field in
      field.labels == PageLabels.names ? PageModel(field) : nil
    }
  }()

  /// The key of a feature of `PageFeatures` in the file of the model.
  static func key(_ feature: UInt32) -> UInt64 { FeatureKey.key(0xB0, UInt64(feature)) }

  /// The features of the lines of a page, for training; nil for a blank line.
  package static func keys(of lines: [[UInt8]]) -> [[UInt64]?] {
    var scanner = LineScanner(lexicon: .italian)
    var features: [LineFeatures] = []
    var isBlank: [Bool] = []
    for line in lines {
      let feature = line.withUnsafeBufferPointer { scanner.features($0, 0..<$0.count) }
      isBlank.append(feature.isBlank)
      if !feature.isBlank { features.append(feature) }
    }
    let page = PageFeatures(lines: features, scanner: scanner)
    var next = 0
    return isBlank.map { isBlank in
      guard !isBlank else { return nil }
      var list: [UInt32] = []
      page.append(next, to: &list)
      next += 1
      return list.map(key)
    }
  }

  /// The verdicts of the lines of a page. O(lines).
  ///
  /// - Parameters:
  ///   - lines: those that are not blank.
  ///   - priors: for each line what speaks for furniture besides the page, as a log of odds; empty for nothing.
  func verdicts(_ lines: [LineFeatures], scanner: LineScanner, priors: [Float] = []) -> [Verdict] {
    let page = PageFeatures(lines: lines, scanner: scanner)
    var lattice = field.lattice()
    var features: [UInt32] = []
    var found: [UnsafePointer<Int8>] = []
    let labelCount = PageLabels.names.count
    var structure = PageStructure()
    var mayHaveEnded = false
    var blockKind: Int8 = -1
    let isSuspectFurniture = Self.suspectsAreFew(lines, words: scanner.words)
    for index in lines.indices {
      features.removeAll(keepingCapacity: true)
      page.append(index, to: &features)
      found.removeAll(keepingCapacity: true)
      for feature in features {
        if let row = rows[Int(feature)] { found.append(row) }
      }
      lattice.append(rows: found)
      let line = lines[index]
      if line.phraseIsSure, !line.isProse, line.phraseEndsArticle || Self.endings.contains(line.phraseKind) {
        mayHaveEnded = true
      }
      let isBreadcrumb = line.isBreadcrumb(scanner.words)
      // What the line says by itself, in logs of odds: for content, for furniture, and for the kind of its phrase.
      var content: Float = 0
      var furniture = structure.prior(index, of: page.survey, words: scanner.words)
      if !priors.isEmpty { furniture.addToAll(priors[index]) }
      var kind: Float = 0
      // Running text goes on after "Leggi anche", until something ends the article.
      if line.isProse, !line.phraseIsSure, !mayHaveEnded, !isBreadcrumb {
        content += Self.prosePrior
        if line.wordCount >= Self.longProse { content += Self.longProsePrior }
      }
      if page.survey.isHeadingOfContents[index] { content += Self.headingPrior }
      if line.hasEditLinks { content += Self.sectionPrior }
      if !line.phraseIsSure, line.isNote || line.isAuthorOfPost { content += Self.notePrior }
      // A heading before what stands within an article ("Leggi anche") is the article's, not its.
      if !mayHaveEnded, furniture.isZero, line.hasLittleOfFurniture, line.wordCount <= 12,
        page.survey.block.contains(index), index > 0, lines[index - 1].isProse, !lines[index - 1].phraseIsSure
      {
        content += Self.headingPrior
      }
      if line.phraseIsSure, !line.isProse || line.phraseIsUsers || isSuspectFurniture {
        furniture.addToAll(Self.surePrior)
        kind = 1
      }
      // The title after "Leggi anche:" may be as long as running text, and look like it.
      if line.phraseIsSure, line.isProse, scanner.lexicon.phrases[Int(line.phrase)].needsColon {
        furniture.addToAll(Self.surePrior)
      }
      // "Accetta" under a cookie notice is of the notice.
      let isOfBlock = line.phraseKind >= 0 && !line.isProse && line.phraseKind == blockKind
      blockKind = line.phraseIsSure || isOfBlock ? line.phraseKind : -1
      if line.startsLikeCopyright { furniture.addToAll(2 * Self.surePrior) }
      if !line.phraseIsSure {
        if isOfBlock { furniture.addToAll(Self.surePrior) }
        if isBreadcrumb { furniture.addToAll(Self.surePrior) }
      }
      guard content != 0 || !furniture.isZero else { continue }
      for label in 0..<labelCount {
        if PageLabels.isContent(label) {
          lattice.add(content, toLabel: label)
        } else {
          let isKind = kind != 0 && PageLabels.kindNumbers[label] == Int(line.phraseKind)
          lattice.add(furniture.odds(zone: PageLabels.zone(label)) + (isKind ? kind : 0), toLabel: label)
        }
      }
    }
    let marginals = lattice.marginals(beam: Self.beam)
    var furniture = [Float](repeating: 0, count: PageLabels.furnitureKinds.count)
    return lines.indices.map { index in
      let row = index * labelCount
      var content: Float = 0
      var contentLabel = 0
      for kind in furniture.indices { furniture[kind] = 0 }
      for label in 0..<labelCount {
        let probability = marginals[row + label]
        if PageLabels.isContent(label) {
          content += probability
          if probability > marginals[row + contentLabel] { contentLabel = label }
        } else {
          furniture[PageLabels.kindNumbers[label]] += probability
        }
      }
      var kind = 0
      for other in furniture.indices where furniture[other] > furniture[kind] { kind = other }
      return Verdict(
        content: min(1, content), contentKind: PageLabels.kinds[contentLabel],
        furnitureKind: PageLabels.furnitureKinds[kind])
    }
  }

  private static let cookieWords = FurnitureLexicon.hashes("cookie cookies")

  /// Whether the running text with a sure phrase, or about cookies, is less than the other: a page about cookies is its own article.
  private static func suspectsAreFew(_ lines: [LineFeatures], words: [UInt64]) -> Bool {
    var suspects = 0
    var others = 0
    for line in lines where line.isProse {
      if line.phraseIsSure || words[line.words].contains(where: { cookieWords.contains($0) }) {
        suspects += line.range.count
      } else {
        others += line.range.count
      }
    }
    return suspects < others
  }

  /// The kinds whose sure phrases stand below the article as a rule.
  private static let endings: Set<Int8> = Set(
    [Line.Kind.commentForm, .userComment, .footerLegal, .cookie].compactMap { kind in
      PageLabels.furnitureKinds.firstIndex(of: kind).map { Int8(truncatingIfNeeded: $0) }
    })

  /// What running text before the end of an article says by itself, as a log of odds.
  static let prosePrior: Float = 3

  /// In words; furniture is seldom so long where it has no phrase of its own, and what such a line says besides.
  private static let longProse = 50
  static let longProsePrior: Float = 2

  /// What a line of a few words, few of them of furniture, says right after running text within an article; and one that
  /// a table of contents names.
  static let headingPrior: Float = 3

  /// What links to edit a section say of its heading: an article goes on there, whatever stands before it.
  static let sectionPrior: Float = 8

  /// What "[3]" before a line says, and what the author and the date below a post from elsewhere do.
  static let notePrior: Float = 4

  /// How far below the best label of a line, in logs of odds, one may be to be looked at.
  private static let beam: Float = 12

  /// What a sure phrase says by itself, as a log of odds.
  static let surePrior: Float = 2
}
