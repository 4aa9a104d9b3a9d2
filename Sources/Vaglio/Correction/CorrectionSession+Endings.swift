/// Words that no list has, with an ending that says what they are.
extension CorrectionSession {
  /// `viciniorita`, `superconduttivita`: abstract nouns in `-ità` on a page that is misread. Those in `-ita` that have no accent
  /// are participles, which lists have.
  mutating func examineEndings() {
    guard noise.isNoisy && errors >= 1 || hasLostAccents else { return }
    for index in unlisted
    where pieces[index].kind == .word && !pieces[index].isKnown && !pieces[index].isProtected
      && pieces[index].shape == .lower && pieces[index].count >= 9 && !isBound(index)
    {
      let range = pieces[index].range
      // `ripartorita`
      guard Self.nounEndings.contains(where: { text[range].suffix($0.count).elementsEqual($0) }),
        !formation.makes(lowered(range)[...])
      else { continue }
      decide(
        range, String(decoding: text[range].dropLast(), as: UTF8.self) + "à", rule: "accent/lost", confidence: 0.75)
    }
  }

  private static let nounEndings: [[UInt8]] = [
    "alita", "ilita", "ivita", "avita", "evita", "orita", "arita", "osita", "icita", "ianita", "aneita", "uosita",
  ].map { Array($0.utf8) }
}
