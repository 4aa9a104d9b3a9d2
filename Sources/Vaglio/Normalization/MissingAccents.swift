internal import CLexicons

/// Words that are none without their accent: `perche` → `perché`, `la citta` → `la città`, `lunedi` → `lunedì`.
///
/// Only where the bare word is in no list and the accented one is the only reading: `meta`, `pero`, `papa`, `sara`,
/// `da`, `e` are words, which only their context can tell, and are left to the `Corrector`. Not in a line of another
/// language, and not where a capital says that it is a name.
struct MissingAccents: NormalizationPass {
  private let lexicon: FormLexicon
  private let filter: AccentFilter

  init(lexicon: FormLexicon = .italian, filter: AccentFilter = .italian) {
    self.lexicon = lexicon
    self.filter = filter
  }

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while index < text.count {
      guard AccentFilter.isLetter(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, AccentFilter.isLetter(text[index]) { index += 1 }
      guard index - start >= 3, filter.mayLackAccent(text, endingAt: index, length: index - start) else { continue }
      if let replacement = replacement(in: text, wordEndingAt: index) { result.append(replacement) }
    }
    return result
  }

  /// Words that are written without their accent and are nothing else, without it.
  private static let words = WordSet(
    """
    piu gia cosi puo cio cioe perche poiche affinche finche benche sicche purche nonche giacche anziche fuorche dopodiche \
    cosicche dacche allorche perciocche lunedi martedi mercoledi giovedi venerdi percio giu laggiu lassu quaggiu quassu \
    altresi virtu gioventu schiavitu servitu tribu tabu caffe bensi sicche ventitre trentatre quarantatre \
    cinquantatre avra potra dovra verra vedra sapra vorra andra rimarra avro potro dovro vorro andro citta eta \
    liberta lunedi oggidi mezzodi 
    """)

  /// Forms of verbs whose other forms the lexicon may lack.
  private static let verbs = WordSet(
    "gravita capacita necessita facilita abilita felicita infelicita stupidita impunita")

  private static let determiners = WordSet(
    """
    la una della alla dalla nella sulla di sua nostra vostra loro mia tua con per senza questa quella grande maggiore \
    massima piena notevole certa tale ogni alcuna nessuna
    """)

  /// Words that stand at the beginning of a sentence, without their accents.
  private static let openers = WordSet(
    """
    piu perche gia cosi puo cio cioe poiche affinche finche benche sicche purche nonche giacche lunedi martedi mercoledi \
    giovedi venerdi percio altresi laggiu lassu giu
    """)

  /// What becomes of the word whose last letter, of ASCII, ends at `end`; nil when it stays.
  func replacement(in text: UnsafeBufferPointer<UInt8>, wordEndingAt end: Int) -> Replacement? {
    let start = text.startOfLatinWord(endingAt: end)
    let next = end < text.count ? text.scalar(at: end).value : 0x20
    guard end - start >= 3, end - start <= 40, !isLatinLetter(next), !isDigit(next), !isApostrophe(next), next != 0x60,
      next != 0xB4, next != 0x2032, !isBound(text, start..<end, next)
    else { return nil }
    // Nearly always it is a word as it stands.
    guard lexicon[text.scalarRun(start..<end)] == nil else { return nil }
    var scalars: [UInt32] = []
    var index = start
    while index < end {
      let (value, length) = text.scalar(at: index)
      scalars.append(value)
      index += length
    }
    guard let meant = meant(scalars), isCertain(scalars, meant.letter, text, start) else { return nil }
    let isUpper = scalars.allSatisfy(isLatinUppercase)
    if isUpper {
      // CIO, GIA: alone in capitals it is an acronym.
      guard isAmongCapitals(text, start..<end) else { return nil }
    } else {
      guard scalars.dropFirst().allSatisfy({ !isLatinUppercase($0) }) else { return nil }
      // A capital is a name's (`Sara`, `Passera`), but for nouns of which names are made (`l'Universita di Padova`), and
      // for what sentences start with.
      if isLatinUppercase(scalars[0]) {
        let isNoun = scalars.count >= 5 && latinLowercase(scalars[scalars.count - 2]) == 0x74
        guard meant.letter == 0xE0 && isNoun || startsSentence(text, start) && Self.openers.contains(text, start..<end)
        else { return nil }
      }
    }
    guard isAmongItalian(text, start..<end) else { return nil }
    let value = isUpper ? latinUppercase(meant.letter) : meant.letter
    guard let scalar = Unicode.Scalar(value) else { return nil }
    return Replacement(
      end - 1..<end, with: String(scalar), because: .normalize("accent/missing", meant.frequency >= 56 ? 0.98 : 0.94))
  }

  /// Whether a word may be certain: one of a list, a compound of che or tre, or a noun in -tà.
  static func isCandidate(_ scalars: [UInt32], _ letter: UInt32) -> Bool {
    let form = latinLowercaseString(scalars)
    return isListed(form, letter) || letter == 0xE0 && scalars.count >= 5 && form.hasSuffix("ta")
  }

  private static func isListed(_ form: String, _ letter: UInt32) -> Bool {
    if words.contains(form) { return true }
    // `ventitre`, `giacche`
    return letter == 0xE9 && form.utf8.count >= 6 && (form.hasSuffix("tre") || form.hasSuffix("che"))
  }

  /// Whether the word can be nothing else: one of a list, or a noun in -tà that is no form of a verb or adjective.
  private func isCertain(
    _ scalars: [UInt32], _ letter: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Bool {
    let form = latinLowercaseString(scalars)
    if Self.isListed(form, letter) { return true }
    guard Self.isCandidate(scalars, letter) else { return false }
    // `impunito`, `gravitare`: "la passera impunita", "gravita attorno".
    let stem = scalars.dropLast()
    let hasOtherReading =
      Self.verbs.contains(form) || lexicon[stem + [0x6F]] != nil || lexicon[stem + [0x61, 0x72, 0x65]] != nil
    if !hasOtherReading { return true }
    guard start > 1, text[start - 1] == 0x20 else { return false }
    return Self.determiners.contains(text, text.startOfLatinWord(endingAt: start - 1)..<start - 1)
  }

  private func isAmongCapitals(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    func isCapital(_ range: Range<Int>) -> Bool {
      guard range.count >= 4 else { return false }
      var index = range.lowerBound
      while index < range.upperBound {
        let (value, length) = text.scalar(at: index)
        guard isLatinUppercase(value) else { return false }
        index += length
      }
      return true
    }
    var before = word.lowerBound
    var after = word.upperBound
    // Over words of one or two letters.
    for _ in 0..<3 {
      while before > 0, text[before - 1] == 0x20 || text[before - 1] == 0x27 || text[before - 1] == 0x2C { before -= 1 }
      let start = text.startOfLatinWord(endingAt: before)
      if isCapital(start..<before) { return true }
      before = start
      while after < text.count, text[after] == 0x20 || text[after] == 0x27 || text[after] == 0x2C { after += 1 }
      let end = text.endOfLatinWord(startingAt: after)
      if isCapital(after..<end) { return true }
      after = end
    }
    return word.count >= 4 && word.lowerBound == 0 && word.upperBound == text.count
  }

  /// The accented letter that makes a word of scalars that are none.
  func meant(_ scalars: [UInt32]) -> (letter: UInt32, frequency: UInt8)? {
    guard let last = scalars.last, lexicon[scalars] == nil else { return nil }
    let letters: [UInt32]
    switch latinLowercase(last) {
    case 0x61: letters = [0xE0]
    case 0x65: letters = [0xE9, 0xE8]
    case 0x69: letters = [0xEC]
    case 0x6F: letters = [0xF2]
    case 0x75: letters = [0xF9]
    default: return nil
    }
    var best: (letter: UInt32, frequency: UInt8)?
    for letter in letters {
      guard let entry = lexicon[scalars.dropLast() + [letter]], AccentFilter.isUsed(entry, scalars.dropLast(), letter),
        entry.frequency >= best?.frequency ?? 0
      else { continue }
      best = (letter, entry.frequency)
    }
    return best
  }

  /// A part of an address, a name of a file, a compound, a key of a program.
  private func isBound(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, _ next: UInt32) -> Bool {
    if word.lowerBound > 0 {
      switch text[word.lowerBound - 1] {
      case 0x2E, 0x2D, 0x2F, 0x5F, 0x40, 0x23, 0x5C, 0x3D, 0x26, 0x3A, 0x30...0x39: return true
      default: break
      }
    }
    switch next {
    case 0x2D, 0x2F, 0x5F, 0x40, 0x5C, 0x3D, 0x28: return true
    case 0x2E, 0x3A:
      guard word.upperBound + 1 < text.count else { return false }
      let following = text.scalar(at: word.upperBound + 1).value
      return isLatinLetter(following) || isDigit(following) || following == 0x2F
    default: return false
    }
  }

  private func startsSentence(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var index = start
    while index > 0 {
      let (value, length) = text.scalar(before: index)
      switch value {
      case 0x20, 0x22, 0x27, 0xAB, 0x201C, 0x2018, 0x28, 0x2019: index -= length
      case 0x0A, 0x2E, 0x21, 0x3F, 0x2026, 0x3A: return true
      default: return false
      }
    }
    return true
  }

  /// Whether the words around are Italian, as far as there are any: three on each side.
  private func isAmongItalian(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    var known = 0
    var unknown = 0
    func look(_ range: Range<Int>) {
      let first = text.scalar(at: range.lowerBound).value
      // Names say nothing of the language.
      guard range.count > 1, !isLatinUppercase(first) else { return }
      var scalars: [UInt32] = []
      var index = range.lowerBound
      while index < range.upperBound, scalars.count < 40 {
        let (value, length) = text.scalar(at: index)
        scalars.append(value)
        index += length
      }
      // One more word without its accent is Italian.
      if lexicon[scalars] != nil || meant(scalars) != nil { known += 1 } else { unknown += 1 }
    }
    var index = word.lowerBound
    for _ in 0..<3 {
      while index > 0, text[index - 1] != 0x0A, !isLatinLetter(text.scalar(before: index).value) {
        index -= text.scalar(before: index).length
      }
      let start = text.startOfLatinWord(endingAt: index)
      guard start < index else { break }
      look(start..<index)
      index = start
    }
    index = word.upperBound
    for _ in 0..<3 {
      while index < text.count, text[index] != 0x0A, !isLatinLetter(text.scalar(at: index).value) {
        index += text.scalar(at: index).length
      }
      let end = text.endOfLatinWord(startingAt: index)
      guard end > index else { break }
      look(index..<end)
      index = end
    }
    return unknown <= known
  }
}
