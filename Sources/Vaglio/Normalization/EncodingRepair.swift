/// Bytes that are no UTF-8, each repaired where it stands: the rest of the text is left alone.
///
/// 2 % of Italian pages that declare UTF-8 hold such bytes, most of them single letters of another encoding in a text that
/// is UTF-8 otherwise; so the declaration is not believed, and a line's bytes are read with the code page that makes words
/// of them. Surrogates written as three bytes (WTF-8, CESU-8) become the scalar they mean when they come in pairs, else
/// U+FFFD. A text that starts with the byte order mark of UTF-16 is read as UTF-16.
struct EncodingRepair: NormalizationPass {
  /// What the bytes that are no UTF-8 are in; nil to judge by the words.
  private let declared: TextEncoding?
  private let lexicon: FormLexicon

  init(declared: TextEncoding? = nil, lexicon: FormLexicon = .italian) {
    self.declared = declared
    self.lexicon = lexicon
  }

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    var page: (scalars: CodePage, end: Int)?
    while index < text.count {
      if text[index] < 0x80 {
        index = text.endOfASCII(from: index)
        continue
      }
      let (value, length) = text.scalar(at: index)
      if value != 0xFFFD || length == 3 {
        index += length
        continue
      }
      if index >= page?.end ?? 0 { page = codePage(text, at: index) }
      let (replacement, size, rule, confidence) = repair(text, at: index, page?.scalars ?? .windows1252)
      result.append(
        Replacement(index..<index + size, with: replacement, because: .normalize(rule, confidence)))
      index += size
    }
    return result
  }

  private func repair(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, _ page: CodePage
  ) -> (String, Int, String, Float) {
    if let high = surrogate(text, at: index) {
      if high < 0xDC00, let low = surrogate(text, at: index + 3), low >= 0xDC00 {
        let value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        if let scalar = Unicode.Scalar(value) { return (String(scalar), 6, "encoding/surrogate-pair", 0.99) }
      }
      return ("\u{FFFD}", 3, "encoding/lone-surrogate", 0.5)
    }
    // What is left of a scalar that was cut off is lost; a byte alone is a letter of the code page.
    let size = declared?.codePage == nil ? MaximalSubpart(in: text, at: index).length : 1
    let value = page.scalars[Int(text[index] - 0x80)]
    // A control of C1 is no letter: the byte is one that the code page leaves undefined.
    if size == 1, value >= 0xA0, let scalar = Unicode.Scalar(value) {
      return (String(scalar), 1, "encoding/\(page.name)", declared == nil ? 0.9 : 0.97)
    }
    return ("\u{FFFD}", size, size == 1 ? "encoding/ill-formed" : "encoding/cut-off", 0.5)
  }

  /// A surrogate code point written as three bytes.
  private func surrogate(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index + 2 < text.count, text[index] == 0xED, (0xA0...0xBF).contains(text[index + 1]),
      UTF8.isContinuation(text[index + 2])
    else { return nil }
    return 0xD000 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
  }

  // MARK: Which code page

  private static let candidates: [CodePage] = [.windows1252, .macRoman, .cp850]

  /// The code page of the stray bytes of the line that holds `index`, and where the line ends: the one that makes most
  /// words of the lexicon; Windows-1252 unless another makes more.
  private func codePage(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (CodePage, Int) {
    if let page = declared?.codePage { return (page, .max) }
    let end = text.endOfLine(from: index, atMost: 2000)
    var best: (words: Int, page: CodePage) = (0, .windows1252)
    for page in Self.candidates {
      let words = words(text, index..<end, page)
      if words > best.words { best = (words, page) }
    }
    return (best.page, max(end, index + 1))
  }

  /// How many of the line's words that hold stray bytes are words of the lexicon when the bytes are read with the code
  /// page, less those that are none; 0 at least.
  private func words(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ page: CodePage) -> Int {
    var words = 0
    var word: [UInt32] = []
    var isDamaged = false
    func close() {
      defer {
        word.removeAll(keepingCapacity: true)
        isDamaged = false
      }
      guard isDamaged, !word.isEmpty else { return }
      let isWord = word.count == 1 ? word[0] == 0xE8 || word[0] == 0xC8 : (lexicon[word]?.frequency ?? 0) > 24
      words += isWord ? 1 : -1
    }
    var index = text.startOfLatinWord(endingAt: range.lowerBound)
    while index < range.upperBound {
      let (value, length) = text.scalar(at: index)
      let isStray = value == 0xFFFD && length == 1
      let letter = isStray ? page.scalars[Int(text[index] - 0x80)] : value
      if isStray { isDamaged = true }
      if isLatinLetter(letter), word.count < 64 { word.append(letter) } else { close() }
      index += length
    }
    close()
    return max(words, 0)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the run of ASCII that starts at `start` ends; eight bytes at a time.
  func endOfASCII(from start: Int) -> Int {
    var index = start
    guard let base = baseAddress else { return index }
    while index + 8 <= count {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { break }
      index += 8
    }
    while index < count, self[index] < 0x80 { index += 1 }
    return index
  }
}

/// The scalars of the bytes 0x80 ... 0xFF of Windows-1252; nil for the five that it leaves undefined.
let windows1252: [UInt32?] =
  [
    0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, nil, 0x017D,
    nil, nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, nil,
    0x017E, 0x0178,
  ] + (0xA0...0xFF).map { UInt32($0) }
