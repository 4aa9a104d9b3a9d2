import Testing

@testable import Vaglio

@Suite struct DecisionModelTests {
  /// Trees that ask only whether the channel cost is above 5.
  private func model(trees: UInt32 = 1) -> [UInt8] {
    func bytes(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) } }
    var model = Array("VGLTREE2".utf8) + bytes(trees) + bytes(UInt32(DecisionFeatures.count)) + bytes(0) + bytes(0)
    model += bytes(Float(0.5).bitPattern)
    for _ in 0..<trees {
      model += [UInt8(DecisionFeatures.Name.channelCost.rawValue)] + [UInt8](repeating: 0, count: 63)
      model += bytes(Float(5).bitPattern)
      for _ in 1..<63 { model += bytes(Float.infinity.bitPattern) }
      for leaf in 0..<64 { model += bytes(Float(leaf < 32 ? 1.5 : -2.5).bitPattern) }
    }
    return model
  }

  @Test func addsWhatItsTreesSay() throws {
    try model().withUnsafeBufferPointer { bytes in
      let model = try DecisionModel(bytes, file: "mine.bin")
      var features = DecisionFeatures()
      features[.channelCost] = 4
      #expect(abs(model.score(features) - 2) < 1e-6)
      features[.channelCost] = 6
      #expect(abs(model.score(features) + 2) < 1e-6)
      #expect(abs(model.probability(features) - 0.1192) < 1e-3)
    }
  }

  @Test(arguments: [UInt32(0), 3, 4, 5, 9])
  func addsEveryTree(trees: UInt32) throws {
    try model(trees: trees).withUnsafeBufferPointer { bytes in
      let model = try DecisionModel(bytes, file: "mine.bin")
      var features = DecisionFeatures()
      features[.channelCost] = 4
      #expect(abs(model.score(features) - (0.5 + 1.5 * Float(trees))) < 1e-5)
      features[.channelCost] = 6
      #expect(abs(model.score(features) - (0.5 - 2.5 * Float(trees))) < 1e-5)
    }
  }

  @Test func theCommittedModelOpens() { #expect(DecisionModel.italian.count >= 100) }

  @Test func whatIsNoModelIsRefused() {
    for (place, value) in [(0, UInt8(0)), (8, 9), (12, 1), (28, 255)] {
      var bytes = model()
      bytes[place] = value
      bytes.withUnsafeBufferPointer { buffer in
        let error = #expect(throws: LexiconError.self) { try DecisionModel(buffer, file: "mine.bin") }
        #expect(error?.description.contains("mine.bin") == true)
      }
    }
  }
}
