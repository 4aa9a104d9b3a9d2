import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio train entities`: makes the model of names.
struct TrainEntities: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "Make the model of names from annotated texts.")

  @OptionGroup var texts: EntityOptions

  @Option(help: "The classes of words that 'train clusters' made; 'none' for none.")
  var classes: String

  @Option(help: "The file to write.")
  var out: String

  @Option(help: "The kinds of names, with commas between; others in the texts are left out.")
  var labels = "company,regulator,organization,person,place"

  @Option(
    help: "How much the texts of each file count, in the order of the files, with commas between; 1 when left out.")
  var weights = ""

  @Option(help: "Passes over the texts.")
  var epochs = 10

  @Option(help: "How often to learn anew, with other numbers drawn; the weights are averaged.")
  var runs = 1

  @Option(help: "The strength of L2 regularization.")
  var regularization: Float = 5

  @Option(help: "The share of features left out of each step.")
  var dropout: Float = 0.3

  @Option(help: "Features whose weights are all smaller are left out of the model.")
  var smallest: Float = 0.03

  @Option(
    help:
      "What to add to the log of odds that a name of a kind begins, as LABEL=NUMBER: more are found, and more wrongly.")
  var odds: [String] = []

  @Option(help: "How much copies in capitals and small letters count.")
  var variants: Float = 0.3

  @Option(help: "How much copies count that are read as if no list held their names.")
  var unlisted: Float = 0.5

  @Option(help: "How much copies with other names count.")
  var exchanged: Float = 0.3

  @Option(
    help:
      "Running texts without firms and authorities, one a line, as FILE:STRIDE:WEIGHT: of so many lines one is read.")
  var negatives: [String] = []

  @Option(help: "A table of names that a larger model has marked in running texts: file, line, bytes.")
  var silver: String?

  @Option(help: "The directory of those texts, with --silver.")
  var silverTexts: String?

  @Option(help: "How much those texts count.")
  var silverWeight: Float = 0.25

  func validate() throws {
    if (silver == nil) != (silverTexts == nil) {
      throw ValidationError(
        "--silver and --silver-texts go together: the table, and the directory of the texts it speaks of")
    }
  }

  /// How much the texts of each file count.
  private func fileWeights() throws -> [Float] {
    let parts = weights.split(separator: ",")
    let numbers = parts.compactMap { Float($0) }.filter { $0 > 0 && $0.isFinite }
    guard weights.isEmpty || numbers.count == parts.count && parts.count == texts.files.count else {
      throw ValidationError(
        "--weights is one number above 0 for each of the \(texts.files.count) files; found '\(weights)'")
    }
    return weights.isEmpty ? texts.files.map { _ in 1 } : numbers
  }

  /// What is added to the log of odds of each kind of name.
  private func nameOdds() throws -> [Label: Float] {
    let known = labels.split(separator: ",").map(String.init)
    var result: [Label: Float] = [:]
    for pair in odds {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, known.contains(String(parts[0])), let number = Float(parts[1]), number.isFinite else {
        throw ValidationError("--odds is LABEL=NUMBER with one of the labels \(labels); found '\(pair)'")
      }
      result[Label(String(parts[0]))] = number
    }
    return result
  }

  private func addNegatives(
    _ file: CompressedFile, stride: Int, weight: Float, to training: inout EntityTraining
  ) throws {
    var line = 0
    var lines: [[UInt8]] = []
    try file.forEachLine { bytes in
      line += 1
      if line % stride == 0, bytes.count > 20, bytes.count < 1500 { lines.append(Array(bytes)) }
    }
    for line in lines {
      var document = Document(line)
      Tokenizer().process(&document)
      training.addNegative(document, weight: weight)
    }
  }

  func run() throws {
    var training = EntityTraining(
      kinds: labels.split(separator: ",").map { Label(String($0)) },
      classes: classes == "none" ? nil : try WordClasses(contentsOf: classes))
    training.trainer.epochs = epochs
    training.trainer.runs = runs
    training.trainer.regularization = regularization
    training.trainer.dropout = dropout
    training.trainer.smallestWeight = smallest
    training.variantWeight = variants
    training.unlistedWeight = unlisted
    training.nameOdds = try nameOdds()
    training.trainer.progress = { epoch, likelihood in Output.complain("epoch \(epoch): \(likelihood)") }
    let chosen = try texts.texts(isHeldBack: false)
    training.exchangedWeight = exchanged
    training.exchange = NameExchange(Array(chosen.joined()))
    var number = 0
    for (texts, weight) in zip(chosen, try fileWeights()) {
      for text in texts {
        training.add(text, number: number, weight: weight)
        number += 1
      }
    }
    if let silver, let silverTexts {
      for text in try SilverText.texts(silver, directory: silverTexts) {
        training.addSilver(text, weight: silverWeight)
      }
    }
    for file in negatives {
      let parts = file.split(separator: ":")
      guard parts.count == 3, let stride = Int(parts[1]), let weight = Float(parts[2]) else {
        throw ValidationError("--negatives is FILE:STRIDE:WEIGHT")
      }
      try addNegatives(CompressedFile(String(parts[0])), stride: stride, weight: weight, to: &training)
    }
    Output.complain(
      "\(number) texts, \(training.itemCount) items, \(training.nameCount) names, "
        + "\(training.unreachableNames) out of reach")
    let bytes = training.model()
    try write(bytes, to: out)
    print("\(out)\t\(bytes.count) bytes")
  }
}
