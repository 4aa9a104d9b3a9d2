/// Merges changes of the current clean text into the edits of the source.
///
/// A replacement that meets an earlier edit's replacement joins it: one edit, whose range covers both and whose causes are
/// those of both. One that does not is an edit of its own. All is per edit; the text itself is never looked at, but for
/// the bytes between the edits that one replacement joins.
struct EditMerger {
  let source: [UInt8]
  let edits: [Edit]

  /// - Parameter replacements: sorted and disjoint, in bytes of the clean text that `edits` make.
  func merged(with replacements: [Replacement]) -> [Edit] {
    var result: [Edit] = []
    result.reserveCapacity(edits.count + replacements.count)
    var nextEdit = 0
    var nextReplacement = 0
    // The clean text runs ahead of the source by `delta` bytes after the edits before `nextEdit`.
    var delta = 0
    var end = 0

    while nextReplacement < replacements.count {
      let first = replacements[nextReplacement]
      precondition(first.range.lowerBound >= end, "replacements are sorted and disjoint")

      // Edits that end before the replacement starts stay as they are.
      while nextEdit < edits.count {
        let text = textRange(edits[nextEdit], delta)
        guard text.upperBound <= first.range.lowerBound, !meets(edits[nextEdit], text, first.range) else { break }
        result.append(edits[nextEdit])
        delta += edits[nextEdit].delta
        nextEdit += 1
      }

      // What the replacement meets, and what that meets in turn.
      let groupDelta = delta
      let firstEdit = nextEdit
      let firstReplacement = nextReplacement
      nextReplacement += 1
      end = first.range.upperBound
      var grew = true
      while grew {
        grew = false
        while nextEdit < edits.count {
          let text = textRange(edits[nextEdit], delta)
          guard
            replacements[firstReplacement..<nextReplacement].reversed().contains(where: {
              meets(edits[nextEdit], text, $0.range)
            })
          else { break }
          delta += edits[nextEdit].delta
          nextEdit += 1
          grew = true
        }
        while nextReplacement < replacements.count, nextEdit > firstEdit {
          let last = edits[nextEdit - 1]
          guard meets(last, textRange(last, delta - last.delta), replacements[nextReplacement].range) else { break }
          precondition(replacements[nextReplacement].range.lowerBound >= end, "replacements are sorted and disjoint")
          end = replacements[nextReplacement].range.upperBound
          nextReplacement += 1
          grew = true
        }
      }
      if let edit = joined(
        edits[firstEdit..<nextEdit], replacements[firstReplacement..<nextReplacement], delta: groupDelta)
      {
        result.append(edit)
      }
    }
    result.append(contentsOf: edits[nextEdit...])
    precondition(
      end <= source.count + edits.reduce(0) { $0 + $1.delta }, "a replacement ends after the text")
    return result
  }

  /// Where among the edits a replacement belongs that meets none of them, and by how much the clean text runs ahead of the
  /// source there; nil when it meets one. O(log edits).
  func placeApart(_ range: Range<Int>, in alignment: Alignment) -> (index: Int, delta: Int)? {
    func text(_ index: Int) -> Range<Int> { textRange(edits[index], alignment.delta(before: index)) }
    let index = edits.indices.firstIndex(after: { text($0).upperBound <= range.lowerBound })
    // A deletion and an insertion may stand at one place.
    for neighbor in max(0, index - 2)..<min(edits.count, index + 2) where meets(edits[neighbor], text(neighbor), range)
    {
      return nil
    }
    return (index, alignment.delta(before: index))
  }

  private func textRange(_ edit: Edit, _ delta: Int) -> Range<Int> {
    let start = edit.range.lowerBound + delta
    return start..<start + edit.string.utf8.count
  }

  /// Whether a replacement has to be one with an edit. Bytes in common, or an insertion at an insertion, whose order
  /// the source offsets alone could not tell.
  private func meets(_ edit: Edit, _ text: Range<Int>, _ replacement: Range<Int>) -> Bool {
    if replacement.isEmpty {
      if text.isEmpty { return false }
      let position = replacement.lowerBound
      return edit.range.isEmpty
        ? text.lowerBound <= position && position <= text.upperBound
        : text.lowerBound < position && position < text.upperBound
    }
    if text.isEmpty { return replacement.lowerBound < text.lowerBound && text.lowerBound < replacement.upperBound }
    return text.overlaps(replacement)
  }

  /// One edit out of earlier edits and the replacements that meet them; nil when the source is restored.
  private func joined(_ edits: ArraySlice<Edit>, _ replacements: ArraySlice<Replacement>, delta: Int) -> Edit? {
    let first = replacements[replacements.startIndex]
    let last = replacements[replacements.endIndex - 1]
    guard let firstEdit = edits.first else {
      let range = first.range.lowerBound - delta..<first.range.upperBound - delta
      if isUnchanged(range, first.string) { return nil }
      return Edit(range: range, string: first.string, causes: first.causes)
    }

    // The text that the edits make between the first and the last byte concerned.
    var text: [UInt8] = []
    var running = delta
    let start = min(first.range.lowerBound, firstEdit.range.lowerBound + delta)
    let sourceStart = start - delta
    var position = sourceStart
    for edit in edits {
      text.append(contentsOf: source[position..<edit.range.lowerBound])
      text.append(contentsOf: edit.string.utf8)
      position = edit.range.upperBound
      running += edit.delta
    }
    let textEnd = max(last.range.upperBound, position + running)
    let sourceEnd = textEnd - running
    text.append(contentsOf: source[position..<sourceEnd])

    // The replacements in it.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var copied = start
    for replacement in replacements {
      bytes.append(contentsOf: text[copied - start..<replacement.range.lowerBound - start])
      bytes.append(contentsOf: replacement.string.utf8)
      copied = replacement.range.upperBound
    }
    bytes.append(contentsOf: text[(copied - start)...])

    let string = String(decoding: bytes, as: UTF8.self)
    if isUnchanged(sourceStart..<sourceEnd, string) { return nil }
    var causes: [Cause] = []
    for cause in edits.lazy.flatMap(\.causes) where !causes.contains(cause) { causes.append(cause) }
    for cause in replacements.lazy.flatMap(\.causes) where !causes.contains(cause) { causes.append(cause) }
    return Edit(range: sourceStart..<sourceEnd, string: string, causes: causes)
  }

  private func isUnchanged(_ range: Range<Int>, _ string: String) -> Bool {
    string.utf8.count == range.count && string.utf8.elementsEqual(source[range])
  }
}

extension Edit {
  /// By how many bytes it makes the text longer.
  var delta: Int { string.utf8.count - range.count }
}
