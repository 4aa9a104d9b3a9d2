import ArgumentParser
import Vaglio

enum InputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, jsonl, conll
}

enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, jsonl, diff, html, iob, conllu, brat, m2
}

enum OffsetOption: String, CaseIterable, ExpressibleByArgument {
  case codepoint, byte, utf16

  var unit: OffsetUnit {
    switch self {
    case .codepoint: .codepoint
    case .byte: .byte
    case .utf16: .utf16
    }
  }
}

enum AlgorithmOption: String, CaseIterable, ExpressibleByArgument {
  case snowball, light

  var algorithm: Stemmer.Algorithm {
    switch self {
    case .snowball: .snowball
    case .light: .light
    }
  }
}

/// `companies=fornitori.tsv`
struct LexiconOption: ExpressibleByArgument {
  let label: Label
  let file: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "=") else { return nil }
    let name = argument[..<equals]
    let file = argument[argument.index(after: equals)...]
    guard let label = PipelineConfiguration.lexiconLabels.first(where: { $0.name == name })?.label, !file.isEmpty
    else { return nil }
    self.label = label
    self.file = String(file)
  }
}
