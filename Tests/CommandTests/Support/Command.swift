import Foundation
import Testing

/// The executables that have just been built, run with files as standard input and output: no pipe can fill up.
struct Command {
  struct Result {
    let status: Int32
    let output: [UInt8]
    let errors: String
    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) }
    /// The lines as JSON objects.
    func objects(sourceLocation: SourceLocation = #_sourceLocation) throws -> [[String: Any]] {
      try lines.map { line in
        try #require(
          JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], sourceLocation: sourceLocation)
      }
    }
  }

  let executable: URL
  let folder: TemporaryFolder

  /// - Parameter name: of the product.
  init(_ name: String = "vaglio", in folder: TemporaryFolder) {
    executable = Self.products.appending(path: name)
    self.folder = folder
  }

  /// Where the build put this test bundle, and the executables beside it.
  private static let products: URL = {
    for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
      return bundle.bundleURL.deletingLastPathComponent()
    }
    return Bundle.main.bundleURL
  }()

  func run(_ arguments: String..., input: String) throws -> Result {
    try run(arguments, input: Array(input.utf8))
  }

  func run(_ arguments: String...) throws -> Result { try run(arguments, input: []) }

  func run(_ arguments: [String], input: [UInt8]) throws -> Result {
    try start(executable, arguments, input: input)
  }

  /// Runs a line of shell, in which `"$0"` is the executable.
  func shell(_ line: String, input: [UInt8] = []) throws -> Result {
    try start(URL(filePath: "/bin/sh"), ["-c", line, executable.path], input: input)
  }

  private func start(_ executable: URL, _ arguments: [String], input: [UInt8]) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    let run = UUID().uuidString
    let files = try ["in", "out", "err"].map { name in
      let url = folder.url.appending(path: ".\(run).\(name)")
      try Data(name == "in" ? input : []).write(to: url)
      return url
    }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: Array(try Data(contentsOf: files[1])),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "vaglio-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: url.appending(path: name)) }
}
