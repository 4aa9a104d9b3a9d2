import Vaglio

/// Makes `letters.bin` of the form lexicon: each form counts by its class, so that common words do not drown the others.
enum LetterModelBuilder {
  /// - Parameter forms: a form lexicon's file.
  static func file(forForms forms: [UInt8]) throws(LexiconError) -> (bytes: [UInt8], count: Int) {
    try FormLexicon.opened(forms) { build($0) }
  }

  /// - Returns: the file, and how many runs of three letters were seen.
  static func build(_ forms: FormLexicon) -> (bytes: [UInt8], count: Int) {
    let classes = LetterModel.classes
    var runs = [Double](repeating: 0, count: classes * classes * classes)
    var contexts = [Double](repeating: 0, count: classes * classes)
    forms.forEachForm { form, entry in
      let weight = Double(entry.frequency) + 1
      LetterModel.forEachRun(form) { context, letter in
        runs[context * classes + letter] += weight
        contexts[context] += weight
      }
    }
    let bytes = runs.indices.map { run in
      let likelihood = (runs[run] + 0.5) / (contexts[run / classes] + 30)
      return UInt8(min(255, (-binaryLogarithm(likelihood) * 0.6931471805599453 * 16).rounded()))
    }
    return (LetterModel.magic.withUTF8Buffer { Array($0) } + bytes, runs.count { $0 > 0 })
  }
}
