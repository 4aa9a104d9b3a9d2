/// Accents that are written with an apostrophe or on the wrong side, where the lexicon is sure of the word:
/// `perche'` → `perché`, `E'` → `È`, `perchè` → `perché`, `un pò` → `un po'`, `qual'è` → `qual è`.
///
/// An apostrophe that stays: apocopes (`po'`, `di'`, `fa'`), a closing quote whose opening one is on the line, a word
/// that has no accented twin.
struct AccentRepair: NormalizationPass {
  private let lexicon: FormLexicon
  private let bigrams: BigramModel

  init(lexicon: FormLexicon = .italian, bigrams: BigramModel = .italian) {
    self.lexicon = lexicon
    self.bigrams = bigrams
  }

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while index < text.count {
      switch text[index] {
      case 0x27, 0x60:
        append(repairMark(text, index, 1), to: &result)
        index += 1
      case 0xE2, 0xC2:
        let (value, length) = text.scalar(at: index)
        if value == 0x2018 || value == 0x2019 || value == 0xB4 || value == 0x2032 {
          append(repairMark(text, index, length), to: &result)
        }
        index += length
      case 0xC3:
        let (value, length) = text.scalar(at: index)
        if Self.vowel(value) != nil { append(repairAccent(text, index, length), to: &result) }
        index += length
      default: index += 1
      }
    }
    return result
  }

  private func append(_ replacement: Replacement?, to result: inout [Replacement]) {
    guard let replacement, replacement.range.lowerBound >= result.last?.range.upperBound ?? 0 else { return }
    result.append(replacement)
  }

  // MARK: An apostrophe

  func repairMark(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int) -> Replacement? {
    guard index > 0, isLatinLetter(text.scalar(before: index).value) else { return nil }
    let end = index + length
    let next = end < text.count ? text.scalar(at: end).value : 0x20
    // Straight or curly, either way round; not a prime.
    let isPlain = text[index] == 0x27 || text[index] == 0xE2 && text[index + 2] != 0xB2
    if length == 3, text[index + 2] == 0x98, isLatinLetter(next) {
      // `dell‘azienda`; what `e‘ vero` has opens, with nothing behind it to open.
      guard Self.elided.contains(text, text.startOfLatinWord(endingAt: index)..<index) else { return nil }
      return Replacement(index..<end, with: "’", because: .normalize("quote/look-alike", 0.95))
    }
    // `dell'azienda`: an elision, of which only `qual'è` is none.
    if isPlain, isLatinLetter(next),
      text[index - 1] | 0x20 != UInt8(ascii: "l") || index < 4
        || text[index - 2] | 0x20 != UInt8(ascii: "a") || text[index - 3] | 0x20 != UInt8(ascii: "u"),
      text[index - 1] | 0x20 != UInt8(ascii: "e") || !startsWord(text, index - 1)
    {
      return nil
    }
    let word = Word(text, text.startOfLatinWord(endingAt: index)..<index)

    if isLatinLetter(next) {
      if !isPlain {
        // Between letters `, ´ and ′ can only be meant as an apostrophe.
        return Replacement(index..<end, with: "'", because: .normalize("quote/look-alike", 0.98))
      }
      if let replacement = repairGluedVerb(text, word, index..<end) { return replacement }
      guard word.lower == "qual" else { return nil }
      let following = Word(text, end..<text.endOfLatinWord(startingAt: end))
      guard ["è", "era", "erano"].contains(following.lower) else { return nil }
      return Replacement(index..<end, with: " ", because: .normalize("accent/qual-e", 0.97))
    }
    guard !isDigit(next), !isApostrophe(next), let last = word.scalars.last, Self.vowels.contains(latinLowercase(last)),
      let accented = accented(word, text, next: next)
    else { return nil }
    if isPlain, hasOpeningQuote(text, before: word.range.lowerBound) { return nil }
    return Replacement(
      index - 1..<end, with: String(accented.scalar), because: .normalize("accent/apostrophe", accented.confidence))
  }

  /// Whether a letter is behind a blank, a line end or an opening mark.
  @inline(__always)
  private func startsWord(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index > 0 else { return true }
    switch text[index - 1] {
    case 0x20, 0x0A, 0x22, 0x28: return true
    default: return false
    }
  }

  /// `E'un governo`: the blank is missing, too, since no Italian word is `e` without its end.
  private func repairGluedVerb(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Word, _ mark: Range<Int>
  ) -> Replacement? {
    guard word.lower == "e", startsWord(text, word.range.lowerBound) else { return nil }
    let next = mark.upperBound..<text.endOfLatinWord(startingAt: mark.upperBound)
    // "e'l", "e'n": and the, and in.
    guard next.count >= 2, (lexicon[UnsafeBufferPointer(rebasing: text[next])]?.frequency ?? 0) > 0,
      next.upperBound == text.count || !isApostrophe(text.scalar(at: next.upperBound).value) || next.count == 2,
      !isPronoun(text, word.range, next: next)
    else { return nil }
    return Replacement(
      word.range.lowerBound..<mark.upperBound, with: word.isUpper ? "È " : "è ",
      because: .normalize("accent/apostrophe", 0.95))
  }

  /// The accented vowel that the word's last letter and the apostrophe stand for.
  private func accented(
    _ word: Word, _ text: UnsafeBufferPointer<UInt8>, next: UInt32
  ) -> (scalar: Unicode.Scalar, confidence: Float)? {
    let lower = word.lower
    if Self.apocopes.contains(lower) { return nil }
    let isUpper = word.isUpper
    let stem = word.scalars.dropLast()
    func cased(_ value: UInt32) -> Unicode.Scalar {
      Unicode.Scalar(isUpper ? latinUppercase(value) : value) ?? "?"
    }
    if lower == "e" {
      // "E' stata", "c'e' un limite", "non e' vero": a word follows.
      guard next == 0x20 || next == 0x0A, !isPronoun(text, word.range) else { return nil }
      return (cased(0xE8), 0.97)
    }
    guard word.scalars.count > 1 else { return nil }
    if word.scalars.count == 2, !Self.shortWords.contains(lower) { return nil }

    let own = lexicon[word.scalars]?.frequency
    var best: (value: UInt32, frequency: UInt8)?
    for value in Self.accentedVowels(latinLowercase(word.scalars[word.scalars.count - 1])) {
      if let frequency = lexicon[Array(stem) + [value]]?.frequency, frequency > 0, frequency > best?.frequency ?? 0 {
        best = (value, frequency)
      }
    }
    if let best {
      // A word much more usual without its accent ("studio'") may carry a stray quote: the apostrophe weighs 1 to 64.
      guard Int(best.frequency) + 48 >= Int(own ?? 0) else { return nil }
      return (cased(best.value), own == nil ? 0.99 : 0.96)
    }
    // Words in -tà and futures in -rà that no list holds: `interoperabilita'`.
    guard own == nil, word.scalars.count >= 6 else { return nil }
    for suffix in ["ita", "eta", "era", "ira"] where lower.hasSuffix(suffix) { return (cased(0xE0), 0.9) }
    return nil
  }

  /// Old Italian has a pronoun `e'`: "e' si guariva", "ch'e' non volevano". What follows is never said of è.
  private func isPronoun(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    let start = word.lowerBound
    let isElided = start > 1 && isApostrophe(text.scalar(before: start).value)
    if isElided {
      let end = start - text.scalar(before: start).length
      let elided = text.startOfLatinWord(endingAt: end)
      if Self.beforePronoun.contains(text, elided..<end) { return true }
    }
    guard let blank = text.firstIndex(of: 0x20, from: word.upperBound), blank - word.upperBound <= 3 else {
      return false
    }
    // "tra il '98 e' 99"
    if blank + 1 < text.count, isDigit(UInt32(text[blank + 1])) { return true }
    return isPronoun(text, word, next: blank + 1..<text.endOfLatinWord(startingAt: blank + 1), isElided: isElided)
  }

  /// - Parameter next: the word after it.
  private func isPronoun(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, next: Range<Int>, isElided: Bool = false
  ) -> Bool {
    if Self.pasts.contains(text, next) { return true }
    // "e' non rispose", but "è non solo vero".
    if !isElided, Self.negation.contains(text, next) { return !text.hasASCII(" solo ", at: next.upperBound) }
    if Self.clitics.contains(text, next) {
      // "E' si parte": but before a stop it is a word of its own.
      return next.upperBound < text.count && text[next.upperBound] == 0x20
    }
    // "e' m'annunzia", "E' s'ingegnava"; "È l'estate" is another thing.
    if next.count == 1, next.upperBound < text.count, text[next.upperBound] == 0x27 || text[next.upperBound] == 0xE2,
      Self.elidedClitics.contains(text, next)
    {
      return true
    }
    // "e' l'abbracciarono"
    if next.count == 1, text[next.lowerBound] == UInt8(ascii: "l"), next.upperBound < text.count {
      let (mark, length) = text.scalar(at: next.upperBound)
      let verb = next.upperBound + length
      return isApostrophe(mark) && isPast(text, verb..<text.endOfLatinWord(startingAt: verb))
    }
    guard next.count >= 4, !isLatinUppercase(text.scalar(at: next.lowerBound).value) else { return false }
    // A usual word that never follows è, or a past tense: "e' pareva", "E' ritrovò".
    let frequency = lexicon[UnsafeBufferPointer(rebasing: text[next])]?.frequency ?? 0
    guard isPast(text, next) || frequency >= 60 else { return false }
    let verb: [UInt8] = [0xC3, 0xA8]
    return bigrams.count(BigramModel.key(BigramModel.key(verb), BigramModel.key(text[next]))) == 0
  }

  /// Whether a word has the form of a past tense: `pareva`, `sentiva`, `ritrovò`, `partì`.
  private func isPast(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    guard word.count >= 4 else { return false }
    if text[word.upperBound - 2] == 0xC3 {
      return text[word.upperBound - 1] == 0xB2 || text[word.upperBound - 1] == 0xAC
    }
    func ends(_ ending: StaticString) -> Bool {
      word.count > ending.utf8CodeUnitCount && text.hasASCII(ending, at: word.upperBound - ending.utf8CodeUnitCount)
    }
    // `attiva` is of no verb in -ire.
    if ends("iva") {
      let stem = text.scalarRun(word.lowerBound..<word.upperBound - 3)
      return lexicon[stem, "ire".unicodeScalars.lazy.map(\.value)] != nil
    }
    return Self.pastEndings.contains(where: ends)
  }

  private static let elided = WordSet("l d dell all dall nell sull un quest quell sant c")
  private static let beforePronoun = WordSet("ch s perch")
  private static let pasts = WordSet("fu fe furono fece fecero")
  private static let negation = WordSet("non")
  private static let clitics = WordSet("si mi ti vi ci li gli")
  private static let elidedClitics = WordSet("m s n t v")
  private static let pastEndings: [StaticString] = [
    "ava", "eva", "avano", "evano", "ivano", "ette", "ettero", "arono", "irono", "sse", "ssero", "llero", "cque",
    "cquero", "nne", "nnero", "bbe", "bbero", "ppe", "ppero",
  ]

  /// Whether a single quote was opened on this line and not closed: the apostrophe is then its end.
  private func hasOpeningQuote(_ text: UnsafeBufferPointer<UInt8>, before end: Int) -> Bool {
    var index = end
    let start = max(0, end - 200)
    while index > start {
      let (value, length) = text.scalar(before: index)
      index -= length
      if value == 0x0A { return false }
      guard isApostrophe(value) || value == 0x2018 else { continue }
      let before = index == 0 ? 0x20 : text.scalar(before: index).value
      let after = text.scalar(at: index + length).value
      let opens = value == 0x2018 || !isLatinLetter(before) && !isDigit(before) && !isApostrophe(before)
      if opens, isLatinLetter(after) { return true }
      // A closing quote: what was opened before it is closed.
      if opens == false, !isLatinLetter(after), value != 0x27 { return false }
    }
    return false
  }

  // MARK: A wrong accent

  func repairAccent(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int) -> Replacement? {
    let end = index + length
    if end < text.count, isLatinLetter(text.scalar(at: end).value) { return nil }
    let start = text.startOfLatinWord(endingAt: index)
    if isCertainlyRight(text, start..<end, text[index + 1]) { return nil }
    if hasRarerTwins(text, start..<end) { return nil }
    let word = Word(text, start..<end)
    guard let last = word.scalars.last, let vowel = Self.vowel(latinLowercase(last)) else { return nil }
    let lower = word.lower
    if lower == "é" {
      // The word, not the letter in "l'accento acuto (é)".
      let before = index == 0 ? 0x20 : text.scalar(before: index).value
      guard end < text.count, text[end] == 0x20, before == 0x20 || before == 0x0A || isApostrophe(before) else {
        return nil
      }
      return Replacement(
        index..<end, with: last == 0xE9 ? "è" : "È", because: .normalize("accent/wrong", 0.97))
    }
    if let right = Self.closedList[lower] {
      // "Pò", "Stà" … with a capital inside a sentence may be names.
      guard !isLatinUppercase(word.scalars[0]) else { return nil }
      return Replacement(word.range, with: right, because: .normalize("accent/wrong", 0.97))
    }
    guard word.scalars.count > 2 else { return nil }
    let stem = Array(word.scalars.dropLast())
    let own = Int(lexicon[word.scalars]?.frequency ?? 0)
    for value in Self.accentedVowels(vowel) where value != latinLowercase(last) {
      guard let frequency = lexicon[stem + [value]]?.frequency, frequency > 0 else { continue }
      // 32 times as usual, and the word not a name: é and è alone decide nothing in José or Noè.
      guard Int(frequency) >= own + 40, !isLatinUppercase(word.scalars[0]) || word.isUpper || frequency > 80 else {
        continue
      }
      let scalar = Unicode.Scalar(isLatinUppercase(last) ? latinUppercase(value) : value) ?? "?"
      return Replacement(index..<end, with: String(scalar), because: .normalize("accent/wrong", 0.96))
    }
    // Compounds of che and tre: `affinchè`, `ventitrè`.
    if own == 0, word.scalars.count >= 5, latinLowercase(last) == 0xE8,

      lower.hasSuffix("trè") || lower.hasSuffix("chè") && lexicon[stem + [0x65]] == nil
    {
      let scalar = isLatinUppercase(last) ? "É" : "é"
      return Replacement(index..<end, with: scalar, because: .normalize("accent/wrong", 0.93))
    }
    return nil
  }

  /// What can be said without the word's letters: nearly all accents are right.
  private func isCertainlyRight(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, _ last: UInt8) -> Bool {
    switch last {
    case 0xA8, 0xA9:  // è é: the form itself is a frequent word, and the other accent cannot be 32 times as frequent.
      if last == 0xA8, word.count == 2 { return true }
      let form = UnsafeBufferPointer(rebasing: text[word])
      return (lexicon[form]?.frequency ?? 0) >= 80
    case 0xA0, 0xAC, 0xB2, 0xB9:
      // à ì ò ù: only some words of two or three letters have none.
      switch (word.count, text[word.lowerBound]) {
      case (3, 0x73): return last == 0xAC
      case (3, 0x66), (3, 0x76), (3, 0x70), (4, 0x71), (4, 0x73): return false
      default: return true
      }
    default: return false
    }
  }

  /// Whether no other accent makes a word of it that is 32 times as usual.
  private func hasRarerTwins(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    // Shorter ones may be in the list of words that have no accent.
    guard word.count > 4 else { return false }
    let last = latinLowercase(text.scalar(at: word.upperBound - 2).value)
    guard let vowel = Self.vowel(last) else { return true }
    let own = Int(lexicon[text.scalarRun(word)]?.frequency ?? 0)
    // `affinchè`, `ventitrè`, which no list may have.
    if own == 0, last == 0xE8,
      text[word.upperBound - 3] == UInt8(ascii: "r") || text[word.upperBound - 3] == UInt8(ascii: "h")
    {
      return false
    }
    let stem = text.scalarRun(word.lowerBound..<word.upperBound - 2)
    return Self.accentedVowels(vowel).allSatisfy { twin in
      twin == last || Int(lexicon[stem, CollectionOfOne(twin)]?.frequency ?? 0) < own + 40
    }
  }

  // MARK: Tables

  private static let vowels: Set<UInt32> = Set("aeiou".unicodeScalars.map(\.value))

  /// The vowel under a final accent, in lower or upper case.
  private static func vowel(_ value: UInt32) -> UInt32? {
    switch latinLowercase(value) {
    case 0xE0, 0xE1: 0x61
    case 0xE8, 0xE9: 0x65
    case 0xEC, 0xED: 0x69
    case 0xF2, 0xF3: 0x6F
    case 0xF9, 0xFA: 0x75
    default: nil
    }
  }

  /// How Italian accents a final vowel.
  private static func accentedVowels(_ vowel: UInt32) -> [UInt32] {
    switch vowel {
    case 0x61: [0xE0]
    case 0x65: [0xE9, 0xE8]
    case 0x69: [0xEC]
    case 0x6F: [0xF2]
    case 0x75: [0xF9]
    default: []
    }
  }

  /// Words of two letters that an apostrophe accents; the others are apocopes or nothing.
  private static let shortWords: Set<String> = ["li", "la", "si"]

  /// Words whose apostrophe is right.
  private static let apocopes: Set<String> = [
    "po", "di", "fa", "va", "sta", "da", "be", "mo", "to", "ca", "vo", "pie", "ve", "te", "de", "ne", "co", "su", "que",
    "fe", "ma", "gua", "ba", "tie", "ra", "me", "se", "so", "mi", "ste", "poe", "vie", "fra", "pro", "pe", "do", "cavo",
    "fo", "bo", "quo", "eche", "ohe", "ehe", "suo", "tuo", "mie", "tue", "sue", "altre", "altri", "miei", "tuoi",
    "suoi", "cotesti", "egli", "nella", "alla", "quegli", "capo", "san", "amo", "mastro",
  ]

  /// Monosyllables that take no accent, and the two whose accent is another.
  private static let closedList: [String: String] = [
    "quì": "qui", "quà": "qua", "stò": "sto", "stà": "sta", "sù": "su", "sò": "so", "fù": "fu", "sà": "sa", "và": "va",
    "nè": "né", "pò": "po'",
  ]
}

/// A word as scalars, with its place.
private struct Word {
  let range: Range<Int>
  let scalars: [UInt32]

  init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.range = range
    var scalars: [UInt32] = []
    var index = range.lowerBound
    // No Italian word is this long; a text without a blank must not cost its square.
    while index < range.upperBound, scalars.count < 64 {
      let (value, length) = text.scalar(at: index)
      scalars.append(value)
      index += length
    }
    self.scalars = scalars
  }

  var lower: String { latinLowercaseString(scalars) }

  /// Whether the word is in capitals; a single letter counts when it is one.
  var isUpper: Bool { scalars.allSatisfy(isLatinUppercase) }
}
