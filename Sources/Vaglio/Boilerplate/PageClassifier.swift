/// Decides for all lines of a page together which are content.
///
/// 1. Sure phrases are furniture. When there are none, everything is content.
/// 2. Weak phrases (`News`, `Contatti`) are furniture on a page that has sure ones.
/// 3. The article lies between the first and the last prose. What ends an article (a comment form, "Articoli correlati") ends
///    it for good when most of the prose came before.
/// 4. Above the article, runs of short lines are menus when one of them is known furniture or there are many; a longer
///    line there is a title. Below it, what comes after the first furniture goes too.
///
/// The verdicts are the same when the dropped lines are taken away first: nothing that is kept depends on them.
struct PageClassifier {
  struct Verdict: Sendable {
    var isKept: Bool
    var kind: Line.Kind
    var score: Float
  }

  let lines: [LineFeatures]

  private static let sure: Float = 0.9

  func verdicts() -> [Verdict] {
    var verdicts = lines.map { line in
      line.isBlank
        ? Verdict(isKept: true, kind: .blank, score: 1)
        : Verdict(
          isKept: true, kind: line.isProse || line.endsLikeASentence ? .body : .heading,
          score: line.isProse ? 0.95 : 0.7)
    }
    let full = lines.indices.filter { !lines[$0].isBlank }
    guard full.count > 1 else { return titled(verdicts, full) }

    // A page about cookies or privacy is its own article: then prose is content whatever it says.
    let prose = full.filter { lines[$0].isProse }
    let proseLength = prose.reduce(0) { $0 + lines[$1].range.count }
    let suspectLength = prose.filter { isSure($0) || lines[$0].mentionsCookies }.reduce(0) {
      $0 + lines[$1].range.count
    }
    let proseIsContent = suspectLength * 2 > proseLength
    func isFurniture(_ index: Int) -> Bool { isSure(index) && !(lines[index].isProse && proseIsContent) }

    let furniture = Set(full.filter(isFurniture))
    guard !furniture.isEmpty, furniture.count < full.count else { return titled(verdicts, full) }
    func drop(_ index: Int, _ kind: Line.Kind, _ score: Float) {
      guard verdicts[index].isKept else { return }
      verdicts[index] = Verdict(isKept: false, kind: kind, score: score)
    }
    for index in full {
      if furniture.contains(index), let phrase = lines[index].phrase {
        drop(index, phrase.kind, phrase.score)
      } else if lines[index].startsWithCopyright, lines[index].wordCount <= 25 {
        drop(index, .footerLegal, 0.95)
      }
    }

    let content = prose.filter { !furniture.contains($0) }
    guard let first = content.first else { return titled(verdicts, full) }

    // The end of the article.
    let contentLength = content.reduce(0) { $0 + lines[$1].range.count }
    var last = content[content.count - 1]
    var before = 0
    var nextContent = 0
    for index in full where index > first {
      while nextContent < content.count, content[nextContent] < index {
        before += lines[content[nextContent]].range.count
        nextContent += 1
      }
      guard furniture.contains(index), let phrase = lines[index].phrase,
        phrase.match == .end || phrase.kind == .commentForm,
        before * 10 >= contentLength * 6
      else { continue }
      last = content.last { $0 < index } ?? first
      for later in full where later > index {
        let kind: Line.Kind =
          lines[later].phrase?.kind ?? (phrase.kind == .relatedLinks ? .relatedLinks : .navigation)
        drop(later, lines[later].isProse && phrase.kind == .commentForm ? .userComment : kind, 0.8)
      }
      break
    }

    let weakIsFurniture = furniture.count >= 1
    for index in full where weakIsFurniture && !lines[index].isProse {
      guard let phrase = lines[index].phrase, phrase.score < Self.sure else { continue }
      drop(index, phrase.kind, 0.75)
    }

    dropAbove(full.filter { $0 < first }, &verdicts)
    dropBelow(full.filter { $0 > last }, &verdicts)
    dropBetween(full.filter { $0 > first && $0 < last }, &verdicts)
    return titled(verdicts, full)
  }

  private func isSure(_ index: Int) -> Bool { lines[index].phrase.map { $0.score >= Self.sure } ?? false }

  /// Above the article: runs of short lines that hold furniture or are long are menus.
  private func dropAbove(_ above: [Int], _ verdicts: inout [Verdict]) {
    var run: [Int] = []
    func close() {
      let known = run.first { !verdicts[$0].isKept }
      if known != nil || run.count >= 4 {
        for index in run where verdicts[index].isKept {
          let isByline = known.map { verdicts[$0].kind == .bylineDate && $0 < index } ?? false
          verdicts[index] = Verdict(isKept: false, kind: isByline ? .bylineDate : .navigation, score: 0.8)
        }
      }
      run = []
    }
    for index in above {
      if lines[index].isShort || lines[index].isDate || lines[index].separatorCount >= 2
        || lines[index].letterCount == 0
      {
        run.append(index)
      } else {
        if verdicts[index].isKept { close() } else { run.append(index) }
      }
    }
    // The line right above the prose may be its heading: kept when nothing known stands beside it.
    close()
    for index in above where verdicts[index].isKept {
      if lines[index].isDate { verdicts[index] = Verdict(isKept: false, kind: .bylineDate, score: 0.85) }
      if lines[index].separatorCount >= 2 { verdicts[index] = Verdict(isKept: false, kind: .navigation, score: 0.85) }
    }
  }

  /// Below the article: once furniture begins, what is not prose belongs to it.
  private func dropBelow(_ below: [Int], _ verdicts: inout [Verdict]) {
    var hasBegun = false
    for index in below {
      if !verdicts[index].isKept { hasBegun = true }
      guard verdicts[index].isKept else { continue }
      if hasBegun || lines[index].separatorCount >= 2 || lines[index].letterCount == 0 {
        verdicts[index] = Verdict(isKept: false, kind: .navigation, score: 0.75)
      }
    }
  }

  /// Inside the article only what is nothing but a separator-ridden menu, or stands between two known lines.
  private func dropBetween(_ between: [Int], _ verdicts: inout [Verdict]) {
    for (place, index) in between.enumerated() where verdicts[index].isKept {
      let line = lines[index]
      if line.separatorCount >= 3, !line.endsLikeASentence {
        verdicts[index] = Verdict(isKept: false, kind: .navigation, score: 0.85)
      } else if line.isShort || line.isDate, place > 0, place + 1 < between.count, !verdicts[between[place - 1]].isKept,
        !verdicts[between[place + 1]].isKept
      {
        verdicts[index] = Verdict(isKept: false, kind: verdicts[between[place - 1]].kind, score: 0.7)
      }
    }
  }

  /// Names the longest of the kept lines above the prose the title, as long as a title may be.
  private func titled(_ verdicts: [Verdict], _ full: [Int]) -> [Verdict] {
    var verdicts = verdicts
    let kept = full.filter { verdicts[$0].isKept }
    let above = kept.prefix { !lines[$0].isProse }
    guard above.count < kept.count else { return verdicts }
    // The first of the longest, so that a heading under the title does not take its name.
    if let title = above.max(by: { lines[$0].wordCount < lines[$1].wordCount }), lines[title].wordCount <= 30 {
      verdicts[title].kind = .title
    }
    return verdicts
  }
}
