import Testing
import Vaglio

@Test func smoke() { #expect(Pipeline.standard("ciao").string == "ciao") }
