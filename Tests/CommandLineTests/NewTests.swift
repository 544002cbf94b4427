import Foundation
import TestSupport
import Testing

/// `trasse new` while others make the same project, and after it was killed.
struct NewTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func start(_ arguments: String...) throws -> Process {
    let process = Process()
    process.executableURL = Program.url
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func entries(of name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      .filter { $0.hasPrefix(name) }.sorted()
  }

  /// Starts `new` and sends it a signal before the file has its name; repeats this where it was too
  /// fast.
  private func interrupted(by signal: Int32) throws -> (process: Process, name: String) {
    for attempt in 0..<40 {
      let name = "p\(attempt).gpkg"
      let process = try start("new", name, "--crs", "EPSG:25832")
      let part = folder.path("\(name).part-\(process.processIdentifier)")
      while process.isRunning && !FileManager.default.fileExists(atPath: part) {}
      kill(process.processIdentifier, signal)
      // The signal has arrived when the process no longer writes.
      usleep(20_000)
      if FileManager.default.fileExists(atPath: part)
        && !FileManager.default.fileExists(atPath: folder.path(name))
      {
        return (process, name)
      }
      kill(process.processIdentifier, SIGCONT)
      process.waitUntilExit()
    }
    throw NeverInterrupted()
  }

  private struct NeverInterrupted: Error {}

  @Test func `of three at once exactly one makes the project`() throws {
    for round in 0..<6 {
      let name = "p\(round).gpkg"
      let processes = try (0..<3).map { _ in try start("new", name, "--crs", "EPSG:25832") }
      for process in processes { process.waitUntilExit() }
      #expect(processes.map(\.terminationStatus).sorted() == [0, 73, 73])
      #expect(try entries(of: name) == [name])
      let check = try Program.run("verify", name, in: folder)
      #expect(check.errors.contains("there is no plan"), "\(check)")
    }
  }

  @Test func `a later one leaves the project of an earlier one as it is`() throws {
    let (process, name) = try interrupted(by: SIGSTOP)
    #expect(try Program.run("new", name, "--crs", "EPSG:25832", in: folder).status == 0)
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"s1","name":"Musterweg","class":"residential"},
      "geometry":{"type":"LineString","coordinates":[[6.85,51.3],[6.853,51.3]]}}]}
      """, to: "streets.geojson")
    #expect(try Program.run("import", name, "streets.geojson", in: folder).status == 0)
    let content = try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
    kill(process.processIdentifier, SIGCONT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 73)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path(name))) == content)
    #expect(try entries(of: name) == [name])
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `one that is interrupted removes its temporary files`(signal: Int32) throws {
    let (process, name) = try interrupted(by: SIGSTOP)
    #expect(try entries(of: name).contains("\(name).part-\(process.processIdentifier)"))
    kill(process.processIdentifier, signal)
    kill(process.processIdentifier, SIGCONT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    #expect(try entries(of: name) == [])
  }

  @Test func `an empty file of the name is replaced, and any other stays`() throws {
    _ = try folder.write("", to: "p.gpkg")
    let empty = try Program.run("check", "p.gpkg", in: folder)
    #expect(empty.status == 65)
    #expect(empty.errors.contains("the file is empty. Fix: create it with `trasse new p.gpkg`"))
    let made = try Program.run("new", "p.gpkg", "--crs", "EPSG:25832", in: folder)
    #expect(made.status == 0)
    #expect(made.errors == "note: an empty file had the name p.gpkg, and was replaced\n")
    #expect(try Program.run("verify", "p.gpkg", in: folder).errors.contains("there is no plan"))
    let content = try Data(contentsOf: URL(fileURLWithPath: folder.path("p.gpkg")))
    _ = try folder.write("x", to: "text")
    try FileManager.default.createDirectory(
      atPath: folder.path("folder"), withIntermediateDirectories: false)
    for name in ["p.gpkg", "text", "folder", "/dev/null"] {
      #expect(try Program.run("new", name, in: folder).status == 73)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("p.gpkg"))) == content)
    #expect(try String(contentsOfFile: folder.path("text"), encoding: .utf8) == "x")
  }

  @Test func `of three at once exactly one replaces an empty file`() throws {
    for round in 0..<6 {
      let name = "p\(round).gpkg"
      _ = try folder.write("", to: name)
      let processes = try (0..<3).map { _ in try start("new", name, "--crs", "EPSG:25832") }
      for process in processes { process.waitUntilExit() }
      #expect(processes.map(\.terminationStatus).sorted() == [0, 73, 73])
      #expect(try entries(of: name) == [name])
    }
  }

  @Test func `one that was killed leaves nothing that prevents the next`() throws {
    let (process, name) = try interrupted(by: SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(try Program.run("new", name, "--crs", "EPSG:25832", in: folder).status == 0)
    #expect(try entries(of: name) == [name])
  }
}
