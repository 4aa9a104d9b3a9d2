import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio evaluate entities`: precision and recall of names, exact spans and labels.
struct EvaluateEntities: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "Precision and recall of names: exact spans with exact labels.")

  @OptionGroup var texts: EntityOptions

  @Option(help: "A model of names other than the one that comes with Vaglio; 'none' for rules and lists alone.")
  var model: String?

  @Option(help: "The classes of words that the model was trained with; 'none' for none.")
  var classes = "none"

  @Option(help: "The labels to look at, with commas between.")
  var labels = "company,regulator"

  @Option(help: "Print this many differences of each class.")
  var errors = 0

  func run() throws {
    let classes = classes == "none" ? nil : try WordClasses(contentsOf: classes)
    let tagger =
      switch model {
      case nil: EntityTagger()
      case "none": EntityTagger(model: nil)
      case .some(let path): EntityTagger(model: try NameModel(contentsOf: path, classes: classes))
      }
    var evaluation = EntityEvaluation()
    let chosen = labels.split(separator: ",").map(String.init)
    for text in try texts.texts(isHeldBack: true) {
      var document = text.document
      tagger.process(&document)
      evaluation.add(text, found: text.names(in: document), labels: Set(chosen))
    }
    for label in chosen { print("\(label)\t\(evaluation.scores[label] ?? SpanScore())") }
    print("all\t\(evaluation.total(chosen))")
    guard errors > 0 else { return }
    for kind in EntityEvaluation.Difference.Kind.allCases {
      let differences = evaluation.differences.filter { $0.kind == kind }
      print("\n\(kind.rawValue): \(differences.count)")
      for difference in differences.prefix(errors) {
        print("  gold \(difference.gold)\tfound \(difference.found)\t\(difference.context)")
      }
    }
  }
}
