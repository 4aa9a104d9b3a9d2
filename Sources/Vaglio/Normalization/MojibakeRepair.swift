/// UTF-8 that was read with a single-byte code page and written as UTF-8 again: `Ã¨` → `è`, `lâ€™azienda` → `l’azienda`,
/// `citt√†` → `città`, `perch├®` → `perché`.
///
/// A line is read back with the code page that explains most of it, stretch by stretch, so that half a damaged line is
/// repaired and the rest stays. What can hardly be meant as it stands (`â€™`) is repaired for itself; what may be meant
/// (`Ã ` with its no-break space flattened, `Â`) only where the same line shows damage of the same kind. Several layers
/// come off one a round.
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
      guard CodePage.isLead(value) else {
        index += length
        continue
      }
      // In a text of one endless line the damage of one place says little of another.
      let start = max(text.startOfLine(before: index, atMost: Self.longestLine), result.last?.range.upperBound ?? 0)
      let end = text.endOfLine(from: index, atMost: Self.longestLine)
      result += repaired(text, start..<end)
      index = max(end, index + length)
    }
    return result
  }

  private static let longestLine = 4000

  private func repaired(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> [Replacement] {
    var best: (score: Int, page: Int, readings: [MisreadScalar]) = (0, 0, [])
    for page in CodePage.all.indices {
      let reading = MisreadLine(text, line, page: page)
      if reading.score > best.score { best = (reading.score, page, reading.scalars) }
    }
    let rule = "mojibake/\(CodePage.all[best.page].name)"
    return best.readings.compactMap { reading in
      let scalar = Unicode.Scalar(reading.value)
      let string = reading.value == 0 ? "" : scalar.map { String($0) } ?? "\u{FFFD}"
      let confidence: Float = reading.certainty == .doubtful ? 0.9 : reading.certainty == .likely ? 0.96 : 0.98
      let replacement = Replacement(reading.range, with: string, because: .normalize(rule, confidence))
      return string.utf8.elementsEqual(text[reading.range]) ? nil : replacement
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the line that holds `index` starts, at most so many bytes before it, on the start of a scalar.
  func startOfLine(before index: Int, atMost most: Int) -> Int {
    var start = index
    let least = Swift.max(0, index - most)
    while start > least, self[start - 1] != 0x0A { start -= 1 }
    while start < index, start > 0, UTF8.isContinuation(self[start]) { start += 1 }
    return start
  }

  /// Where the line that holds `index` ends, at most so many bytes after it, on the start of a scalar.
  func endOfLine(from index: Int, atMost most: Int) -> Int {
    var end = index
    let greatest = Swift.min(count, index + most)
    while end < greatest, self[end] != 0x0A { end += 1 }
    while end < count, end - greatest < 4, UTF8.isContinuation(self[end]) { end += 1 }
    return end
  }
}
