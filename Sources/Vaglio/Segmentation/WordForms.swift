/// A small set of forms, compared without regard to the case of ASCII letters.
///
/// Sendable, since the memory it points into never changes and is never freed.
struct WordForms: Sendable {
  private let slots: [UInt64]

  /// - Parameter forms: of at most eight bytes each, with blanks between them.
  init(_ forms: String) {
    let values = forms.split(whereSeparator: \.isWhitespace).map { form in
      form.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    var count = 16
    while count < values.count * 4 { count *= 2 }
    var slots = [UInt64](repeating: 0, count: count)
    for value in values {
      var slot = Self.slot(value) & (count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = value
    }
    self.slots = slots
  }

  func contains(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !form.isEmpty, form.count <= 8 else { return false }
    var value: UInt64 = 0
    for byte in form { value = value << 8 | UInt64(StemmerWord.lowercased(byte)) }
    let mask = slots.count - 1
    var slot = Self.slot(value) & mask
    while slots[slot] != 0 {
      if slots[slot] == value { return true }
      slot = (slot + 1) & mask
    }
    return false
  }

  private static func slot(_ value: UInt64) -> Int {
    Int(truncatingIfNeeded: (value &* 0x9e37_79b9_7f4a_7c15) >> 40)
  }
}

/// Forms whose apostrophe stays with them though a blank follows.
enum ElidedForms {
  /// po' (poco), di' (dici): the end of the word is lost, and the apostrophe never closes a quotation.
  /// And accents written as apostrophes, where the apostrophe is as sure: E' vero, perche' no.
  private static let truncated = WordForms(
    "po mo be to ca ve e perche poiche finche benche piu puo gia cosi cioe pero sara citta lunedi")
  /// l', dell', c', quest': the blank after the apostrophe is one too many.
  private static let elided = WordForms(
    """
    l un dell all dall nell sull coll d c quest quell anch tutt nessun alcun ciascun m t s v n gl sant bell quant dov
    com cos senz mezz quand grand gent qualcun vent trent quarant cinquant sessant settant ottant novant cent
    """)

  /// 'sto (questo), 'ndrangheta: the start of the word is lost.
  private static let beheaded = WordForms("sto sta sti ste ndranghe na ndrina ndrine")

  static func isBeheaded(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    beheaded.contains(form.count == 10 ? UnsafeBufferPointer(rebasing: form[..<8]) : form)
  }

  static func isTruncated(_ form: UnsafeBufferPointer<UInt8>) -> Bool { truncated.contains(form) }
  static func isElided(_ form: UnsafeBufferPointer<UInt8>) -> Bool { elided.contains(form) }
}

/// Function words that, with a capital, open a sentence: a name hardly ever starts with them.
enum SentenceOpeners {
  private static let words = WordForms(
    """
    il lo la i gli le un una uno in nel nella nello nei nelle negli al alla allo ai alle agli del dello dei delle degli
    dal dalla dallo dai dalle dagli sul sulla sullo sui sulle sugli per con tra fra ma se non che chi come quando dove
    perché così anche già ora poi dopo prima durante secondo contro senza fino oltre questo questa questi queste quello
    quella quelli quelle tale tali ogni tutti tutte tutto tutta altri altre nessuno sono è era erano ha hanno aveva si ci
    vi ne inoltre infine intanto infatti tuttavia però quindi dunque mentre invece pertanto qui là ecco sia né eppure ebbene sebbene benché poiché anzi oggi ieri
    domani dai da e o ed è su egli ella essi esse noi voi loro io tu lui lei più solo
    """)
  private static let elided = WordForms(
    "l un nell all dall sull dell c quest quell anch s d tutt nessun n com dov")

  static func contains(_ form: UnsafeBufferPointer<UInt8>, isElision: Bool) -> Bool {
    if isElision { return elided.contains(form) }
    // È is not ASCII, so the comparison does not bring it to lower case.
    if form.count == 2, form[0] == 0xc3, form[1] == 0x88 { return true }
    return words.contains(form)
  }
}

/// Verbs that follow a quotation without marks: `Chi è là? disse lui.`
enum ReportingVerbs {
  private static let forms = WordForms(
    """
    disse dice dissi dico diceva dissero dicono chiese chiede chiedeva chiesi chiedono chiesero domanda domandò rispose
    risponde rispondo esclamò esclama gridò grida fece fa faceva replicò replica ripeté ripete pensò pensa pensai pensava
    urlò aggiunse aggiunge ribatté scrisse scrive continuò
    """)

  static func contains(_ form: UnsafeBufferPointer<UInt8>) -> Bool { forms.contains(form) }
}
