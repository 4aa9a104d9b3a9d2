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

  @Option(help: "The classes of words that a given model was trained with: a file, 'shipped' or 'none'.")
  var classes = "shipped"

  @Option(help: "The labels to look at, with commas between.")
  var labels = "company,regulator"

  @Option(help: "Print this many differences of each class.")
  var errors = 0

  @Option(
    help: "How sure the model has to be, as NAME=VALUE: several, single, listed, keep, extent, other, spread, series.")
  var threshold: [String] = []

  private func thresholds() throws -> NameThresholds {
    var thresholds = NameThresholds()
    for setting in threshold {
      let parts = setting.split(separator: "=")
      guard parts.count == 2, let value = Float(parts[1]) else { throw ValidationError("--threshold is NAME=VALUE") }
      switch parts[0] {
      case "several": thresholds.several = value
      case "single": thresholds.single = value
      case "listed": thresholds.listed = value
      case "keep": thresholds.keep = value
      case "extent": thresholds.extent = value
      case "other": thresholds.other = value
      case "series": thresholds.series = value
      case "spread": thresholds.spread = value
      default: throw ValidationError("no threshold is called '\(parts[0])'")
      }
    }
    return thresholds
  }

  private func loaded() throws -> NameModel? {
    let classes: WordClasses? =
      switch self.classes {
      case "none": nil
      case "shipped": .italian
      default: try WordClasses(contentsOf: self.classes)
      }
    var model: NameModel? =
      switch model {
      case nil: NameModel.italian
      case "none": nil
      case .some(let path): try NameModel(contentsOf: path, classes: classes)
      }
    model?.thresholds = try thresholds()
    return model
  }

  func run() throws {
    let chosen = labels.split(separator: ",").map(String.init)
    let tagger = EntityTagger(labels: Set(chosen.map { Label($0) }), model: try loaded())
    var evaluation = EntityEvaluation()
    for text in try texts.texts(isHeldBack: true).joined() {
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
