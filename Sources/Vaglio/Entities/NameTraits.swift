/// What is seen of one unit, once for all the features that look at it.
struct NameTraits {
  /// The folded form, or what mark it is.
  var word: UInt64
  /// The form of its letters: `Abc`, `ABC`, `abc`, digits, or what mark it is.
  var shape: UInt64
  /// How often the word is used, and how often with a capital; 0 for a word in no list.
  var usage: UInt8
  /// What rules and lists say of it (`NameFinder.Candidate`); 0 for nothing.
  var code: UInt16
  /// What texts and lists say of the word.
  var classes = WordClasses.Entry.unknown
  /// Whether it may be part of a name: only such units are given to the model.
  var isActive = false
}

extension NameFinder {
  /// The traits of all units. O(length of the text).
  func traits(_ classes: WordClasses?) -> [NameTraits] {
    var traits: [NameTraits] = []
    traits.reserveCapacity(units.count)
    var form: [UInt8] = []
    for position in units.indices {
      let unit = units[position]
      var usage: UInt8 = 0
      var isUnknown = false
      if unit.isWord {
        let entry = entry(of: unit, &form)
        usage = Self.usage(entry)
        isUnknown = entry == nil && unit.shape.isDisjoint(with: [.digit, .initial, .elided]) && form.count >= 3
      }
      let code = code(at: position)
      traits.append(
        NameTraits(
          word: unit.isWord ? unit.hash : UInt64(unit.kind.rawValue) + 1, shape: Self.shape(of: unit), usage: usage,
          code: code, classes: unit.isWord ? classes?[unit.hash] ?? .unknown : .unknown,
          isActive: unit.isCapital || code != 0 || isUnknown || unit.shape.contains(.mixed)))
    }
    activateNeighbours(&traits)
    return traits
  }

  /// Words beside a capital may belong to its name: `Commissione europea`, `ministero dell'Interno`, `Rossi & C.`
  private func activateNeighbours(_ traits: inout [NameTraits]) {
    var isNear = [Bool](repeating: false, count: traits.count)
    var last = -8
    for position in traits.indices where traits[position].isActive {
      // A gap of a few units: "Ministero per i beni e le attività culturali".
      if position - last <= 4, last >= 0 { for gap in last + 1..<position { isNear[gap] = true } }
      last = position
      guard units[position].isCapital || traits[position].code != 0 else { continue }
      var next = position + 1
      while next <= position + 2, next < units.count, units[next].isWord, !units[next].shape.contains(.lineStart) {
        isNear[next] = true
        next += 1
      }
      if position > 0, units[position - 1].isWord, !units[position].shape.contains(.lineStart) {
        isNear[position - 1] = true
      }
    }
    for position in traits.indices where isNear[position] { traits[position].isActive = true }
  }

  /// The runs of units that may hold names, none across a paragraph.
  func segments(_ traits: [NameTraits]) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    var start = -1
    for position in units.indices {
      if start >= 0, !traits[position].isActive || startsParagraph(position) {
        segments.append(start..<position)
        start = -1
      }
      if traits[position].isActive, start < 0 { start = position }
    }
    if start >= 0 { segments.append(start..<units.count) }
    return segments
  }

  private func entry(of unit: NameUnit, _ form: inout [UInt8]) -> FormLexicon.Entry? {
    form.removeAll(keepingCapacity: true)
    var previous: UInt8 = 0
    for byte in bytes[unit.range] {
      if byte &- 0x41 < 26 {
        form.append(byte | 0x20)
      } else if previous == 0xc3, byte &- 0x80 < 0x1f {
        form.append(byte | 0x20)
      } else {
        form.append(byte)
      }
      previous = byte
    }
    if unit.shape.contains(.elided) { form.append(0x27) }
    return form.withUnsafeBufferPointer { form in
      FormLexicon.italian[form]
        ?? (unit.shape.contains(.elided) ? FormLexicon.italian[UnsafeBufferPointer(rebasing: form.dropLast())] : nil)
    }
  }

  /// 0 unknown, 1 listed and never counted, then by the share of capitals and the count.
  private static func usage(_ entry: FormLexicon.Entry?) -> UInt8 {
    guard let entry else { return 0 }
    if entry.frequency == 0 { return 1 }
    let share: UInt8 =
      switch entry.capitalShare {
      case ..<12: 0
      case ..<64: 1
      case ..<128: 2
      case ..<200: 3
      case ..<244: 4
      default: 5
      }
    let count: UInt8 = entry.frequency < 33 ? 0 : entry.frequency < 81 ? 1 : 2
    return 2 + share * 3 + count
  }

  private static func shape(of unit: NameUnit) -> UInt64 {
    guard unit.isWord else { return 32 + UInt64(unit.kind.rawValue) }
    let shape = unit.shape
    var code: UInt64 =
      if shape.contains(.mixed) {
        shape.contains(.capital) ? 1 : 2
      } else if shape.contains(.allCapitals) {
        unit.end - unit.start <= 5 ? 3 : 4
      } else if shape.contains(.capital) {
        shape.contains(.initial) ? 5 : 6
      } else if shape.contains(.lowercase) {
        shape.contains(.digit) ? 7 : 0
      } else {
        8
      }
    if shape.contains(.digit), shape.contains(.capital) { code += 8 }
    if shape.contains(.hyphenated) { code |= 64 }
    if shape.contains(.elided) { code |= 128 }
    if shape.contains(.inCapitals) { code |= 256 }
    return code
  }

  /// Where in a candidate a unit stands, and what is known of the candidate; 0 outside.
  private func code(at position: Int) -> UInt16 {
    let number = owner[position]
    guard number >= 0 else { return 0 }
    let candidate = candidates[Int(number)]
    guard candidate.first <= position, position < candidate.end else { return 0 }
    let place: UInt16 =
      if candidate.end - candidate.first == 1 {
        0
      } else if position == candidate.first {
        1
      } else {
        position == candidate.end - 1 ? 2 : 3
      }
    let label: UInt16 = candidate.label == .company ? 0 : candidate.label == .regulator ? 1 : 2
    let state: UInt16 =
      candidate.isShield ? 3 : candidate.isRejected ? 2 : candidate.isAccepted ? 1 : 0
    let source: UInt16 =
      if candidate.isListed {
        candidate.isAmbiguous ? 1 : 0
      } else if candidate.hasLegalForm {
        2
      } else {
        candidate.confidence >= 0.87 ? 3 : candidate.confidence >= 0.78 ? 4 : 5
      }
    return 1 + place + label << 2 + state << 4 + source << 6
  }
}
