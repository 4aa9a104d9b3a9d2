/// A text, the edits that clean it, and what the stages found in it.
///
/// Five laws hold:
/// 1. `source` never changes.
/// 2. Every range is a half-open range of source bytes.
/// 3. The text is changed only by edits; the clean text is derived from source and edits.
/// 4. Editing clears the layers that describe the text, so nothing is stale.
/// 5. Whatever the bytes, processing does not fail.
///
/// ```swift
/// let document = Pipeline.standard("Agcom e stata la prima")
/// document.string                                 // "Agcom è stata la prima"
/// document.sourceString(document.edits[0].range)  // "e"
/// ```
public struct Document: Sendable {
  /// The bytes as they were given: UTF-8, perhaps damaged.
  public let source: [UInt8]

  /// The changes that turn the source into the clean text: sorted, disjoint, in bounds.
  public private(set) var edits: [Edit] = []

  /// Which bytes of the clean text come from which bytes of the source.
  public private(set) var alignment = Alignment()

  /// Changes that were thought of and not made, since they are not sure enough. Sorted by range.
  public internal(set) var suggestions: [Edit] = []

  /// The layers that are there.
  public private(set) var layers: Set<Layer> = []

  /// The lines of the source, when a `BoilerplateRemover` ran.
  public private(set) var lines: [Line] = []

  /// The names, sorted by range.
  public private(set) var entities: [Entity] = []

  /// Hashes of the lines that say something, when a `BoilerplateRemover` looked at them with the knowledge of a site.
  var lineFingerprints: [UInt64] = []

  /// How often the text was changed.
  private(set) var revision = 0

  /// The clean text's bytes; nil when it is the source or has yet to be derived.
  private var derived: [UInt8]?

  var tokenLayer = TokenLayer()
  var sentenceEnds: [UInt32] = []
  var sentenceStarts: [UInt32] = []
  var stemLayer = StemLayer()

  // MARK: Making

  /// - Parameter source: at most 4 GiB.
  public init(_ source: [UInt8]) {
    precondition(source.count <= UInt32.max, "a document holds at most 4 GiB")
    self.source = source
  }

  public init(_ string: String) {
    self.init(Array(string.utf8))
  }

  // MARK: The text

  /// The bytes of the clean text. O(1) after a stage of a pipeline ran, O(n) after `apply(_:)`.
  public var text: [UInt8] {
    edits.isEmpty ? source : derived ?? derivedText()
  }

  /// The clean text. Ill-formed bytes that no stage repaired read as U+FFFD.
  public var string: String { String(decoding: text, as: UTF8.self) }

  /// A stretch of the source.
  public func sourceString(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

  /// The stretch of an annotation, as the clean text has it.
  public func string(_ annotation: some Annotation) -> String {
    if edits.isEmpty { return sourceString(annotation.textRange) }
    return String(decoding: text[annotation.textRange], as: UTF8.self)
  }

  /// Keeps the clean text at hand, so that `text` costs nothing until the next edit. O(n) when it is not at hand yet.
  public mutating func deriveText() {
    if !edits.isEmpty, derived == nil { derived = derivedText() }
  }

  private func derivedText() -> [UInt8] {
    let length = edits.reduce(source.count) { $0 + $1.string.utf8.count - $1.range.count }
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      source.withUnsafeBufferPointer { source in
        var position = 0
        func copy(_ bytes: UnsafeBufferPointer<UInt8>) {
          guard let from = bytes.baseAddress, let to = buffer.baseAddress else { return }
          (to + count).update(from: from, count: bytes.count)
          count += bytes.count
        }
        for edit in edits {
          copy(UnsafeBufferPointer(rebasing: source[position..<edit.range.lowerBound]))
          var string = edit.string
          string.withUTF8 { copy($0) }
          position = edit.range.upperBound
        }
        copy(UnsafeBufferPointer(rebasing: source[position...]))
      }
    }
  }

  /// The bytes of the source that a range of the clean text comes from. O(log edits).
  public func sourceRange(ofText range: Range<Int>) -> Range<Int> {
    edits.isEmpty ? range : alignment.sourceRange(ofText: range, in: source)
  }

  /// The bytes of the clean text that a range of the source has become. O(log edits).
  public func textRange(ofSource range: Range<Int>) -> Range<Int> {
    edits.isEmpty ? range : alignment.textRange(ofSource: range)
  }

  // MARK: Editing

  /// Changes the clean text and clears the layers that describe it.
  ///
  /// - Parameter replacements: sorted and disjoint, in bytes of the current clean text. Replacements that change nothing
  ///   are left out.
  /// - Complexity: O(edits + replacements), not the length of the text.
  public mutating func apply(_ replacements: [Replacement]) {
    guard replacements.count != 1 else { return apply(replacements[0]) }
    guard !replacements.isEmpty else { return }
    edits = EditMerger(source: source, edits: edits).merged(with: replacements)
    alignment = Alignment(edits: edits, source: source)
    textDidChange()
  }

  /// Changes the clean text in one place.
  ///
  /// - Complexity: O(log edits) and a few additions for each edit after it, where it meets no edit; O(edits) else.
  public mutating func apply(_ replacement: Replacement) {
    // The merger has let go of the edits when they are changed, so that they are not copied.
    let place = EditMerger(source: source, edits: edits).placeApart(replacement.range, in: alignment)
    if let (index, delta) = place {
      let range = replacement.range.lowerBound - delta..<replacement.range.upperBound - delta
      precondition(range.upperBound <= source.count, "a replacement ends after the text")
      let edit = Edit(range: range, string: replacement.string, causes: replacement.causes)
      guard !edit.string.utf8.elementsEqual(source[range]) else { return }
      alignment.insert(edit, at: index, in: source)
      edits.insert(edit, at: index)
    } else {
      edits = EditMerger(source: source, edits: edits).merged(with: [replacement])
      alignment = Alignment(edits: edits, source: source)
    }
    textDidChange()
  }

  /// Takes edits back, so that their bytes read as the source again.
  /// - Complexity: O(edits).
  public mutating func undo(where shouldUndo: (Edit) -> Bool) {
    let count = edits.count
    edits.removeAll(where: shouldUndo)
    guard edits.count != count else { return }
    alignment = Alignment(edits: edits, source: source)
    textDidChange()
  }

  /// The edits that a stage made or had a part in.
  public func edits(by stage: String) -> [Edit] {
    edits.filter { $0.causes.contains { $0.stage == stage } }
  }

  /// The edits that the `Corrector` made or had a part in.
  public var corrections: [Edit] { edits(by: StageName.correct) }

  private mutating func textDidChange() {
    revision += 1
    derived = nil
    guard layers.contains(where: \.describesText) else { return }
    layers = layers.filter { !$0.describesText }
    tokenLayer = TokenLayer()
    stemLayer = StemLayer()
    sentenceStarts = []
    sentenceEnds = []
    entities = []
  }

  // MARK: Layers, as the stages set them

  public func has(_ layer: Layer) -> Bool { layers.contains(layer) }

  /// Says that a layer of your own is there.
  public mutating func add(_ layer: Layer) { layers.insert(layer) }

  /// The tokens of the clean text, in order.
  public var tokens: Tokens { Tokens(document: self) }

  /// The sentences of the clean text, in order.
  public var sentences: [Sentence] {
    zip(sentenceStarts, sentenceEnds).map { start, end in
      let textRange = Int(start)..<Int(end)
      return Sentence(range: sourceRange(ofText: textRange), textRange: textRange)
    }
  }

  /// The stem of a token; empty when no `Stemmer` ran. O(1).
  public func stem(_ token: Token) -> String { String(decoding: stemLayer[token.index], as: UTF8.self) }

  /// - Parameter tokens: sorted and disjoint, in bytes of the clean text.
  public mutating func setTokens(_ tokens: some Sequence<(range: Range<Int>, kind: Token.Kind)>) {
    var layer = TokenLayer()
    for token in tokens { layer.append(token.range, token.kind) }
    setTokens(layer)
  }

  mutating func setTokens(_ layer: TokenLayer) {
    tokenLayer = layer
    layers.insert(.tokens)
    stemLayer = StemLayer()
    layers.remove(.stems)
  }

  /// - Parameter sentences: sorted and disjoint, in bytes of the clean text.
  public mutating func setSentences(_ sentences: some Sequence<Range<Int>>) {
    sentenceStarts = []
    sentenceEnds = []
    for sentence in sentences {
      precondition(sentence.lowerBound >= Int(sentenceEnds.last ?? 0), "sentences are sorted and disjoint")
      sentenceStarts.append(UInt32(sentence.lowerBound))
      sentenceEnds.append(UInt32(sentence.upperBound))
    }
    layers.insert(.sentences)
  }

  mutating func setStems(_ layer: StemLayer) {
    stemLayer = layer
    layers.insert(.stems)
  }

  mutating func setLines(_ lines: [Line]) {
    self.lines = lines
    layers.insert(.lines)
  }

  mutating func setSuggestions(_ suggestions: [Edit]) {
    self.suggestions = suggestions
    layers.insert(.corrections)
  }

  /// Adds names. Where two overlap, the one that is there already stays, else the one that starts first, else the longer.
  /// O(n log n).
  ///
  /// - Parameter names: in bytes of the clean text, in any order.
  public mutating func addEntities(_ names: [Name]) {
    let added = names.sorted {
      ($0.textRange.lowerBound, $1.textRange.upperBound) < ($1.textRange.lowerBound, $0.textRange.upperBound)
    }
    var all: [Entity] = []
    all.reserveCapacity(entities.count + added.count)
    var next = 0
    for name in added where !name.textRange.isEmpty {
      while next < entities.count, entities[next].textRange.lowerBound < name.textRange.upperBound {
        all.append(entities[next])
        next += 1
      }
      if let last = all.last, last.textRange.upperBound > name.textRange.lowerBound { continue }
      all.append(
        Entity(
          range: sourceRange(ofText: name.textRange), textRange: name.textRange, label: name.label,
          entry: name.entry, name: name.name, kind: name.kind, key: name.key, confidence: name.confidence))
    }
    all.append(contentsOf: entities[next...])
    entities = all
    layers.insert(.entities)
  }
}

/// A name as a stage finds it, in bytes of the clean text.
public struct Name: Sendable, Hashable {
  public var textRange: Range<Int>
  public var label: Label
  public var entry: String?
  public var name: String?
  public var kind: String?
  /// The folded form of a name that no list holds.
  public var key: String?
  public var confidence: Float

  public init(
    textRange: Range<Int>, label: Label, entry: String? = nil, name: String? = nil, kind: String? = nil,
    key: String? = nil, confidence: Float = 1
  ) {
    self.key = key
    self.textRange = textRange
    self.label = label
    self.entry = entry
    self.name = name
    self.kind = kind
    self.confidence = confidence
  }
}
