import Foundation
import TestSupport
import Testing

/// The built program, run as by an operator.
struct ProgramTests {
  /// The program of the release build, or else that of the debug build.
  static let program: URL = {
    let builds = ["release", "debug"].map {
      Shared.packageRoot.appendingPathComponent(".build/\($0)/trasse-server")
    }
    return builds.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? builds[0]
  }()

  /// The result of a run.
  struct Outcome {
    let status: Int32
    let output: String
  }

  static func run(_ program: URL, _ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: String(decoding: printed, as: UTF8.self))
  }

  @Test func `the public program contains no planning code and reads no other formats`()
    throws
  {
    let loaded = try Self.run(URL(fileURLWithPath: "/usr/bin/ldd"), [Self.program.path]).output
    #expect(loaded.contains("libmicrohttpd"))
    for library in ["libgdal", "libClp"] {
      #expect(!loaded.contains(library), "\(library)")
    }
    let symbols = try Self.run(URL(fileURLWithPath: "/usr/bin/nm"), ["-a", Self.program.path])
    for module in [
      "14TrenchPlanning", "8Analyses", "12NetworkModel", "12ProjectStore", "9Importing",
      "9Exporting", "12SteinerTrees", "11StaffServer",
    ] {
      #expect(!symbols.output.contains("$s\(module)"), "\(module)")
    }
    #expect(symbols.output.contains("$s12LookupServer"))
  }

  @Test(
    arguments: [
      ([], 64, "PUBLIC.db is missing"), (["--nonsense"], 64, "unknown option"),
      (["a", "b"], 64, "unexpected argument b"), (["a", "--port", "x"], 64, "--port takes"),
      (["/nowhere.db"], 66, "there is no such file"), (["--help"], 0, "Usage: trasse-server"),
      (["--version"], 0, "trasse-server 0"),
    ] as [([String], Int32, String)])
  func `an invalid call ends with the correct status`(
    _ words: [String], _ status: Int32, _ message: String
  ) throws {
    let outcome = try Self.run(Self.program, words)
    #expect(outcome.status == status)
    #expect(outcome.output.contains(message), "\(outcome.output)")
  }

  @Test func `a file that is not a public file is rejected`() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("this is not a database, however long one looks at it", to: "a.db")
    #expect(try Self.run(Self.program, [text]).status == 65)
    let town = try MadeUpTown()
    let outcome = try Self.run(
      Self.program, [town.folder.path("public.db"), "--bind", "203.0.113.7", "--port", "0"])
    #expect(outcome.status == 69)
    #expect(outcome.output.contains("cannot listen at 203.0.113.7"))
  }

  @Test func `a pipe, a folder or a device is refused as data and as configuration`() throws {
    let town = try MadeUpTown()
    let pipe = town.folder.path("pipe")
    let made = unsafe mkfifo(pipe, 0o600)
    #expect(made == 0)
    let link = town.folder.path("link.db")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: pipe)
    for path in [pipe, link, town.folder.path(""), "/dev/zero"] {
      let outcome = try Self.run(Self.program, [path, "--port", "0"])
      #expect(outcome.status == 65, "\(path): \(outcome.output)")
      #expect(outcome.output.contains("is not a regular file"), "\(outcome.output)")
    }
    let configured = try Self.run(
      Self.program, [town.folder.path("public.db"), "--config", pipe, "--port", "0"])
    #expect(configured.status == 65 && configured.output.contains("not a regular file"))
  }

  @Test func `a pipe in place of the data changes nothing, and the server still reloads and ends`()
    throws
  {
    let town = try MadeUpTown()
    let path = town.folder.path("public.db")
    let process = Process()
    process.executableURL = Self.program
    process.arguments = [path, "--port", "0"]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    var said = ""
    func wait(for text: String) {
      while !said.contains(text) {
        let more = errors.fileHandleForReading.availableData
        if more.isEmpty { break }
        said += String(decoding: more, as: UTF8.self)
      }
      #expect(said.contains(text), "\(said)")
    }
    wait(for: "serving")
    let kept = town.folder.path("kept.db")
    try FileManager.default.moveItem(atPath: path, toPath: kept)
    let made = unsafe mkfifo(path, 0o600)
    #expect(made == 0)
    kill(process.processIdentifier, SIGHUP)
    wait(for: "the old public file is kept: \(path) is not a regular file")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: kept, toPath: path)
    wait(for: "a new public file is served")
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  }
}
