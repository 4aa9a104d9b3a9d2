import Foundation
import Testing

@testable import Vaglio

/// Damages real Italian lines as machines do and counts how many come back to the letter.
///
/// A line counts as repaired when its cleaning equals the cleaning of the undamaged line.
struct MachineDamageTests {
  /// 2,000 lines with letters outside ASCII, none with a replacement character.
  static func lines() throws -> [String] {
    Array(
      try lines(of: "kind_wikinews").lazy.filter { line in
        line.utf8.contains { $0 >= 0x80 } && line.utf8.count < 600
          && line.unicodeScalars.allSatisfy { $0.value < 0x2100 && $0.value != 0xFFFD }
      }
      .prefix(2000))
  }

  /// All lines of a text of the shared data.
  static func lines(of name: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/gzip")
    process.arguments = ["-dc", SharedData.root.appending(path: "text/\(name).txt.gz").path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The text whose UTF-8 was read with the code page; nil when it lacks a byte.
  static func misread(_ text: String, _ page: CodePage) -> String? {
    var result = String.UnicodeScalarView()
    for byte in text.utf8 {
      guard byte >= 0x80 else {
        result.append(Unicode.Scalar(byte))
        continue
      }
      let value = page.scalars[Int(byte) - 0x80]
      guard value != 0, let scalar = Unicode.Scalar(value) else { return nil }
      result.append(scalar)
    }
    return String(result)
  }

  private static let pages: [String: CodePage] = [
    "windows-1252": .windows1252, "mac-roman": .macRoman, "cp850": .cp850, "cp437": .cp437,
    "windows-1250": .windows1250,
  ]

  private func share(_ damage: (String) -> String?) throws -> (share: Double, wrong: [String]) {
    let normalizer = Normalizer()
    var count = 0
    var wrong: [String] = []
    for line in try Self.lines() {
      guard let damaged = damage(line), damaged != line else { continue }
      count += 1
      let expected = normalizer.normalized(line)
      let got = normalizer.normalized(damaged)
      if got != expected { wrong.append("\(damaged)\n  → \(got)\n  ≠ \(expected)") }
    }
    return (1 - Double(wrong.count) / Double(max(count, 1)), wrong)
  }

  private func expect(
    _ name: String, atLeast least: Double, sourceLocation: SourceLocation = #_sourceLocation,
    _ damage: (String) -> String?
  ) throws {
    let (share, wrong) = try share(damage)
    for w in wrong.prefix(Int(ProcessInfo.processInfo.environment["SHOW"] ?? "0") ?? 0) { print("WRONG", name, w) }
    print("machine damage, \(name): \((share * 10000).rounded() / 100) % repaired, \(wrong.count) not")
    #expect(share >= least, "\(name): \(wrong.prefix(5).joined(separator: "\n"))", sourceLocation: sourceLocation)
  }

  @Test(.enabled(if: SharedData.isPresent), arguments: ["windows-1252", "mac-roman", "cp850", "cp437", "windows-1250"])
  func codePages(_ name: String) throws {
    let page = try #require(Self.pages[name])
    try expect(name, atLeast: 0.99) { Self.misread($0, page) }
  }

  @Test(.enabled(if: SharedData.isPresent), arguments: [2, 3])
  func layers(_ count: Int) throws {
    try expect("windows-1252 ×\(count)", atLeast: 0.99) { line in
      (0..<count).reduce(Optional(line)) { text, _ in text.flatMap { Self.misread($0, .windows1252) } }
    }
  }

  @Test(.enabled(if: SharedData.isPresent))
  func lostToReplacementCharacters() throws {
    // Latin-1 letters read as UTF-8.
    try expect("U+FFFD", atLeast: 0.97) { line in
      let lost = String(
        String.UnicodeScalarView(line.unicodeScalars.map { $0.value >= 0xC0 && $0.value < 0x100 ? "\u{FFFD}" : $0 }))
      return lost
    }
  }

  @Test(.enabled(if: SharedData.isPresent))
  func flattenedNoBreakSpaces() throws {
    try expect("no-break space flattened", atLeast: 0.99) { line in
      guard line.contains("à") else { return nil }
      return Self.misread(line, .windows1252)?.replacing("\u{A0}", with: " ")
    }
  }

  @Test(.enabled(if: SharedData.isPresent))
  func strippedControls() throws {
    // Read as Latin-1, C1 controls dropped.
    try expect("C1 stripped", atLeast: 0.9) { line in
      String(
        String.UnicodeScalarView(
          line.utf8.compactMap { (0x80...0x9F).contains($0) ? nil : Unicode.Scalar($0) }))
    }
  }

  @Test(.enabled(if: SharedData.isPresent))
  func swappedCodePages() throws {
    for (written, read) in [
      (CodePage.cp850, CodePage.windows1252), (.windows1252, .cp850), (.macRoman, .windows1252),
      (.windows1252, .macRoman),
    ] {
      try expect("\(written.name) read as \(read.name)", atLeast: 0.9) { line in
        guard line.unicodeScalars.allSatisfy({ $0.value < 0x100 }) else { return nil }
        var result = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
          guard scalar.value >= 0x80 else {
            result.append(scalar)
            continue
          }
          guard let byte = written.scalars.firstIndex(of: scalar.value), let seen = Unicode.Scalar(read.scalars[byte])
          else {
            return nil
          }
          result.append(seen)
        }
        return String(result)
      }
    }
  }
}
