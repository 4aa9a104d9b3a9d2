import Testing

@testable import Vaglio

/// Checks the laws of a document after a pipeline ran; call it in every test that runs one.
///
/// - Parameter scalarBoundaries: false when the source may be ill-formed UTF-8, where such boundaries mean little.
func checkInvariants(
  _ document: Document, scalarBoundaries: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
) {
  let source = document.source
  let text = document.text

  func isBoundary(_ position: Int, _ bytes: [UInt8]) -> Bool {
    position == bytes.count || !UTF8.isContinuation(bytes[position])
  }

  // Edits: sorted, disjoint, in bounds, with causes; the text equals the source with the edits made.
  var position = 0
  var rewritten: [UInt8] = []
  for edit in document.edits {
    #expect(edit.range.lowerBound >= position, "edits sorted and disjoint", sourceLocation: sourceLocation)
    #expect(edit.range.upperBound <= source.count, "edits in bounds", sourceLocation: sourceLocation)
    #expect(!edit.causes.isEmpty, "edits have causes", sourceLocation: sourceLocation)
    #expect(
      !edit.string.utf8.elementsEqual(source[edit.range]), "an edit changes something", sourceLocation: sourceLocation)
    if scalarBoundaries {
      #expect(
        isBoundary(edit.range.lowerBound, source) && isBoundary(edit.range.upperBound, source),
        "edits on scalar boundaries", sourceLocation: sourceLocation)
    }
    guard edit.range.lowerBound >= position, edit.range.upperBound <= source.count else { return }
    rewritten += source[position..<edit.range.lowerBound]
    rewritten += edit.string.utf8
    position = edit.range.upperBound
  }
  rewritten += source[position...]
  #expect(rewritten == text, "text equals source with edits", sourceLocation: sourceLocation)

  // Unedited bytes map one to one.
  var unedited = 0
  for edit in document.edits + [Edit(range: source.count..<source.count, string: "", causes: [])] {
    let stretch = unedited..<edit.range.lowerBound
    if !stretch.isEmpty {
      let image = document.textRange(ofSource: stretch)
      #expect(Array(text[image]) == Array(source[stretch]), "unedited bytes keep", sourceLocation: sourceLocation)
      #expect(document.sourceRange(ofText: image) == stretch, "and map back", sourceLocation: sourceLocation)
    }
    unedited = edit.range.upperBound
  }

  func checkRanges(_ what: Comment, _ annotations: some Sequence<any Annotation>) {
    var sourceEnd = 0
    var textEnd = 0
    for annotation in annotations {
      #expect(
        annotation.range.lowerBound >= sourceEnd && annotation.range.upperBound <= source.count,
        "\(what): source ranges sorted, disjoint, in bounds: \(annotation)", sourceLocation: sourceLocation)
      #expect(
        annotation.textRange.lowerBound >= textEnd && annotation.textRange.upperBound <= text.count
          && !annotation.textRange.isEmpty,
        "\(what): text ranges sorted, disjoint, in bounds, not empty: \(annotation)", sourceLocation: sourceLocation)
      if scalarBoundaries {
        for (range, bytes) in [(annotation.range, source), (annotation.textRange, text)] {
          #expect(
            isBoundary(range.lowerBound, bytes) && isBoundary(range.upperBound, bytes),
            "\(what) on scalar boundaries: \(annotation)", sourceLocation: sourceLocation)
        }
      }
      sourceEnd = annotation.range.upperBound
      textEnd = annotation.textRange.upperBound
    }
  }
  checkRanges("tokens", document.tokens.lazy.map { $0 as any Annotation })
  checkRanges("sentences", document.sentences.lazy.map { $0 as any Annotation })
  checkRanges("entities", document.entities.lazy.map { $0 as any Annotation })

  var suggestionStart = 0
  for suggestion in document.suggestions {
    #expect(
      suggestion.range.lowerBound >= suggestionStart && suggestion.range.upperBound <= source.count,
      "suggestions sorted, in bounds", sourceLocation: sourceLocation)
    suggestionStart = suggestion.range.lowerBound
  }
}

/// Cleaning the clean text changes nothing more.
func checkIdempotence(
  _ pipeline: Pipeline, _ document: Document, sourceLocation: SourceLocation = #_sourceLocation
) {
  let again = pipeline(document.text)
  #expect(
    again.text == document.text,
    "cleaning twice changes nothing more: \(again.edits.map { "\(again.sourceString($0.range)) → \($0.string) \($0.causes)" })",
    sourceLocation: sourceLocation)
}
