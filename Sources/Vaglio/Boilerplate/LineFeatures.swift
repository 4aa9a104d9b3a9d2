/// What can be said of one line without its neighbours.
struct LineFeatures: Sendable {
  /// Bytes of the text, without the white space around.
  var range: Range<Int> = 0..<0
  /// Where the line begins, white space and all.
  var lineStart = 0
  /// Its words among those of the page.
  var words: Range<Int> = 0..<0
  /// How many words and numbers.
  var wordCount: Int { words.count }
  /// How many of them are function words, which prose has and menus lack.
  var functionWordCount = 0
  var letterCount = 0
  var digitCount = 0
  /// Words that start with a capital.
  var capitalizedCount = 0
  /// Words of two letters or more in capitals.
  var uppercaseCount = 0
  /// Words that are numbers.
  var numberCount = 0
  /// Words of a class that is more of furniture than of text.
  var furnitureCount = 0
  /// `|`, `·`, `›` and such, or `/`, `>` and dashes between blanks: menus and breadcrumbs in one line.
  var separatorCount = 0
  /// Places where a small letter or a digit meets a capital, as in `tuttoArticolo`: elements of a page glued together.
  var jointCount = 0
  /// Ends of sentences within the line.
  var innerEndCount = 0
  /// The classes of its words, and of the first one.
  var classes: UInt64 = 0
  var firstClasses: UInt64 = 0
  var start = Start.symbol
  var end = End.letter
  var signs: Signs = []
  /// The surest phrase of furniture in it, by its place in the lexicon; -1 for none.
  var phrase: Int32 = -1
  /// The kind of the phrase, by its place in `PageLabels.furnitureKinds`; -1 for none.
  var phraseKind: Int8 = -1
  var phraseIsSure = false
  /// Whether the line is nothing but the phrase.
  var phraseIsLine = false
  /// Whether the phrase ends the article.
  var phraseEndsArticle = false
  /// Whether a caller gave the phrase.
  var phraseIsUsers = false
  /// Whether links to edit a section end it, as in "Storia[modifica | modifica wikitesto]": a heading of a wiki.
  var hasEditLinks = false
  /// Whether something within it may begin as `InlineFurniture` does.
  var mayHoldFurniture = false
  /// A hash of its words, to know a repeated line.
  var fingerprint: UInt64 = 0
  /// A hash of its words without the numbers, up to a square bracket: "2.1 Storia" of a table of contents is
  /// "Storia [modifica]" of the text. 0 for none.
  var titleFingerprint: UInt64 = 0

  enum Start: UInt8, Sendable {
    case capital, small, digit, quote, bracket, bullet, arrow, sign, symbol
  }

  enum End: UInt8, Sendable {
    case letter, stop, question, colon, comma, ellipsis, bracket, digit, symbol
  }

  struct Signs: OptionSet, Sendable {
    let rawValue: UInt16
    static let address = Signs(rawValue: 1)
    static let email = Signs(rawValue: 2)
    static let copyright = Signs(rawValue: 4)
    static let currency = Signs(rawValue: 8)
    static let percent = Signs(rawValue: 16)
    static let quote = Signs(rawValue: 32)
    static let bracket = Signs(rawValue: 64)
    static let code = Signs(rawValue: 128)
    static let time = Signs(rawValue: 256)
    static let date = Signs(rawValue: 512)
    /// A number in square brackets at the start of the line.
    static let footnote = Signs(rawValue: 1024)
    static let emoji = Signs(rawValue: 2048)
    /// "@agcom".
    static let handle = Signs(rawValue: 4096)
  }

  var isBlank: Bool { range.isEmpty }

  var endsLikeASentence: Bool {
    switch end {
    case .stop, .question, .colon, .ellipsis: true
    default: false
    }
  }

  /// Running text: enough words, enough function words among them, and an end or a length that titles do not have.
  var isProse: Bool {
    // "10T", "6GB" in running text are no glued elements.
    wordCount >= 9 && functionWordCount * 6 >= wordCount && (jointCount < 4 || jointCount * 12 < wordCount)
      && (endsLikeASentence || wordCount >= (innerEndCount > 0 ? 20 : 32))
  }

  /// As the titles in a list of articles are: some words, a capital, no full stop.
  var isLikeATitle: Bool {
    guard wordCount >= 5, wordCount <= 32, start == .capital || start == .quote || start == .digit else { return false }
    return end != .stop && end != .colon && end != .ellipsis && !signs.contains(.date)
  }

  /// No phrase, no sign and less than half of the words that are more of furniture than of text.
  var hasLittleOfFurniture: Bool {
    phraseKind < 0 && furnitureCount * 2 < wordCount && separatorCount == 0 && jointCount == 0
      && signs.isDisjoint(with: [.address, .email, .copyright, .date, .time, .handle])
  }

  /// `© 2023 …` at the start of a short line.
  var startsLikeCopyright: Bool { start == .sign && signs.contains(.copyright) && wordCount <= 25 }

  /// "[3] https://…": a note of the text.
  var isNote: Bool { signs.contains(.footnote) }

  /// "— Agcom (@Agcomunica) 2 ottobre 2020", as below a post of another site that the text shows.
  var isAuthorOfPost: Bool {
    start == .bullet && signs.isSuperset(of: [.handle, .date, .bracket]) && wordCount <= 14
  }

  /// As short as the items of a menu.
  var isShort: Bool { wordCount <= 4 && !endsLikeASentence }

  /// A date, a time, a count: next to nothing but digits and the words that go with them.
  var isDate: Bool { signs.contains(.date) && wordCount <= 8 }
}
