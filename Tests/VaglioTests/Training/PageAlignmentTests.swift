import Foundation
import Testing

@testable import VaglioTraining

@Suite struct PageAlignmentTests {
  private func printed(_ read: String, _ printed: String, at stretch: String) throws -> String {
    let alignment = PageAlignment(read: Array(read.utf8), printed: Array(printed.utf8))
    let range = try #require(read.range(of: stretch))
    let start = read.utf8.distance(from: read.startIndex, to: range.lowerBound)
    return String(decoding: alignment.printed(at: start..<start + stretch.utf8.count), as: UTF8.self)
  }

  @Test(
    arguments: [
      ("in base alia legge", "in base alla legge", "alia", "alla"),
      ("deve effettua-re la", "deve effettuare la", "effettua-re", "effettuare"),
      ("pronti asfruttare la", "pronti a sfruttare la", "asfruttare", "a sfruttare"),
      ("la citta e bella", "la città è bella", "citta", "città"),
      ("la _ casa bella", "la casa bella", " _", ""),
    ])
  func findsWhatWasPrinted(read: String, page: String, stretch: String, expected: String) throws {
    #expect(try printed(read, page, at: stretch) == expected)
  }

  @Test func anEmptySideIsNoFault() {
    #expect(PageAlignment(read: [], printed: Array("a".utf8)).printed(at: 0..<0).isEmpty)
    #expect(PageAlignment(read: Array("a".utf8), printed: []).printed(at: 0..<1).isEmpty)
  }
}
