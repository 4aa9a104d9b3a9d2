/// UTF-8 that was read with a single-byte code page and written as UTF-8 again: `Ã¨` → `è`, `lâ€™azienda` → `l’azienda`,
/// `citt√†` → `città`, `perch├®` → `perché`.
///
/// A model of bytes, not of whole texts, so that half a damaged line is repaired and the rest stays: a stretch is repaired
/// when its scalars, as bytes of one code page, are the UTF-8 of a scalar that Italian text uses. The first of them is then a
/// sign that Italian does not put before such another (`Ã`, `├`, `√` …), which is why nothing else needs to be asked.
/// Several layers come off one a round.
struct MojibakeRepair: NormalizationPass {
  var comesInLayers: Bool { true }

  func replacements(in text: UnsafeBufferPointer<UInt8>) -> [Replacement] {
    var result: [Replacement] = []
    var index = 0
    while index < text.count {
      if text[index] < 0x80 {
        index = text.endOfASCII(from: index)
        continue
      }
      let (value, length) = text.scalar(at: index)
      guard Self.isLead(value) else {
        index += length
        continue
      }
      if let (scalar, end, page) = decoded(text, at: index) {
        result.append(
          Replacement(
            index..<end, with: String(scalar), because: .normalize("mojibake/\(CodePage.all[page].name)", 0.98)))
        index = end
      } else {
        index += length
      }
    }
    return result
  }

  /// Whether a scalar may be the first byte of a misread one: C2 ... C6, CB, E2, EF or F0 in one of the code pages.
  @inline(__always)
  private static func isLead(_ value: UInt32) -> Bool {
    switch value {
    case 0xC2...0xC6, 0xCB, 0xE2, 0xEF, 0xF0: true  // Windows-1252
    case 0xAC, 0x221A, 0x192, 0x2248, 0x2206, 0x201A: true  // Mac Roman
    case 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0xD4, 0x393, 0xAD, 0x2261: true  // CP850, CP437
    case 0x102, 0x139: true  // Windows-1250
    default: false
    }
  }

  /// The scalar meant by the misread bytes at `index`, where they end, and the code page they were read with.
  private func decoded(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, end: Int, page: Int)? {
    // At most four scalars, looked up once for all code pages.
    var bytes: [4 of CodePage.Bytes?] = [nil, nil, nil, nil]
    var ends: [4 of Int] = [0, 0, 0, 0]
    var end = index
    var count = 0
    while count < 4, end < text.count {
      let (value, length) = scalarOrEscapedByte(text, at: end)
      guard let known = CodePage.bytes[value] else { break }
      end += length
      bytes[count] = known
      ends[count] = end
      count += 1
    }
    guard count >= 2 else { return nil }
    for page in CodePage.all.indices {
      guard let lead = bytes[0]?[page] else { return nil }
      let size =
        switch lead {
        case 0xC2...0xC6, 0xCB: 2
        case 0xE2, 0xEF: 3
        case 0xF0: 4
        default: 0
        }
      guard size > 0, size <= count else { continue }
      var value = UInt32(lead) & (size == 2 ? 0x1F : size == 3 ? 0xF : 0x7)
      var isWhole = true
      for position in 1..<size {
        let byte = bytes[position]?[page] ?? 0
        isWhole = isWhole && UTF8.isContinuation(byte)
        value = value << 6 | UInt32(byte & 0x3F)
      }
      guard isWhole, Self.isUsed(value), isPlausible(value, text, index..<ends[size - 1], page),
        let scalar = Unicode.Scalar(value)
      else { continue }
      return (scalar, ends[size - 1], page)
    }
    return nil
  }

  /// A scalar, or a byte that a program wrote out since its code page lacks it: `<9d>`.
  private func scalarOrEscapedByte(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    if text[index] == UInt8(ascii: "<"), index + 3 < text.count, text[index + 3] == UInt8(ascii: ">") {
      switch (text[index + 1], text[index + 2] | 0x20) {
      case (UInt8(ascii: "8"), UInt8(ascii: "1")): return (0x81, 4)
      case (UInt8(ascii: "8"), UInt8(ascii: "d")): return (0x8D, 4)
      case (UInt8(ascii: "8"), UInt8(ascii: "f")): return (0x8F, 4)
      case (UInt8(ascii: "9"), 0x30): return (0x90, 4)
      case (UInt8(ascii: "9"), UInt8(ascii: "d")): return (0x9D, 4)
      default: break
      }
    }
    return text.scalar(at: index)
  }

  /// Scalars that Western European text uses and that are worth repairing.
  private static func isUsed(_ value: UInt32) -> Bool {
    switch value {
    case 0xA0...0x17F, 0x192, 0x2C6, 0x2DC: true
    case 0x2010...0x2015, 0x2018...0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122: true
    case 0x200B...0x200F, 0x2028, 0x202F, 0x2190...0x2193, 0x2264, 0x2265, 0x25A0...0x27BF: true
    case 0xFB00...0xFB04, 0xFEFF, 0xFE0F, 0xFFFD, 0x1F300...0x1FAFF: true
    // What the code pages make of bytes: an inner layer of damage.
    case 0x221A, 0x251C, 0x252C, 0x81, 0x8D, 0x8F, 0x90, 0x9D: true
    default: false
    }
  }

  /// Letters above Latin-1 that Windows-1252 has: they may be part of a further layer.
  private static func isInWindows1252(_ value: UInt32) -> Bool {
    switch value {
    case 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E, 0x192: true
    default: false
    }
  }

  /// Where the signs could have been meant, the neighbours decide: `√π` is mathematics, `pi√π` is `più`.
  private func isPlausible(
    _ value: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ page: Int
  ) -> Bool {
    guard isLatinLetter(value), page == 1 || value >= 0x100, !Self.isInWindows1252(value) else { return true }
    let before = range.lowerBound > 0 ? text.scalar(before: range.lowerBound).value : 0x20
    let after = range.upperBound < text.count ? text.scalar(at: range.upperBound).value : 0x20
    if value >= 0x100 { return isLatinLetter(after) || isLatinLetter(before) && after == 0x20 }
    return isLatinLetter(before) || isLatinLetter(after) || value == 0xE8 || value == 0xC8
  }
}
