/// Listed names that were misread: `Agcorn`, `Vodaf0ne`, `lliad`, `Fastvveb`.
extension NameFinder {
  /// Gives a word that no list of words has the hash of the listed name that it was read for. What stands in the text
  /// stays. O(n).
  mutating func readMisreadNames() {
    guard FormLexicon.italian.count > 0 else { return }
    for position in units.indices {
      let unit = units[position]
      guard unit.isWord, unit.end - unit.start >= 4, unit.end - unit.start <= 24 else { continue }
      let first = bytes[Int(unit.start)]
      // `lliad`: a capital I was read as an l.
      let isSmallL = first == 0x6c && Self.isConsonant(bytes[Int(unit.start) + 1])
      guard unit.isCapital || isSmallL, isSmallL || isOddlySpelled(unit), let hash = listedReading(of: unit) else {
        continue
      }
      units[position].hash = hash
      if isSmallL {
        units[position].shape.insert(.capital)
        units[position].shape.remove(.lowercase)
      }
    }
  }

  /// Whether a word holds what letters are misread as: a digit behind a letter, `rn`, `vv`, `cl`, `ii`.
  private func isOddlySpelled(_ unit: NameUnit) -> Bool {
    var last = bytes[Int(unit.start)] | 0x20
    for position in Int(unit.start) + 1..<Int(unit.end) {
      let byte = bytes[position] | 0x20
      switch byte {
      case 0x30, 0x31: if last &- 0x61 < 26 { return true }
      case 0x6e: if last == 0x72 { return true }
      case 0x76, 0x69: if last == byte { return true }
      case 0x6c: if last == 0x63 { return true }
      default: break
      }
      last = byte
    }
    return false
  }

  private static func isConsonant(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 && ![0x61, 0x65, 0x69, 0x6f, 0x75, 0x79].contains(byte)
  }

  /// The hash of the one listed name that a word which is none was read for.
  private func listedReading(of unit: NameUnit) -> UInt64? {
    var word: [UInt8] = []
    NameScanner.fold(bytes[unit.range], into: &word)
    guard word.count >= 4, !word.withUnsafeBufferPointer({ FormLexicon.italian[$0] != nil }), !isListed(unit.hash)
    else {
      return nil
    }
    var found: UInt64?
    for (read, printed) in Self.misreadings {
      var reading: [UInt8] = []
      var position = 0
      while position < word.count {
        if word[position...].starts(with: read) {
          reading += printed
          position += read.count
        } else {
          reading.append(word[position])
          position += 1
        }
      }
      found = found ?? listed(reading, unlike: word)
    }
    if word[0] == 0x6c { found = found ?? listed([0x69] + word.dropFirst(), unlike: word) }
    return found
  }

  private func listed(_ reading: [UInt8], unlike word: [UInt8]) -> UInt64? {
    guard reading != word, reading.count >= 4 else { return nil }
    let hash = NameScanner.hash(reading)
    return isListed(hash) ? hash : nil
  }

  /// Whether a word by itself is a name of a list.
  private func isListed(_ hash: UInt64) -> Bool {
    let key = NameScanner.extend(NameScanner.seed, hash)
    return indexes.contains { $0[key].isName && !$0[key].isShield }
  }

  private static let misreadings: [(read: [UInt8], printed: [UInt8])] = [
    ("0", "o"), ("1", "l"), ("1", "i"), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
