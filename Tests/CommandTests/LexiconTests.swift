import Foundation
import Testing

@Suite struct LexiconTests {
  let folder: TemporaryFolder
  let vaglio: Command

  init() throws {
    folder = try TemporaryFolder()
    vaglio = Command(in: folder)
  }

  @Test("check says file, line and why")
  func check() throws {
    try folder.write("good.tsv", "Rossi Spa\nBianchi\tbianchi\tB. Bianchi\n")
    try folder.write("bad.tsv", "Rossi Spa\nBianchi\tbianchi\tRossi Spa\n")
    let sound = try vaglio.run("lexicon", "check", "good.tsv")
    #expect(sound.status == 0 && sound.output.isEmpty)
    let unsound = try vaglio.run("lexicon", "check", "good.tsv", "bad.tsv")
    #expect(unsound.status == 1)
    #expect(unsound.text.hasPrefix("bad.tsv:"))
    let missing = try vaglio.run("lexicon", "check", "none.tsv")
    #expect(missing.status == 1 && missing.errors.contains("none.tsv"))
  }
}
