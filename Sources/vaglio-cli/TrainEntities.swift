import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio train entities`: makes the model of names.
struct TrainEntities: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "Make the model of names from annotated texts.")

  @OptionGroup var texts: EntityOptions

  @Option(help: "The file to write.")
  var out: String

  @Option(help: "The kinds of names, with commas between; others in the texts are left out.")
  var labels = "company,regulator,organization,person,place"

  @Option(help: "Passes over the texts.")
  var epochs = 10

  @Option(help: "The strength of L2 regularization.")
  var regularization: Float = 1

  @Option(help: "The share of features left out of each step.")
  var dropout: Float = 0.3

  @Option(help: "Features whose weights are all smaller are left out of the model.")
  var smallest: Float = 0.02

  @Option(help: "How much copies in capitals and small letters count.")
  var variants: Float = 0.3

  func run() throws {
    var training = EntityTraining(kinds: labels.split(separator: ",").map { Label(String($0)) })
    training.trainer.epochs = epochs
    training.trainer.regularization = regularization
    training.trainer.dropout = dropout
    training.trainer.smallestWeight = smallest
    training.variantWeight = variants
    training.trainer.progress = { epoch, likelihood in Output.complain("epoch \(epoch): \(likelihood)") }
    let chosen = try texts.texts(isHeldBack: false)
    for (number, text) in chosen.enumerated() { training.add(text, number: number) }
    Output.complain(
      "\(chosen.count) texts, \(training.itemCount) items, \(training.nameCount) names, "
        + "\(training.unreachableNames) out of reach")
    let bytes = training.model()
    do throws(SystemError) {
      try FileDescriptor.create(out).write(bytes)
    } catch {
      Output.complain("\(out): \(error)")
      throw ExitCode.failure
    }
    print("\(out)\t\(bytes.count) bytes")
  }
}
