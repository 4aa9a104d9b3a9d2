import Foundation
import Testing

@testable import Vaglio

@Suite("Logarithms")
struct LogarithmsTests {
  @Test("agrees with the C library")
  func agrees() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<2_000 {
      let x = Double.random(in: 1e-9...1e9, using: &random)
      #expect(abs(naturalLogarithm(x) - log(x)) < 1e-3)
      let y = Double.random(in: -40...20, using: &random)
      #expect(abs(exponential(y) / exp(y) - 1) < 1e-2)
    }
    #expect(naturalLogarithm(1) == 0)
    #expect(naturalLogarithm(0) < -100)
  }
}
