public import Vaglio

/// Chooses the forms of `Lexicons/forms.bin` and writes them in the format of `FormLexicon`.
///
/// What is counted at least three times in texts of today is a form. Rarer ones, and those of the novels, are when a list knows
/// them too, or when they look Italian and are not among those that were found misspelt. Words of the lists that somebody has
/// read are forms whether a text has them or not. Forms that look like errors of the corpora are left out: those whose twin
/// with an accent, or with `ll` for `li`, is used so much more often that the form must be a misspelling of it.
public struct FormLexiconBuilder {
  private let counter: CorpusCounter
  private var listed: Set<[UInt8]> = []
  private var verbs: Set<[UInt8]> = []
  private var names: Set<[UInt8]> = []
  /// Words and infinitives that were read one by one.
  private var chosen: Set<[UInt8]> = []
  private var chosenVerbs: Set<[UInt8]> = []
  /// Of the rare words of the texts those that are none.
  private var misspelt: Set<[UInt8]> = []

  public init(_ counter: CorpusCounter) { self.counter = counter }

  /// Words that are right though a twin of theirs is far more frequent.
  private static let rightForms: Set<String> = [
    "meta", "pero", "di", "e", "da", "la", "li", "si", "se", "ne", "te", "ce", "re", "tre", "me", "ho", "ha", "ma",
    "do", "fa", "sta", "va", "qui", "qua", "su", "no", "papa", "casino", "ancora", "onesta", "parti", "principi",
    "leggero", "calo", "porto", "conto", "canto", "campo",
  ]

  /// What the texts have only as a part of something foreign: `alia` of *inter alia*.
  private static let wrongForms: Set<String> = ["alia"]

  /// Reads the lists of words that may ship. O(words).
  ///
  /// - Parameter lists: the folder with the lists that come with the sources: `italian-words.txt`, `crawled-words.txt`,
  ///   `verbs.txt` and `misspelt-words.txt`.
  public mutating func readLists(of data: String, and lists: String) throws(LexiconError) {
    try readChosenWords(lists)
    listed = try words(of: data, "tesseract_langdata_lstm_ita.wordlist.txt.gz") { $0.count >= 3 }
    // Of 7,840 verbs some are in no text: `imbricconire`. Their forms would only excuse errors.
    var infinitives: [[UInt8]: Bool] = [:]
    let (counter, chosenVerbs) = (counter, chosenVerbs)
    verbs = try words(of: data, "verb_forms_mlconjug3.tsv.gz") { line in
      let infinitive = Self.lowered(Array(line.drop { $0 != 0x09 }.dropFirst()))
      let isInTexts =
        infinitives[infinitive]
        ?? counter.forms.number(infinitive).map { counter.counts[$0].modern + counter.counts[$0].old >= 1 } ?? false
      infinitives[infinitive] = isInTexts
      return isInTexts || chosenVerbs.contains(infinitive) && !Self.isRareForm(line.prefix { $0 != 0x09 })
    }
    for verb in chosenVerbs.sorted(by: { $0.lexicographicallyPrecedes($1) }) where infinitives[verb] == nil {
      throw LexiconError(
        file: "\(lists)/verbs.txt",
        reason: "'\(String(decoding: verb, as: UTF8.self))' is no verb of verb_forms_mlconjug3.tsv.gz: take it out")
    }
    names = try words(of: data, "names_9000_nomi_propri_napolux.txt.gz") { $0.count >= 3 }
  }

  /// Whether a form of a verb addresses somebody or says what we did long ago: of verbs that no text has, such are hardly ever
  /// written.
  private static func isRareForm(_ form: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    rareEndings.contains { form.suffix($0.count).elementsEqual($0) }
  }

  private static let rareEndings = [
    "aste", "asti", "este", "esti", "iste", "isti", "vate", "avi", "evi", "ivi", "rete", "ssimo", "ammo", "emmo",
    "immo",
  ].map { Array($0.utf8) }

  /// Reads the words that somebody has chosen or found misspelt. Lines that start with `#` are comments.
  mutating func readChosenWords(_ lists: String) throws(LexiconError) {
    chosen = try Self.forms("\(lists)/italian-words.txt").union(Self.forms("\(lists)/crawled-words.txt"))
    chosenVerbs = try Self.forms("\(lists)/verbs.txt")
    misspelt = try Self.forms("\(lists)/misspelt-words.txt")
  }

  /// All forms of a list of words.
  private static func forms(_ path: String) throws(LexiconError) -> Set<[UInt8]> {
    var forms: Set<[UInt8]> = []
    try CompressedFile(path).checkEachLine { line in
      guard !line.isEmpty, line.first != 0x23 else { return nil }
      for form in Self.forms(ofLine: line) {
        guard isPlausible(form) else {
          return "'\(String(decoding: form, as: UTF8.self))' is no word in small letters of Italian: "
            + "write 'stem|ending ending', '.' for no ending"
        }
        forms.insert(form)
      }
      return nil
    }
    return forms
  }

  /// The forms that a line of a list stands for: `usufruttuari|o a . e`, a stem and its endings, `.` for none; or a word by
  /// itself.
  static func forms(ofLine line: some Collection<UInt8>) -> [[UInt8]] {
    let stem = Array(line.prefix { $0 != 0x7c })
    guard stem.count < line.count else { return [stem] }
    return line.dropFirst(stem.count + 1).split(separator: 0x20).map { ending in
      stem + (ending.elementsEqual(CollectionOfOne(0x2e)) ? [] : Array(ending))
    }
  }

  /// The first columns of the lines that `isWanted`, in lower case.
  private func words(
    of data: String, _ file: String, where isWanted: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(LexiconError) -> Set<[UInt8]> {
    var words: Set<[UInt8]> = []
    try CompressedFile(data + "/lexicons/" + file).forEachLine { line in
      guard isWanted(line) else { return }
      let form = Self.lowered(Array(line.prefix { $0 != 0x09 }))
      if form.count >= 2, Self.isPlausible(form) { words.insert(form) }
    }
    return words
  }

  private static func lowered(_ word: [UInt8]) -> [UInt8] {
    var result = word
    for index in word.indices {
      if (0x41...0x5a).contains(word[index]) {
        result[index] |= 0x20
      } else if index > 0, word[index - 1] == 0xc3, (0x80..<0x9f).contains(word[index]) {
        result[index] += 0x20
      }
    }
    return result
  }

  /// Letters of Italian only, with a vowel, no letter three times, an accent at most at the end.
  static func isPlausible(_ form: [UInt8]) -> Bool {
    var vowels = 0
    var index = 0
    while index < form.count {
      switch form[index] {
      case 0x61, 0x65, 0x69, 0x6f, 0x75: vowels += 1
      case 0x61...0x7a: break
      case 0xc3:
        guard index == form.count - 2, [0xa0, 0xa8, 0xa9, 0xac, 0xb2, 0xb9].contains(form[index + 1]) else {
          return false
        }
        vowels += 1
        index += 1
      default: return false
      }
      if index >= 2, form[index] == form[index - 1], form[index] == form[index - 2] { return false }
      index += 1
    }
    return vowels > 0 && form.count < 32
  }

  /// One form as it goes into the lexicon.
  struct Row {
    let form: [UInt8]
    let frequency: UInt8
    let capitalShare: UInt8
  }

  /// The rows, sorted by their bytes. The first of each group of twins decides about the others.
  func rows() -> [Row] {
    var rows: [[UInt8]: Row] = [:]
    func count(_ form: [UInt8]) -> Double { weight(counter.forms.number(form)) }
    for number in CorpusCounter.pseudoForms.count..<counter.forms.count {
      let form = Array(counter.forms.bytes(number))
      let counted = counter.counts[number]
      let isKnown = listed.contains(form) || verbs.contains(form) || chosen.contains(form)
      let isVerb = verbs.contains(form)
      guard form.count < 48, !isError(form, count: count) else { continue }
      let total: Double
      if counted.modern >= 3 || (counted.modern >= 2 && isKnown) {
        total = weight(number)
      } else if isKnown, counted.modern + counted.old >= 2 || isVerb {
        total = counted.modern > 0 ? Double(counted.modern) : 0
      } else if counted.old >= 6 || isRareWord(form, counted) {
        total = counted.modern > 1 ? Double(counted.modern) : 0
      } else {
        continue
      }
      let share: Double =
        counted.inside > 0
        ? Double(counted.insideCapital) / Double(counted.inside)
        : Double(counted.capital) / Double(max(1, counted.modern + counted.old))
      rows[form] = Row(
        form: form, frequency: Self.frequencyClass(total), capitalShare: UInt8((share * 255).rounded()))
    }
    for form in verbs.union(listed) where rows[form] == nil && !isError(form, count: count) {
      if listed.contains(form), !verbs.contains(form), !isTrusted(form) { continue }
      rows[form] = Row(form: form, frequency: 0, capitalShare: names.contains(form) && !verbs.contains(form) ? 255 : 0)
    }
    for form in chosen where rows[form] == nil && !isError(form, count: count) {
      rows[form] = Row(form: form, frequency: 0, capitalShare: 0)
    }
    for form in names where rows[form] == nil && !isError(form, count: count) {
      rows[form] = Row(form: form, frequency: 0, capitalShare: 255)
    }
    return rows.values.sorted { $0.form.lexicographicallyPrecedes($1.form) }
  }

  /// A word that texts have a few times, where no list has it: of Italian shape, written small, and not one of those that were found to be
  /// misspelt.
  private func isRareWord(_ form: [UInt8], _ counted: CorpusCounter.Count) -> Bool {
    guard counted.modern >= 2 || counted.modern == 1 && counted.old >= 1 || counted.old >= 4,
      UInt64(counted.capital) * 2 < UInt64(counted.modern) + UInt64(counted.old), form.count >= 4, let last = form.last
    else { return false }
    return WordFormation.isEnding(last) && Self.isPlausible(form) && !form.contains(where: Self.isForeign)
      && !misspelt.contains(form)
  }

  /// A letter that Italian words have not.
  private static func isForeign(_ byte: UInt8) -> Bool {
    byte == 0x6a || byte == 0x6b || byte == 0x77 || byte == 0x78 || byte == 0x79
  }

  /// A word of the noisy list that no text has: only with an ending of Italian and not a glued function word.
  private func isTrusted(_ form: [UInt8]) -> Bool {
    guard form.count >= 5, let last = form.last, WordFormation.isEnding(last) else { return false }
    if form.contains(where: Self.isForeign) { return false }
    for function in ["a", "e", "i", "o", "il", "un", "che", "per", "non", "del", "al", "ad", "ed"] {
      let prefix = Array(function.utf8)
      if form.starts(with: prefix), weight(counter.forms.number(Array(form.dropFirst(prefix.count)))) >= 30 {
        return false
      }
    }
    return true
  }

  /// About how often a form is used today: the novels count a twentieth and only where a text of today has the form.
  private func weight(_ number: Int?) -> Double {
    guard let number else { return 0 }
    let count = counter.counts[number]
    return count.modern == 0 ? 0 : Double(count.modern) + Double(count.old) / 20
  }

  static func frequencyClass(_ count: Double) -> UInt8 {
    count < 1 ? 0 : UInt8(min(255, 1 + (8 * binaryLogarithm(count)).rounded()))
  }

  /// Whether a form is an error of the corpora rather than a word.
  private func isError(_ form: [UInt8], count: ([UInt8]) -> Double) -> Bool {
    let string = String(decoding: form, as: UTF8.self)
    if Self.wrongForms.contains(string) { return true }
    guard form.count >= 2, !Self.rightForms.contains(string) else { return false }
    let own = count(form)
    let isVerb = verbs.contains(form)
    let number = counter.forms.number(form)
    let counted = number.map { counter.counts[$0] } ?? CorpusCounter.Count()
    let isName = counted.inside > 0 && counted.insideCapital * 10 >= counted.inside * 9
    // perche, citta, piu: the twin with an accent at the end.
    if let last = form.last, let twins = Self.accented[last] {
      for accent in twins {
        let twin = count(form.dropLast() + accent)
        if twin >= 20, own * (isVerb || isName ? 400 : form.count > 5 ? 8 : 25) < twin { return true }
      }
    }
    // perchè: the twin with the other accent.
    if form.count > 3, form[form.count - 2] == 0xc3 {
      let other: UInt8? = form[form.count - 1] == 0xa8 ? 0xa9 : form[form.count - 1] == 0xa9 ? 0xa8 : nil
      if let other, count(form.dropLast() + [other]) > max(20, own * 10) { return true }
    }
    // alia, delia, nelia; 1 and l, rn and m.
    for (wrong, right) in Self.confusions {
      var start = 0
      while start + wrong.count <= form.count {
        if form[start..<start + wrong.count].elementsEqual(wrong) {
          let twin = count(Array(form[..<start]) + right + Array(form[(start + wrong.count)...]))
          if twin >= 50, own * (isVerb ? 20_000 : 300) < twin, !isName || own < 3 { return true }
        }
        start += 1
      }
    }
    return false
  }

  private static let accented: [UInt8: [[UInt8]]] = [
    0x61: [[0xc3, 0xa0]], 0x65: [[0xc3, 0xa8], [0xc3, 0xa9]], 0x69: [[0xc3, 0xac]], 0x6f: [[0xc3, 0xb2]],
    0x75: [[0xc3, 0xb9]],
  ]
  private static let confusions: [(wrong: [UInt8], right: [UInt8])] = [
    (Array("li".utf8), Array("ll".utf8)), (Array("il".utf8), Array("ll".utf8)), (Array("rn".utf8), Array("m".utf8)),
    (Array("ii".utf8), Array("u".utf8)), (Array("ii".utf8), Array("ll".utf8)), (Array("vv".utf8), Array("w".utf8)),
  ]

  /// The bytes of the lexicon, and its forms, sorted.
  public func build() -> (bytes: [UInt8], forms: [[UInt8]]) {
    let rows = rows()
    var slotCount = 1
    while slotCount * 10 < rows.count * 14 { slotCount *= 2 }
    var slots = [UInt32](repeating: 0, count: slotCount)
    var pool: [UInt8] = []
    for row in rows {
      var slot = Int(FormLexicon.hash(row.form)) & (slotCount - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = UInt32(pool.count + 1)
      pool.append(UInt8(row.form.count))
      pool.append(row.frequency)
      pool.append(row.capitalShare)
      pool += row.form
    }
    var bytes = Array("VGLFORM1".utf8)
    for value in [UInt32(rows.count), UInt32(slotCount), UInt32(pool.count), 0] + slots {
      bytes.append(littleEndian: value)
    }
    return (bytes + pool, rows.map(\.form))
  }
}

extension [UInt8] {
  mutating func append(littleEndian value: UInt32) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value >> 16))
    append(UInt8(truncatingIfNeeded: value >> 24))
  }
}

/// The logarithm to base 2, by repeated squaring: the same bits on every machine, which a C library does not promise.
func binaryLogarithm(_ x: Double) -> Double {
  guard x > 0 else { return -1000 }
  var value = x.significand
  var result = Double(x.exponent)
  var bit = 0.5
  for _ in 0..<30 {
    value *= value
    if value >= 2 {
      value /= 2
      result += bit
    }
    bit /= 2
  }
  return result
}
