/// One line of a rule table: what is wrong, what is right, and an example of each.
public struct CorrectionRule: Sendable, Hashable {
  /// How sure the rule is.
  public enum Certainty: Sendable, Hashable {
    /// It applies wherever it matches, with this confidence.
    case confidence(Float)
    /// The language model decides from the words around: the number is how rarely the right form is read as the wrong
    /// one, the negative natural logarithm of the rate.
    case context(cost: Double)
  }

  /// A word of the pattern, in lower case: one of several, or none of them.
  struct Element: Sendable, Hashable {
    var keys: [UInt64]
    var isNegated = false
    /// Must be there, and stays as it is.
    var isContext: Bool
  }

  /// A path such as `accent/lost`, which the cause of the edit names.
  public let name: String
  /// The words that are wrong, in lower case, as the line has them.
  public let wrong: String
  /// What stands in their place.
  public let right: String
  public let certainty: Certainty
  public let wrongExample: String
  public let rightExample: String

  let elements: [Element]
  /// The elements that are replaced.
  let target: Range<Int>

  /// - Throws: `LexiconError` when a line has not the six columns of a rule.
  init(line: Substring, file: String, number: Int) throws(LexiconError) {
    func fail(_ reason: String) -> LexiconError { LexiconError(file: file, line: number, reason: reason) }
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count == 6 else {
      throw fail(
        "found \(columns.count) columns: write rule, wrong, right, confidence, wrong example and right example, with tabs between"
      )
    }
    guard columns.allSatisfy({ !$0.isEmpty }) else { throw fail("a column is empty") }
    name = String(columns[0])
    wrong = String(columns[1])
    right = String(columns[2])
    wrongExample = String(columns[4])
    rightExample = String(columns[5])
    if columns[3].hasPrefix("context:"), let cost = Double(columns[3].dropFirst(8)), cost >= 0 {
      certainty = .context(cost: cost)
    } else if let confidence = Float(columns[3]), confidence > 0, confidence <= 1 {
      certainty = .confidence(confidence)
    } else {
      throw fail("found the confidence '\(columns[3])': write a number above 0 and at most 1, or context:COST")
    }
    var elements: [Element] = []
    for word in columns[1].split(separator: " ") {
      let isContext = word.hasPrefix("[")
      guard isContext == word.hasSuffix("]") else { throw fail("found '\(word)': a bracket is open") }
      var inside = isContext ? word.dropFirst().dropLast() : word
      let isNegated = isContext && inside.hasPrefix("!")
      if isNegated { inside = inside.dropFirst() }
      let keys = inside.split(separator: "|").map { BigramModel.key($0.utf8) }
      guard !keys.isEmpty else { throw fail("found '\(word)': a word is missing") }
      elements.append(Element(keys: keys, isNegated: isNegated, isContext: isContext))
    }
    guard let first = elements.firstIndex(where: { !$0.isContext }),
      let last = elements.lastIndex(where: { !$0.isContext }),
      elements[first...last].allSatisfy({ !$0.isContext })
    else { throw fail("found '\(columns[1])': the words without brackets stand together, and there is at least one") }
    self.elements = elements
    target = first..<last + 1
  }
}

/// What a session asks of a rule at every piece where one may start: in a class, so that a look costs one reference.
final class CorrectionPattern: Sendable {
  /// Its number in the table.
  let number: Int
  let elements: [CorrectionRule.Element]
  let target: Range<Int>
  let certainty: CorrectionRule.Certainty
  /// The right words in lower case, and how many characters they have.
  let form: [UInt8]
  let formLength: Int
  /// Whether it gives an accent back; and whether it is the one of a lone `e`.
  let isAccent: Bool
  let isLoneE: Bool

  init(_ rule: CorrectionRule, number: Int) {
    self.number = number
    elements = rule.elements
    target = rule.target
    certainty = rule.certainty
    form = Array(rule.right.lowercased().utf8)
    formLength = rule.right.count
    isAccent = rule.name.hasPrefix("accent")
    isLoneE = rule.name == "accent/e"
  }

  var isSure: Bool {
    if case .confidence = certainty { true } else { false }
  }
}
