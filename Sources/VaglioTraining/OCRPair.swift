public import Vaglio

/// A page as a machine read it, and what was printed.
public struct OCRPair: Sendable {
  public let engine: String
  public let read: [UInt8]
  public let printed: [UInt8]

  public init(engine: String, read: [UInt8], printed: [UInt8]) {
    self.engine = engine
    self.read = read
    self.printed = printed
  }

  /// Reads JSON Lines with the fields `ocr`, `gold` and `engine`, plain or compressed with gzip.
  ///
  /// - Throws: `LexiconError` with the file and line of the first line that is no pair.
  public static func pairs(_ path: String) throws(LexiconError) -> [OCRPair] {
    var pairs: [OCRPair] = []
    try CompressedFile(path).forEachRecord { record in
      guard let read = record.string(of: "ocr"), let printed = record.string(of: "gold") else {
        return "lacks the fields ocr and gold"
      }
      let engine = record.string(of: "engine").map { String(decoding: $0, as: UTF8.self) } ?? "?"
      pairs.append(OCRPair(engine: engine, read: read, printed: printed))
      return nil
    }
    return pairs
  }

  /// Both sides after the normalizer, with plain quotes, dashes and apostrophes: as the corrector sees them.
  func normalized() -> (read: Document, printed: [UInt8]) {
    var read = Document(self.read)
    Normalizer().process(&read)
    var plain = Document(PlainMarks.plain(read.text))
    Tokenizer().process(&plain)
    var printed = Document(self.printed)
    Normalizer().process(&printed)
    return (plain, PlainMarks.plain(printed.text))
  }
}

/// Quotes, dashes and apostrophes in their plain form, so that the kind a page uses is no error.
enum PlainMarks {
  static func plain(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0xc2, place + 1 < bytes.count, bytes[place + 1] == 0xab || bytes[place + 1] == 0xbb {
        result.append(0x22)
        place += 2
      } else if byte == 0xe2, place + 2 < bytes.count, bytes[place + 1] == 0x80,
        let mark = Self.marks[bytes[place + 2]]
      {
        result.append(mark)
        place += 3
      } else {
        result.append(byte)
        place += 1
      }
    }
    return result
  }

  private static let marks: [UInt8: UInt8] = [
    0x98: 0x27, 0x99: 0x27, 0x9c: 0x22, 0x9d: 0x22, 0x93: 0x2d, 0x94: 0x2d,
  ]
}
