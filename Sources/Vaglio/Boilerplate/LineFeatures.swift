/// The shape of a line: what can be said of it without its neighbours.
struct LineFeatures: Sendable {
  /// Bytes of the text, without the white space around.
  let range: Range<Int>
  /// How many words and numbers.
  let wordCount: Int
  /// How many of them are function words, which prose has and menus lack.
  let functionWordCount: Int
  let endsLikeASentence: Bool
  let digitCount: Int
  let letterCount: Int
  /// `|`, `·`, `›`, `»` between words, as in menus and breadcrumbs.
  let separatorCount: Int
  /// The surest phrase of furniture in it.
  let phrase: FurniturePhrases.Phrase?
  /// A hash of its words, to know a repeated line.
  let fingerprint: UInt64
  let startsWithCopyright: Bool
  /// Whether it speaks of cookies, in a notice or about them.
  let mentionsCookies: Bool

  var isBlank: Bool { range.isEmpty }

  /// Running text: enough words, enough function words among them, and an end or a length that titles do not have.
  var isProse: Bool {
    wordCount >= 9 && functionWordCount * 6 >= wordCount && (endsLikeASentence || wordCount >= 20)
  }

  /// As short as the items of a menu.
  var isShort: Bool { wordCount <= 4 && !endsLikeASentence }

  /// A date, a time, a count: next to nothing but digits and the words that go with them.
  var isDate: Bool {
    guard digitCount >= 4, wordCount <= 8 else { return false }
    return dateWordCount * 2 >= wordCount
  }

  private let dateWordCount: Int

  init(
    _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, phrases: FurniturePhrases, words: inout [UInt64]
  ) {
    var start = line.lowerBound
    var end = line.upperBound
    while start < end, Vaglio.isBlank(text[start]) { start += 1 }
    while end > start, Vaglio.isBlank(text[end - 1]) { end -= 1 }
    range = start..<end
    words.removeAll(keepingCapacity: true)
    var digits = 0
    var letters = 0
    var separators = 0
    var functionWords = 0
    var dateWords = 0
    var fingerprint = Self.seed
    var wordsBeforeColon: Int?
    var index = start
    while index < end {
      let (value, length) = text.scalar(at: index)
      if isLatinLetter(value) || isDigit(value) {
        var hash = Self.seed
        var isNumber = true
        while index < end {
          let (value, length) = text.scalar(at: index)
          if isLatinLetter(value) {
            letters += 1
            isNumber = false
          } else if isDigit(value) {
            digits += 1
          } else {
            break
          }
          hash = Self.mix(hash, latinLowercase(value))
          index += length
        }
        words.append(hash)
        fingerprint = Self.mix(fingerprint, UInt32(truncatingIfNeeded: hash ^ hash >> 32))
        if Self.functionWords.contains(hash) { functionWords += 1 }
        if isNumber || Self.dateWords.contains(hash) { dateWords += 1 }
        continue
      }
      switch value {
      case 0x7C, 0xB7, 0x203A, 0x2022, 0x25CF: separators += 1
      case 0x3A where wordsBeforeColon == nil: wordsBeforeColon = words.count
      default: break
      }
      index += length
    }
    wordCount = words.count
    functionWordCount = functionWords
    dateWordCount = dateWords
    digitCount = digits
    letterCount = letters
    separatorCount = separators
    self.fingerprint = fingerprint
    startsWithCopyright = end - start >= 2 && text[start] == 0xC2 && text[start + 1] == 0xA9
    endsLikeASentence = Self.endsLikeASentence(text, start..<end)
    mentionsCookies = words.contains { Self.cookies.contains($0) }
    phrase = phrases.best(in: words[...], wordsBeforeColon: wordsBeforeColon).flatMap { phrase in
      // "Nel campo Partita IVA immettere un valore." is about the number and does not give it.
      if phrase.match == .inside, functionWords >= 2, digits < 8 { return nil }
      // "pubblicato il mio volume": a byline has its date.
      if phrase.match == .start, phrase.kind == .bylineDate, digits == 0, words.count > 5 { return nil }
      return phrase
    }
  }

  private static func endsLikeASentence(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound {
      let (value, length) = text.scalar(before: end)
      switch value {
      case 0x2E, 0x21, 0x3F, 0x3B, 0x3A, 0x2026: return true
      case 0x22, 0x27, 0x29, 0xBB, 0x2019, 0x201D: end -= length
      default: return false
      }
    }
    return false
  }

  /// The words of a line as hashes: runs of Latin letters and digits, in lower case.
  static func wordHashes(of text: UnsafeBufferPointer<UInt8>) -> [UInt64] {
    var words: [UInt64] = []
    var index = 0
    while index < text.count {
      var hash = seed
      let start = index
      while index < text.count {
        let (value, length) = text.scalar(at: index)
        guard isLatinLetter(value) || isDigit(value) else { break }
        hash = mix(hash, latinLowercase(value))
        index += length
      }
      if index > start { words.append(hash) } else { index += text.scalar(at: index).length }
    }
    return words
  }

  /// FNV-1a by scalar.
  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  private static func mix(_ hash: UInt64, _ value: UInt32) -> UInt64 { (hash ^ UInt64(value)) &* 0x100_0000_01b3 }

  private static func hashes(_ list: String) -> Set<UInt64> {
    Set(Array(list.utf8).withUnsafeBufferPointer { wordHashes(of: $0) })
  }

  private static let cookies = hashes("cookie cookies")

  private static let functionWords = hashes(
    """
    di a da in con su per tra fra il lo la i gli le un uno una l d dell dello della dei degli delle del al allo alla ai \
    agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui sugli \
    sulle sull e ed o od ma che chi cui non si ci vi ne se come quando perché anche più è sono era erano ha hanno aveva \
    essere avere questo questa quello quella questi queste quelli quelle c ho mi ti lui lei loro suo sua suoi sue nostro \
    tutti tutto molto così già dopo prima però quindi ancora solo poi dove mentre sia stato stata
    """)

  private static let dateWords = hashes(
    """
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre gen feb mar apr mag giu \
    lug ago set ott nov dic lunedì martedì mercoledì giovedì venerdì sabato domenica ore alle january february march april \
    may june july august september october november december jan jun jul aug sep oct dec
    """)
}
