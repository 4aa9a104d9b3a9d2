// The names are those of vaglio.h.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVaglio
import Vaglio

/// What a `vaglio_error` points to.
final class ErrorBox: Sendable {
  let code: vaglio_error_code
  let message: KeptBytes

  init(_ code: vaglio_error_code, _ message: String) {
    self.code = code
    self.message = KeptBytes(Array(message.utf8))
  }

  convenience init(_ error: any Error) {
    switch error {
    case let error as PipelineError: self.init(VAGLIO_ERROR_PIPELINE, error.description)
    case let error as LexiconError: self.init(VAGLIO_ERROR_LEXICON, error.description)
    case let error as ConfigurationError: self.init(VAGLIO_ERROR_OPTION, error.description)
    case let error as LengthError: self.init(VAGLIO_ERROR_LENGTH, error.description)
    default: self.init(VAGLIO_ERROR_OPTION, "\(error)")
    }
  }
}

/// A text, or a layer of many, is longer than VAGLIO_MAXIMUM_LENGTH.
struct LengthError: Error, CustomStringConvertible {
  /// VAGLIO_MAXIMUM_LENGTH, which Swift does not import: a macro with a cast.
  static let maximum = Int(Int32.max)

  let description: String

  /// - Parameter bytes: how many a text has.
  init(bytes: UInt) { description = "the text has \(bytes) bytes; at most \(Self.maximum) are allowed" }

  init(_ description: String) { self.description = description }
}

@c @implementation
public func vaglio_error_get_code(_ error: OpaquePointer) -> vaglio_error_code {
  object(error, as: ErrorBox.self).code
}

@c @implementation
public func vaglio_error_message(_ error: OpaquePointer) -> UnsafePointer<CChar> {
  object(error, as: ErrorBox.self).message.characters
}

@c @implementation
public func vaglio_error_free(_ error: OpaquePointer?) { release(error, as: ErrorBox.self) }
