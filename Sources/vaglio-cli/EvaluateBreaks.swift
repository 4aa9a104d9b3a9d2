import ArgumentParser
import Vaglio
import VaglioTraining

/// `vaglio evaluate breaks`: the word boundaries against ICU's.
struct EvaluateBreaks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breaks", abstract: "Compare the word boundaries with those of ICU.",
    discussion: """
      One line for each kind of text: how many texts, bytes and boundaries, and on how many texts the two differ. The \
      first differing texts follow, as bytes. The exit status is 1 when there is one.
      """)

  @Flag(help: "Every code point of Unicode in contexts of letters, digits, marks and blanks.")
  var codePoints = false

  @Option(help: ArgumentHelp("So many short random texts, weighted to what makes trouble.", valueName: "number"))
  var random = 0

  @Option(help: ArgumentHelp("Another seed gives other texts.", valueName: "number"))
  var seed: UInt64 = 1

  @Argument(help: "Texts, plain or compressed (.gz), compared line by line and in blocks of lines.")
  var files: [String] = []

  func validate() throws {
    guard random >= 0 else { throw ValidationError("--random is 0 or more") }
    guard codePoints || random > 0 || !files.isEmpty else {
      throw ValidationError("say what to compare: --code-points, --random or files")
    }
  }

  func run() throws {
    var hasFailed = false
    for file in files {
      let comparison = WordBreakComparison()
      do throws(LexiconError) {
        try compare(linesOf: file, comparison)
      } catch {
        Output.complain(error.description)
        hasFailed = true
        continue
      }
      hasFailed = try report(comparison, file) || hasFailed
    }
    if codePoints {
      let comparison = WordBreakComparison()
      for codePoint in UInt32(0)...0x10ffff { comparison.compare(codePoint: codePoint) }
      hasFailed = try report(comparison, "every code point") || hasFailed
    }
    if random > 0 {
      let comparison = WordBreakComparison()
      var numbers = SeededNumbers(seed: seed)
      var space: [UInt8] = []
      for _ in 0..<random { comparison.compareRandom(&numbers, &space) }
      hasFailed = try report(comparison, "random texts, seed \(seed)") || hasFailed
    }
    if hasFailed { throw ExitCode.failure }
  }

  /// Each line, and blocks of about 64 KB with their line ends.
  private func compare(linesOf file: String, _ comparison: WordBreakComparison) throws(LexiconError) {
    var block: [UInt8] = []
    try CompressedFile(file).forEachLine { line in
      comparison.compare(line)
      block.append(contentsOf: line)
      block.append(UInt8(ascii: "\n"))
      if block.count > 64 << 10 {
        block.withUnsafeBufferPointer { comparison.compare($0) }
        block.removeAll(keepingCapacity: true)
      }
    }
    block.withUnsafeBufferPointer { comparison.compare($0) }
  }

  /// Whether there is a difference.
  private func report(_ comparison: WordBreakComparison, _ name: String) throws -> Bool {
    var lines = "\(name): \(comparison.texts) texts, \(comparison.bytes) bytes, \(comparison.boundaries) boundaries, "
    lines += "\(comparison.differenceCount) differences\n"
    for difference in comparison.differences.prefix(20) { lines += "\(difference)\n" }
    var output = Output()
    try output.write(Array(lines.utf8))
    try output.flush()
    return comparison.differenceCount > 0
  }
}
