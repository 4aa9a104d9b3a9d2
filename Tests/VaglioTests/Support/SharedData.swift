import Foundation

/// The development data that lies beside the checkout, `../shared/data`, where there is one. It does not come with the
/// package: a test that reads it is skipped without it (`.enabled(if: SharedData.isPresent)`).
enum SharedData {
  static let root = URL(filePath: #filePath)  // Tests/VaglioTests/Support/SharedData.swift
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: root.path) }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static func string(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }
}
