public import Vaglio

/// Makes `classes.bin`: how much likelier two classes of words are side by side than by chance, over running texts.
public struct ClassModelBuilder {
  /// The endings that make a class, of words in no cluster: the commonest.
  static let endingCount = 60

  private let words: WordClasses
  /// The texts, in their order.
  private var units: [Unit] = []
  private var endings: [UInt16: Int] = [:]

  private enum Unit {
    case classNumber(Int32)
    case ending(UInt16)
  }

  /// - Parameter words: the clusters.
  package init(_ words: WordClasses) { self.words = words }

  /// With the clusters that come with Vaglio; nil if its own data is broken.
  public init?() {
    guard let words = WordClasses.italian else { return nil }
    self.init(words)
  }

  /// Adds a text.
  /// - Parameter stride: of so many lines one is read.
  public mutating func read(_ file: CompressedFile, stride: Int = 1) throws(LexiconError) {
    var line = 0
    try file.forEachLine { bytes in
      line += 1
      if line % stride == 0 { add(bytes) }
    }
  }

  mutating func add(_ line: UnsafeBufferPointer<UInt8>) {
    append(ClassModel.boundary)
    CorpusWords.forEach(in: line) { kind, form, _ in
      switch kind {
      case .word:
        let word = ClassModel.Word(form)
        if let cluster = ClassModel.cluster(word, words) { return append(cluster) }
        endings[word.ending, default: 0] += 1
        units.append(.ending(word.ending))
      case .number: append(ClassModel.number)
      case .comma: append(ClassModel.comma)
      case .punctuation: append(ClassModel.punctuation)
      case .sentenceEnd: append(ClassModel.boundary)
      case .foreign: append(ClassModel.other)
      }
    }
    append(ClassModel.boundary)
  }

  private mutating func append(_ number: Int) { units.append(.classNumber(Int32(number))) }

  /// - Returns: the file, and how many pairs of classes were seen.
  public func build() -> (bytes: [UInt8], count: Int) {
    let chosen = endings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.endingCount).map(\.key).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(chosen, ClassModel.firstEnding...))
    let count = ClassModel.firstEnding + chosen.count
    var pairs = [Double](repeating: 0, count: count * count)
    var left = [Double](repeating: 0, count: count)
    var right = [Double](repeating: 0, count: count)
    var last = ClassModel.boundary
    for unit in units {
      let number =
        switch unit {
        case .classNumber(let number): Int(number)
        case .ending(let ending): numbers[ending] ?? ClassModel.other
        }
      pairs[last * count + number] += 1
      left[last] += 1
      right[number] += 1
      last = number
    }
    let total = max(1, left.reduce(0, +))
    var bytes = ClassModel.magic.withUTF8Buffer { Array($0) }
    for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: chosen.count >> shift)) }
    for ending in chosen { bytes += [UInt8(ending >> 8), UInt8(truncatingIfNeeded: ending)] }
    for first in 0..<count {
      for second in 0..<count {
        let expected = (left[first] + 0.5) * (right[second] + 0.5) / total
        // Where hardly one was to be expected, none says nothing.
        let belief = expected / (expected + 1) + 0.02
        let gain = naturalLogarithm((pairs[first * count + second] + belief) / (expected + belief))
        bytes.append(UInt8(bitPattern: Int8(max(-127, min(127, (gain * 8).rounded())))))
      }
    }
    return (bytes, pairs.count { $0 > 0 })
  }
}
