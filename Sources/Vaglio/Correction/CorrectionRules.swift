internal import CLexicons

/// A table of correction rules, which you can extend with a file of your own.
///
/// One rule a line, six columns with tabs between: the rule's name, the wrong words, the right ones, the confidence, and an
/// example sentence each for wrong and right. `#` starts a comment line. Words are in lower case; capitals are carried
/// over. A word in brackets must stand there and stays: `[in] [base] alia`; `|` is "or"; `[!inter] alia` is "not after
/// inter". `<s>` is the start of a sentence, `<num>` a number, `,` a comma, `<p>` other punctuation. The confidence is a
/// number above 0 and at most 1, or `context:COST`, where the words around decide.
public struct CorrectionRules: Sendable {
  public private(set) var rules: [CorrectionRule]
  private(set) var anchors = KeyFilter()
  /// The rules whose first replaced word has a key, in their order: those that are sure, and those that ask the words around.
  private var sure: [UInt64: [CorrectionPattern]] = [:]
  private var unsure: [UInt64: [CorrectionPattern]] = [:]

  /// - Throws: `LexiconError` with file and line of the first line that is no rule.
  public init(contentsOf path: String) throws(LexiconError) {
    let bytes: [UInt8]
    do { bytes = try FileBytes.read(path) } catch { throw error }
    try self.init(String(decoding: bytes, as: UTF8.self), file: path)
  }

  /// - Parameters:
  ///   - text: the lines of a rule table.
  ///   - file: the name that errors give.
  public init(_ text: String, file: String = "rules") throws(LexiconError) {
    var rules: [CorrectionRule] = []
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      if line.isEmpty || line.hasPrefix("#") { continue }
      rules.append(try CorrectionRule(line: line, file: file, number: number))
    }
    self.init(rules)
  }

  private init(_ rules: [CorrectionRule]) {
    self.rules = rules
    for (number, rule) in rules.enumerated() {
      let pattern = CorrectionPattern(rule, number: number)
      for key in rule.elements[rule.target.lowerBound].keys {
        anchors.insert(key)
        if pattern.isSure { sure[key, default: []].append(pattern) } else { unsure[key, default: []].append(pattern) }
      }
    }
  }

  /// The rules that come with Vaglio.
  public static let italian: CorrectionRules = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_corrections(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? CorrectionRules(String(decoding: bytes, as: UTF8.self), file: "corrections.tsv")) ?? none
  }()

  /// No rules at all.
  public static let none = CorrectionRules([])

  /// These rules and, after them, others: where both match, the others decide, so that yours win over ours.
  public func adding(_ others: CorrectionRules) -> CorrectionRules {
    CorrectionRules(others.rules + rules)
  }

  /// The rules whose first replaced word has this key, in their order: the sure ones.
  func sureRules(at key: UInt64) -> [CorrectionPattern] { sure[key] ?? [] }

  /// Those for which the language model decides.
  func unsureRules(at key: UInt64) -> [CorrectionPattern] { unsure[key] ?? [] }
}
