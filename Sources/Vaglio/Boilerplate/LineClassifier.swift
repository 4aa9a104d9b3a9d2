/// Decides for all lines of a text which are content, and what to cut.
struct LineClassifier {
  struct Verdict: Sendable {
    var isKept: Bool
    var kind: Line.Kind
    var score: Float
  }

  let lexicon: FurnitureLexicon
  /// Nil only when the file of the model is damaged: then phrases alone decide.
  let model: PageModel?
  let threshold: Float
  let site: SiteLines?

  /// Longer texts are read as several pages: none is so long.
  private static let longestPage = 4096
  /// In lines. What is longer may be furniture from end to end.
  private static let longestMessage = 10

  /// - Parameters:
  ///   - ranges: the lines, in bytes of the text.
  ///   - isLast: whether this is the last look at the text, after which nothing sure may be left.
  func classify(
    _ text: UnsafeBufferPointer<UInt8>, _ ranges: [Range<Int>], isLast: Bool
  ) -> (verdicts: [Verdict], removals: [Replacement], fingerprints: [UInt64]) {
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(ranges.count)
    var removals: [Replacement] = []
    var fingerprints: [UInt64] = []
    var scanner = LineScanner(lexicon: lexicon)
    var features: [LineFeatures] = []
    var start = 0
    while start < ranges.count {
      scanner.removeAll()
      features.removeAll(keepingCapacity: true)
      var full: [Int] = []
      var isFurnished = false
      var end = start
      while end < ranges.count, full.count < Self.longestPage {
        let line = scanner.features(text, ranges[end])
        if line.phraseIsSure || line.startsLikeCopyright { isFurnished = true }
        verdicts.append(
          line.isBlank
            ? Verdict(isKept: true, kind: .blank, score: 1)
            : Verdict(isKept: true, kind: line.isProse || line.endsLikeASentence ? .body : .heading, score: 0.95))
        if !line.isBlank {
          full.append(end)
          features.append(line)
          if site != nil { fingerprints.append(line.fingerprint) }
        }
        end += 1
      }
      // An invoice has a P.IVA, a card has "Contatti": a few lines without running text are no page.
      if full.count <= Self.longestMessage, !features.contains(where: { $0.isProse || $0.phraseIsUsers }) {
        isFurnished = false
      }
      // A menu that the site has on every page needs no phrase.
      if let site, site.knowsAny(of: features) { isFurnished = true }
      if isFurnished, full.count > 1 {
        judge(features, full, scanner, isLast: isLast, &verdicts)
        if !full.contains(where: { verdicts[$0].isKept }) {
          // A message of one of the phrases is no page; on a page what is running text stays when nothing else does.
          for (place, index) in full.enumerated() {
            let isText = features[place].isProse && !features[place].phraseIsSure
            guard full.count <= Self.longestMessage || isText else { continue }
            verdicts[index] = Verdict(isKept: true, kind: isText ? .body : verdicts[index].kind, score: 0.5)
          }
        }
        if full.contains(where: { !verdicts[$0].isKept }) {
          removals.append(
            contentsOf: Self.removals(
              features, full, verdicts, isWhole: start == 0 && end == ranges.count, textEnd: ranges[end - 1].upperBound,
              textCount: text.count))
        }
      }
      for (place, index) in full.enumerated() where verdicts[index].isKept && features[place].mayHoldFurniture {
        if let cut = InlineFurniture.cut(text, features[place].range) { removals.append(cut) }
      }
      start = end
    }
    removals.sort { $0.range.lowerBound < $1.range.lowerBound }
    return (verdicts, removals, fingerprints)
  }

  private func judge(
    _ features: [LineFeatures], _ full: [Int], _ scanner: LineScanner, isLast: Bool, _ verdicts: inout [Verdict]
  ) {
    let priors = site?.priors(features) ?? []
    guard let model else {
      for (place, line) in features.enumerated() where line.phraseIsSure && !line.isProse {
        verdicts[full[place]] = Verdict(
          isKept: false, kind: PageLabels.furnitureKinds[Int(line.phraseKind)], score: 0.9)
      }
      return
    }
    for (place, verdict) in model.verdicts(features, scanner: scanner, priors: priors).enumerated() {
      let line = features[place]
      let isCertain = line.phraseIsUsers || isLast && line.phraseIsSure
      // "News" alone on a furnished page: a line that is nothing but a phrase of furniture has to look like content.
      let least = line.phraseIsLine ? threshold + (1 - threshold) * 0.3 : threshold
      let isKept = verdict.content >= least && !isCertain
      var score = isKept ? verdict.content : 1 - verdict.content
      if isCertain { score = max(score, 0.9) }
      let kind =
        isKept
        ? verdict.contentKind
        : line.phraseIsSure ? PageLabels.furnitureKinds[Int(line.phraseKind)] : verdict.furnitureKind
      verdicts[full[place]] = Verdict(isKept: isKept, kind: kind, score: score)
    }
  }

  /// One removal for each dropped line, up to the next line that says something; where nothing is kept after it, also
  /// the white space before.
  ///
  /// - Parameter isWhole: whether the lines are all of the text.
  private static func removals(
    _ lines: [LineFeatures], _ full: [Int], _ verdicts: [Verdict], isWhole: Bool, textEnd: Int, textCount: Int
  ) -> [Replacement] {
    let end = isWhole ? textCount : textEnd
    let lastKept = full.indices.last { verdicts[full[$0]].isKept }
    var result: [Replacement] = []
    var hasLeadingGap = true
    for (place, index) in full.enumerated() where !verdicts[index].isKept {
      var start = lines[place].lineStart
      var stop = place + 1 < full.count ? lines[place + 1].lineStart : end
      if let lastKept, place > lastKept {
        if hasLeadingGap { start = lines[lastKept].range.upperBound }
        hasLeadingGap = false
      }
      start = max(start, result.last?.range.upperBound ?? 0)
      stop = max(stop, start)
      guard start < stop else { continue }
      result.append(
        Replacement(
          start..<stop, with: "",
          because: Cause(
            stage: StageName.boilerplate, rule: "line/\(verdicts[index].kind)", confidence: verdicts[index].score)))
    }
    return result
  }
}
