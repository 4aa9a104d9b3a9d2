import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio train clusters`: makes the classes of words that the model of names looks at.
struct TrainClusters: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters", abstract: "Make the classes of words from running texts and lists of names.")

  @Option(help: "The folder with text/ (running texts, one paragraph a line) and lexicons/ (lists of people's names).")
  var data: String

  @Option(help: "The folder with places.txt, foreign-first-names.txt and foreign-surnames.txt.")
  var lists: String

  @Option(
    parsing: .upToNextOption,
    help: "Annotated texts (.conll or marked lines): which words are written small inside names.")
  var names: [String] = []

  @Flag(help: "Look at words, too, that are names in these texts without any capital, such as 'carabinieri' in KIND.")
  var smallNames = false

  @Option(help: "The file to write.")
  var out: String

  func run() throws {
    var trainer = WordClassTrainer()
    for (file, stride) in WordClassTrainer.sources {
      try trainer.read(CompressedFile("\(data)/text/\(file).txt.gz"), stride: stride)
    }
    let names = "\(data)/lexicons"
    try trainer.readList(CompressedFile("\(lists)/places.txt"), .place)
    try trainer.readList(CompressedFile("\(names)/names_9000_nomi_propri_napolux.txt.gz"), .firstName)
    try trainer.readList(CompressedFile("\(names)/names_lista_38000_cognomi_napolux.txt.gz"), .surname)
    try trainer.readList(CompressedFile("\(lists)/foreign-first-names.txt"), .foreignFirstName)
    try trainer.readList(CompressedFile("\(lists)/foreign-surnames.txt"), .foreignSurname)
    for file in self.names {
      let texts = try AnnotatedText.read([UInt8](contentsOf: file), file: file)
      trainer.readNames(texts, includesSmallNames: smallNames)
    }
    trainer.readUsage(of: .italian)
    let bytes = trainer.build()
    try write(bytes, to: out)
    print("\(out)\t\(bytes.count) bytes\t\(trainer.textCount) words read")
  }
}
