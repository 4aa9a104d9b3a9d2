internal import CICU
internal import Vaglio

/// Compares the boundaries of `WordBreaker` with those of ICU.
public final class WordBreakComparison {
  /// A text on which the two differ.
  public struct Difference: Sendable, CustomStringConvertible {
    public let text: [UInt8]
    public let ours: [Int]
    public let theirs: [Int]

    /// `61 CC 81: ours at 1 3, ICU's at 3`
    public var description: String {
      func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: " ") }
      let hexadecimal = text.prefix(64).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
      return "\(hexadecimal.joined(separator: " ").uppercased()): ours at \(list(ours)), ICU's at \(list(theirs))"
    }
  }

  /// How many texts have been compared, and how many bytes of them.
  public private(set) var texts = 0
  public private(set) var bytes = 0
  /// How many boundaries there were in them.
  public private(set) var boundaries = 0
  /// The first texts on which the two differ, and how many there are.
  public private(set) var differences: [Difference] = []
  public private(set) var differenceCount = 0

  private var iterator: OpaquePointer?
  private var ours: [Int] = []
  private var theirs: [Int] = []

  public init() {}

  deinit { cicu_breaks_close(iterator) }

  /// O(n).
  public func compare(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress, text.count > 0 else { return }
    texts += 1
    bytes += text.count
    ours.removeAll(keepingCapacity: true)
    theirs.removeAll(keepingCapacity: true)
    WordBreaker().forEachBoundary(in: text) { ours.append($0) }
    base.withMemoryRebound(to: CChar.self, capacity: text.count) { askICU($0, Int32(text.count)) }
    if ours != theirs, iterator != nil {
      // Where a script needs a dictionary, what an iterator of ICU finds depends on the texts it had before (its list of
      // characters that no dictionary has grows), so a new one is asked.
      cicu_breaks_close(iterator)
      iterator = nil
      theirs.removeAll(keepingCapacity: true)
      base.withMemoryRebound(to: CChar.self, capacity: text.count) { askICU($0, Int32(text.count)) }
    }
    boundaries += theirs.count
    if ours != theirs {
      differenceCount += 1
      if differences.count < 100 { differences.append(Difference(text: Array(text), ours: ours, theirs: theirs)) }
    }
  }

  public func compare(_ text: String) {
    var text = text
    text.withUTF8 { compare($0) }
  }

  private func askICU(_ text: UnsafePointer<CChar>, _ length: Int32) {
    if let iterator {
      guard cicu_breaks_set_text(iterator, text, length) == 0 else { return }
    } else {
      iterator = cicu_breaks_open(cicu_breaks_word, text, length)
    }
    guard let iterator else { return }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 512) { buffer in
      guard let found = buffer.baseAddress else { return }
      while case let count = Int(cicu_breaks_next(iterator, found, found + 256, 256)), count > 0 {
        for index in 0..<count { theirs.append(Int(found[index])) }
      }
    }
  }

  // MARK: Texts to compare on

  /// A code point in contexts of letters, digits, marks, blanks and line ends.
  public func compare(codePoint: UInt32) {
    guard let scalar = Unicode.Scalar(codePoint) else { return }
    for context in Self.contexts { compare(context.replacing("*", with: scalar)) }
  }

  private static let contexts = [
    "*", "a*a", "1*1", "a*1", "a *", "* b", "a* *b", "*\u{301}a", "a\u{301}*\u{301}a", "\n*a", "a'*", "*'*", "_*_",
    "\u{200d}*", "*\u{200d}", "*\u{fe0f}", "漢*か", "א*א", "**", "🇮*🇹",
  ]

  /// A short text of scalars that make trouble, seeded, and now and then of bytes that are no UTF-8.
  public func compareRandom(_ random: inout some RandomNumberGenerator, _ space: inout [UInt8]) {
    space.removeAll(keepingCapacity: true)
    let bits = random.next()
    let count = 1 + Int(bits % 14)
    for _ in 0..<count { Self.appendPiece(random.next(), to: &space) }
    space.withUnsafeBufferPointer { compare($0) }
  }

  private static func appendPiece(_ bits: UInt64, to bytes: inout [UInt8]) {
    let choice = Int(truncatingIfNeeded: bits >> 40)
    func append(_ scalar: UInt32) {
      if let scalar = Unicode.Scalar(scalar) { bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? []) }
    }
    switch bits & 31 {
    case 0..<7: bytes.append(UInt8(ascii: "a") + UInt8(choice % 3))
    case 7..<10: bytes.append(UInt8(ascii: "0") + UInt8(choice % 10))
    case 10..<13: bytes.append(UInt8(ascii: " "))
    case 13..<17: bytes.append(UInt8(0x20 + choice % 0x5f))
    case 17..<28: append(trouble[choice % trouble.count])
    case 28: append(UInt32(0x80 + choice % 0x780))
    case 29: append(UInt32(0x1e00 + choice % 0xe00))
    case 30: append(UInt32(choice % 0x110000))
    default: bytes.append(UInt8(truncatingIfNeeded: choice))
    }
  }

  private static let trouble: [UInt32] = """
    '’‘.·:;,_‿@\u{301}\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{fe0f}\u{fe0e}\u{a0}\u{2003}\u{202f}\u{3000}\
    \u{2028}\u{2029}\u{85}\u{b}\u{c}\r\n\t\0èÈłßŉŒ€%°ªº²½"“”«»‹›–—…‐‑-/\\\u{202e}אבגא"ׄᄀ가각カナー゠ひ漢字々〇ไทยລາວខ្មែរမြန်\
    🇮🇹🇫👩👧👨🏽✈©®™‼⁉↔❤٠١٬٫०१ΩωЖжԱևא״׳\u{5f3}\u{5f4}𝐀𝟎😀\u{e0041}\u{e007f}\u{1f3fb}＇．：，＿１Ａ､､﹕﹐\u{10ffff}\u{fffd}\u{fffe}
    """.unicodeScalars.map(\.value)
}

extension String {
  fileprivate func replacing(_ mark: Character, with scalar: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    for part in unicodeScalars { result.append(part == mark.unicodeScalars.first ? scalar : part) }
    return String(result)
  }
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
public struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
