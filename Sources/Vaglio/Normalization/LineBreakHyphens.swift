/// Words that a line end cut in two: `teleco-` and `municazioni` on the next line, `pubbli- cazione`, `effettua-re` where
/// the lines were joined, `opera¬` before `tore`.
///
/// The lexicon decides: the whole is a word, and the hyphen makes no compound that it knows. Inside a line, where a hyphen
/// is mostly meant (`e-commerce`, `Emilia-Romagna`, `anti-doping`), the whole has to be a usual word and the second part
/// none, or no more than an ending.
struct LineBreakHyphens: NormalizationPass {
  private let lexicon: FormLexicon

  init(lexicon: FormLexicon = .italian) { self.lexicon = lexicon }

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while index < text.count {
      switch text[index] {
      case 0x2D, 0xC2, 0xE2:
        if let replacement = replacement(in: text, at: index),
          replacement.range.lowerBound >= result.last?.range.upperBound ?? 0
        {
          result.append(replacement)
        }
        index += text.scalar(at: index).length
      default: index += 1
      }
    }
    return result
  }

  /// What becomes of the hyphen at `index`, with the blanks and the line end after it; nil when it stays.
  func replacement(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Replacement? {
    let (value, length) = text.scalar(at: index)
    guard value == 0x2D || value == 0xAC || value == 0x2010, index > 0,
      isLatinLetter(text.scalar(before: index).value)
    else { return nil }
    let hyphenEnd = index + length
    var end = hyphenEnd
    var lineEnds = 0
    while end < text.count, end - hyphenEnd < 40, isBlank(text[end]) {
      if text[end] == 0x0A { lineEnds += 1 }
      end += 1
    }
    let hasBlank = end > hyphenEnd
    guard end < text.count, lineEnds <= 1 else { return nil }
    let first = text.scalar(at: end).value
    guard isLatinLetter(first), !isLatinUppercase(first) else { return nil }
    let right = end..<text.endOfLatinWord(startingAt: end)
    let left = text.startOfLatinWord(endingAt: index)..<index
    guard left.count <= 40, right.count <= 40, !isBound(text, left, right) else { return nil }
    let isSure = value == 0xAC
    // `e-commerce`: the whole is no word, and nothing was cut.
    let found = lexicon[text.scalarRun(left), text.scalarRun(right)]
    if found == nil, !isSure { return nil }
    if !hasBlank, !isSure {
      // `co-fondatore`: the compound is a word, or its second part a usual one and no mere ending.
      if let whole = found, let compound = lexicon[text.scalarRun(left.lowerBound..<right.upperBound)],
        Int(compound.frequency) + 40 > Int(whole.frequency)
      {
        return nil
      }
      if right.count > 6, lexicon[text.scalarRun(right)]?.frequency ?? 0 > 16 { return nil }
    }
    let leftScalars = text.scalars(in: left)
    let rightScalars = text.scalars(in: right)
    // "medio- e lungo termine"
    if hasBlank, lineEnds == 0, rightScalars.count < 3 || Self.coordinations.contains(text, right) { return nil }
    guard leftScalars.count + rightScalars.count >= 5, let whole = found else {
      guard isSure, lineEnds == 1 else { return nil }
      return Replacement(index..<end, with: "", because: .normalize("hyphen/line-break", 0.9))
    }
    let compound = lexicon[leftScalars + [0x2D] + rightScalars]
    if let compound, !isSure, Int(compound.frequency) + 40 > Int(whole.frequency) { return nil }
    let leftEntry = lexicon[leftScalars]
    let rightEntry = lexicon[rightScalars]
    let isCompound =
      !isSure && (Self.prefixes.contains(text, left) || leftScalars.count < 2)
      && (rightEntry?.frequency ?? 0) >= 30
    if isCompound { return nil }
    let confidence: Float
    if lineEnds == 1 {
      // Both parts words and the whole hardly one: a compound, or two words with a dash between.
      if let leftEntry, let rightEntry, !isSure, whole.frequency == 0,
        min(leftEntry.frequency, rightEntry.frequency) > 40
      {
        return nil
      }
      confidence = 0.97
    } else if hasBlank {
      guard whole.frequency > 8 || leftEntry == nil || rightEntry == nil else { return nil }
      confidence = 0.95
    } else {
      guard isCut(whole, leftScalars, leftEntry, rightScalars, rightEntry) else { return nil }
      confidence = 0.93
    }
    return Replacement(index..<end, with: "", because: .normalize("hyphen/line-break", confidence))
  }

  /// Whether a hyphen with nothing around it can only be left from a line end.
  private func isCut(
    _ whole: FormLexicon.Entry, _ left: [UInt32], _ leftEntry: FormLexicon.Entry?, _ right: [UInt32],
    _ rightEntry: FormLexicon.Entry?
  ) -> Bool {
    guard left.count >= 2, right.count >= 2, whole.capitalShare < 128, let last = right.last,
      last >= 0x80 || [0x61, 0x65, 0x69, 0x6F].contains(last)
    else { return false }
    // `effettua-re`, `informazio-ni`: an ending behind the beginning of a usual word.
    let isRightWord = (rightEntry?.frequency ?? 0) > 16
    if right.count <= 3 {
      return whole.frequency >= 40 && (!isRightWord || Self.endings.contains(latinLowercaseString(right)))
    }
    if isRightWord { return false }
    // `teleco-municazioni`: neither part is a word.
    return whole.frequency >= (leftEntry == nil || leftEntry?.frequency == 0 ? 24 : 48)
  }

  /// Whether the parts belong to more: `faccia-a-faccia`, an address, a number.
  private func isBound(_ text: UnsafeBufferPointer<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
    func binds(_ value: UInt32) -> Bool {
      switch value {
      case 0x2D, 0x2F, 0x5F, 0x40, 0x23, 0x5C, 0x3D, 0x26: true
      default: isDigit(value)
      }
    }
    if left.lowerBound > 0, binds(text.scalar(before: left.lowerBound).value) { return true }
    if left.lowerBound > 1, text[left.lowerBound - 1] == 0x2E, isLatinLetter(UInt32(text[left.lowerBound - 2])) {
      return true
    }
    guard right.upperBound < text.count else { return false }
    let next = text.scalar(at: right.upperBound).value
    if next == 0x2E || next == 0x3A, right.upperBound + 1 < text.count {
      let following = text.scalar(at: right.upperBound + 1).value
      if isLatinLetter(following) || following == 0x2F { return true }
    }
    return binds(next)
  }

  // MARK: Tables

  /// Endings that are words too.
  private static let endings: Set<String> = [
    "re", "ne", "ni", "no", "ta", "te", "ti", "to", "va", "vo", "vi", "sa", "se", "si", "so", "la", "le", "li", "lo",
    "ra", "ro", "ri", "mo", "do", "da", "di", "ca", "co", "che", "chi", "gli", "zia", "zie", "sti", "sta", "sto", "ste",
    "nte", "nti", "tà", "rà", "rò", "rci", "rsi", "rne", "rti", "rvi", "rlo", "rla", "rle", "rli", "ndo", "ano", "ono",
    "sce", "scì", "ssi", "sse", "tti", "tta", "tte", "tto", "zza",
  ]

  private static let coordinations = WordSet("ed od che ma per con non e o ne di da in al")

  /// What Italian joins with a hyphen at will.
  private static let prefixes = WordSet(
    """
    anti co ex vice neo non mini maxi euro eco bio e sub super multi micro pre post extra semi socio sud nord auto tele \
    video radio web cyber afro filo pro para ultra mega meta macro intra sotto sopra contro oltre leit mal ben bene work \
    inter off on pay big self ri psico politico economico storico tecnico medico info stop porta salva franco anglo
    """)
}
