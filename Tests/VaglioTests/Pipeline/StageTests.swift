import Testing

@testable import Vaglio

struct StageTests {
  @Test func theStandardPipelineIsInTheStandardOrder() {
    #expect(Pipeline.standard.stages.map(\.name) == StageName.all)
  }

  @Test func aStageNeedsNoMoreThanProcess() throws {
    struct Nothing: Stage {
      func process(_ document: inout Document) {}
    }
    let stage = Nothing()
    #expect(stage.name == "Nothing" && stage.requires.isEmpty && stage.provides.isEmpty)
    #expect(try Pipeline(stage)("perche'").string == "perche'")
  }
}
