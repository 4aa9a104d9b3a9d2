internal import Vaglio

/// Puts other names into annotated texts, of the same kind and from other texts, so that a model learns what stands around
/// a name and not the name ("mention replacement", Dai and Adel 2020). The same texts give the same texts.
public struct NameExchange: Sendable {
  private var names: [String: [[UInt8]]] = [:]

  /// - Parameter texts: where names are taken from.
  public init(_ texts: [AnnotatedText]) {
    var seen: Set<[UInt8]> = []
    for text in texts {
      for (range, label) in text.names {
        let name = Array(text.document.text[range])
        if seen.insert(Array(label.utf8) + [0] + name).inserted { names[label, default: []].append(name) }
      }
    }
  }

  /// A text with other names, and with its tokens made again.
  /// - Parameter seed: another one chooses other names.
  public func exchanged(_ text: AnnotatedText, seed: UInt64) -> AnnotatedText {
    var random = SplitMix(state: seed)
    let source = text.document.text
    var bytes: [UInt8] = []
    var exchanged: [(range: Range<Int>, label: String)] = []
    var position = 0
    for (range, label) in text.names where range.lowerBound >= position {
      bytes += source[position..<range.lowerBound]
      let start = bytes.count
      let others = names[label] ?? []
      bytes += others.isEmpty ? Array(source[range]) : others[Int(random.next() % UInt64(others.count))]
      exchanged.append((start..<bytes.count, label))
      position = range.upperBound
    }
    bytes += source[position...]
    var document = Document(bytes)
    Tokenizer().process(&document)
    return AnnotatedText(document: document, names: exchanged)
  }
}
