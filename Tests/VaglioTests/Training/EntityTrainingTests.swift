import Testing

@testable import Vaglio
@testable import VaglioTraining

struct EntityTrainingTests {
  private static let lines = [
    "1\tprosa\tIl presidente [[Brambati|person]] ha incontrato a [[Vergate|place]] la signora [[Colzani|person]].",
    "2\tprosa\tDa [[Vergate|place]] il treno arriva a [[Montescuro|place]], dove abita [[Colzani|person]].",
    "3\tprosa\tIeri [[Sarteni|person]] ha scritto a [[Brambati|person]] da [[Montescuro|place]].",
  ]

  /// How many names of each kind a model trained with these odds finds in the texts it has learned from.
  private func found(_ odds: [Label: Float]) throws -> (people: Int, places: Int) {
    let bytes = Array((0..<8).flatMap { _ in Self.lines }.joined(separator: "\n").utf8)
    var training = EntityTraining(kinds: [.person, .place], classes: nil)
    training.nameOdds = odds
    let texts = try AnnotatedText.read(bytes, file: "names.tsv")
    for (number, text) in texts.enumerated() { training.add(text, number: number) }
    #expect(training.unreachableNames == 0)
    return try training.model().withUnsafeBufferPointer { bytes in
      let model = NameModel(try ConditionalRandomField(bytes, file: "names.bin"), classes: nil)
      let tagger = EntityTagger(gazetteers: [], labels: [.person, .place], model: model)
      var counts = (people: 0, places: 0)
      for text in texts.prefix(Self.lines.count) {
        var document = text.document
        tagger.process(&document)
        counts.people += document.entities.count { $0.label == .person }
        counts.places += document.entities.count { $0.label == .place }
      }
      return counts
    }
  }

  @Test("names of a kind with better odds are found more often, with worse ones less")
  func nameOdds() throws {
    let plain = try found([:])
    #expect(plain.people == 5 && plain.places == 4)
    let more = try found([.person: 12])
    #expect(more.people > plain.people)
    let fewer = try found([.place: -12])
    #expect(fewer.places < plain.places)
  }
}
