// The names are those of vaglio.h.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CVaglio
import Vaglio

/// The layers of a list of names with commas between them.
private func layers(_ names: UnsafePointer<CChar>?) throws -> [ArrowWriter.Layer] {
  guard let names else { return [.text, .edits, .entities] }
  let all = ArrowWriter.Layer.allCases.map(\.rawValue)
  var layers: [ArrowWriter.Layer] = []
  for name in String(cString: names).split(separator: ",") {
    guard let layer = ArrowWriter.Layer(rawValue: String(name)) else {
      throw ConfigurationError("there is no layer '\(name)': the layers are \(all.joined(separator: ", "))")
    }
    layers.append(layer)
  }
  return layers
}

private func annotated(
  _ texts: ArrowTexts, by box: PipelineBox, _ layers: [ArrowWriter.Layer]
) throws -> ArrowColumn {
  var writer = ArrowWriter(layers, offsets: box.offsets)
  for index in 0..<texts.count {
    try texts.withText(index) { text in
      guard let text else { return writer.appendNull() }
      guard text.count <= LengthError.maximum else { throw LengthError(bytes: UInt(text.count)) }
      writer.append(box.pipeline([UInt8](text)))
    }
    if writer.isTooLong {
      throw LengthError("a layer of the texts up to \(index) is longer than 2 GiB: process fewer texts at a time")
    }
  }
  return writer.finish()
}

@c @implementation
public func vaglio_annotate_arrow(
  _ pipeline: OpaquePointer, _ layers: UnsafePointer<CChar>?, _ texts: UnsafeMutablePointer<ArrowArray>,
  _ texts_type: UnsafeMutablePointer<ArrowSchema>, _ column: UnsafeMutablePointer<ArrowArray>,
  _ column_type: UnsafeMutablePointer<ArrowSchema>, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  error?.pointee = nil
  do {
    let given = try ArrowTexts(texts, texts_type)
    let made = try annotated(given, by: object(pipeline), try VaglioC.layers(layers))
    column.initialize(to: ArrowArray(made))
    column_type.initialize(to: ArrowSchema(made))
    return 0
  } catch let problem {
    error?.pointee = handle(ErrorBox(problem))
    return 1
  }
}
