import Foundation
import Testing

@testable import Vaglio
@testable import VaglioTraining

@Suite("BoilerplateTraining")
struct BoilerplateTrainingTests {
  private static let lexicons = URL(filePath: #filePath)  // Tests/VaglioTests/Training/BoilerplateTrainingTests.swift
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Lexicons")

  private static func material() throws -> PageMaterial {
    try PageMaterial(
      furniture: lexicons.appending(path: "training/boilerplate-furniture.txt").path,
      content: lexicons.appending(path: "training/boilerplate-content.txt").path)
  }

  /// Pages made of the material alone.
  private static func pages(_ count: Int) throws -> [LabelledPage] {
    let menu = (text: Array("Home".utf8), isContent: false, kind: "navigation")
    return try material().texts.prefix(count).enumerated().map { number, text in
      LabelledPage(
        name: "\(number)", site: "\(number % 3)",
        labelled: [menu] + text.map { (text: $0.text, isContent: true, kind: $0.kind) } + [menu])
    }
  }

  @Test("the model is as new as the phrases, the classes of words and what it was trained with")
  func manifest() throws {
    let manifest = try String(contentsOf: Self.lexicons.appending(path: "manifest-boilerplate.tsv"), encoding: .utf8)
    let rows = manifest.split(separator: "\n").dropFirst()
    #expect(rows.count == 5)
    for row in rows {
      let fields = row.split(separator: "\t").map(String.init)
      try #require(fields.count == 4)
      let isTraining = fields[0].hasSuffix(".txt")
      let file = Self.lexicons.appending(path: (isTraining ? "training/" : "") + fields[0])
      let bytes = Array(try Data(contentsOf: file))
      #expect(LexiconFiles.checksum(bytes) == fields[3], "\(fields[0]) has changed: run 'vaglio train boilerplate'")
    }
  }

  @Test("the same pages give the same bytes, and the model knows what it was shown")
  func training() throws {
    let pages = try Self.pages(6)
    var training = BoilerplateTraining(pages: pages, material: try Self.material())
    training.variants = 1
    training.trainer.epochs = 2
    let bytes = training.model()
    #expect(bytes == training.model())
    let kept = try training.crossValidation(folds: 3, threshold: 0.5)
    #expect(kept.count == pages.count)
    let across = try training.crossValidation(folds: 3, threshold: 0.5, isAcrossPages: true)
    #expect(across.count == pages.count)
    #expect(
      BoilerplateEvaluation(pages: pages, kept: across, isCore: true).lines.recall
        >= BoilerplateEvaluation(pages: pages, kept: kept, isCore: true).lines.recall)
    let all = BoilerplateEvaluation(pages: pages, kept: pages.map { Array($0.lines.indices) }, isCore: true)
    #expect(all.lines.recall == 1)
    #expect(all.lines.precision < 1)
    #expect(all.kinds.contains { $0.kind == "navigation" && $0.right == 0 })
  }

  @Test("variants have the lines of one article, above it what is above, below it what is below")
  func variants() throws {
    let pages = try Self.pages(8)
    var variation = PageVariation(pages: pages, material: try Self.material(), seed: 3)
    var again = PageVariation(pages: pages, material: try Self.material(), seed: 3)
    for page in pages {
      for _ in 0..<20 {
        let lines = variation.variant(of: page)
        #expect(lines.map(\.text) == again.variant(of: page).map(\.text))
        let zones = lines.map { PageLabels.zone($0.label) }
        let first = zones.firstIndex { $0 == 0 } ?? 0
        let last = zones.lastIndex { $0 == 0 } ?? 0
        #expect(zones[..<first].allSatisfy { $0 == 1 })
        #expect(zones[first...last].allSatisfy { $0 == 0 || $0 == 2 })
        #expect(lines.allSatisfy { !String(decoding: $0.text, as: UTF8.self).contains("{date}") })
      }
    }
  }

  @Test("labelled pages are read from JSON Lines, and errors say where")
  func reading() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vaglio-pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "pages.jsonl")
    let good =
      #"{"page":"P","site":"s","lines":[{"text":"Menu {\"}","label":"boilerplate","kind":"navigation"},"#
      + #"{"text":"Ciao","label":"content","kind":"title"},{"text":"Fine","label":"boilerplate","kind":"cookie"}]}"#
    try Data((good + "\n").utf8).write(to: file)
    let pages = try LabelledPage.pages(file.path)
    #expect(pages.map(\.name) == ["P"])
    #expect(pages[0].lines.map { PageLabels.names[$0.label] } == ["above:navigation", "title", "below:cookie"])
    #expect(pages[0].lines[0].text.elementsEqual(#"Menu {"}"#.utf8))
    try Data((good + "\n{\"page\":\"Q\"}\n").utf8).write(to: file)
    let error = #expect(throws: LexiconError.self) { _ = try LabelledPage.pages(file.path) }
    #expect(error?.description.contains("pages.jsonl:2: lacks page, site or lines") == true)
  }
}
