import Foundation
import Testing
import VaglioTraining

@testable import Vaglio

@Suite("NameModel")
struct NameModelTests {
  @Test("the committed model was trained with these features and these classes")
  func fits() throws {
    let model = try #require(NameModel.italian)
    #expect(model.field.labels == NameModel.labels([.company, .regulator, .organization, .person, .place]))
    var document = Document(
      """
      La nuova società, la Panificio Dho, ha scelto Mondovì e il sindaco Bruno Ferrero. Ai soci di Arredi Bressan S.r.l. \
      ha risposto Elena Quaranta, direttrice del Consorzio Alta Langa di Alba.
      """)
    Tokenizer().process(&document)
    var found = 0
    var total = 0
    for segment in EntityTagger(model: nil).segments(in: document, classes: .italian) {
      for (_, features) in segment {
        total += features.count
        found += features.count { model.field.row($0) != nil }
      }
    }
    // Changed templates have no weights: train the model again when this fails.
    #expect(total > 500)
    #expect(found * 10 > total * 4, "\(found) of \(total) features have weights")
  }

  @Test(
    "Firms that only the sentence tells, and what is none",
    arguments: [
      "Il consorzio ha affidato i lavori alla ⟦Edilvalle Restauri|company⟧, azienda di Lucca con trenta dipendenti.",
      "I sindacati di ⟦Meccanica Tornese|company⟧ chiedono un incontro con i vertici dell'azienda.",
      "Il sindaco Bruno Carlotti ha incontrato i genitori di Elena Vannini a Poggibonsi.",
      "La signora Benvoluti abitava a Castelvetere con il nipote Ruggero.",
    ] as [MarkedText]) func contexts(_ marked: MarkedText)
  {
    EntityTaggerTests.check(marked)
  }

  /// Forms that are firms here and something else there; none of these sentences is in the training.
  @Test("ambiguous names are told by their context", arguments: [("traps.tsv", 60), ("traps-news.tsv", 124)])
  func traps(file: String, count: Int) throws {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/" + file, withExtension: nil))
    let texts = try AnnotatedText.read(Array(try Data(contentsOf: url)), file: file)
    var evaluation = EntityEvaluation()
    let tagger = EntityTagger()
    for text in texts {
      var document = text.document
      tagger.process(&document)
      evaluation.add(text, found: text.names(in: document), labels: ["company", "regulator"])
    }
    let score = evaluation.total(["company", "regulator"])
    #expect(score.gold == count)
    let differences = evaluation.differences.map { "\($0.kind): \($0.context)" }.joined(separator: "\n")
    #expect(score.right * 2 * 100 >= 92 * (score.found + score.gold), "\(differences)")
  }

  @Test("all five kinds of names on request, and only firms and authorities otherwise")
  func labels() {
    let text = "Il sindaco Mario Rossi ha incontrato a Frosinone i dirigenti di Vodafone."
    #expect(EntityTagger().entities(in: text).map(\.label) == [.company])
    let all = EntityTagger(labels: [.company, .regulator, .organization, .person, .place]).entities(in: text)
    #expect(all.map(\.label) == [.person, .place, .company])
  }

  @Test("a firm that no list holds has a key by which its mentions are one")
  func keys() {
    let text = "La Rossi Arredi S.r.l. di Cantù cresce. Nel 2023 la ROSSI ARREDI SRL ha assunto venti operai."
    let keys = EntityTagger().entities(in: text).map(\.key)
    #expect(keys == ["rossi-arredi", "rossi-arredi"])
    #expect(EntityTagger().entities(in: "La Rai tace.").allSatisfy { $0.key == nil && $0.entry == "rai" })
  }

  @Test("a long text is read in windows, and what each holds is found")
  func windows() {
    let sentence = "Ieri la Consob ha multato Vodafone per le tariffe. "
    let text = String(repeating: sentence, count: 300)
    let entities = EntityTagger().entities(in: text)
    #expect(entities.count == 600)
    var scanner = NameScanner(looksUp: true)
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { scanner.scan($0, 0..<$0.count) }
    let windows = EntityTagger.windows(of: scanner.units)
    #expect(windows.first?.lowerBound == 0 && windows.last?.upperBound == scanner.units.count)
    for (left, right) in zip(windows, windows.dropFirst()) { #expect(left.upperBound == right.lowerBound) }
  }
}
