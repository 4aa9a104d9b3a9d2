// Cleans texts and shows what was done: the clean text, the corrections with their reasons, and the names.
//
//     example-pipeline [file …]        (without files: Examples/texts/*.txt)
//
// Only the public API of Vaglio is used here; Foundation is here to read files.
import Foundation
import Vaglio

func show(_ document: Document, name: String) {
  print("━━━ \(name)\n")
  print(document.string.trimmingCharacters(in: .newlines), "\n")

  print("Corrections: \(document.edits.count)")
  for edit in document.edits {
    let from = shortened(document.sourceString(edit.range))
    let to = shortened(edit.string)
    let why = edit.causes.map { "\($0) (\(percent($0.confidence)))" }.joined(separator: ", then ")
    print("  '\(from)' → '\(to)'  because of \(why)")
  }

  print("\nNames: \(document.entities.count)")
  for entity in document.entities {
    let seen = document.string(entity)
    var line = "  \(seen): \(entity.label), \(percent(entity.confidence))"
    if let kind = entity.kind { line += ", \(kind)" }
    if let name = entity.name, let entry = entity.entry { line += "; stands for \(name) [\(entry)]" }
    print(line)
  }
  print()
}

/// On one line, with what cannot be seen named.
func shortened(_ text: String) -> String {
  let visible = text.unicodeScalars.prefix(60).map { scalar in
    scalar.value < 0x20 || scalar.properties.isDefaultIgnorableCodePoint || scalar == "\u{a0}"
      ? "<U+\(String(scalar.value, radix: 16, uppercase: true))>" : String(scalar)
  }
  return visible.joined() + (text.unicodeScalars.count > 60 ? "…" : "")
}

func percent(_ share: Float) -> String { "\(Int((share * 100).rounded())) %" }

var paths = Array(CommandLine.arguments.dropFirst())
if paths.isEmpty {
  let folder = "Examples/texts"
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  paths = names.filter { $0.hasSuffix(".txt") }.sorted().map { "\(folder)/\($0)" }
}
if paths.isEmpty {
  FileHandle.standardError.write(Data("no texts: name files, or run this where Examples/texts is\n".utf8))
  exit(1)
}

let pipeline = Pipeline.standard
var hasFailed = false
for path in paths {
  do {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    show(pipeline(bytes), name: path)
  } catch {
    FileHandle.standardError.write(Data("\(path): \(error.localizedDescription)\n".utf8))
    hasFailed = true
  }
}
exit(hasFailed ? 1 : 0)
