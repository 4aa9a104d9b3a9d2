/// Writes changes in the M2 format of the tasks of grammatical error correction, as ERRANT and the M2 scorer read it.
///
/// ```
/// S In base alia normativa .
/// A 2 3|||R:ocr/li-ll|||alla|||REQUIRED|||-NONE-|||0
/// ```
///
/// An `S` line holds the tokens of a sentence of the *source*; an `A` line says which of them become which tokens of the
/// clean text, and by which rules, with `R`, `M` or `U` for replaced, missing and unnecessary. With its changes made a
/// sentence is the tokens of the clean text, exactly. Changes of white space between tokens do not show. A sentence
/// without a change has the line `A -1 -1|||noop|||…`. O(source + clean text + tokens · log edits).
public struct M2Writer: Sendable {
  public init() {}

  public func write(_ document: Document, into bytes: inout [UInt8]) {
    var source = document
    if !document.edits.isEmpty { source = Document(document.source) }
    if !source.has(.tokens) { Tokenizer().process(&source) }
    if !source.has(.sentences) { SentenceSplitter().process(&source) }
    let differences = document.edits.isEmpty ? [] : differences(document, from: source.tokenLayer)
    write(source, differences, document, into: &bytes)
  }

  /// Tokens of the source and the tokens of the clean text that stand in their place.
  private struct Difference {
    var source: Range<Int>
    var text: Range<Int>
  }

  /// What the two rows of tokens do not have in common: both are walked at once, the source's by their places in the
  /// clean text.
  private func differences(_ document: Document, from source: TokenLayer) -> [Difference] {
    let clean = tokens(of: document)
    let text = document.text
    func place(_ index: Int) -> Range<Int> { document.textRange(ofSource: source.range(index)) }
    func isSame(_ index: Int, _ other: Int) -> Bool {
      index < source.count && other < clean.count && place(index) == clean.range(other)
        && document.source[source.range(index)] == text[clean.range(other)]
    }
    var differences: [Difference] = []
    var (index, other) = (0, 0)
    while index < source.count || other < clean.count {
      if isSame(index, other) {
        (index, other) = (index + 1, other + 1)
        continue
      }
      let (first, firstOther) = (index, other)
      repeat {
        let end = index < source.count ? place(index).upperBound : Int.max
        let otherEnd = other < clean.count ? clean.end(other) : Int.max
        if end <= otherEnd { index += 1 }
        if otherEnd <= end { other += 1 }
        // Both end at the same place, and nothing that comes began before it.
        if end == otherEnd, index == source.count || place(index).lowerBound >= end,
          other == clean.count || clean.start(other) >= end
        {
          break
        }
      } while (index < source.count || other < clean.count) && !isSame(index, other)
      differences.append(Difference(source: first..<index, text: firstOther..<other))
    }
    return differences
  }

  private func tokens(of document: Document) -> TokenLayer {
    if document.has(.tokens) { return document.tokenLayer }
    return document.text.withUnsafeBufferPointer { TokenScanner.tokens($0) }
  }

  private func write(
    _ source: Document, _ differences: [Difference], _ document: Document, into bytes: inout [UInt8]
  ) {
    let tokens = source.tokenLayer
    let clean = tokens.isEmpty && differences.isEmpty ? TokenLayer() : self.tokens(of: document)
    let text = document.text
    var pending = differences[...]
    var first = 0
    var sentence = 0
    while first < tokens.count || !pending.isEmpty {
      // The tokens of a sentence, and of those after it with which it shares a change.
      var last = first
      while last < tokens.count {
        while sentence < source.sentenceEnds.count, Int(source.sentenceEnds[sentence]) <= tokens.start(last) {
          sentence += 1
        }
        let end = sentence < source.sentenceEnds.count ? Int(source.sentenceEnds[sentence]) : Int.max
        while last < tokens.count, tokens.start(last) < end { last += 1 }
        let shared = pending.first { $0.source.upperBound > last }
        guard let shared, shared.source.lowerBound < last, !shared.text.isEmpty else { break }
      }
      bytes.write("S")
      for index in first..<last {
        bytes.write(" ")
        bytes.write(form: source.source[tokens.range(index)])
      }
      bytes.write("\n")
      var isChanged = false
      while let difference = pending.first {
        let isLast = last == tokens.count
        guard difference.source.lowerBound < last || isLast || difference.source.upperBound <= last else { break }
        let end = min(difference.source.upperBound, last)
        bytes.write("A ")
        bytes.write(decimal: difference.source.lowerBound - first)
        bytes.write(" ")
        bytes.write(decimal: end - first)
        bytes.write(difference.source.isEmpty ? "|||M:" : difference.text.isEmpty ? "|||U:" : "|||R:")
        write(rulesOf: difference, tokens, document, into: &bytes)
        bytes.write("|||")
        for index in difference.text {
          if index > difference.text.lowerBound { bytes.write(" ") }
          bytes.write(form: text[clean.range(index)])
        }
        bytes.write("|||REQUIRED|||-NONE-|||0\n")
        isChanged = true
        if end < difference.source.upperBound {
          // A cut that goes on in the next sentence.
          pending[pending.startIndex].source = end..<difference.source.upperBound
          break
        }
        pending = pending.dropFirst()
      }
      if !isChanged { bytes.write("A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||0\n") }
      bytes.write("\n")
      first = last
    }
  }

  /// The rules of the edits that meet the tokens, or the gap where there are none, with commas between.
  private func write(
    rulesOf difference: Difference, _ tokens: TokenLayer, _ document: Document, into bytes: inout [UInt8]
  ) {
    let range = difference.source
    let start =
      range.isEmpty ? (range.lowerBound > 0 ? tokens.end(range.lowerBound - 1) : 0) : tokens.start(range.lowerBound)
    let end =
      range.isEmpty
      ? (range.upperBound < tokens.count ? tokens.start(range.upperBound) : document.source.count)
      : tokens.end(range.upperBound - 1)
    let edits = document.edits
    var near = edits[edits.firstIndex(after: { $0.range.upperBound < start })...].prefix { $0.range.lowerBound <= end }
    // What only touches the tokens counts where nothing else explains the change: an insertion, or a blank taken away.
    let met = near.filter { $0.range.lowerBound < end && $0.range.upperBound > start }
    if !met.isEmpty { near = met[...] }
    var written: [String] = []
    for cause in near.lazy.flatMap(\.causes) where !written.contains(cause.rule) {
      if !written.isEmpty { bytes.write(",") }
      bytes.append(contentsOf: cause.rule.utf8)
      written.append(cause.rule)
    }
    // A token that ends elsewhere because of a change further on.
    if written.isEmpty { bytes.write("OTHER") }
  }
}
