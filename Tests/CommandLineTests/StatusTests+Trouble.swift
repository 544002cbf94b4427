import Foundation
import GeoPackage
import TestSupport
import Testing

/// Many writers, and trouble.
extension StatusTests {
  @Test func `a second writer waits for the given time, and reports that another process writes`()
    throws
  {
    _ = try town()
    let holder = try Connection(path: folder.path("town.gpkg"), mode: .readWrite)
    try holder.execute("BEGIN IMMEDIATE")
    let refused = try status("set", "Marktgasse 11", "consent_given", "--wait", "0")
    #expect(refused.status == 74 && refused.errors.contains("another process is writing"))
    #expect(refused.errors.contains("--wait SECONDS"))
    // Reading continues.
    #expect(try status("show", "Marktgasse 11").status == 0)
    let process = Process()
    process.executableURL = Program.url
    process.arguments = [
      "status", "town.gpkg", "set", "Marktgasse 11", "consent_given", "--wait", "20",
    ]
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: 0.4)
    #expect(process.isRunning)
    try holder.execute("ROLLBACK")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try status("verify").output.hasPrefix("events: 1, "))
  }

  @Test func `eight writers at once lose nothing`() throws {
    _ = try town()
    let processes = try (0..<8).map { number in
      let process = Process()
      process.executableURL = Program.url
      process.arguments = [
        "status", "town.gpkg", "set", "Marktgasse 11", "consent_requested", "--actor",
        "clerk \(number)",
        "--wait", "60",
      ]
      process.currentDirectoryURL = folder.url
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    #expect(processes.allSatisfy { $0.terminationStatus == 0 })
    #expect(try status("verify").output.hasPrefix("events: 8, chain intact"))
  }

  @Test func `a file that QGIS holds open in WAL mode is written all the same`() throws {
    _ = try town()
    let other = try Connection(path: folder.path("town.gpkg"), mode: .readWrite)
    try other.execute("PRAGMA journal_mode = WAL")
    #expect(try other.integer("SELECT count(*) FROM address") == 5)
    #expect(try status("set", "Marktgasse 11", "consent_given").status == 0)
    #expect(try other.integer("SELECT count(*) FROM status_event") == 1)
    #expect(try status("verify").output.hasPrefix("events: 1, "))
  }

  @Test func `a process killed while writing loses no acknowledged event`() throws {
    _ = try town()
    let script = Shared.packageRoot.appendingPathComponent("scripts/kill-test").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: script)
    process.arguments = ["--trasse", Program.url.path, "--rounds", "25", folder.path("town.gpkg")]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && said.contains("25 rounds"), "\(said)")
  }

  @Test func `a read-only file is said to be one`() throws {
    _ = try town()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: folder.path("town.gpkg"))
    // Root may write anyway; for everybody else it is 73.
    let outcome = try status("set", "Marktgasse 11", "consent_given")
    #expect(outcome.status == (getuid() == 0 ? 0 : 73))
    #expect(try status("verify").status == 0)
  }

  @Test(.enabled(if: SmallDisk.canBeMade, "needs the right to mount a tmpfs"))
  func `a full disk is said, and nothing that was entered is lost`() throws {
    let project = try town()
    let disk = try SmallDisk(at: folder.path("disk"), kilobytes: 1500)
    defer { withExtendedLifetime(disk) {} }
    try FileManager.default.copyItem(
      atPath: folder.path(project), toPath: folder.path("disk/town.gpkg"))
    var table = "address_id,event,time,actor\n"
    for day in 0..<20_000 {
      table +=
        "addresses.geojson:a11,consent_requested,2024-01-01T\(10 + day / 3600):\(10 + day / 60 % 50):"
      table += "\(10 + day % 50),clerk \(day)\n"
    }
    _ = try folder.write(table, to: "many.csv")
    let set = try run(
      "status", "disk/town.gpkg", "set", "Marktgasse 11", "consent_requested", "--at", "2023-01-01")
    #expect(set.status == 0, "\(set.errors)")
    let full = try run("status", "disk/town.gpkg", "import", "many.csv", "--quiet", "--keep-good")
    #expect(full.status == 73 && full.errors.contains("the disk is full"), "\(full.errors)")
    #expect(try run("status", "disk/town.gpkg", "verify").output.hasPrefix("events: 1, "))
  }

  @Test func `a witness is compared in either case, and one that is none is refused`() throws {
    _ = try town()
    #expect(try status("set", "Marktgasse 11", "consent_given").status == 0)
    let head = try status("verify").output.split(separator: "head: ").last ?? ""
    let witness = head.trimmingCharacters(in: .newlines)
    #expect(witness.count == 64)
    #expect(try status("verify", "--witness", witness.uppercased()).status == 0)
    for text in ["", "1", "\(witness)0", String(witness.dropLast()), "z" + witness.dropFirst()] {
      #expect(try status("verify", "--witness", text).status == 64, "\(text)")
    }
    #expect(try run("new", "empty.gpkg").status == 0)
    let empty = try run("status", "empty.gpkg", "verify", "--witness", witness)
    #expect(empty.status == 1 && empty.output.contains("no event has the hash"))
    let connection = try Connection(path: folder.path("town.gpkg"), mode: .readWrite)
    try connection.execute("DELETE FROM trasse_project")
    #expect(try status("verify", "--witness", witness).status == 1)
    #expect(try status("verify").status == 1)
    let shown = try status("show", "Marktgasse 11")
    #expect(shown.status == 65 && shown.errors.contains("removed the description of the project"))
  }

  @Test(
    arguments: [
      "DELETE FROM status_event WHERE sequence = 2", "DELETE FROM status_head",
      "INSERT INTO status_head (fid, sequence, hash) VALUES (2, 2, hex(randomblob(32)))",
      "UPDATE status_head SET sequence = 1", "UPDATE status_head SET hash = hex(randomblob(32))",
      "UPDATE status_event SET proof = 'x' WHERE sequence = 1", "DELETE FROM status_event",
    ] as [StaticString])
  func `the script finds what the chain and its head do not fit`(edit: StaticString) throws {
    _ = try town()
    _ = try status("set", "Marktgasse 11", "consent_requested")
    _ = try status("set", "Marktgasse 11", "consent_given")
    #expect(try Program.runScript("check-ledger", folder.path("town.gpkg")).status == 0)
    let connection = try Connection(path: folder.path("town.gpkg"), mode: .readWrite)
    try connection.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
    try connection.execute(edit)
    let checked = try Program.runScript("check-ledger", folder.path("town.gpkg"))
    #expect(checked.status == 1 && !checked.output.contains("intact"), "\(checked)")
  }

  @Test func `an erasure that another program prevents is reported, and can be completed`() throws {
    _ = try town()
    _ = try status("set", "Marktgasse 11", "consent_given", "--name", "marked-name")
    let other = try Connection(path: folder.path("town.gpkg.private"), mode: .readWrite)
    try other.execute("PRAGMA journal_mode = WAL; BEGIN; SELECT count(*) FROM person")
    let prevented = try status("erase", "Marktgasse 11", "--wait", "0")
    #expect(prevented.status == 74 && prevented.errors.contains("in WAL mode"), "\(prevented)")
    #expect(prevented.output.isEmpty && prevented.errors.contains("run the command again"))
    try other.execute("COMMIT")
    #expect(try status("erase", "Marktgasse 11").status == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("")) {
      let content = FileManager.default.contents(atPath: folder.path(name)) ?? Data()
      #expect(content.range(of: Data("marked-name".utf8)) == nil, "\(name)")
    }
  }

  @Test func `damaged content is reported with its layer, and no advice to report it`() throws {
    _ = try town()
    let connection = try Connection(path: folder.path("town.gpkg"), mode: .readWrite)
    try connection.execute(
      "DROP TRIGGER rtree_address_geometry_update6; DROP TRIGGER rtree_address_geometry_update7")
    try connection.execute("UPDATE address SET geometry = substr(geometry, 1, 12)")
    for words in [
      ["export", "town.gpkg", "address"], ["export", "town.gpkg", "address", "--format", "csv"],
      ["plan", "town.gpkg"], ["check", "town.gpkg"], ["coverage", "town.gpkg"],
    ] {
      let outcome = try Program.run(words, in: folder)
      #expect(outcome.status == 65, "\(words): \(outcome)")
      #expect(outcome.errors.contains("layer address: a row cannot be read"), "\(outcome.errors)")
    }
  }

  @Test func `a pipe is refused as a project`() throws {
    let made = unsafe mkfifo(folder.path("pipe.gpkg"), 0o600)
    #expect(made == 0)
    for words in [["status", "pipe.gpkg", "verify"], ["serve", "pipe.gpkg", "--port", "0"]] {
      let outcome = try Program.run(words, in: folder)
      #expect(outcome.status == 65 && outcome.errors.contains("not a regular file"), "\(outcome)")
    }
  }
}
