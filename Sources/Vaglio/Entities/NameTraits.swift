/// What is seen of one unit, once for all the features that look at it.
struct NameTraits {
  /// The folded form, or what mark it is.
  var word: UInt64
  /// The form of its letters: `Abc`, `ABC`, `abc`, digits, or what mark it is.
  var shape: UInt16
  /// What rules and lists say of it (`NameFinder.Candidate`); 0 for nothing.
  var code: UInt16
  /// What texts and lists say of the word.
  var classes = WordClasses.Entry.unknown

  static let outside = NameTraits(
    word: 0xb0, shape: 63, code: 0, classes: WordClasses.Entry(coarse: 0, fine: 0, lists: [], usage: 255))
}

extension NameFinder {
  /// The traits of all units. O(length of the text).
  func traits(_ classes: WordClasses?) -> [NameTraits] {
    var traits = [NameTraits](unsafeUninitializedCapacity: units.count) { traits, count in
      count = units.count
      for position in units.indices {
        let unit = units[position]
        let word = unit.isWord ? unit.hash : UInt64(unit.kind.rawValue) + 1
        var trait = NameTraits(word: word, shape: Self.shape(of: unit), code: 0)
        if unit.isWord, let classes { trait.classes = classes[unit.hash] }
        traits.initializeElement(at: position, to: trait)
      }
    }
    for (number, candidate) in candidates.enumerated() {
      for position in candidate.first..<candidate.end where owner[position] == number {
        traits[position].code = Self.code(at: position, of: candidate)
      }
    }
    return traits
  }

  private static func shape(of unit: NameUnit) -> UInt16 {
    guard unit.isWord else { return 32 + UInt16(unit.kind.rawValue) }
    let shape = unit.shape
    var code: UInt16 =
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

  /// Where in a candidate a unit stands, and what is known of the candidate.
  private static func code(at position: Int, of candidate: Candidate) -> UInt16 {
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

extension NameTraits {
  /// Part of a firm's name that the rules have accepted.
  var isFirm: Bool { code != 0 && (code - 1) >> 2 & 3 == 0 && (code - 1) >> 4 & 3 == 1 }
  /// The code without where in the candidate it stands.
  var state: UInt16 { code == 0 ? 0 : (code - 1) >> 2 + 1 }
}
