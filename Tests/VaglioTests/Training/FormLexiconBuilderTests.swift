import Foundation
import Testing

@testable import Vaglio
@testable import VaglioTraining

@Suite("The choice of forms")
struct FormLexiconBuilderTests {
  /// A folder with lists of words; empty ones where none is given.
  private func withLists<Result>(
    words: String = "", crawled: String = "", verbs: String = "", misspelt: String = "",
    _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vaglio-lists-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "italian-words.txt": words, "crawled-words.txt": crawled, "verbs.txt": verbs, "misspelt-words.txt": misspelt,
    ]
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return try body(folder.path)
  }

  private func forms(_ builder: FormLexiconBuilder) -> [String: UInt8] {
    Dictionary(uniqueKeysWithValues: builder.rows().map { (String(decoding: $0.form, as: UTF8.self), $0.frequency) })
  }

  @Test(
    "a line is a word, or a stem with its endings",
    arguments: [
      ("goliardicamente", ["goliardicamente"]),
      ("tranvi|a e", ["tranvia", "tranvie"]),
      ("usufruttuari|o a . e", ["usufruttuario", "usufruttuaria", "usufruttuari", "usufruttuarie"]),
      ("", [""]),
    ])
  func lines(line: String, forms: [String]) {
    #expect(FormLexiconBuilder.forms(ofLine: Array(line.utf8)).map { String(decoding: $0, as: UTF8.self) } == forms)
  }

  @Test("words of the lists are forms, whether a text has them or not")
  func listedWords() throws {
    let builder = try withLists(words: "# a comment\n\ntranvi|a e\n", crawled: "sabbione\n") { lists in
      var builder = FormLexiconBuilder(CorpusCounter(countsPairs: false))
      try builder.readChosenWords(lists)
      return builder
    }
    #expect(forms(builder) == ["tranvia": 0, "tranvie": 0, "sabbione": 0])
  }

  @Test("of rare words those that are misspelt are none, nor are names and foreign words")
  func rareWords() throws {
    var counter = CorpusCounter(countsPairs: false)
    for text in [
      "ecco vanificarsi e possibilie perché dice Sulcata e brexit",
      "ecco vanificarsi e possibilie perché dice Sulcata e brexit",
      "ecco una sola trottola",
    ] {
      Array(text.utf8).withUnsafeBufferPointer { _ = counter.countLine($0, isModern: true) }
    }
    let known = try withLists(misspelt: "possibilie\n") { lists in
      var builder = FormLexiconBuilder(counter)
      try builder.readChosenWords(lists)
      return forms(builder)
    }
    #expect(known["ecco"] ?? 0 > 0)
    #expect(known["vanificarsi"] ?? 0 > 0)
    for word in ["possibilie", "sulcata", "brexit", "trottola", "sola"] { #expect(known[word] == nil, "\(word)") }
  }

  @Test("what is no word is refused, with file and line, in each list")
  func noWord() throws {
    func fault(_ name: String, _ lists: String) {
      var builder = FormLexiconBuilder(CorpusCounter(countsPairs: false))
      let error = #expect(throws: LexiconError.self) { try builder.readChosenWords(lists) }
      #expect(error?.line == 2)
      #expect("\(error.map { "\($0)" } ?? "")".contains(name))
    }
    try withLists(words: "tranvi|a e\nbrexit2|a\n") { fault("italian-words.txt", $0) }
    try withLists(crawled: "# a comment\nSabbione\n") { fault("crawled-words.txt", $0) }
    try withLists(verbs: "andare\nanda re\n") { fault("verbs.txt", $0) }
  }

  @Test("a verb that the table of verbs has not is refused; of one that no text has common forms are taken")
  func verbs() throws {
    let data = FileManager.default.temporaryDirectory.appending(path: "vaglio-data-\(UUID())")
    let folder = data.appending(path: "lexicons")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: data) }
    for (name, text) in [
      ("tesseract_langdata_lstm_ita.wordlist.txt", ""), ("names_9000_nomi_propri_napolux.txt", ""),
      (
        "verb_forms_mlconjug3.tsv",
        "inguaia\tinguaiare\ninguaiaste\tinguaiare\nriadula\triadulare\nparliamo\tparlare\nparlaste\tparlare\n"
      ),
    ] {
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file)
      let gzip = Process()
      gzip.executableURL = URL(filePath: "/usr/bin/env")
      gzip.arguments = ["gzip", file.path]
      try gzip.run()
      gzip.waitUntilExit()
    }
    var counter = CorpusCounter(countsPairs: false)
    Array("ecco parlare".utf8).withUnsafeBufferPointer { _ = counter.countLine($0, isModern: true) }
    try withLists(verbs: "inguaiare\n") { lists in
      var builder = FormLexiconBuilder(counter)
      try builder.readLists(of: data.path, and: lists)
      #expect(Set(forms(builder).keys) == ["inguaia", "parliamo", "parlaste"])
    }
    try withLists(verbs: "zgrubbolare\n") { lists in
      var builder = FormLexiconBuilder(counter)
      let error = #expect(throws: LexiconError.self) { try builder.readLists(of: data.path, and: lists) }
      #expect("\(error.map { "\($0)" } ?? "")".contains("verbs.txt: 'zgrubbolare'"))
    }
  }
}
