/// URLs, domains and e-mail addresses.
extension TokenScanner {
  /// The end of a URL with a scheme or `www.` at `start`; nil when there is none.
  @inline(__always)
  func endOfAddress(_ start: Int) -> Int? {
    switch bytes[start] | 0x20 {
    case UInt8(ascii: "h"), UInt8(ascii: "f"), UInt8(ascii: "w"): endOfURL(start)
    default: nil
    }
  }

  private func endOfURL(_ start: Int) -> Int? {
    for prefix in ["http://", "https://", "ftp://", "www."] as [StaticString] {
      let length = prefix.utf8CodeUnitCount
      guard starts(with: prefix, at: start), isLetterOrDigit(start + length) else { continue }
      return endOfPath(start + length)
    }
    return nil
  }

  private func starts(with prefix: StaticString, at start: Int) -> Bool {
    guard start + prefix.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<prefix.utf8CodeUnitCount
    where StemmerWord.lowercased(bytes[start + index]) != prefix.utf8Start[index] {
      return false
    }
    return true
  }

  /// The end of what may belong to a URL, without the punctuation of the sentence around it.
  private func endOfPath(_ start: Int) -> Int {
    var end = start
    var last = start
    var openBrackets = 0
    while end < bytes.count {
      let byte = bytes[end]
      switch byte {
      case 0...32, 0x7f, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "|"), UInt8(ascii: "]"):
        return last
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
        UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "*"):
        end += 1
      case UInt8(ascii: "("):
        openBrackets += 1
        end += 1
      case UInt8(ascii: ")"):
        if openBrackets == 0 { return last }
        openBrackets -= 1
        end += 1
        last = end
      case 0..<0x80:
        end += 1
        last = end
      default:
        // Letters of any script may stand in a path; quotation marks, dashes and blanks do not.
        let (found, length) = longScalarClass(end)
        guard found == .letter || found == .mark || found == .digit || found == .foreign else { return last }
        end += length
        last = end
      }
    }
    return last
  }

  /// The end of an e-mail address that starts at `start` and whose `@` is at `at`; nil when it is none.
  func endOfMail(_ start: Int, at: Int) -> Int? {
    guard at < bytes.count, at > start else { return nil }
    for index in start..<at {
      switch bytes[index] {
      case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "-"): break
      case 0..<0x80 where ascii[Int(bytes[index])] == .letter || ascii[Int(bytes[index])] == .digit: break
      default: return nil
      }
    }
    var end = at + 1
    var last = at + 1
    var hasStop = false
    while end < bytes.count, end - at < 256, bytes[end] < 0x80 {
      let found = ascii[Int(bytes[end])]
      if found == .letter || found == .digit {
        end += 1
        last = end
      } else if bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: "-"), end > at + 1 {
        if bytes[end] == UInt8(ascii: "."), isLetterOrDigit(end + 1) { hasStop = true }
        end += 1
      } else {
        break
      }
    }
    return hasStop && last > at + 1 ? last : nil
  }

  /// The end of a domain such as `ansa.it` that starts at `start`, with its path; nil when it is none.
  func endOfDomain(_ start: Int) -> Int? {
    var label = start
    var end = start
    var found: Int?
    while end < bytes.count, end - start < 128 {
      let byte = bytes[end]
      let isStop = byte == UInt8(ascii: ".")
      if isStop, end > label {
        label = end + 1
        end += 1
        continue
      }
      guard byte < 0x80, ascii[Int(byte)] == .letter || ascii[Int(byte)] == .digit || byte == UInt8(ascii: "-") else {
        break
      }
      end += 1
    }
    if label > start, end > label, TopLevelDomains.contains(UnsafeBufferPointer(rebasing: bytes[label..<end])) {
      found = end
    } else if end == label, label - 1 > start {
      // The stop of the sentence: go back to the label before it.
      var previous = label - 1
      while previous > start, bytes[previous - 1] != UInt8(ascii: ".") { previous -= 1 }
      if previous > start, TopLevelDomains.contains(UnsafeBufferPointer(rebasing: bytes[previous..<label - 1])) {
        found = label - 1
      }
    }
    guard let found, !(byte(found) >= 0x80 && isLetter(found)), apostropheLength(found) == 0 else { return nil }
    return byte(found) == UInt8(ascii: "/") && byte(found + 1) > 32 ? endOfPath(found) : found
  }
}

/// The domains that are written without a scheme in Italian texts. No form here is a word that a sentence starts with.
enum TopLevelDomains {
  private static let domains = WordForms(
    "it com org net eu gov edu info tv uk fr de ch us biz int mil va sm co io me ly ru cn jp br es")

  static func contains(_ label: UnsafeBufferPointer<UInt8>) -> Bool {
    guard domains.contains(label) else { return false }
    // ansa.it and ANSA.IT, but not "finito.It": a capital and small letters start a sentence.
    return !(isCapital(label[0]) && !isCapital(label[label.count - 1]))
  }
}
