import Testing

@testable import Vaglio

struct PipelineErrorTests {
  @Test func saysWhatToDo() {
    let error = PipelineError(stage: "stem", position: 1, missing: .tokens, providedLater: nil)
    #expect(
      error.description
        == "stage 'stem' (number 2) needs the layer 'tokens', which no stage before it provides: put a stage that provides tokens before it, such as 'tokenize'"
    )
  }
}
