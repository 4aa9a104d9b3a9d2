/// Finds the words of the lexicon that a stretch of bytes may have been printed as.
struct CandidateSearch {
  /// One reading: words in lower case, one after the other.
  struct Candidate {
    /// With a blank between words; none after an apostrophe.
    var form: [UInt8]
    var cost: Double
    /// The rule it came by, for the cause of the edit.
    var rule: String
  }

  let forms: FormLexicon
  let confusions: Confusions
  /// How many confusions one word may have.
  let depth: Int
  /// What a candidate may cost at most.
  let highestCost: Double

  /// Whether any letter may be another, when nothing else is found.
  let editsLetters: Bool

  private(set) var candidates: [Candidate] = []

  init(forms: FormLexicon, confusions: Confusions, depth: Int, highestCost: Double, editsLetters: Bool) {
    self.editsLetters = editsLetters
    self.forms = forms
    self.confusions = confusions
    self.depth = depth
    self.highestCost = highestCost
  }

  /// Whether a form is a word in lower case: in the lexicon, or two forms with an apostrophe between.
  func isWord(_ form: ArraySlice<UInt8>) -> Bool {
    if let apostrophe = form.firstIndex(of: 0x27), apostrophe < form.endIndex - 1 {
      let elided = form[...apostrophe]
      let rest = form[(apostrophe + 1)...]
      guard let first = rest.first, Self.elidesBefore(first), rest.count > 2, !rest.contains(0x27) else { return false }
      return frequency(elided) > 60 && frequency(rest) >= 0 && isWord(rest)
    }
    return frequency(form) >= 0
  }

  /// Vowels, `h`, and the lead byte of accented vowels.
  static func elidesBefore(_ byte: UInt8) -> Bool {
    byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6f || byte == 0x75 || byte == 0x68 || byte == 0xc3
  }

  /// The frequency class of a form; -1 when it is not in the lexicon.
  func frequency(_ form: ArraySlice<UInt8>) -> Int {
    form.withUnsafeBufferPointer { forms[$0].map { Int($0.frequency) } ?? -1 }
  }

  /// Collects the readings of `read`, a word in lower case that is none.
  ///
  /// - Parameters:
  ///   - cost: what is paid already, for a hyphen or a blank left out.
  ///   - rule: what it was paid for.
  mutating func search(_ read: [UInt8], cost: Double, rule: String?) {
    // Mostly letters: a line of `|_|_|` is none.
    guard read.count <= 40,
      read.count(where: { $0 < 0x30 || (0x5b...0x60).contains($0) || $0 > 0x7a && $0 < 0x80 }) <= 3
    else { return }
    if let rule { offer(read, cost, rule) }
    extend(read, from: 0, cost: cost, depth: depth, rule: rule)
    if rule == nil { splits(read) }
    if editsLetters, read.count >= 6, candidates.isEmpty { edits(read, cost: cost) }
  }

  private mutating func offer(_ form: [UInt8], _ cost: Double, _ rule: @autoclosure () -> String) {
    guard cost <= highestCost, isWord(form[...]) else { return }
    if let index = candidates.firstIndex(where: { $0.form == form }) {
      if cost < candidates[index].cost { candidates[index].cost = cost }
      return
    }
    candidates.append(Candidate(form: form, cost: cost, rule: rule()))
  }

  private mutating func extend(_ read: [UInt8], from start: Int, cost: Double, depth: Int, rule: String?) {
    for position in start..<max(start, read.count) {
      for confusion in confusions.byFirstByte[Int(read[position])] {
        let end = position + confusion.read.count
        let total = cost + confusion.cost
        guard total <= highestCost, end <= read.count, !confusion.isFinal || end == read.count,
          !confusion.isInitial || position == 0,
          // An elided form does not lose its apostrophe without a blank in its place.
          end < read.count || confusion.read != [0x27],
          read[position..<end].elementsEqual(confusion.read)
        else { continue }
        var printed = read
        printed.replaceSubrange(position..<end, with: confusion.printed)
        let name = rule ?? Self.name(confusion)
        offer(printed, total, name)
        if depth > 1 {
          extend(printed, from: position + confusion.printed.count, cost: total, depth: depth - 1, rule: name)
        }
      }
    }
  }

  /// `ocr/li-ll`, `accent/lost`
  private static func name(_ confusion: Confusions.Confusion) -> String {
    if confusion.isFinal { return "accent/lost" }
    let printed = confusion.printed.isEmpty ? "none" : String(decoding: confusion.printed, as: UTF8.self)
    return "ocr/\(String(decoding: confusion.read, as: UTF8.self))-\(printed)"
  }

  /// `asfruttare` → `a sfruttare`, `dellautorità` → `dell'autorità`
  private mutating func splits(_ read: [UInt8]) {
    guard read.count >= 5 else { return }
    for position in 1..<read.count - 1 where !UTF8.isContinuation(read[position]) {
      let left = frequency(read[..<position])
      let right = frequency(read[position...])
      if left >= 85, right >= 1, position <= 6 || right >= 60 {
        // Of two longer words glued together both are in use; a single letter is one of the four that are words.
        let isLetter = position == 1 && ![0x61, 0x65, 0x69, 0x6f].contains(read[0])
        let isRightShort = read.count - position < 3 && right < 110
        // `invisibilità`, `disconoscere` … are words with a prefix.
        let isPrefix = read[..<position].elementsEqual("in".utf8) || read[..<position].elementsEqual("di".utf8)
        if !isLetter, !isRightShort, !isPrefix {
          appendSplit(Array(read[..<position]) + [0x20] + Array(read[position...]), Confusions.lostBlank, "space/lost")
        }
      }
      if position <= 6, right >= 1, read.count - position >= 3, Self.elidesBefore(read[position]),
        frequency((read[..<position] + [0x27])[...]) >= 60
      {
        appendSplit(
          Array(read[..<position]) + [0x27] + Array(read[position...]), Confusions.lostBlank, "apostrophe/lost")
      }
    }
  }

  private mutating func appendSplit(_ form: [UInt8], _ cost: Double, _ rule: String) {
    guard cost <= highestCost, !candidates.contains(where: { $0.form == form }) else { return }
    candidates.append(Candidate(form: form, cost: cost, rule: rule))
  }

  /// One letter changed, lost or too many, whatever it looks like.
  private mutating func edits(_ read: [UInt8], cost: Double) {
    guard cost + Confusions.insertion <= highestCost else { return }
    var form = read
    for position in read.indices where read[position] < 0x80 {
      for letter in Self.letters where letter != read[position] {
        form[position] = letter
        offer(form, cost + Confusions.substitution, "ocr/letter")
      }
      form[position] = read[position]
    }
    for position in read.indices where read[position] < 0x80 {
      var shorter = read
      shorter.remove(at: position)
      offer(shorter, cost + Confusions.deletion, "ocr/letter-added")
    }
    for position in read.indices where position == 0 || read[position] < 0x80 {
      var longer = read
      longer.insert(0x61, at: position)
      for letter in Self.letters {
        longer[position] = letter
        offer(longer, cost + Confusions.insertion, "ocr/letter-lost")
      }
    }
  }

  private static let letters: [UInt8] = Array("abcdefghilmnopqrstuvz".utf8)
}
