import Testing

@testable import Vaglio

@Suite struct PipelineConfigurationTests {
  @Test("The standard configuration is the standard pipeline")
  func standard() throws {
    let pipeline = try PipelineConfiguration().pipeline()
    #expect(pipeline.stages.map(\.name) == Pipeline.standard.stages.map(\.name))
  }

  @Test("Stages by name")
  func stages() throws {
    var configuration = PipelineConfiguration()
    try configuration.setStages("tokenize, stem")
    #expect(configuration.stages == ["tokenize", "stem"])
    #expect(throws: ConfigurationError.self) { try configuration.setStages("tokenize,,stem") }
    #expect(throws: ConfigurationError.self) { try configuration.setStages(["Tokenize"]) }
    #expect(configuration.stages == ["tokenize", "stem"])
    try configuration.setStages("entities")
    #expect(throws: PipelineError.self) { try configuration.pipeline() }
    #expect(try configuration.pipeline(given: [.tokens]).stages.count == 1)
  }

  @Test("Repairs by name")
  func repairs() {
    #expect(Normalizer.Options(names: "spacing,tags") == [.spacing, .tags])
    #expect(Normalizer.Options(names: "spacing,") == nil)
  }
}
