import Foundation
import Testing

@testable import Vaglio

/// The scan passes over nothing that a repair would change.
struct DamageScanTests {
  /// What the passes would change in the text though the scan finds nothing.
  private func overlooked(_ bytes: [UInt8], _ normalizer: Normalizer) -> String? {
    bytes.withUnsafeBufferPointer { text in
      guard normalizer.scan.firstSuspicion(in: text, from: 0) == nil else { return nil }
      let repairs = normalizer.repairs(of: text, 0..<text.count)
      return repairs.isEmpty ? nil : "\(String(decoding: bytes, as: UTF8.self).debugDescription): \(repairs)"
    }
  }

  private func expectNothingOverlooked(_ texts: some Sequence<[UInt8]>) {
    let normalizer = Normalizer()
    var count = 0
    var examples: [String] = []
    for text in texts {
      guard let example = overlooked(text, normalizer) else { continue }
      count += 1
      if examples.count < 12 { examples.append(example) }
    }
    #expect(count == 0, "\(count): \(examples.joined(separator: "\n"))")
  }

  @Test func randomTexts() {
    var random = SeededRandom(seed: 11)
    let pieces: [[UInt8]] =
      [
        "perche'", "perche", "E'", "E’", "c'e'", "po'", "citta", "citta’", "è", "é", "pò", "nè", "perchè", "stà", "là",
        "qual'è",
        "qual’è", "&amp;", "&egrave;", "&", "Ã", "Ã¨", "â", "â€™", "€", "™", "Â", "\u{A0}", "\u{200B}", "\u{AD}", "\r",
        "\n", " ", " ", " ", "\t", "e\u{301}", "\u{301}", "«", "»", "“", "”", "‘", "(", ")", ".", ",", ";", ":", "!",
        "?", "'",
        "’", "`", "´", "′", "\"", "ﬁ", "Ａ", "a", "città", "l' a", "l’ a", "🙂", "\u{200D}", "ا", "\u{202E}", "\u{2028}",
        "日", "\u{FFFD}", "perch\u{FFFD}", "-", "¬", "‐", "effettua-re", "teleco-", "municazioni", "e-commerce", "…",
        "citt…",
        "•", "–", "ª", "º", "°", "½", "®", "Ç", "Ë", "<", ">", "<b>", "</p>", "<<", ">>", "``", "''", "<9d>", "√", "√®",
        "├", "├®", "┬", "Г", "вЂ™", "mercato", "Per", "il", "di", "La", "S.p.A.", "10:30", "1.234,56", "www.agcom.it",
        "\u{85}",
        "\u{92}", "\u{8F}", "Î", "±", "\u{0}", "\u{1B}[31m", "ÿ", "þ", "q", "u", "al",
      ].map { Array($0.utf8) } + [[0xE8], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0x9D], [0xFF]]
    expectNothingOverlooked(
      (0..<12000).lazy.map { _ in
        (0..<Int.random(in: 0...7, using: &random)).flatMap { _ in
          (pieces.randomElement(using: &random) ?? []) + (Int.random(in: 0...2, using: &random) == 0 ? [0x20] : [])
        }
      })
  }

  @Test func everyScalarBetweenLetters() {
    let scalars = (1...0x2FFF).lazy.compactMap { Unicode.Scalar($0 as Int) }
    expectNothingOverlooked(scalars.map { Array("la citta\($0)a b\($0) \($0)c \($0)".utf8) })
  }

  /// The scan knows how such words end.
  @Test func everyWordThatMayLackItsAccent() {
    let bareVowels: [UInt32: UInt32] = [0xE0: 0x61, 0xE8: 0x65, 0xE9: 0x65, 0xEC: 0x69, 0xF2: 0x6F, 0xF9: 0x75]
    var texts: [[UInt8]] = []
    FormLexicon.italian.forEachForm { form, _ in
      let scalars = String(decoding: form, as: UTF8.self).unicodeScalars.map(\.value)
      guard let last = scalars.last, let bare = bareVowels[last] else { return }
      let word = Array(scalars.dropLast()) + [bare]
      guard MissingAccents.isCandidate(word, last) else { return }
      // At each place of a block.
      let before = String(repeating: "di ", count: 30).prefix(texts.count % 64)
      let string = String(String.UnicodeScalarView(word.compactMap { Unicode.Scalar($0) }))
      texts.append(Array("\(before) la \(string) di questo".utf8))
    }
    #expect(texts.count > 500)
    expectNothingOverlooked(texts.enumerated().lazy.filter { $0.offset % 3 == 0 }.map(\.element))
  }

  @Test(
    .enabled(if: SharedData.isPresent), arguments: ["kind_wikinews", "msdocs", "wikipedia10k", "eltec", "europarl"])
  func realLines(_ name: String) throws {
    let lines = try MachineDamageTests.lines(of: name).enumerated()
    expectNothingOverlooked(lines.lazy.filter { $0.offset % 40 == 0 }.prefix(1500).map { Array($0.element.utf8) })
  }
}
