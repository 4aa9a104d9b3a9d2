internal import CLexicons

/// The abbreviations written with a full stop, from `Lexicons/abbreviations.tsv`.
///
/// The lines are read in place; only a table of where they start is made, once.
///
/// Sendable, since the bytes it points into are constant for the life of the process.
struct Abbreviations: @unchecked Sendable {
  struct Use: Sendable, Hashable {
    enum Place: UInt8, Sendable {
      /// Before a name: the stop never ends a sentence.
      case title
      /// Before a number or a thing referred to: the stop never ends a sentence.
      case reference
      /// Inside a sentence: the stop ends it only where a word follows that opens sentences.
      case general
      /// Often last in a sentence: a capital after it starts a new one.
      case final
    }
    var place: Place
    /// The form is a word too.
    var isAmbiguous: Bool
  }

  private struct Slot {
    var start: UInt32 = 0
    var length: UInt8 = 0
    var use = Use(place: .general, isAmbiguous: false)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let slots: [Slot]
  /// In the order of the file.
  let forms: [String]

  static let italian: Abbreviations = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_abbreviations(&size), count: size)
    // The tests read every line; a library whose own data is broken still processes texts.
    return (try? Abbreviations(bytes, file: "abbreviations.tsv")) ?? Abbreviations()
  }()

  private init() {
    bytes = UnsafeBufferPointer(start: nil, count: 0)
    slots = [Slot()]
    forms = []
  }

  /// - Parameter bytes: must outlive the lexicon.
  /// - Throws: `LexiconError` when a line is no abbreviation.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    var entries: [Slot] = []
    var forms: [String] = []
    var start = 0
    var line = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if start < end, bytes[start] != UInt8(ascii: "#") {
        let fields = bytes[start..<end].split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        guard fields.count == 3, (1..<32).contains(fields[0].count), let use = Self.use(fields[1]) else {
          throw LexiconError(
            file: file, line: line,
            reason: "found \(fields.count) fields: write form, use (title, reference, general or final) and meaning")
        }
        entries.append(Slot(start: UInt32(start), length: UInt8(fields[0].count), use: use))
        forms.append(String(decoding: fields[0], as: UTF8.self))
      }
      start = end + 1
      line += 1
    }
    var count = 16
    while count < entries.count * 3 { count *= 2 }
    var slots = Array(repeating: Slot(), count: count)
    for entry in entries {
      let form = UnsafeBufferPointer(rebasing: bytes[Int(entry.start)..<Int(entry.start) + Int(entry.length)])
      var slot = Self.hash(form) & (count - 1)
      while slots[slot].length > 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = entry
    }
    self.bytes = bytes
    self.slots = slots
    self.forms = forms
  }

  private static func use(_ field: some Collection<UInt8>) -> Use? {
    let isAmbiguous = field.contains(UInt8(ascii: "?"))
    let place: Use.Place? =
      switch String(decoding: field.filter { $0 != UInt8(ascii: "?") }, as: UTF8.self) {
      case "title": .title
      case "reference": .reference
      case "general": .general
      case "final": .final
      default: nil
      }
    return place.map { Use(place: $0, isAmbiguous: isAmbiguous) }
  }

  /// What an abbreviation is used for, without its last stop and in any case. O(length).
  subscript(form: UnsafeBufferPointer<UInt8>) -> Use? {
    guard !form.isEmpty, form.count < 32 else { return nil }
    let mask = slots.count - 1
    var slot = Self.hash(form) & mask
    while slots[slot].length > 0 {
      let entry = slots[slot]
      if Int(entry.length) == form.count, isEqual(entry, form) { return entry.use }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isEqual(_ entry: Slot, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in 0..<form.count where bytes[Int(entry.start) + index] != StemmerWord.lowercased(form[index]) {
      return false
    }
    return true
  }

  private static func hash(_ form: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 0x811c_9dc5
    for byte in form { hash = (hash ^ UInt32(StemmerWord.lowercased(byte))) &* 0x0100_0193 }
    return Int(hash ^ hash >> 15)
  }
}
