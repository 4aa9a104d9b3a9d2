import Testing

@testable import Vaglio

struct EditTests {
  @Test func confidenceIsThatOfTheLeastSureCause() {
    let edit = Edit(
      range: 0..<1, string: "è",
      causes: [
        Cause(stage: "normalize", rule: "a", confidence: 0.9), Cause(stage: "correct", rule: "b", confidence: 0.6),
      ])
    #expect(edit.confidence == 0.6)
    #expect(edit.delta == 1)
    #expect(edit.causes.map(\.description) == ["normalize:a", "correct:b"])
  }
}
