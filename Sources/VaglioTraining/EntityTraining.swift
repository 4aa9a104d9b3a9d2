public import Vaglio

/// Makes the model of names from annotated texts.
public struct EntityTraining: Sendable {
  public var trainer = ConditionalRandomFieldTrainer()
  /// How much the copies in capitals and in small letters count; 0 for none.
  public var variantWeight: Float = 0.3

  /// How much the copies count that are read as if no list held their names; 0 for none.
  public var unlistedWeight: Float = 0.5

  /// How much the copies count that have other names; 0 for none.
  public var exchangedWeight: Float = 0.3

  /// What is added, for each kind of name, to what was learned of how likely one begins, as a log of odds: with more than 0
  /// more names are found, and more of them wrongly.
  public var nameOdds: [Label: Float] = [:]

  /// Where other names come from.
  public var exchange: NameExchange?

  private let tagger: EntityTagger
  private let unlistedTagger = EntityTagger(gazetteers: [], model: nil)
  private let classes: WordClasses?
  private let labels: [String]
  private let numbers: [String: Int]
  private var corpus: SequenceCorpus
  /// Names that the model cannot learn, since not all of their words are given to it.
  public private(set) var unreachableNames = 0
  public private(set) var nameCount = 0

  /// - Parameter kinds: the kinds of names; others in the texts count as no names.
  package init(kinds: [Label], classes: WordClasses?) {
    self.classes = classes
    labels = NameModel.labels(kinds)
    numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    corpus = SequenceCorpus(labels: labels)
    tagger = EntityTagger(model: nil)
    corpus.excluded = Set(
      labels.indices.filter { labels[$0].hasSuffix("-company") || labels[$0].hasSuffix("-regulator") })
  }

  /// - Parameter number: its place among the texts: every third text is read in capitals too, the next in small letters.
  public mutating func add(_ text: AnnotatedText, number: Int, weight: Float = 1) {
    appendWithUnlisted(text, weight: weight, counts: true)
    if exchangedWeight > 0, let exchange {
      append(
        exchange.exchanged(text, seed: UInt64(number)), weight: weight * exchangedWeight, counts: false,
        isUnlisted: true)
    }
    guard variantWeight > 0, number % 3 < 2 else { return }
    append(
      text.variant(isUppercase: number % 3 == 0), weight: weight * variantWeight, counts: false)
  }

  /// Adds a text whose names another model has marked: as it is, and as if no list held its names.
  public mutating func addSilver(_ text: AnnotatedText, weight: Float) {
    appendWithUnlisted(text, weight: weight, counts: false)
  }

  private mutating func appendWithUnlisted(_ text: AnnotatedText, weight: Float, counts: Bool) {
    append(text, weight: weight, counts: counts)
    if unlistedWeight > 0 {
      append(text, weight: weight * unlistedWeight, counts: false, isUnlisted: true)
    }
  }

  private mutating func append(
    _ text: AnnotatedText, weight: Float, counts: Bool, isUnlisted: Bool = false
  ) {
    let tagger = isUnlisted ? unlistedTagger : tagger
    let segments = tagger.segments(in: text.document, classes: classes)
    var next = 0
    var found = 0
    for segment in segments {
      var gold = [String](repeating: "O", count: segment.count)
      while next < text.names.count, text.names[next].range.upperBound <= segment[0].range.lowerBound { next += 1 }
      while next < text.names.count, text.names[next].range.lowerBound < segment[segment.count - 1].range.upperBound {
        let (range, label) = text.names[next]
        next += 1
        let inside = segment.indices.filter { segment[$0].range.overlaps(range) }
        guard let first = inside.first, let last = inside.last,
          segment[first].range.lowerBound == range.lowerBound,
          // A closing period may be a unit of its own or not.
          abs(segment[last].range.upperBound - range.upperBound) <= 1
        else { continue }
        for index in inside {
          let part = first == last ? "U-" : index == first ? "B-" : index == last ? "L-" : "I-"
          gold[index] = part + label
        }
        found += 1
      }
      for (item, label) in zip(segment, gold) {
        corpus.appendItem(item.features, label: numbers[label] ?? 0)
      }
      corpus.endSequence(weight: weight)
    }
    if counts {
      nameCount += text.names.count
      unreachableNames += text.names.count - found
    }
  }

  /// Adds a text of which only this is known: it names no firm and no authority. Lines where rules and lists see one, or
  /// what might be one, are left out.
  public mutating func addNegative(_ document: Document, weight: Float) {
    if tagger.mayNameEntities(in: document) { return }
    for segment in tagger.segments(in: document, classes: classes) {
      for item in segment { corpus.appendUnlabelledItem(item.features) }
      corpus.endSequence(weight: weight)
    }
  }

  public var itemCount: Int { corpus.itemCount }

  public func model() -> [UInt8] {
    var trainer = trainer
    if !nameOdds.isEmpty {
      trainer.labelOdds = labels.map { label in
        guard label.hasPrefix("B-") || label.hasPrefix("U-") else { return 0 }
        return nameOdds[Label(String(label.dropFirst(2)))] ?? 0
      }
    }
    return trainer.train(corpus, rule: TransitionRule(bilou: labels))
  }
}
