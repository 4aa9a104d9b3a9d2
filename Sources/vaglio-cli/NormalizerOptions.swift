import ArgumentParser
import Vaglio

/// The names of repairs, as `--repairs` takes them.
struct RepairsOption: ExpressibleByArgument {
  let options: Normalizer.Options

  /// - Parameter argument: names with commas between; nil is made of any that is none.
  init?(argument: String) {
    guard let options = Normalizer.Options(names: argument) else { return nil }
    self.options = options
  }
}

struct QuotesOption: ExpressibleByArgument {
  let style: QuoteStyle

  init?(argument: String) {
    guard let style = QuoteStyle(rawValue: argument) else { return nil }
    self.style = style
  }

  static let allValueStrings = QuoteStyle.allCases.map(\.rawValue)
}

struct EncodingOption: ExpressibleByArgument {
  let encoding: TextEncoding

  init?(argument: String) {
    guard let encoding = TextEncoding(argument) else { return nil }
    self.encoding = encoding
  }
}
