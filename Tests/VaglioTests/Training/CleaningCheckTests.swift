import Testing
import Vaglio
import VaglioTraining

struct CleaningCheckTests {
  @Test func cleaningHoldsOnRandomTexts() throws {
    var check = CleaningCheck(try Pipeline(Normalizer()), seed: 1)
    let failures = check.failures(in: 4000)
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(10).map(\.description).joined(separator: "\n"))")
  }

  @Test func aStageThatNeverSettlesIsSeen() throws {
    struct Growing: Stage {
      func process(_ document: inout Document) {
        document.apply(Replacement(0..<0, with: "a", because: Cause(stage: "growing", rule: "a")))
      }
    }
    var check = CleaningCheck(try Pipeline(Growing()), seed: 1)
    #expect(check.failures(in: 3).count == 3)
  }
}
