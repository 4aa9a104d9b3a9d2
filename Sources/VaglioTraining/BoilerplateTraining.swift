public import Vaglio

/// Makes the model of pages from labelled ones, and says how good such a model is on sites that it has not seen.
public struct BoilerplateTraining: Sendable {
  public var trainer = ConditionalRandomFieldTrainer()
  /// How many variants of each page are read besides it. With fewer than two dozens the seed makes more of a difference
  /// than the features do.
  public var variants = 24
  /// How much the variants of a page count together, where the page counts 1.
  public var variantWeight: Float = 4
  /// How much each text that is all content counts.
  public var textWeight: Float = 0.5
  public var seed: UInt64 = 1

  private let pages: [LabelledPage]
  private let material: PageMaterial

  public init(pages: [LabelledPage], material: PageMaterial) {
    self.pages = pages
    self.material = material
    trainer.epochs = 6
    trainer.firstAveragedEpoch = 4
    trainer.rate = 0.008
    // Few sites, many features: what only some of them have is not to be learned by heart.
    trainer.regularization = 15
    trainer.dropout = 0.4
    trainer.minimumCount = 5
    trainer.smallestWeight = 0.01
    trainer.sharing = Self.sharing
  }

  /// The bytes of `Lexicons/boilerplate.bin`.
  public func model() -> [UInt8] { model(of: pages) }

  private func model(of pages: [LabelledPage]) -> [UInt8] {
    var corpus = SequenceCorpus(labels: PageLabels.names)
    func add(_ lines: [LabelledPage.Line], weight: Float) {
      for (line, keys) in zip(lines, PageModel.keys(of: lines.map(\.text))) {
        if let keys { corpus.appendItem(keys, label: line.label) }
      }
      corpus.endSequence(weight: weight)
    }
    var siteSizes: [String: Int] = [:]
    for page in pages { siteSizes[page.site, default: 0] += 1 }
    var variation = PageVariation(pages: pages, material: material, seed: seed)
    for page in pages {
      // Ten pages of a site teach less than ten sites.
      let weight = 1 / Float(siteSizes[page.site] ?? 1).squareRoot()
      add(page.lines, weight: weight)
      for _ in 0..<variants { add(variation.variant(of: page), weight: weight * variantWeight / Float(variants)) }
    }
    for text in material.texts { add(text, weight: textWeight) }
    return trainer.train(corpus, rule: Self.rule)
  }

  /// Every page judged by a model that has seen no page of its site.
  ///
  /// - Parameters:
  ///   - folds: into how many parts the sites are put.
  ///   - threshold: as `BoilerplateRemover.contentThreshold`.
  ///   - isAcrossPages: whether each page is judged after the other pages of its site, with what they have in common.
  /// - Returns: for each page, in order, the numbers of the lines that are kept.
  /// - Throws: never for a model that was just made.
  public func crossValidation(
    folds: Int, threshold: Float, isAcrossPages: Bool = false, progress: (Int) -> Void = { _ in }
  ) throws(LexiconError) -> [[Int]] {
    let foldOfSite = Self.folds(pages, count: folds)
    var kept = [[Int]](repeating: [], count: pages.count)
    for fold in 0..<folds {
      let bytes = model(of: pages.filter { foldOfSite[$0.site] != fold })
      kept = try bytes.withUnsafeBufferPointer { buffer throws(LexiconError) in
        let remover = BoilerplateRemover(
          mode: .mark, contentThreshold: threshold,
          model: PageModel(try ConditionalRandomField(buffer, file: "fold \(fold)")))
        var kept = kept
        for (index, page) in pages.enumerated() where foldOfSite[page.site] == fold {
          let others = pages.indices.filter { isAcrossPages && $0 != index && pages[$0].site == page.site }
          kept[index] = Self.keptLines(of: page, after: others.map { pages[$0] }, by: remover)
        }
        return kept
      }
      progress(fold)
    }
    return kept
  }

  private static func keptLines(
    of page: LabelledPage, after others: [LabelledPage], by remover: BoilerplateRemover
  ) -> [Int] {
    // One stage needs nothing before it.
    guard let pipeline = try? Pipeline(remover) else { return [] }
    var memory = SiteMemory()
    for other in others { _ = memory.process(text(of: other), of: page.site, with: pipeline) }
    let document =
      others.isEmpty ? pipeline(text(of: page)) : memory.process(text(of: page), of: page.site, with: pipeline)
    return document.lines.filter { $0.isKept && $0.kind != .blank }.map(\.number)
  }

  private static func text(of page: LabelledPage) -> [UInt8] {
    // A line of a page may hold what ends a line in a text.
    let lines = page.lines.map { line in line.text.map { byte in byte < 0x20 ? 0x20 : byte } }
    return Array(lines.joined(separator: [0x0A]))
  }

  /// The site with most lines first, each to the fold that has fewest.
  private static func folds(_ pages: [LabelledPage], count: Int) -> [String: Int] {
    var sizes: [(site: String, lines: Int)] = []
    for page in pages {
      if let place = sizes.firstIndex(where: { $0.site == page.site }) {
        sizes[place].lines += page.lines.count
      } else {
        sizes.append((page.site, page.lines.count))
      }
    }
    sizes.sort { ($1.lines, $0.site) < ($0.lines, $1.site) }
    var loads = [Int](repeating: 0, count: count)
    var result: [String: Int] = [:]
    for (site, lines) in sizes {
      let fold = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      result[site] = fold
      loads[fold] += lines
    }
    return result
  }

  static let rule: TransitionRule = {
    let count = PageLabels.names.count
    var rule = TransitionRule(labelCount: count)
    for first in 0..<count {
      rule.starts[first] = PageLabels.mayStart(first)
      rule.ends[first] = PageLabels.mayEnd(first)
      for second in 0..<count { rule.pairs[first * count + second] = PageLabels.allows(first, before: second) }
    }
    return rule
  }()

  /// Labels of one kind, of one zone, and furniture or content as such have weights in common.
  static let sharing: [Float] = {
    let count = PageLabels.names.count
    let own: Float = 4
    return (0..<count * count).map { pair in
      let (first, second) = (pair / count, pair % count)
      var groups: Float = first == second ? own : 0
      if PageLabels.kinds[first] == PageLabels.kinds[second] { groups += 1 }
      let zones = (PageLabels.zone(first), PageLabels.zone(second))
      if zones.0 == zones.1 { groups += 1 }
      if (zones.0 == 0) == (zones.1 == 0) { groups += 1 }
      return groups / (own + 3)
    }
  }()
}
