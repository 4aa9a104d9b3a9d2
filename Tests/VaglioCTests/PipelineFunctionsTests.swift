import CVaglio
import Testing
import VaglioC

@Suite struct PipelineFunctionsTests {
  /// The code and the message of the error that comes of making a pipeline.
  private func failure(_ stages: String?, _ options: [(String, String)] = []) throws -> (
    vaglio_error_code, String
  ) {
    var error: OpaquePointer?
    try #require(CPipeline(stages, options, error: &error) == nil)
    let problem = try #require(error)
    defer { vaglio_error_free(problem) }
    return (vaglio_error_get_code(problem), String(cString: vaglio_error_message(problem)))
  }

  @Test("What is wrong is told with its kind")
  func errors() throws {
    #expect(
      try failure("normalize,parse") == (
        VAGLIO_ERROR_OPTION,
        "there is no stage 'parse': the stages are normalize, boilerplate, tokenize, sentences, correct, stem, entities"
      ))
    #expect(try failure("entities").0 == VAGLIO_ERROR_PIPELINE)
    #expect(try failure(nil, [("lexicon", "companies=/none")]).0 == VAGLIO_ERROR_LEXICON)
    #expect(try failure(nil, [("boilerplate-phrases", "/none")]).0 == VAGLIO_ERROR_LEXICON)
    #expect(try failure(nil, [("lexicon", "/none")]).0 == VAGLIO_ERROR_OPTION)
    for option in [
      ("offsets", "bytes"), ("minimum-confidence", "2"), ("minimum-confidence", "x"), ("repairs", ""),
      ("quotes", "x"), ("encoding", "x"), ("colour", "red"), ("boilerplate", "cut"),
      ("content-threshold", "-1"),
    ] {
      let (code, message) = try failure(nil, [option])
      #expect(code == VAGLIO_ERROR_OPTION && message.contains("'\(option.0)'"))
    }
  }

  @Test("Options do what those of the command do")
  func options() throws {
    let text = "“sì”  in base alia legge"
    func clean(_ options: [(String, String)]) throws -> String {
      try #require(CPipeline("normalize,tokenize,correct", options)).document(text).text
    }
    #expect(try clean([]) == "“sì” in base alla legge")
    #expect(try clean([("quotes", "straight"), ("repairs", "tags")]) == "\"sì\"  in base alla legge")
    #expect(try clean([("minimum-confidence", "1")]) == "“sì” in base alia legge")
  }

  @Test("The furniture of a page is cut out, or only told, as asked for")
  func boilerplate() throws {
    let page = """
      Sport
      Calcio
      Skip to content
      La società ha comunicato che il servizio sarà attivo in tutta Italia entro la fine del mese.
      Il ministero ha detto che la rete sarà pronta in ogni comune entro la fine di questo anno.
      Lascia un commento
      """
    func clean(_ options: [(String, String)]) throws -> String {
      try #require(CPipeline("boilerplate", options)).document(page).text
    }
    #expect(try clean([]).hasPrefix("La società") && clean([]).hasSuffix("anno."))
    #expect(try clean([("boilerplate", "mark")]) == page)
    #expect(try clean([("content-threshold", "0")]).hasPrefix("Calcio"))
    let phrases = try TemporaryFile("la rete sarà pronta\n")
    let own = try clean([("boilerplate-phrases", phrases.path)])
    #expect(own.contains("attivo") && !own.contains("pronta"))
  }

  @Test("A lexicon of one's own goes before those that come with Vaglio")
  func lexicon() throws {
    let folder = try TemporaryFile("Gnomi Riuniti\n")
    let pipeline = try #require(CPipeline("tokenize,entities", [("lexicon", "organizations=\(folder.path)")]))
    #expect(pipeline.document("I Gnomi Riuniti e Enel").labels == ["organization", "company"])
  }

  @Test("The version of the interface is that of the header")
  func version() {
    #expect(vaglio_abi_version() == VAGLIO_ABI_VERSION)
    #expect(String(cString: vaglio_version()).split(separator: ".").count == 3)
  }
}
