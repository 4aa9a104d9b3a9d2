import Foundation
import Testing

@testable import Vaglio

@Suite struct GazetteerTests {
  /// Writes a file, reads it as a gazetteer, and takes it away again.
  private func gazetteer(_ text: String) throws -> Gazetteer {
    let file = FileManager.default.temporaryDirectory.appending(path: "vaglio-\(UUID().uuidString).tsv")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try Gazetteer(contentsOf: file.path, label: .company)
  }

  private func names(_ text: String, _ gazetteer: Gazetteer) -> [String] {
    let document = EntityTaggerTests.document(text, EntityTagger(gazetteers: [gazetteer]))
    return document.entities.map { "\(document.string($0))=\($0.entry ?? "-")" }
  }

  @Test func oneNameALine() throws {
    let gazetteer = try gazetteer("\u{FEFF}Zolla Verde\r\n\n# i nuovi\nOfficine Brandi")
    #expect(gazetteer.count == 2)
    #expect(
      names("Da zolla  verde a OFFICINE BRANDI.", gazetteer) == [
        "zolla  verde=Zolla Verde", "OFFICINE BRANDI=Officine Brandi",
      ])
  }

  @Test func nameIdentifierAndAliases() throws {
    let gazetteer = try gazetteer("Zolla Verde\tzv\tZolver|Verdezolla\n")
    #expect(names("Con Zolver, con Verdezolla.", gazetteer) == ["Zolver=zv", "Verdezolla=zv"])
    #expect(gazetteer["zv"]?.aliases == ["Zolver", "Verdezolla"])
    #expect(gazetteer["altro"] == nil)
  }

  @Test func namedColumns() throws {
    let gazetteer = try gazetteer("#name\tkind\tid\tambiguous\nZolla Verde\tfarm\tzv\tZolla\n!\t\t!x\t\n")
    #expect(gazetteer["zv"]?.kind == "farm")
    #expect(
      names("La zolla è grassa. Zolla Verde ride; ride anche Zolla.", gazetteer) == ["Zolla Verde=zv", "Zolla=zv"])
    #expect(names("Una Zolla sola.", gazetteer) == [])
  }

  @Test func shields() throws {
    let gazetteer = try gazetteer("#id\tname\nzv\tZolla Verde\n!p\tZolla Verde Plus\n")
    #expect(gazetteer.count == 1)
    #expect(names("Zolla Verde Plus è di Zolla Verde.", gazetteer) == ["Zolla Verde=zv"])
  }

  @Test(
    "Errors say where, what and what to do",
    arguments: [
      ("#name\tcolour\nA\tb", ":1: the header names a column 'colour'"),
      ("Uno\n\tdue\n", ":2: the name is empty: write it in column 1"),
      ("Uno\tu\ta|b\tc\n", ":1: found 4 fields where there are 3 columns"),
    ]) func errors(_ text: String, _ message: String) throws
  {
    let error = try #require(throws: LexiconError.self) { try gazetteer(text) }
    #expect(error.description.contains(message), "\(error)")
  }

  @Test func missingFile() throws {
    let error = try #require(throws: LexiconError.self) {
      try Gazetteer(contentsOf: "/non/esiste.tsv", label: .company)
    }
    #expect(error.description.hasPrefix("/non/esiste.tsv: cannot be opened: "))
  }

  @Test func directory() throws {
    #expect(throws: LexiconError.self) { try Gazetteer(contentsOf: "/tmp", label: .company) }
  }

  @Test func entries() {
    let entry = Gazetteer.Entry(
      id: "zv", name: "Zolla\tVerde", kind: "farm", country: "IT", aliases: ["Zolver"], ambiguousForms: ["Zolla"],
      acronym: "ZVE",
      historicNames: ["Zolla Rossa"], identifiers: ["ipa=zv"])
    let gazetteer = Gazetteer(entries: [entry], label: .company)
    var expected = entry
    expected.name = "Zolla Verde"
    #expect(gazetteer["zv"] == expected)
  }

  @Test func shippedLists() {
    #expect(Gazetteer.companies.count > 1_500)
    #expect(Gazetteer.regulators.count > 200)
    #expect(Gazetteer.regulators["agcom"]?.name == "Autorità per le garanzie nelle comunicazioni")
    #expect(Gazetteer.companies["poste-italiane"]?.identifiers == ["ticker=PST", "isin=IT0003796171"])
  }
}
