/// Reads the lines of a text in one pass over its bytes. Words are kept as hashes; nothing is allocated for a line.
struct LineScanner {
  let lexicon: FurnitureLexicon
  /// The hashes of the words of all lines read so far.
  private(set) var words: [UInt64] = []
  /// Whether a word is one of text rather than of grammar or furniture: five letters or more and in no class.
  private(set) var isTopical: [Bool] = []
  /// The words of the line at hand that a phrase may begin with.
  private var candidates: [Candidate] = []

  private struct Candidate {
    let word: Int
    let firstPhrase: Int
    let phraseCount: Int
    let mayBeInLongLine: Bool
  }

  init(lexicon: FurnitureLexicon) { self.lexicon = lexicon }

  mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    isTopical.removeAll(keepingCapacity: true)
  }

  /// What can be said of a line. O(bytes), and for each phrase that starts with one of its words O(words of the phrase).
  mutating func features(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> LineFeatures {
    var features = LineFeatures()
    var start = line.lowerBound
    var end = line.upperBound
    while start < end {
      let length = Self.blankLength(text, at: start)
      if length == 0 { break }
      start += length
    }
    start = min(start, end)
    while end > start {
      let (value, length) = text.scalar(before: end)
      guard Self.isBlank(value) else { break }
      end -= length
    }
    features.range = start..<end
    features.lineStart = line.lowerBound
    let firstWord = words.count
    features.words = firstWord..<firstWord
    guard start < end else { return features }

    end = InlineFurniture.endBeforeEditLinks(text, start..<end)
    features.hasEditLinks = end < features.range.upperBound
    features.mayHoldFurniture = features.hasEditLinks
    features.start = Self.start(text, start)
    features.end = Self.end(text, start..<end)
    scanWords(text, start..<end, &features)
    features.words = firstWord..<words.count
    var fingerprint = FurnitureLexicon.seed
    for word in words[firstWord...] { fingerprint = (fingerprint ^ word ^ (word >> 31)) &* 0x9e37_79b9_7f4a_7c15 }
    if words.count == firstWord {
      for byte in text[start..<end].prefix(64) { fingerprint = FurnitureLexicon.mix(fingerprint, UInt32(byte)) }
    }
    features.fingerprint = fingerprint
    return features
  }

  private mutating func scanWords(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ features: inout LineFeatures
  ) {
    var index = range.lowerBound
    let end = range.upperBound
    let firstWord = words.count
    var colon: Int?
    var titleIsOver = false
    /// How many words that are numbers the line begins and ends with.
    var numbers = (leading: 0, trailing: 0)
    /// The separators of a date in digits so far, as in 10/02/2020.
    var dateParts = 0
    var previousIsNumber = false
    candidates.removeAll(keepingCapacity: true)
    while index < end {
      if text[index] == 0x20 {
        index += 1
        continue
      }
      let (value, length) = text.scalar(at: index)
      guard isLatinLetter(value) || isDigit(value) else {
        sign(text, value, index, length, range, &features)
        if value == 0x3A, colon == nil { colon = words.count - firstWord }
        if value == 0x5B, words.count > firstWord { titleIsOver = true }
        index += length
        continue
      }
      var hash = FurnitureLexicon.seed
      let wordStart = index
      var letters = 0
      var digits = 0
      var capitals = 0
      var joints = 0
      var wasSmall = false
      while index < end {
        let byte = text[index]
        if byte &- 0x61 < 26 {
          letters += 1
          wasSmall = true
          hash = FurnitureLexicon.mix(hash, UInt32(byte))
          index += 1
          continue
        }
        var length = 1
        var value = UInt32(byte)
        if byte >= 0x80 { (value, length) = text.scalar(at: index) }
        if isLatinLetter(value) {
          let lower = latinLowercase(value)
          letters += 1
          if lower != value {
            capitals += 1
            if wasSmall { joints += 1 }
            wasSmall = false
          } else {
            wasSmall = true
          }
          hash = FurnitureLexicon.mix(hash, lower)
        } else if isDigit(value) {
          digits += 1
          wasSmall = true
          hash = FurnitureLexicon.mix(hash, value)
        } else {
          break
        }
        index += length
      }
      words.append(hash)
      features.letterCount += letters
      features.digitCount += digits
      features.jointCount += joints
      let isNumber = letters == 0
      if !isNumber {
        if features.numberCount == words.count - firstWord - 1 { numbers.leading = features.numberCount }
        numbers.trailing = 0
      }
      if !isNumber, !titleIsOver {
        features.titleFingerprint = (features.titleFingerprint ^ hash ^ (hash >> 31)) &* 0x9e37_79b9_7f4a_7c15
      }
      if capitals > 0 {
        if letters >= 2, capitals == letters {
          features.uppercaseCount += 1
        }
        if isLatinUppercase(text.scalar(at: wordStart).value) { features.capitalizedCount += 1 }
      }
      if isNumber {
        features.numberCount += 1
        numbers.trailing += 1
        dates(text, wordStart..<index, end, &dateParts, &features)
      }
      var isTopical = letters >= 5
      if let entry = lexicon.entry(hash) {
        let classes = entry.classes
        if classes != 0 { isTopical = false }
        features.classes |= classes
        if words.count == firstWord + 1 { features.firstClasses = classes }
        if classes & lexicon.functionWords != 0 { features.functionWordCount += 1 }
        if classes & lexicon.furniture != 0 { features.furnitureCount += 1 }
        if classes & lexicon.months != 0, previousIsNumber || index < end && Self.isNumberAhead(text, index, end) {
          features.signs.insert(.date)
        }
        // Most phrases are a line or begin one.
        if entry.phraseCount > 0, entry.hasInnerPhrase || words.count - firstWord - 1 <= numbers.leading {
          candidates.append(
            Candidate(
              word: words.count - 1, firstPhrase: Int(entry.firstPhrase), phraseCount: Int(entry.phraseCount),
              mayBeInLongLine: entry.hasPhraseOfLongLines))
        }
      }
      self.isTopical.append(isTopical)
      previousIsNumber = isNumber
    }
    guard !candidates.isEmpty else { return }
    guard let found = phrase(firstWord, numbers: numbers, wordsBeforeColon: colon, features) else { return }
    let phrase = lexicon.phrases[found]
    features.phrase = Int32(truncatingIfNeeded: found)
    features.phraseKind = phrase.kindNumber
    features.phraseIsSure = phrase.isSure
    let countedWords = phrase.mayHaveCount ? numbers.leading + numbers.trailing : 0
    features.phraseIsLine = phrase.words.count == words.count - firstWord - countedWords
    features.phraseEndsArticle = phrase.match == .end
    features.phraseIsUsers = phrase.isUsers
  }

  /// In words. Phrases that are a line, begin one or stand in one are of lines up to that.
  private static let longLine = 30

  /// The surest phrase that begins with one of the candidates.
  private func phrase(
    _ firstWord: Int, numbers: (leading: Int, trailing: Int), wordsBeforeColon: Int?, _ features: LineFeatures
  ) -> Int? {
    var best: Int?
    var score: Float = 0
    let count = words.count - firstWord
    for candidate in candidates where count <= Self.longLine || candidate.mayBeInLongLine {
      let start = candidate.word
      let next = start + 1 < words.count ? words[start + 1] : 0
      for index in candidate.firstPhrase..<candidate.firstPhrase + candidate.phraseCount {
        let second = lexicon.secondWords[index]
        guard second == 0 || second == next else { continue }
        let phrase = lexicon.phrases[index]
        let length = phrase.words.count
        guard start + length <= words.count, phrase.score > score || phrase.isUsers else { continue }
        if phrase.needsColon, start - firstWord + length != wordsBeforeColon { continue }
        let isAllowed =
          switch phrase.match {
          case .line, .end:
            start == firstWord && length == count
              // "Commenti (12)", "12 commenti"; but "1. Note legali" is a heading.
              || phrase.mayHaveCount && start - firstWord <= numbers.leading
                && start + length >= words.count - numbers.trailing
          case .start: start == firstWord && count <= 25
          case .inside: count <= Self.longLine
          case .anywhere: true
          }
        guard isAllowed, words[start..<start + length].elementsEqual(phrase.words) else { continue }
        if phrase.isUsers { return index }
        // "Nel campo Partita IVA immettere un valore." is about the number and does not give it.
        if phrase.match == .inside, features.functionWordCount >= 2, features.digitCount < 8 { continue }
        // "pubblicato il mio volume": a byline has its date.
        if phrase.match == .start, phrase.isByline, features.digitCount == 0, count > 5 { continue }
        best = index
        score = phrase.score
      }
    }
    return best
  }

  // MARK: Signs

  private func sign(
    _ text: UnsafeBufferPointer<UInt8>, _ value: UInt32, _ index: Int, _ length: Int, _ range: Range<Int>,
    _ features: inout LineFeatures
  ) {
    let isApart =
      index > range.lowerBound && text[index - 1] == 0x20 && index + length < range.upperBound
      && text[index + length] == 0x20
    switch value {
    case 0x7C, 0xB7, 0x203A, 0x2022, 0x25CF, 0x2190...0x21FF, 0x25B6, 0x25BA: features.separatorCount += 1
    case 0x2F, 0x3E, 0x2013, 0x2014, 0x2D, 0xBB:
      if isApart { features.separatorCount += 1 }
      if value == 0xBB, InlineFurniture.mayOpen(text, index + 2, range.upperBound) { features.mayHoldFurniture = true }
    case 0x2E, 0x21, 0x3F:
      if index + 2 < range.upperBound, text[index + 1] == 0x20,
        isLatinUppercase(text.scalar(at: index + 2).value)
      {
        features.innerEndCount += 1
      }
      if InlineFurniture.mayOpen(text, index + 1, range.upperBound) { features.mayHoldFurniture = true }
    case 0x40:
      // "(@agcom)" is no address.
      if index > range.lowerBound, Self.mayEndLocalPart(text[index - 1]) {
        features.signs.insert(.email)
      } else {
        features.signs.insert(.handle)
      }
    case 0xA9, 0xAE: features.signs.insert(.copyright)
    case 0x20AC, 0x24: features.signs.insert(.currency)
    case 0x25: features.signs.insert(.percent)
    case 0x22, 0xAB, 0x201C, 0x201D: features.signs.insert(.quote)
    case 0x28:
      features.signs.insert(.bracket)
      if InlineFurniture.mayOpen(text, index + 1, range.upperBound) { features.mayHoldFurniture = true }
    case 0x29: if InlineFurniture.mayOpen(text, index + 1, range.upperBound) { features.mayHoldFurniture = true }
    case 0x5B:
      if index == range.lowerBound, index + 1 < range.upperBound, isDigit(UInt32(text[index + 1])) {
        features.signs.insert(.footnote)
      }
      if InlineFurniture.mayOpen(text, index + 1, range.upperBound) { features.mayHoldFurniture = true }
    case 0x7B, 0x7D, 0x3D, 0x5F: features.signs.insert(.code)
    case 0x3A:
      if index + 2 < range.upperBound, text[index + 1] == 0x2F, text[index + 2] == 0x2F {
        features.signs.insert(.address)
      } else if index > range.lowerBound, index + 1 < range.upperBound, isDigit(UInt32(text[index - 1])),
        isDigit(UInt32(text[index + 1]))
      {
        features.signs.insert(.time)
      }
    case 0x2600...0x27BF, 0x1F000...0x1FAFF: features.signs.insert(.emoji)
    default: break
    }
  }

  /// Whether a byte may stand before the `@` of an address: of a letter or a digit, or one of `.`, `_`, `-` and `+`.
  private static func mayEndLocalPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2B, 0x2D, 0x2E, 0x5F, 0x80...: true
    default: isDigit(UInt32(byte)) || isLatinLetter(UInt32(byte))
    }
  }

  /// Counts numbers joined by one of `/`, `-` and `.`: three of them are a date.
  private func dates(
    _ text: UnsafeBufferPointer<UInt8>, _ number: Range<Int>, _ end: Int, _ parts: inout Int,
    _ features: inout LineFeatures
  ) {
    guard number.count <= 4 else {
      parts = 0
      return
    }
    var next = number.upperBound
    while next < end, text[next] == 0x20 { next += 1 }
    let isJoined =
      next < end && (text[next] == 0x2F || text[next] == 0x2D || text[next] == 0x2E)
      && Self.isNumberAhead(text, next + 1, end)
    if isJoined {
      parts += 1
      if parts >= 2 { features.signs.insert(.date) }
    } else {
      parts = 0
    }
  }

  private static func isNumberAhead(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    var index = index
    while index < end, text[index] == 0x20 || text[index] == 0x2C { index += 1 }
    return index < end && isDigit(UInt32(text[index]))
  }

  private static func start(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> LineFeatures.Start {
    let value = text.scalar(at: index).value
    if isLatinLetter(value) { return isLatinUppercase(value) ? .capital : .small }
    if isDigit(value) { return .digit }
    switch value {
    case 0x22, 0x27, 0xAB, 0x2018, 0x201C, 0x201D: return .quote
    case 0x28, 0x5B: return .bracket
    case 0x2D, 0x2A, 0xB7, 0x2022, 0x2013, 0x2014, 0x25CF, 0x25AA: return .bullet
    case 0x3E, 0xBB, 0x203A, 0x2190...0x21FF, 0x7C, 0x2F, 0x25B6, 0x25BA: return .arrow
    case 0x40, 0x23, 0xA9: return .sign
    default: return .symbol
    }
  }

  private static func end(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> LineFeatures.End {
    var end = range.upperBound
    var isBracketed = false
    while end > range.lowerBound {
      let (value, length) = text.scalar(before: end)
      if isLatinLetter(value) { return isBracketed ? .bracket : .letter }
      if isDigit(value) { return .digit }
      switch value {
      case 0x2E:
        return end - 3 >= range.lowerBound && text[end - 2] == 0x2E && text[end - 3] == 0x2E ? .ellipsis : .stop
      case 0x21, 0x3F: return .question
      case 0x3A: return .colon
      case 0x2C, 0x3B: return .comma
      case 0x2026: return .ellipsis
      case 0x22, 0x27, 0x29, 0x5D, 0xBB, 0x2019, 0x201D: isBracketed = true
      default: return .symbol
      }
      end -= length
    }
    return .symbol
  }

  // MARK: Blanks

  /// White space, with the kinds of blanks of Unicode and what has no width.
  private static func isBlank(_ value: UInt32) -> Bool {
    if value < 0x80 { return value == 0x20 || value &- 9 < 5 }
    switch value {
    case 0xA0, 0x85, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: return true
    default: return false
    }
  }

  @inline(__always)
  private static func blankLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || byte &- 9 < 5 ? 1 : 0 }
    let (value, length) = text.scalar(at: index)
    return isBlank(value) ? length : 0
  }
}
