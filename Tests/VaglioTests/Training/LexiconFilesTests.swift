import Foundation
import Testing
import VaglioTraining

/// The files of `Lexicons/` as they are in the checkout.
enum Committed {
  static let folder = URL(filePath: #filePath)  // Tests/VaglioTests/Training/LexiconFilesTests.swift
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Lexicons")

  static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
}

@Suite("LexiconFiles")
struct LexiconFilesTests {
  @Test(
    "the committed files are those of the manifests", arguments: [("manifest.tsv", 7), ("manifest-corrector.tsv", 2)])
  func manifest(name: String, count: Int) throws {
    let lines = String(decoding: try Committed.bytes(name), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(lines.count == count)
    for line in lines {
      let columns = line.split(separator: "\t").map(String.init)
      try #require(columns.count == 4)
      let bytes = try Committed.bytes(columns[0])
      #expect(bytes.count == Int(columns[1]), "\(columns[0]): bytes")
      #expect(LexiconFiles.checksum(bytes) == columns[3], "\(columns[0]): checksum")
      // The filter of accents and the model of letters have no header but their magic.
      if columns[0] == "accents.bin" || columns[0] == "letters.bin" { continue }
      let entries = bytes[8..<12].enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
      #expect(entries == Int(columns[2]), "\(columns[0]): entries")
    }
  }

  @Test(
    "the committed files are what 'vaglio lexicon build' makes (set VAGLIO_REBUILD_LEXICONS=1)",
    .enabled(if: SharedData.isPresent && ProcessInfo.processInfo.environment["VAGLIO_REBUILD_LEXICONS"] == "1"))
  func rebuild() throws {
    for file in try LexiconFiles.build(
      data: SharedData.root.path, lists: Committed.folder.appending(path: "word-lists").path
    ).files {
      #expect(file.bytes == (try Committed.bytes(file.name)), "\(file.name) is stale")
    }
  }

  @Test("a folder without texts is refused, with the file's name")
  func noData() {
    let error = #expect(throws: (any Error).self) {
      try LexiconFiles.build(data: "/nonexistent", lists: "/nonexistent")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("sources.tsv"))
  }
}
