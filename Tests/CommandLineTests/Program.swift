import Foundation
import TestSupport

/// The built program, run as a user runs it.
struct Program {
  /// What a run leaves behind.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The program beside the test bundle.
  static let url: URL = {
    let arguments = CommandLine.arguments[0]
    let beside = URL(fileURLWithPath: arguments).deletingLastPathComponent()
    for folder in [beside, Shared.packageRoot.appendingPathComponent(".build/release")] {
      let program = folder.appendingPathComponent("trasse")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
    }
    return Shared.packageRoot.appendingPathComponent(".build/debug/trasse")
  }()

  /// Runs the program in a folder.
  static func run(_ arguments: String..., in folder: TemporaryFolder? = nil) throws -> Outcome {
    try run(arguments, in: folder)
  }

  /// Runs a script of the project.
  static func runScript(_ name: String, _ arguments: String...) throws -> Outcome {
    let script = Shared.packageRoot.appendingPathComponent("scripts/\(name)")
    return try run(arguments, of: script)
  }

  /// Runs the program, or another, in a folder.
  static func run(
    _ arguments: [String], of program: URL = url, in folder: TemporaryFolder? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder.url }
    let output = Pipe()
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("trasse-errors-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: place.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: place) }
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: place)
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: place), as: UTF8.self))
  }
}
