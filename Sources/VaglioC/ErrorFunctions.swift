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
    default: self.init(VAGLIO_ERROR_OPTION, "\(error)")
    }
  }
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
