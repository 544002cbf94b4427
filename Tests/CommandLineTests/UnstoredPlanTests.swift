import Foundation
import GeoPackage
import TestSupport
import Testing

/// Plans that were finished and cannot be stored: they wait, or are kept in a file.
struct UnstoredPlanTests {
  private let folder: TemporaryFolder
  private static let file = "p.gpkg.unstored-plan"

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeTwoHomes()
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"name":"West","kind":"district"},"geometry":{"type":"Polygon",
      "coordinates":[[[6.84,51.29],[6.851,51.29],[6.851,51.31],[6.84,51.31],[6.84,51.29]]]}},
      {"type":"Feature","properties":{"name":"East","kind":"district"},"geometry":{"type":"Polygon",
      "coordinates":[[[6.851,51.29],[6.86,51.29],[6.86,51.31],[6.851,51.31],[6.851,51.29]]]}}]}
      """, to: "areas.geojson")
    try makeProject("p.gpkg")
  }

  private func makeProject(_ name: String) throws {
    #expect(try run("new", name, "--crs", "EPSG:25832").status == 0)
    let imported = try run(
      "import", name, "streets.geojson", "addresses.geojson", "sites.geojson", "areas.geojson",
      "--quiet")
    #expect(imported.status == 0, "\(imported.errors)")
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.path(name))
  }

  /// Locks the project as a writer does.
  private func writer() throws -> Connection {
    let holder = try Connection(path: folder.path("p.gpkg"), mode: .readWrite)
    try holder.execute("BEGIN IMMEDIATE")
    return holder
  }

  /// A plan of the project in a file, because the project was locked when it was finished.
  private func unstoredPlan(_ options: String...) throws {
    let holder = try writer()
    let refused = try Program.run(
      ["plan", "p.gpkg", "--wait", "0", "--quiet"] + options, in: folder)
    #expect(refused.status == 74 && refused.output.isEmpty, "\(refused)")
    try holder.execute("ROLLBACK")
  }

  /// A running program whose messages are written to a file.
  private final class Background {
    let process = Process()
    private let messages: String

    init(_ arguments: [String], in folder: TemporaryFolder) throws {
      messages = folder.path("errors-\(UUID().uuidString)")
      _ = FileManager.default.createFile(atPath: messages, contents: nil)
      process.executableURL = Program.url
      process.arguments = arguments
      process.currentDirectoryURL = folder.url
      process.standardOutput = FileHandle.nullDevice
      process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messages))
      try process.run()
    }

    var errors: String {
      String(decoding: FileManager.default.contents(atPath: messages) ?? Data(), as: UTF8.self)
    }

    /// Waits until the process has reported that it waits for a lock.
    func awaitLockMessage() {
      while process.isRunning && !errors.contains("waiting up to") { usleep(10_000) }
    }

    func end() -> Int32 {
      process.waitUntilExit()
      return process.terminationReason == .exit ? process.terminationStatus : -1
    }
  }

  @Test(arguments: [[], ["--by", "district"], ["--within", "West", "--objective", "quota=1"]])
  func `a finished plan that cannot be stored is kept, and --resume stores it`(options: [String])
    throws
  {
    let twin = folder.path("twin.gpkg")
    try FileManager.default.copyItem(atPath: folder.path("p.gpkg"), toPath: twin)
    let planned = try Program.run(["plan", "twin.gpkg", "--quiet"] + options, in: folder)
    #expect(planned.status == 0)
    let holder = try writer()
    for name in [Self.file, "\(Self.file)-2"] {
      let refused = try Program.run(["plan", "p.gpkg", "--wait", "0"] + options, in: folder)
      #expect(refused.status == 74 && refused.output.isEmpty, "\(refused)")
      #expect(refused.errors.contains("another process is writing the project"))
      #expect(refused.errors.contains("the finished plan is in \(name)."))
      #expect(refused.errors.contains("`trasse plan p.gpkg --resume \(name)`"))
      #expect(exists(name))
    }
    let locked = try run("plan", "p.gpkg", "--resume", Self.file, "--wait", "0")
    #expect(locked.status == 74 && exists(Self.file))
    try holder.execute("ROLLBACK")
    #expect(try run("export", "p.gpkg", "scenario", "--format", "csv").output.count < 400)
    let resumed = try run("plan", "p.gpkg", "--resume", Self.file)
    #expect(resumed.status == 0 && !exists(Self.file), "\(resumed)")
    // The districts of one plan have bounds that are not stored with it.
    let summary = planned.output.replacing(/\ndistrict(.+\n)+/, with: "")
    #expect(resumed.output == summary)
    for layer in ["trench", "drop", "node", "exception", "scenario"] {
      for name in options.contains("--by") ? ["base/East", "base/West"] : ["base"] {
        let words = [layer, "--scenario", name]
        let own = try Program.run(["export", "p.gpkg"] + words, in: folder)
        let other = try Program.run(["export", "twin.gpkg"] + words, in: folder)
        #expect(own.status == 0 && own.output == other.output)
      }
    }
    // The other file contains the same plan.
    let again = try run("plan", "p.gpkg", "--resume", "\(Self.file)-2", "--format", "json")
    #expect(again.status == 0 && !exists("\(Self.file)-2"))
    #expect(try JSONSerialization.jsonObject(with: Data(again.output.utf8)) is [String: Any])
  }

  @Test(arguments: [
    ["plan", "p.gpkg"], ["plan", "p.gpkg", "--by", "district"],
    ["import", "p.gpkg", "sites.geojson"], ["publish", "p.gpkg", "-o", "public.db"],
    ["status", "p.gpkg", "set", "Musterweg 1", "consent_requested"], ["coverage", "p.gpkg"],
    ["connect", "p.gpkg", "Musterweg 1"], ["token", "p.gpkg", "add", "crew"],
    ["upgrade", "p.gpkg"],
  ])
  func `a command that waits for a lock reports once who has it`(words: [String]) throws {
    for isQuiet in [false, true] {
      let holder = try writer()
      let waiting = try Background(
        words + ["--wait", "30"] + (isQuiet ? ["--quiet"] : []), in: folder)
      if isQuiet { usleep(1_500_000) } else { waiting.awaitLockMessage() }
      usleep(300_000)
      try holder.execute("ROLLBACK")
      #expect(waiting.end() == 0, "\(waiting.errors)")
      let lines = waiting.errors.split(separator: "\n").filter { $0.contains("waiting up to") }
      #expect(lines.count == (isQuiet ? 0 : 1), "\(waiting.errors)")
      let own = "(process \(getpid())) is writing p.gpkg: waiting up to 30 s …"
      #expect(lines.allSatisfy { $0.hasSuffix(own) }, "\(lines)")
      if words[0] == "token" { return }
    }
  }

  @Test(arguments: [
    "new", "import", "plan", "built", "connect", "coverage", "publish", "upgrade", "status set",
    "status import", "status erase", "status rebuild", "reports import", "reports close",
    "reports reopen", "reports erase", "token add", "token revoke",
  ])
  func `every command that writes accepts --wait`(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let call = words.count == 1 ? words : [words[0], "p.gpkg", words[1]]
    let help = try Program.run(call + ["--help"], in: folder)
    #expect(help.status == 0 && help.output.contains("  --wait SECONDS  "))
  }

  @Test(
    arguments: [SIGINT, SIGTERM],
    [["import", "p.gpkg", "sites.geojson"], ["status", "p.gpkg", "import", "events.csv"]])
  func `a command that is interrupted removes its temporary files`(signal: Int32, words: [String])
    throws
  {
    _ = try folder.write(
      "address,event,time,actor\nMusterweg 1,consent_given,2024-01-10T08:00:00Z,office\n",
      to: "events.csv")
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    let holder = try writer()
    let waiting = try Background(words + ["--rejects", "r.csv", "--wait", "60"], in: folder)
    waiting.awaitLockMessage()
    #expect(exists("r.csv.part-\(waiting.process.processIdentifier)"))
    kill(waiting.process.processIdentifier, signal)
    #expect(waiting.end() == 130)
    #expect(waiting.errors.hasSuffix("interrupted: the project is unchanged\n"))
    try holder.execute("ROLLBACK")
    let after = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(after.filter { !$0.hasPrefix("errors-") }.sorted() == before.sorted())
    #expect(try run("status", "p.gpkg", "verify").output.hasPrefix("events: 0, "))
  }

  @Test func `a reader that prevents the end of a transaction is named as one`() throws {
    let holder = try Connection(path: folder.path("p.gpkg"), mode: .readOnly)
    try holder.execute("BEGIN; SELECT count(*) FROM address")
    let waiting = try Background(["plan", "p.gpkg", "--wait", "30"], in: folder)
    waiting.awaitLockMessage()
    #expect(waiting.errors.contains("(process \(getpid())) is reading p.gpkg"))
    try holder.execute("ROLLBACK")
    #expect(waiting.end() == 0, "\(waiting.errors)")
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal while a finished plan waits does not lose it`(signal: Int32) throws {
    let holder = try writer()
    let waiting = try Background(["plan", "p.gpkg", "--wait", "60"], in: folder)
    waiting.awaitLockMessage()
    kill(waiting.process.processIdentifier, signal)
    #expect(waiting.end() == 130)
    #expect(waiting.errors.contains("the finished plan is in \(Self.file)"))
    try holder.execute("ROLLBACK")
    #expect(try run("plan", "p.gpkg", "--resume", Self.file).status == 0)
    #expect(try run("verify", "p.gpkg").status == 0)
  }

  @Test func `a project that is removed or replaced meanwhile does not lose the plan`() throws {
    let copy = folder.path("copy.gpkg")
    try FileManager.default.copyItem(atPath: folder.path("p.gpkg"), toPath: copy)
    for replacement in [nil, "copy.gpkg"] {
      let holder = try writer()
      let waiting = try Background(["plan", "p.gpkg", "--wait", "60"], in: folder)
      waiting.awaitLockMessage()
      try FileManager.default.removeItem(atPath: folder.path("p.gpkg"))
      if let replacement {
        try FileManager.default.copyItem(
          atPath: folder.path(replacement), toPath: folder.path("p.gpkg"))
      }
      try holder.execute("ROLLBACK")
      #expect(waiting.end() == 73)
      #expect(waiting.errors.contains("removed or replaced by another file"), "\(waiting.errors)")
      #expect(waiting.errors.contains("the finished plan is in \(Self.file)"))
      if replacement == nil {
        #expect(try run("plan", "p.gpkg", "--resume", Self.file).status == 66)
        try FileManager.default.copyItem(atPath: copy, toPath: folder.path("p.gpkg"))
      }
      #expect(try run("plan", "p.gpkg", "--resume", Self.file).status == 0)
    }
  }

  @Test func `a plan is refused where its inputs have changed, and in another project`() throws {
    try unstoredPlan()
    let content = try Data(contentsOf: URL(fileURLWithPath: folder.path(Self.file)))
    try makeProject("other.gpkg")
    try makeProject("of the same name")
    #expect(try run("new", "empty.gpkg").status == 0)
    for (project, words) in [
      ("other.gpkg", "the plan belongs to another project"), ("empty.gpkg", "is empty"),
    ] {
      let refused = try run("plan", project, "--resume", Self.file)
      #expect(refused.status == 65 && refused.errors.contains(words), "\(refused)")
    }
    #expect(try run("status", "p.gpkg", "set", "Musterweg 1", "consent_given").status == 0)
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"p1","kind":"pop","status":"existing","capacity":9},
      "geometry":{"type":"Point","coordinates":[6.8501,51.29985]}}]}
      """, to: "sites.geojson")
    #expect(try run("import", "p.gpkg", "sites.geojson").status == 0)
    let outdated = try run("plan", "p.gpkg", "--resume", Self.file)
    #expect(outdated.status == 65 && outdated.output.isEmpty)
    let reason = "the plan is outdated: since it was made site, status_event changed"
    #expect(outdated.errors.contains(reason), "\(outdated.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path(Self.file))) == content)
    #expect(try run("verify", "p.gpkg").errors.contains("there is no plan"))
    #expect(try run("verify", "other.gpkg").errors.contains("there is no plan"))
  }

  @Test func `another file is refused and stays, and so do options that plan`() throws {
    try makeProject("other.gpkg")
    #expect(try run("plan", "other.gpkg", "--quiet").status == 0)
    _ = try folder.write("no plan", to: "text")
    try FileManager.default.createDirectory(
      atPath: folder.path("folder"), withIntermediateDirectories: false)
    let made = unsafe mkfifo(folder.path("pipe"), 0o600)
    #expect(made == 0)
    _ = try folder.write("", to: "empty")
    for name in [
      "p.gpkg", "other.gpkg", "empty", "text", "folder", "pipe", "sites.geojson", "/dev/null",
    ] {
      let refused = try run("plan", "p.gpkg", "--resume", name)
      #expect(refused.status == 65, "\(name): \(refused)")
      #expect(refused.errors.contains("does not contain an unstored plan"), "\(refused.errors)")
      #expect(name.hasPrefix("/") || exists(name))
    }
    #expect(try run("plan", "p.gpkg", "--resume", "missing").status == 66)
    for option in [
      ["--scenario", "x"], ["--by", "district"], ["--within", "West"], ["--time", "1"],
      ["--objective", "all"], ["--pop", "1,2"], ["--rules", "text"], ["--threads", "1"],
    ] {
      let refused = try Program.run(["plan", "p.gpkg", "--resume", "text"] + option, in: folder)
      #expect(refused.status == 64 && refused.errors.contains("leave out \(option[0])"))
    }
    // No command takes an unstored plan for a project, and no output replaces it.
    try unstoredPlan()
    #expect(try run("verify", Self.file).status == 65)
    #expect(try run("import", Self.file, "sites.geojson").status == 65)
    #expect(try run("export", "p.gpkg", "address", "-o", Self.file).status == 73)
    #expect(try run("plan", "p.gpkg", "--resume", Self.file).status == 0)
  }

  @Test(
    arguments: [
      "UPDATE trench SET cost_cents = 9e18", "UPDATE trench SET length_m = 'x'",
      "UPDATE plan_drop SET cost_cents = -9223372036854775807",
      "UPDATE scenario SET input_digests = 'x'", "DROP TABLE trench", "DELETE FROM trasse_project",
      "UPDATE trasse_project SET schema_version = 99", "DELETE FROM scenario",
      "UPDATE trasse_project SET srs_id = 4326", "UPDATE scenario SET objective = 'x'",
    ] as [StaticString])
  func `a plan file from elsewhere passes the checks of a project`(edit: StaticString) throws {
    try unstoredPlan()
    let connection = try Connection(path: folder.path(Self.file), mode: .readWrite)
    try connection.execute("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
    try connection.execute(edit)
    let refused = try run("plan", "p.gpkg", "--resume", Self.file)
    #expect(refused.status == 65 && refused.errors.contains("Fix:"), "\(refused)")
    #expect(exists(Self.file))
    #expect(try run("verify", "p.gpkg").errors.contains("there is no plan"))
  }

  @Test(.enabled(if: SmallDisk.canBeMade, "needs the right to mount a tmpfs"))
  func `on a full disk the plan is kept in the folder for temporary files`() throws {
    let disk = try SmallDisk(at: folder.path("disk"), kilobytes: 900)
    defer { withExtendedLifetime(disk) {} }
    try FileManager.default.copyItem(
      atPath: folder.path("p.gpkg"), toPath: folder.path("disk/p.gpkg"))
    try disk.fill()
    let shell = URL(fileURLWithPath: "/bin/sh")
    let line = "'\(Program.url.path)' plan disk/p.gpkg --quiet"
    let lost = try Program.run(["-c", "TMPDIR=/nowhere \(line)"], of: shell, in: folder)
    #expect(lost.status == 73 && lost.errors.contains("the finished plan is lost"), "\(lost)")
    try FileManager.default.createDirectory(
      atPath: folder.path("tmp"), withIntermediateDirectories: false)
    let kept = try Program.run(
      ["-c", "TMPDIR='\(folder.path("tmp"))' \(line)"], of: shell, in: folder)
    #expect(kept.status == 73 && kept.errors.contains("the disk is full"), "\(kept)")
    let place = try #require(kept.errors.firstMatch(of: /--resume (\S+)`/)?.output.1)
    #expect(place.hasPrefix(folder.path("tmp/trasse-")) && place.hasSuffix("/\(Self.file)"))
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("disk")).sorted()
    #expect(left == ["p.gpkg", "rest"])
    try FileManager.default.removeItem(atPath: folder.path("disk/rest"))
    #expect(try run("plan", "disk/p.gpkg", "--resume", String(place)).status == 0)
    #expect(!FileManager.default.fileExists(atPath: String(place)))
    #expect(try run("verify", "disk/p.gpkg").status == 0)
  }
}
