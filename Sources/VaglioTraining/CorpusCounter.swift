public import Vaglio

/// Counts forms and pairs of forms over the texts that may be used for what ships.
public struct CorpusCounter {
  /// What is counted of one form.
  struct Count {
    /// Uses in texts of today.
    var modern: UInt32 = 0
    /// Uses in the novels of 1837 to 1926.
    var old: UInt32 = 0
    /// Uses inside a sentence, and how many of these start with a capital.
    var inside: UInt32 = 0
    var insideCapital: UInt32 = 0
    var capital: UInt32 = 0
  }

  /// Pseudo forms of the pairs, in this order the first of the table.
  static let pseudoForms = ["<s>", "</s>", ",", "<p>", "<num>", "<x>"]
  static let sentenceStart = 0
  static let sentenceEnd = 1
  static let comma = 2
  static let punctuation = 3
  static let number = 4
  static let other = 5

  /// How much a run of forms counts by its text: most texts are debates and manuals, so that what little there is of news
  /// and law would drown in them.
  static let runWeights: [String: UInt32] = [
    "kind_wikinews.txt.gz": 3, "gazzetta_civica.txt.gz": 2, "italia_docs.txt.gz": 2, "commonvoice.txt.gz": 2,
  ]

  private(set) var forms = FormTable()
  private(set) var counts: [Count] = []
  private(set) var pairs = CountTable(capacity: 1 << 23)
  private(set) var triples = CountTable(capacity: 1 << 25)
  /// The files that were counted, and the words of each.
  public private(set) var sources: [(file: String, words: Int)] = []

  private let countsPairs: Bool

  public init(countsPairs: Bool) {
    self.countsPairs = countsPairs
    for form in Self.pseudoForms { _ = number(of: form) }
  }

  private mutating func number(of form: String) -> Int {
    Array(form.utf8).withUnsafeBufferPointer { number(of: $0) }
  }

  private mutating func number(of form: UnsafeBufferPointer<UInt8>) -> Int {
    let number = forms.add(form)
    if number == counts.count { counts.append(Count()) }
    return number
  }

  /// Counts the files of tier A that `text/sources.tsv` under `data` names.
  public mutating func countTexts(of data: String) throws(LexiconError) {
    let list = data + "/text/sources.tsv"
    var files: [String] = []
    var lines: [[String]] = []
    try CompressedFile(list).forEachLine { line in
      lines.append(
        String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
    }
    guard let tier = lines.first?.firstIndex(of: "tier") else {
      throw LexiconError(file: list, line: 1, reason: "has no column 'tier'")
    }
    for line in lines.dropFirst() where line.count > tier && line[tier] == "A" { files.append(line[0]) }
    for file in files.sorted() {
      try count(
        data + "/text/" + file, isModern: !file.hasPrefix("eltec"), runWeight: Self.runWeights[file] ?? 1)
    }
  }

  /// Counts one file, a paragraph or sentence a line.
  public mutating func count(
    _ path: String, isModern: Bool, runWeight: UInt32 = 1
  ) throws(LexiconError) {
    var words = 0
    try CompressedFile(path).forEachLine { line in words += countLine(line, isModern: isModern, runWeight: runWeight) }
    sources.append((String(path.split(separator: "/").last ?? ""), words))
  }

  /// - Returns: how many words the line has.
  mutating func countLine(
    _ line: UnsafeBufferPointer<UInt8>, isModern: Bool, runWeight: UInt32 = 1
  ) -> Int {
    var words = 0
    var window = RunWindow(sentenceStart: Self.sentenceStart, sentenceEnd: Self.sentenceEnd)
    var isInside = false
    CorpusWords.forEach(in: line) { kind, form, isCapital in
      let number: Int
      if let pseudoForm = Self.pseudoForm(kind, form) {
        number = pseudoForm
      } else {
        number = self.number(of: form)
        if isModern { counts[number].modern += 1 } else { counts[number].old += 1 }
        if isCapital { counts[number].capital += 1 }
        if isInside {
          counts[number].inside += 1
          if isCapital { counts[number].insideCapital += 1 }
        }
      }
      if kind == .word { words += 1 }
      isInside = kind != .punctuation && kind != .sentenceEnd
      if countsPairs {
        if number < Self.pseudoForms.count { counts[number].modern += 1 }
        let (before, last) = (window.before, window.last)
        pairs.increment(UInt64(last + 1) << 32 | UInt64(number + 1), by: runWeight)
        if window.hasTriple({ $0 > Self.other }) {
          triples.increment(UInt64(before + 1) << 42 | UInt64(last + 1) << 21 | UInt64(number + 1), by: runWeight)
        }
        if number == Self.sentenceEnd { counts[Self.sentenceStart].modern += 1 }
        window.advance(to: number)
      }
    }
    return words
  }

  /// The pseudo form that stands for a piece of a line; nil for a word that is counted by itself.
  static func pseudoForm(_ kind: CorpusWords.Kind, _ form: UnsafeBufferPointer<UInt8>) -> Int? {
    switch kind {
    case .word: form.count < 48 ? nil : other
    case .number: number
    case .comma: comma
    case .punctuation: punctuation
    case .sentenceEnd: sentenceEnd
    case .foreign: other
    }
  }
}
