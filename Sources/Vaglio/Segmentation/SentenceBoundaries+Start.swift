extension SentenceBoundaries {
  /// What a sentence might start with.
  enum Start {
    /// A word with a capital; one of the function words that open sentences.
    case capital, opener
    case small, digit
    /// A quotation mark, a bracket or a dash.
    case opening
    /// The mark of a list's item.
    case bullet
    /// A letter or symbol of a script without capitals.
    case foreign
    case other

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeTokens, _ index: Int, _ scanner: TokenScanner) {
      let range = tokens.range(index)
      let first = bytes[range.lowerBound]
      switch tokens.kind(index) {
      case .number: self = .digit
      case .url, .email: self = .capital
      case .word:
        switch scanner.following(range.lowerBound) {
        case .capital: self = .capital
        case .opener: self = .opener
        case .small: self = .small
        case .digit: self = .digit
        case .nothing, .other: self = .foreign
        }
      case .symbol: self = first < 0x80 ? .other : .foreign
      case .punctuation:
        let next = range.upperBound < bytes.count ? bytes[range.upperBound] : 0
        switch first {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"):
          self = .opening
        case UInt8(ascii: "-"), UInt8(ascii: "*"): self = next <= 32 ? .bullet : .opening
        case UInt8(ascii: "."): self = .opening
        case 0xc2 where range.count == 2: self = bytes[range.lowerBound + 1] == 0xb7 ? .bullet : .opening
        case 0xe2 where range.count == 3 && bytes[range.lowerBound + 1] == 0x80:
          // • and dashes
          switch bytes[range.lowerBound + 2] {
          case 0xa2: self = .bullet
          case 0x93, 0x94: self = next <= 32 ? .bullet : .opening
          default: self = .opening
          }
        default: self = .other
        }
      }
    }
  }
}
