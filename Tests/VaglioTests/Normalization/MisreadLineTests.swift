import Testing

@testable import Vaglio

struct MisreadLineTests {
  private func readings(_ line: String, page: Int) -> [UInt32] {
    Array(line.utf8).withUnsafeBufferPointer { MisreadLine($0, 0..<$0.count, page: page).scalars.map(\.value) }
  }

  @Test func onePageExplainsALine() {
    #expect(readings("cittÃ\u{A0} e perchÃ©", page: CodePage.windows1252Index) == [0xE0, 0xE9])
    #expect(readings("cittÃ\u{A0} e perchÃ©", page: CodePage.cp850Index) == [])
    #expect(readings("citt├á", page: CodePage.cp850Index) == [0xE0])
  }

  @Test func whatMayBeMeantNeedsOtherDamage() {
    #expect(readings("There are a lot of Ã’s", page: CodePage.windows1252Index) == [])
    #expect(readings("Ã perturber la rÃ©flexion", page: CodePage.windows1252Index) == [0xE0, 0xE9])
  }

  @Test(arguments: ["├┤a┼┐a┼┐a", "┌┬┐", "«А» и «В» в России"])
  func boxesAndRussianAreWhatTheySeem(_ line: String) throws { try expectNormalized(line, line) }
}
