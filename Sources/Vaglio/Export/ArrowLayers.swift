// The columns of `ArrowWriter`.

/// Where annotations start and end in the source.
private struct ArrowPlaces {
  private var starts = ArrowNumbers<Int32>("start", "i")
  private var ends = ArrowNumbers<Int32>("end", "i")

  @inline(__always)
  mutating func append(_ range: Range<Int>, _ page: inout ArrowPage) {
    let range = page.cursor.range(range)
    starts.append(Int32(truncatingIfNeeded: range.lowerBound))
    ends.append(Int32(truncatingIfNeeded: range.upperBound))
  }

  func finish() -> [ArrowColumn] { [starts.finish(), ends.finish()] }
}

struct ArrowTexts: ArrowLayer {
  private var texts = ArrowStrings("text")

  mutating func append(_ page: inout ArrowPage) { texts.append(page.text, isWellFormed: page.isWellFormed) }
  mutating func appendNull() { texts.appendNull() }
  var isTooLong: Bool { texts.isTooLong }
  func finish() -> ArrowColumn { texts.finish() }
}

struct ArrowEdits: ArrowLayer {
  private let areSuggestions: Bool
  private var lists: ArrowLists
  private var places = ArrowPlaces()
  private var from = ArrowStrings("from")
  private var to = ArrowStrings("to")
  private var last = ArrowCauses()
  private var causes = ArrowLists("causes")
  private var all = ArrowCauses()

  init(_ name: StaticString, areSuggestions: Bool = false) {
    self.areSuggestions = areSuggestions
    lists = ArrowLists(name)
  }

  mutating func append(_ page: inout ArrowPage) {
    if areSuggestions, !page.document.has(.corrections) { return lists.appendNull() }
    let edits = areSuggestions ? page.document.suggestions : page.document.edits
    for edit in edits {
      places.append(edit.range, &page)
      from.append(UnsafeBufferPointer(rebasing: page.source[edit.range]), isWellFormed: page.isWellFormed)
      to.append(edit.string)
      // The last of the causes names it, and the least sure one says how sure it is.
      last.append(stage: edit.causes.last?.stage ?? "", rule: edit.causes.last?.rule ?? "", edit.confidence)
      guard edit.causes.count > 1 else {
        causes.appendNull()
        continue
      }
      for cause in edit.causes { all.append(stage: cause.stage, rule: cause.rule, cause.confidence) }
      causes.append(count: edit.causes.count)
    }
    lists.append(count: edits.count)
  }

  mutating func appendNull() { lists.appendNull() }

  var isTooLong: Bool { lists.isTooLong || from.isTooLong || to.isTooLong || last.isTooLong || all.isTooLong }

  func finish() -> ArrowColumn {
    lists.finish(
      of: places.finish() + [from.finish(), to.finish()] + last.finish() + [causes.finish(of: all.finish())])
  }
}

private struct ArrowCauses {
  private var stages = ArrowStrings("stage")
  private var rules = ArrowStrings("rule")
  private var confidences = ArrowNumbers<Double>("confidence", "g")

  mutating func append(stage: String, rule: String, _ confidence: Float) {
    stages.append(stage)
    rules.append(rule)
    confidences.append(share: confidence)
  }

  var isTooLong: Bool { stages.isTooLong || rules.isTooLong }

  func finish() -> [ArrowColumn] { [stages.finish(), rules.finish(), confidences.finish()] }
}

struct ArrowLines: ArrowLayer {
  private var lists = ArrowLists("lines")
  private var numbers = ArrowNumbers<Int32>("line", "i")
  private var keep = ArrowBooleans("keep")
  private var kinds = ArrowStrings("kind")
  private var scores = ArrowNumbers<Double>("score", "g")

  mutating func append(_ page: inout ArrowPage) {
    guard page.document.has(.lines) else { return lists.appendNull() }
    for line in page.document.lines {
      numbers.append(Int32(truncatingIfNeeded: line.number))
      keep.append(line.isKept)
      kinds.append(line.kind.name)
      scores.append(share: line.score)
    }
    lists.append(count: page.document.lines.count)
  }

  mutating func appendNull() { lists.appendNull() }
  var isTooLong: Bool { lists.isTooLong || kinds.isTooLong }
  func finish() -> ArrowColumn {
    lists.finish(of: [numbers.finish(), keep.finish(), kinds.finish(), scores.finish()])
  }
}

struct ArrowSentences: ArrowLayer {
  private var lists = ArrowLists("sentences")
  private var places = ArrowPlaces()

  mutating func append(_ page: inout ArrowPage) {
    guard page.document.has(.sentences) else { return lists.appendNull() }
    var count = 0
    for sentence in page.document.sentences {
      places.append(sentence.range, &page)
      count += 1
    }
    lists.append(count: count)
  }

  mutating func appendNull() { lists.appendNull() }
  var isTooLong: Bool { lists.isTooLong }
  func finish() -> ArrowColumn { lists.finish(of: places.finish()) }
}

struct ArrowTokens: ArrowLayer {
  private var lists = ArrowLists("tokens")
  private var places = ArrowPlaces()
  private var texts = ArrowStrings("text")
  private var stems = ArrowStrings("stem")

  mutating func append(_ page: inout ArrowPage) {
    let document = page.document
    guard document.has(.tokens) else { return lists.appendNull() }
    let hasStems = document.has(.stems)
    for index in 0..<document.tokenLayer.count {
      let range = document.tokenLayer.range(index)
      places.append(document.sourceRange(ofText: range), &page)
      texts.append(UnsafeBufferPointer(rebasing: page.text[range]), isWellFormed: page.isWellFormed)
      guard hasStems else {
        stems.appendNull()
        continue
      }
      document.stemLayer[index].withUnsafeBufferPointer { stems.append($0, isWellFormed: page.isWellFormed) }
    }
    lists.append(count: document.tokenLayer.count)
  }

  mutating func appendNull() { lists.appendNull() }
  var isTooLong: Bool { lists.isTooLong || texts.isTooLong || stems.isTooLong }
  func finish() -> ArrowColumn { lists.finish(of: places.finish() + [texts.finish(), stems.finish()]) }
}

struct ArrowEntities: ArrowLayer {
  private var lists = ArrowLists("entities")
  private var places = ArrowPlaces()
  private var labels = ArrowStrings("label")
  private var texts = ArrowStrings("text")
  private var entries = ArrowStrings("entry")
  private var names = ArrowStrings("name")
  private var kinds = ArrowStrings("kind")
  private var keys = ArrowStrings("key")
  private var confidences = ArrowNumbers<Double>("confidence", "g")

  mutating func append(_ page: inout ArrowPage) {
    guard page.document.has(.entities) else { return lists.appendNull() }
    let entities = page.document.entities
    for entity in entities {
      places.append(entity.range, &page)
      labels.append(entity.label.name)
      texts.append(UnsafeBufferPointer(rebasing: page.text[entity.textRange]), isWellFormed: page.isWellFormed)
      entries.append(entity.entry)
      names.append(entity.name)
      kinds.append(entity.kind)
      keys.append(entity.key)
      confidences.append(share: entity.confidence)
    }
    lists.append(count: entities.count)
  }

  mutating func appendNull() { lists.appendNull() }

  var isTooLong: Bool {
    [labels, texts, entries, names, kinds, keys].contains { $0.isTooLong } || lists.isTooLong
  }

  func finish() -> ArrowColumn {
    lists.finish(
      of: places.finish()
        + [labels, texts, entries, names, kinds, keys].map { $0.finish() } + [confidences.finish()])
  }
}
