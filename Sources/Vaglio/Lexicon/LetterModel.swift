internal import CLexicons

/// How Italian a run of letters looks: how likely each letter is after the two before it, in the words of the form lexicon,
/// opened in place.
///
/// The file, little-endian: the magic `VGLLETT1`, then 32 × 32 × 32 bytes: the negative natural logarithm of the likelihood
/// of a letter after two, in sixteenths. Letters are in classes: 0 the start and the end of a word, 1 to 26 the letters
/// without accent, 27 to 31 `à è ì ò ù`, each for both of its accents.
package struct LetterModel: @unchecked Sendable {
  private let costs: UnsafePointer<UInt8>

  package static let magic: StaticString = "VGLLETT1"
  package static let headerSize = 8
  package static let classes = 32
  package static let fileSize = headerSize + classes * classes * classes

  /// - Parameter bytes: must outlive the model.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(LexiconError) {
    guard let base = bytes.baseAddress, bytes.count == Self.fileSize,
      Self.magic.withUTF8Buffer({ $0.elementsEqual(bytes.prefix(Self.headerSize)) })
    else {
      throw LexiconError(
        file: file, reason: "is no model of letters of version 1: make it again with 'vaglio lexicon build'")
    }
    costs = base + Self.headerSize
  }

  private init() { costs = Self.nothing }

  nonisolated(unsafe) private static let nothing: UnsafePointer<UInt8> = {
    let costs = UnsafeMutablePointer<UInt8>.allocate(capacity: classes * classes * classes)
    costs.initialize(repeating: 0, count: classes * classes * classes)
    return UnsafePointer(costs)
  }()

  /// The model that comes with Vaglio.
  package static let italian: LetterModel = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: vaglio_lexicon_letters(&size), count: size)
    // The tests open it; a library whose own data is broken still processes texts.
    return (try? LetterModel(bytes, file: "letters.bin")) ?? LetterModel()
  }()

  /// How well letters fit, as costs: negative natural logarithms.
  package struct Fit {
    package var worst: Float = 0
    package var sum: Float = 0
    package var count = 0

    package var mean: Float { count == 0 ? 0 : sum / Float(count) }
  }

  /// The fit of one or more words in lower case; what is no letter parts them. O(n).
  package func fit(_ bytes: some Sequence<UInt8>) -> Fit {
    var fit = Fit()
    Self.forEachRun(bytes) { context, letter in
      let cost = Float(costs[context * Self.classes + letter]) / 16
      fit.worst = max(fit.worst, cost)
      fit.sum += cost
      fit.count += 1
    }
    return fit
  }

  /// Calls `body` with the classes of the two letters before each letter and each end of a word, as one number, and its class.
  @inline(__always)
  package static func forEachRun(_ bytes: some Sequence<UInt8>, _ body: (_ context: Int, _ letter: Int) -> Void) {
    var context = 0
    var isLead = false
    func add(_ letter: Int) {
      if letter == 0, context == 0 { return }
      body(context, letter)
      context = letter == 0 ? 0 : (context * classes + letter) & (classes * classes - 1)
    }
    for byte in bytes {
      if isLead {
        isLead = false
        add(accented(byte))
      } else if byte == 0xc3 {
        isLead = true
      } else if byte &- 0x61 < 26 {
        add(Int(byte) - 0x60)
      } else if !UTF8.isContinuation(byte) {
        add(0)
      }
    }
    add(0)
  }

  /// The class of a letter by the second byte of its UTF-8.
  private static func accented(_ byte: UInt8) -> Int {
    switch byte {
    case 0xa0, 0xa1: 27
    case 0xa8, 0xa9: 28
    case 0xac, 0xad: 29
    case 0xb2, 0xb3: 30
    case 0xb9, 0xba: 31
    default: 0
    }
  }
}
