// The names are those of vaglio.h.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVaglio
import Vaglio

/// What a `vaglio_pipeline` points to.
final class PipelineBox: Sendable {
  let pipeline: Pipeline
  let offsets: OffsetUnit

  init(_ pipeline: Pipeline, offsets: OffsetUnit) {
    self.pipeline = pipeline
    self.offsets = offsets
  }

  convenience init(stages: String?, options: [(name: String, value: String)]) throws {
    var configuration = PipelineConfiguration()
    var offsets = OffsetUnit.byte
    var remover = RemoverOptions()
    if let stages { try configuration.setStages(stages) }
    for (name, value) in options {
      if name == "offsets" {
        offsets = try Self.value(
          value, of: name, OffsetUnit.init(rawValue:), among: OffsetUnit.allCases.map(\.rawValue))
      } else if try !remover.set(name, to: value) {
        try Self.set(name, to: value, in: &configuration)
      }
    }
    configuration.remover = try remover.remover()
    self.init(try configuration.pipeline(), offsets: offsets)
  }

  private static func set(_ name: String, to value: String, in configuration: inout PipelineConfiguration) throws {
    switch name {
    case "lexicon":
      let labels = PipelineConfiguration.lexiconLabels
      let parts = value.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let label = labels.first(where: { $0.name == parts[0] })?.label else {
        throw ConfigurationError(
          "the option 'lexicon' is label=file, not '\(value)': labels are \(labels.map(\.name).joined(separator: ", "))"
        )
      }
      configuration.gazetteers.append(try Gazetteer(contentsOf: String(parts[1]), label: label))
    case "minimum-confidence":
      configuration.minimumConfidence = try share(value, of: name)
    case "repairs":
      configuration.repairs = try Self.value(
        value, of: name, Normalizer.Options.init(names:), among: Normalizer.Options.named.map(\.name))
    case "quotes":
      configuration.quotes = try Self.value(
        value, of: name, QuoteStyle.init(rawValue:), among: QuoteStyle.allCases.map(\.rawValue))
    case "encoding":
      configuration.encoding = try Self.value(value, of: name, TextEncoding.init, among: TextEncoding.all)
    default:
      throw ConfigurationError(
        """
        there is no option '\(name)': the options are offsets, lexicon, minimum-confidence, repairs, quotes, encoding, \
        boilerplate, content-threshold, boilerplate-phrases
        """)
    }
  }

  /// What the stage `boilerplate` is told.
  private struct RemoverOptions {
    private var mode = BoilerplateRemover.Mode.drop
    private var contentThreshold = BoilerplateRemover.standardContentThreshold
    private var phrasesPath: String?

    /// - Returns: whether the option is one of these.
    mutating func set(_ name: String, to value: String) throws -> Bool {
      switch name {
      case "boilerplate":
        mode = try PipelineBox.value(
          value, of: name, BoilerplateRemover.Mode.init(rawValue:),
          among: BoilerplateRemover.Mode.allCases.map(\.rawValue))
      case "content-threshold": contentThreshold = try PipelineBox.share(value, of: name)
      case "boilerplate-phrases": phrasesPath = value
      default: return false
      }
      return true
    }

    /// - Throws: `LexiconError` when the phrases cannot be read.
    func remover() throws -> BoilerplateRemover {
      guard let phrasesPath else { return BoilerplateRemover(mode: mode, contentThreshold: contentThreshold) }
      return try BoilerplateRemover(mode: mode, contentThreshold: contentThreshold, phrasesOf: phrasesPath)
    }
  }

  private static func share(_ value: String, of name: String) throws(ConfigurationError) -> Float {
    guard let number = Float(value), 0...1 ~= number else {
      throw ConfigurationError("the option '\(name)' is from 0 to 1, not '\(value)'")
    }
    return number
  }

  private static func value<Value>(
    _ value: String, of name: String, _ make: (String) -> Value?, among names: [String]
  ) throws(ConfigurationError) -> Value {
    guard let result = make(value) else {
      throw ConfigurationError("the option '\(name)' is of \(names.joined(separator: ", ")), not '\(value)'")
    }
    return result
  }
}

@c @implementation
public func vaglio_pipeline_new(
  _ stages: UnsafePointer<CChar>?, _ options: UnsafePointer<vaglio_option>?, _ option_count: Int,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> OpaquePointer? {
  error?.pointee = nil
  let given = UnsafeBufferPointer(start: options, count: options == nil ? 0 : option_count)
  do {
    return handle(
      try PipelineBox(
        stages: stages.map { String(cString: $0) },
        options: given.map { (String(cString: $0.name), String(cString: $0.value)) }))
  } catch let problem {
    error?.pointee = handle(ErrorBox(problem))
    return nil
  }
}

@c @implementation
public func vaglio_pipeline_free(_ pipeline: OpaquePointer?) { release(pipeline, as: PipelineBox.self) }
