/// A word, number or mark of the text, as the `Corrector` sees it.
///
/// Tokens will not do: in `d0menica` or `del|a` the error itself decides where a tokenizer cuts. Pieces are cut by the
/// shape of the bytes alone.
struct CorrectionPiece {
  enum Kind: UInt8 { case word, number, mixed, comma, sentenceEnd, mark }
  enum Shape: UInt8 { case lower, capitalized, upper, mixed }

  /// Bytes of the text.
  var start: Int32
  var end: Int32
  /// The key of the form in lower case, or of the boundary that stands for it.
  var key: UInt64
  var kind: Kind
  var shape: Shape
  /// What stands before it: 0 nothing, 1 blanks, 2 a line end, 3 an empty line.
  var gap: UInt8
  var frequency: UInt8 = 0
  var capitalShare: UInt8 = 0
  /// The lexicon has it, in this shape.
  var isKnown = false
  /// Part of an address, a code or a name with a symbol in it: stays as it is.
  var isProtected = false
  /// Needs a look: not known, or a rule starts here.
  var isSuspicious = false

  var range: Range<Int> { Int(start)..<Int(end) }
  var count: Int { Int(end - start) }

  /// What is a reason to look at a text in which nothing else is: `il.corrispondente`, a full stop or colon between small
  /// letters, with no blank; `d 'acqua`, an apostrophe with its blank on the wrong side.
  func isOddMark(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard end - start == 1, kind == .sentenceEnd || kind == .mark, start > 0, end < text.count else { return false }
    let byte = text[Int(start)]
    if byte == 0x27 { return gap == 1 && text[Int(end)] > 0x20 }
    guard gap == 0 else { return false }
    return (byte == 0x2e || byte == 0x3a) && text[Int(start) - 1] &- 0x61 < 26 && text[Int(end)] &- 0x61 < 26
  }
}

/// The keys of the boundaries, `BigramModel.key`, as literals: what is computed at the first use is asked for at every one.
enum BoundaryKey {
  static let sentenceStart: UInt64 = 0x6fd4_8a18_2fe3_4c12
  static let sentenceEnd: UInt64 = 0x7bd4_011a_d427_ea99
  static let comma: UInt64 = 0xaf63_a14c_8601_884b
  static let punctuation: UInt64 = 0x6fde_8c18_2feb_a3fd
  static let number: UInt64 = 0x01b5_3389_bdcc_b745
  static let other: UInt64 = 0x6fc3_8c18_2fd4_dc45
}
