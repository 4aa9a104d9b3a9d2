/// Changes that the channel model has never seen: an unknown engine makes its own.
extension CandidateSearch {
  /// What a letter costs that the model has never seen read for the other, one that was lost, and one too many: 9.5.
  private static let freeChange: Int32 = 152
  /// Another accent, or none: 7.5; of a letter that a word may have there nothing is cheaper.
  private static let accentChange: Int32 = 120
  static let cheapestFreeChange = accentChange
  /// Where a sign, a digit or a capital stands that no word has there, whatever the engine: one letter, 6.5, and two, 8.5.
  static let signChange: Int32 = 104
  private static let pairChange: Int32 = 136

  /// Any letter, or two, for what is none: what an engine reads where it does not know is its own.
  mutating func changeSign(_ place: Place, _ open: UInt64) {
    var next = place
    next.read &+= stretch.width(Int(place.read))
    next.edits &+= 1
    next.cost = place.cost &+ Self.signChange
    guard next.cost <= limit, next.edits &+ stretch.needed(Int(next.read)) <= edits else { return }
    print(letters & open, next)
    next.cost = place.cost &+ Self.pairChange
    guard next.cost <= limit else { return }
    var first = letters & open
    while first != 0 {
      let bit = first & (~first &+ 1)
      first ^= bit
      guard let half = spell(graph.byte(bit), bit, next) else { continue }
      print(letters & self.open(half), half)
    }
  }

  /// Any letter for the next, one more, or one less.
  mutating func changeFreely(_ place: Place, _ open: UInt64) {
    let read = Int(place.read)
    var next = place
    next.edits &+= 1
    if read < stretch.count, stretch[read] < 0x80 {
      next.read &+= 1
      next.cost = place.cost &+ Self.freeChange
      if next.cost <= limit, next.edits &+ stretch.needed(Int(next.read)) <= edits {
        print(letters & open & ~stretch.bit(read), next)
        if ReadStretch.isLetter(stretch[read]) { proceed(next) }
      }
    } else if read + 1 < stretch.count, stretch[read] >= 0xc3, UTF8.isContinuation(stretch[read + 1]) {
      // Another accent, or none.
      next.read &+= 2
      next.cost = place.cost &+ Self.accentChange
      if next.edits &+ stretch.needed(Int(next.read)) <= edits {
        print(letters & open, next)
        let lead = graph.bit(0xc3)
        if open & lead != 0, let half = spell(0xc3, lead, next) {
          let open = self.open(half)
          for accent in Self.accents {
            let bit = graph.bit(accent)
            if open & bit != 0, let whole = spell(accent, bit, half) { proceed(whole) }
          }
        }
      }
    }
    next.read = place.read
    next.cost = place.cost &+ Self.freeChange
    if next.cost <= limit, next.edits &+ stretch.needed(read) <= edits { print(letters & open, next) }
  }

  /// Each of some letters.
  private mutating func print(_ letters: UInt64, _ place: Place) {
    var letters = place.edits == edits ? letters & stretch.mayPrecede(Int(place.read)) : letters
    while letters != 0 {
      let bit = letters & (~letters &+ 1)
      letters ^= bit
      if let next = spell(graph.byte(bit), bit, place) { proceed(next) }
    }
  }

  /// The second bytes of à, è, é, ì, ò and ù.
  private static let accents: [UInt8] = [0xa0, 0xa8, 0xa9, 0xac, 0xb2, 0xb9]
}
