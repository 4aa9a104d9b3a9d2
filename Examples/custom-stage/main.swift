// A pipeline with a stage of one's own: the text of the standard input, cleaned, and without its identifiers.
//
//     echo 'Scrivere a ufficio@ente.it' | example-custom-stage
//     Scrivere a [EMAIL]
import Vaglio

// Lines of the standard input, with their line ends.
var text = ""
while let line = readLine(strippingNewline: false) { text += line }

let pipeline = try Pipeline(Normalizer(), IdentifierMasker(), Tokenizer(), EntityTagger())
let document = pipeline(text)
print(document.string, terminator: document.string.hasSuffix("\n") ? "" : "\n")
for edit in document.edits(by: "mask") {
  print("bytes \(edit.range): \(edit.string) because of \(edit.causes.map(\.description).joined(separator: ", "))")
}
