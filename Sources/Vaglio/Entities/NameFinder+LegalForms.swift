/// Firms that are told by their form: `Rossi Costruzioni S.r.l.`, `Banca Valbrenta`, `Kappa Airlines`.
extension NameFinder {
  mutating func findLegalForms() {
    var position = 1
    while position < units.count {
      guard mayBeLegalForm(position) else {
        position += 1
        continue
      }
      let end = legalFormEnd(at: position)
      guard end > position else {
        position += 1
        continue
      }
      addFirm(before: position, end: end)
      position = end
    }
  }

  /// Nearly all units are no legal form at the first look.
  @inline(__always)
  private func mayBeLegalForm(_ position: Int) -> Bool {
    let unit = units[position]
    guard unit.isWord else { return false }
    if unit.words.contains(.legalForm) || unit.shape.contains(.allCapitals) || unit.shape.contains(.abbreviated) {
      return true
    }
    let first = bytes[Int(unit.start)]
    // "&", "e C.", "società per azioni"
    return first == 0x26 || first | 0x20 == 0x65 || first | 0x20 == 0x73 || bytes[Int(unit.end) - 1] == 0x2e
  }

  /// The unit after a legal form that starts at a unit, or the unit itself when none does. `& C. S.p.A.` is one.
  func legalFormEnd(at start: Int) -> Int {
    var position = start
    if position + 1 < units.count, isCompanyLetter(position + 1),
      bytes[Int(units[position].start)] == 0x26
        || units[position].hash == Self.e && units[position + 1].hash == Self.c && units[position + 1].isCapital
    {
      position += 2
      // The period of "C." belongs to the name.
      if position < units.count, units[position].kind == .stop, units[position].shape.contains(.adjacent) {
        if position + 1 < units.count, isLegalForm(position + 1) { position += 1 }
      }
    }
    while position < units.count, position - start < 4, isLegalForm(position) { position += 1 }
    if position == start { return spelledFormEnd(at: start) }
    // "Rossi Arredi s.n.c. di Rossi Mario & C."
    let form = units[position - 1].hash
    if form == Self.snc || form == Self.sas, position + 1 < units.count, units[position].hash == Self.di,
      units[position + 1].isCapital
    {
      position += 1
      while position < units.count, units[position].isWord, units[position].isCapital || units[position].hash == Self.e,
        !units[position].shape.contains(.lineStart)
      {
        position += 1
      }
      if units[position - 1].hash == Self.e { position -= 1 }
    }
    return position
  }

  /// `Soc. Coop.`, `società cooperativa agricola`, `società per azioni`.
  private func spelledFormEnd(at start: Int) -> Int {
    func hash(_ position: Int) -> UInt64 { position < units.count ? units[position].hash : 0 }
    var position = start + 1
    if hash(start) == Self.soc {
      if position < units.count, units[position].kind == .stop { position += 1 }
      guard hash(position) == Self.coop else { return start }
      position += 1
    } else if hash(start) == Self.societa {
      if hash(position) == Self.per, hash(position + 1) == Self.azioni { return position + 2 }
      guard hash(position) == Self.cooperativa else { return start }
      position += 1
      if hash(position) == Self.sociale || hash(position) == Self.agricola { position += 1 }
    } else {
      return start
    }
    if hash(position) == Self.agr { position += 1 }
    if hash(position) == Self.a, hash(position + 1) == Self.rl { position += 2 }
    return position
  }

  private func isCompanyLetter(_ position: Int) -> Bool {
    let unit = units[position]
    return unit.hash == Self.c || unit.hash == Self.co || unit.hash == Self.figli
  }

  func isLegalForm(_ position: Int) -> Bool {
    let unit = units[position]
    guard unit.isWord, position > 0, !unit.shape.contains(.lineStart) else { return false }
    let hasPeriods =
      unit.shape.contains(.abbreviated) || Int(unit.end - unit.start) > 4 && bytes[Int(unit.end) - 1] == 0x2e
    if unit.words.contains(.legalForm) {
      if unit.hash == Self.spa || unit.hash == Self.srl { return true }
      // "Manchester United plc"
      if Self.smallForms.contains(unit.hash), units[position - 1].isCapital { return true }
      return unit.isCapital || hasPeriods || unit.hash == Self.snc || unit.hash == Self.sas
    }
    guard unit.end - unit.start <= 8, unit.shape.contains(.allCapitals) || hasPeriods,
      !unit.shape.contains(.inCapitals),
      Self.shortForms.contains(unit.hash)
    else { return false }
    // AG is Agrigento too, SA and SE are words: all capitals, straight after a capitalised word.
    let before = units[position - 1].isWord ? position - 1 : position - 2
    return before >= 0 && units[before].isCapital
      && Int(unit.start) - Int(units[before].end) <= 2
  }

  private mutating func addFirm(before form: Int, end: Int) {
    var first = form
    var position = form - 1
    let inCapitals = units[form].shape.contains(.inCapitals)
    while position >= 0, form - position <= 8 {
      let unit = units[position]
      if units[position + 1].shape.contains(.lineStart) { break }
      guard unit.isWord, !unit.words.contains(.legalForm) else { break }
      if unit.hash == Self.e, bytes[Int(unit.start)] == 0x26 {
        position -= 1
        continue
      }
      if unit.words.contains(.preposition) || unit.words.contains(.article) || unit.words.contains(.indefinite) {
        // "La Perla S.r.l." keeps its article where it is written with a capital inside a sentence.
        if unit.words.contains(.article), unit.isCapital, !inCapitals,
          !unit.shape.contains(.sentenceStart) || unit.shape.contains(.allCapitals)
        {
          first = position
        }
        break
      }
      if unit.words.contains(.genitive), unit.isCapital, !inCapitals, !unit.shape.contains(.sentenceStart),
        first == position + 1
      {
        // "De Bona"
        first = position
        position -= 1
        continue
      }
      if unit.words.contains(.genitive) || unit.words.contains(.conjunction) {
        // "Acquedotti Riuniti dell'Alta Sabina", but not "il Collegio Sindacale di Sogefi" nor "Mario Rossi della Bianchi".
        if inCapitals || position == 0 || !isConnector(position, first, form) { break }
        position -= 1
        continue
      }
      guard unit.isCapital || unit.shape.contains(.digit) || candidate(at: position) != nil else { break }
      if unit.words.contains(.strongCue), first == position + 1, position + 1 < form,
        position > 0 && units[position - 1].words.contains(.article) || unit.shape.contains(.lowercase)
      {
        break
      }
      first = position
      position -= 1
    }
    guard first < form else { return }
    // A lower-case noun before the form ("la spa", "una srl") is no name.
    guard (first..<form).contains(where: { units[$0].isWord && (units[$0].isCapital || owner[$0] >= 0) }) else {
      return
    }
    while first + 1 < form,
      units[first].shape.contains(.sentenceStart) && units[first].words.contains(.commonCapital)
        || units[first].shape.contains(.digit) && units[first].end - units[first].start == 4
    {
      first += 1
    }
    var firm = Candidate(first: first, end: end, label: .company, hasLegalForm: true, confidence: 0.93)
    if let listed = candidate(at: form - 1), !listed.isShield {
      if listed.first <= first || (listed.first..<form).count == form - first {
        firm.first = listed.first
        firm.label = listed.label
        firm.gazetteer = listed.gazetteer
        firm.line = listed.line
        firm.confidence = 0.98
      }
    } else if let listed = candidate(at: first), listed.first == first, !listed.isShield,
      (listed.end..<form).allSatisfy({ units[$0].words.contains(.companyTail) })
    {
      firm.gazetteer = listed.gazetteer
      firm.line = listed.line
      firm.confidence = 0.98
    }
    _ = cover(firm)
  }

  /// Whether a genitive or an `e` at a position joins two parts of one name.
  private func isConnector(_ position: Int, _ first: Int, _ form: Int) -> Bool {
    let before = units[position - 1]
    guard before.isWord, before.isCapital, first == position + 1,
      before.words.isDisjoint(with: [.personTitle, .commonCapital, .firstName, .minister])
    else { return false }
    if let right = candidate(at: first), right.isAccepted, right.first == first, right.end == form { return false }
    if units[position].words.contains(.conjunction) { return candidate(at: position - 1) == nil }
    if units[position].words.contains(.firmArticle), let person = word(position - 2), person.words.contains(.firstName)
    {
      return false
    }
    return true
  }

  /// Firms told by a word of their name.
  mutating func findFirmsByForm() {
    var position = 0
    while position < units.count {
      let unit = units[position]
      guard unit.isWord, unit.isCapital, !unit.shape.contains(.inCapitals), candidate(at: position) == nil else {
        position += 1
        continue
      }
      let end = headedFirmEnd(at: position)
      if end > position, cover(Candidate(first: position, end: end, label: .company, confidence: 0.85)) {
        position = end
        continue
      }
      if unit.words.contains(.companySuffix), !unit.shape.contains(.hyphenated),
        let first = suffixedFirmStart(before: position)
      {
        let end = suffixedFirmEnd(after: position)
        if end > position, first + 1 < position || !units[first].words.contains(.firstName) || isFirmHere(first) {
          _ = cover(Candidate(first: first, end: end, label: .company, confidence: 0.8))
        }
        position = max(end, position + 1)
        continue
      }
      position += 1
    }
  }

  /// The end of a firm whose telling word is at a position; the position itself when the name goes on otherwise, as in
  /// "Moscow International Film Festival".
  private func suffixedFirmEnd(after position: Int) -> Int {
    var end = position + 1
    let isItalian = Self.italianSuffixes.contains(units[position].hash)
    while end < units.count, end - position < 4, units[end].isWord, units[end].isCapital, isAdjacent(end - 1, end),
      candidate(at: end) == nil, units[end].words.isDisjoint(with: [.firstName, .place, .commonCapital, .genitive])
    {
      // "Gualtieri Costruzioni Generali", "General Film Company"
      guard isItalian || !units[end].words.isDisjoint(with: [.companyTail, .companySuffix]) else { return position }
      end += 1
    }
    return end
  }

  /// `Banca Popolare di Fondi`, `Cassa di Risparmio di Volterra`, `Edizioni Clandestine`.
  private func headedFirmEnd(at start: Int) -> Int {
    let unit = units[start]
    var position = start + 1
    func isNext(_ hash: UInt64) -> Bool { position < units.count && units[position].hash == hash }
    if unit.hash == Self.banca || unit.hash == Self.banco {
      guard !isNext(Self.centrale), !isNext(Self.mondiale), !isNext(Self.dati) else { return start }
      if isNext(Self.popolare) { position += 1 }
      if isNext(Self.di), position + 1 < units.count, isNext(Self.di), units[position + 1].hash == Self.credito {
        position += 2
      }
      if isNext(Self.cooperativo) { position += 1 }
    } else if unit.hash == Self.cassa {
      guard isNext(Self.di), position + 1 < units.count, units[position + 1].hash == Self.risparmio else {
        return start
      }
      position += 2
    } else if unit.hash == Self.bcc {
      position = start + 1
    } else if !unit.words.contains(.companyHead) {
      return start
    }
    // "di Xy", or "Xy" straight on.
    if position < units.count, units[position].words.contains(.genitive),
      position > start + 1 || unit.hash == Self.banca || unit.hash == Self.bcc,
      position + 1 < units.count, units[position + 1].isCapital
    {
      position += 1
    }
    let nameStart = position
    while position < units.count, position - nameStart < 4, units[position].isWord, units[position].isCapital,
      !units[position].shape.contains(.lineStart), candidate(at: position) == nil,
      !units[position].words.contains(.commonCapital)
    {
      position += 1
    }
    guard position > nameStart else { return start }
    // "Banca Agricola Popolare di Sicilia": generic words go on with what they are of.
    if unit.hash == Self.banca || unit.hash == Self.banco,
      (nameStart..<position).allSatisfy({ Self.bankWords.contains(units[$0].hash) })
    {
      guard position + 1 < units.count, units[position].words.contains(.genitive), units[position + 1].isCapital else {
        return start
      }
      position += 2
      while position < units.count, units[position].isWord, units[position].isCapital,
        isAdjacent(position - 1, position)
      { position += 1 }
    }
    return position
  }

  /// After "la" or "compagnia", which names of people do not take: `la Adam Air`.
  private func isFirmHere(_ first: Int) -> Bool {
    guard let before = word(first - 1), isAdjacent(first - 1, first) else { return false }
    return before.shape.contains(.lowercase) && !before.words.isDisjoint(with: [.firmArticle, .strongCue])
      && before.shape.isDisjoint(with: .elided)
  }

  private func suffixedFirmStart(before suffix: Int) -> Int? {
    var first = suffix
    while first > 0, suffix - first < 4 {
      let unit = units[first - 1]
      guard unit.isWord, unit.isCapital || unit.hash == Self.e && bytes[Int(unit.start)] == 0x26,
        !units[first].shape.contains(.lineStart), !unit.words.contains(.commonCapital),
        !unit.words.contains(.preposition),
        !unit.words.contains(.genitive), !unit.words.contains(.article), !unit.words.contains(.strongCue),
        unit.hash != Self.central
      else { break }
      first -= 1
    }
    return first < suffix ? first : nil
  }

  private static let italianSuffixes: Set<UInt64> = [
    Vocabulary.hash("costruzioni"), Vocabulary.hash("impianti"), Vocabulary.hash("trasporti"),
    Vocabulary.hash("serramenti"),
    Vocabulary.hash("calcestruzzi"), Vocabulary.hash("autotrasporti"), Vocabulary.hash("immobiliare"),
    Vocabulary.hash("elettronica"),
  ]
  private static let bankWords: Set<UInt64> = [
    Vocabulary.hash("agricola"), Vocabulary.hash("popolare"), Vocabulary.hash("nazionale"),
    Vocabulary.hash("commerciale"),
    Vocabulary.hash("credito"), Vocabulary.hash("cooperativo"), Vocabulary.hash("regionale"),
    Vocabulary.hash("industriale"),
    Vocabulary.hash("europea"), Vocabulary.hash("centrale"), Vocabulary.hash("italiana"), Vocabulary.hash("mutua"),
  ]
  static let soc = Vocabulary.hash("soc")
  static let coop = Vocabulary.hash("coop")
  static let agr = Vocabulary.hash("agr")
  static let rl = Vocabulary.hash("rl")
  static let a = Vocabulary.hash("a")
  static let societa = Vocabulary.hash("societa")
  static let cooperativa = Vocabulary.hash("cooperativa")
  static let sociale = Vocabulary.hash("sociale")
  static let agricola = Vocabulary.hash("agricola")
  static let azioni = Vocabulary.hash("azioni")
  static let central = Vocabulary.hash("central")
  static let spa = Vocabulary.hash("spa")
  static let srl = Vocabulary.hash("srl")
  static let snc = Vocabulary.hash("snc")
  static let sas = Vocabulary.hash("sas")
  static let c = Vocabulary.hash("c")
  static let co = Vocabulary.hash("co")
  static let e = Vocabulary.hash("e")
  static let figli = Vocabulary.hash("figli")
  static let di = Vocabulary.hash("di")
  static let banca = Vocabulary.hash("banca")
  static let banco = Vocabulary.hash("banco")
  static let bcc = Vocabulary.hash("bcc")
  static let cassa = Vocabulary.hash("cassa")
  static let risparmio = Vocabulary.hash("risparmio")
  static let popolare = Vocabulary.hash("popolare")
  static let credito = Vocabulary.hash("credito")
  static let cooperativo = Vocabulary.hash("cooperativo")
  static let centrale = Vocabulary.hash("centrale")
  static let nazionale = Vocabulary.hash("nazionale")
  static let mondiale = Vocabulary.hash("mondiale")
  static let dati = Vocabulary.hash("dati")
  /// Those that no Italian word looks like.
  private static let smallForms: Set<UInt64> = [
    Vocabulary.hash("srls"), Vocabulary.hash("scarl"), Vocabulary.hash("scrl"), Vocabulary.hash("sapa"),
    Vocabulary.hash("inc"), Vocabulary.hash("ltd"), Vocabulary.hash("llc"), Vocabulary.hash("plc"),
    Vocabulary.hash("gmbh"),
  ]
  private static let shortForms: Set<UInt64> = [
    Vocabulary.hash("sa"), Vocabulary.hash("ag"), Vocabulary.hash("nv"), Vocabulary.hash("ab"), Vocabulary.hash("oy"),
    Vocabulary.hash("asa"), Vocabulary.hash("bv"), Vocabulary.hash("se"), Vocabulary.hash("sarl"),
    Vocabulary.hash("kg"),
    Vocabulary.hash("spv"),
  ]
}
