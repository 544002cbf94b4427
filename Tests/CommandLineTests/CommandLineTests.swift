import Foundation
import GeoPackage
import TestSupport
import Testing

/// The commands as a user and a script meet them: help, results, exit status.
struct CommandLineTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A street of three homes with a PoP, as a project.
  private func town() throws -> String {
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"s1","name":"Musterweg","class":"residential"},
      "geometry":{"type":"LineString","coordinates":[[6.85,51.3],[6.853,51.3]]}}]}
      """, to: "streets.geojson")
    let homes = [(1, 6.8505), (3, 6.8515), (5, 6.8525)].map { number, x in
      """
      {"type":"Feature","properties":{"id":"a\(number)","strasse":"Musterweg","hnr":"\(number)","plz":"40000","dwellings":2},
      "geometry":{"type":"Point","coordinates":[\(x),51.30012]}}
      """
    }
    _ = try folder.write(
      "{\"type\":\"FeatureCollection\",\"features\":[\(homes.joined(separator: ","))]}",
      to: "addresses.geojson")
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"p1","kind":"pop","status":"existing","capacity":100},
      "geometry":{"type":"Point","coordinates":[6.8501,51.29985]}}]}
      """, to: "sites.geojson")
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"k1","capacity":2,"used":2},
      "geometry":{"type":"LineString","coordinates":[[6.8501,51.29995],[6.8511,51.29995]]}}]}
      """, to: "conduits.geojson")
    #expect(try run("new", "town.gpkg", "--crs", "EPSG:25832").status == 0)
    let imported = try run(
      "import", "town.gpkg", "streets.geojson", "addresses.geojson", "sites.geojson",
      "conduits.geojson", "--quiet")
    #expect(imported.status == 0, "\(imported.errors)")
    return "town.gpkg"
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  // MARK: Manner

  @Test(arguments: [
    "new", "import", "check", "coverage", "route", "plan", "price", "verify", "compare", "export",
    "solve",
  ])
  func `each command explains itself with an example`(command: String) throws {
    let help = try run("help", command)
    #expect(help.status == 0 && help.output.contains("Example:"))
    #expect(try run(command, "--help").output == help.output)
    #expect(try !Golden.differs(help.output, from: "help-\(command).txt"))
  }

  @Test func `wrong usage ends with 64 and the nearest right word`() throws {
    let cases: [([String], String)] = [
      (["plann"], "plan"), (["plan", "x.gpkg", "--scenari", "a"], "--scenario"),
      (["import", "x.gpkg", "f", "--as", "condit"], "conduit"),
      (["coverage", "x.gpkg", "--rule", "bnetz"], "bnetza"),
      (["plan"], "PROJECT"), (["plan", "a", "b"], "unexpected argument b"),
      (["plan", "a", "--scenario"], "needs a value"), (["export", "a"], "LAYER"),
      (["plan", "a", "--format", "xml"], "text or json"),
      (["plan", "a", "--quiet=yes"], "takes no value"), ([], "command"),
    ]
    var wrong: [[String]] = []
    for (words, hint) in cases {
      let outcome = try Program.run(words, in: folder)
      if outcome.status != 64 || !outcome.errors.contains(hint) { wrong.append(words) }
    }
    #expect(wrong.isEmpty, "\(wrong)")
  }

  @Test func `the version is the newest release in the change log`() throws {
    let changes = try String(
      contentsOf: Shared.packageRoot.appendingPathComponent("CHANGELOG.md"), encoding: .utf8)
    let release = try #require(changes.firstMatch(of: /\n## ([0-9.]+)/))
    #expect(try run("--version").output == "trasse \(release.1)\n")
  }

  @Test func `a missing project is 66, another file 65, an existing one 73`() throws {
    #expect(try run("plan", "none.gpkg").status == 66)
    let text = try folder.write(String(repeating: "no database ", count: 50), to: "text.gpkg")
    #expect(try run("plan", text).status == 65)
    #expect(try run("new", text).status == 73)
    #expect(try run("new", "no/such/folder/x.gpkg").status == 73)
    let project = try town()
    #expect(try run("import", project, "none.osm").status == 66)
    #expect(try run("verify", project).status == 66)
    #expect(try run("export", project, "nolayer").status == 64)
  }

  // MARK: The main job

  @Test func `from files to a checked plan, to the letter`() throws {
    let project = try town()
    let plan = try run("plan", project, "--quiet")
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(try !Golden.differs(plan.output, from: "plan.txt"))
    #expect(try !Golden.differs(try run("verify", project).output, from: "verify.txt"))
    #expect(
      try !Golden.differs(
        try run("export", project, "trench").output, from: "trench.geojson"))
    #expect(
      try !Golden.differs(
        try run("export", project, "drop", "--format", "csv").output, from: "drop.csv"))
    #expect(try !Golden.differs(try run("check", project).output, from: "check.txt"))
    #expect(
      try !Golden.differs(
        try run("coverage", project, "--rule", "metres=30").output, from: "coverage.txt"))
    #expect(
      try !Golden.differs(
        try run("route", project, "--to", "musterweg 5").output, from: "route.txt"))
  }

  @Test func `the plan's document has the members that scripts rely on`() throws {
    let project = try town()
    let outcome = try run("plan", project, "--format", "json", "--quiet")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let wanted: Set<String> = [
      "scenario", "program", "inputs", "rules", "addresses", "dwellings", "cost_cents",
      "lower_bound_cents", "gap", "optimal", "cost_by", "trench_m", "districts", "seconds",
    ]
    #expect(wanted.isSubset(of: Set(document.keys)))
    let parts = try #require(document["cost_by"] as? [String: Int])
    #expect(parts.values.reduce(0, +) == document["cost_cents"] as? Int)
    #expect(document["optimal"] as? Bool == true)
  }

  @Test func `a second scenario is stored beside the first, and both can be compared`() throws {
    let project = try town()
    let rules = try folder.write(
      "{ // dearer gardens\n \"catalogue\": {\"drop\": {\"euro_per_metre\": 90}}, }", to: "r.json")
    #expect(try run("plan", project, "--quiet").status == 0)
    let dear = try run("plan", project, "--quiet", "--scenario", "dear", "--rules", rules)
    #expect(dear.status == 0, "\(dear.errors)")
    let compared = try run("compare", project, "base", "dear")
    #expect(compared.status == 0 && compared.output.contains("dear"))
    #expect(try run("verify", project, "--scenario", "dear").status == 0)
    #expect(try run("verify", project).status == 0)
  }

  @Test func `an unknown rule names the nearest right one`() throws {
    let project = try town()
    let rules = try folder.write("{\"drop\": {\"max_lenght_metres\": 10}}", to: "r.json")
    let outcome = try run("plan", project, "--rules", rules)
    #expect(outcome.status == 65 && outcome.errors.contains("drop.max_length_metres"))
    let nonsense = try folder.write("{\"drop\": ", to: "n.json")
    #expect(try run("plan", project, "--rules", nonsense).status == 65)
    let negative = try folder.write("{\"drop\": {\"max_length_metres\": -1}}", to: "m.json")
    #expect(try run("plan", project, "--rules", negative).status == 65)
  }

  @Test func `an address is found as people write it, and a missing one names its neighbours`()
    throws
  {
    let project = try town()
    #expect(try run("route", project, "--to", "Musterweg 3, 40000").status == 0)
    let missing = try run("route", project, "--to", "Musterweg 7")
    #expect(missing.status == 64 && missing.errors.contains("Musterweg 5"))
  }

  @Test func `layers go into a GeoPackage of their own`() throws {
    let project = try town()
    _ = try run("plan", project, "--quiet")
    let outcome = try run("export", project, "trench", "node", "--format", "gpkg", "-o", "out.gpkg")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(FileManager.default.fileExists(atPath: folder.path("out.gpkg")))
  }

  // MARK: Objectives

  @Test func `a sum, a number of homes or a profit is sought, checked and priced`() throws {
    let project = try town()
    #expect(try run("plan", project, "--quiet").status == 0)
    let whole = try run("price", project, "--format", "csv")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(try !Golden.differs(whole.output, from: "price.csv"))
    #expect(try !Golden.differs(try run("price", project).output, from: "price.txt"))
    for objective in ["profit", "quota=2", "budget=15000"] {
      let plan = try run(
        "plan", project, "--quiet", "--objective", objective, "--scenario", objective,
        "--format", "json")
      #expect(plan.status == 0, "\(plan.errors)")
      let document = try JSONSerialization.jsonObject(with: Data(plan.output.utf8))
      let block = (document as? [String: Any])?["objective"] as? [String: Any]
      #expect(block?["kind"] as? String == objective.split(separator: "=").first.map(String.init))
      let verified = try run("verify", project, "--scenario", objective)
      #expect(verified.status == 0, "\(verified.output)")
      #expect(try run("price", project, "--scenario", objective, "--format", "json").status == 0)
    }
    let text = try run("plan", project, "--quiet", "--objective", "budget=15000")
    #expect(try !Golden.differs(text.output, from: "plan-budget.txt"))
    let one = try run("price", project, "--scenario", "quota=2", "musterweg 5")
    #expect(one.status == 0 && one.output.contains("Musterweg 5"), "\(one.errors)")
  }

  @Test func `an objective that makes no sense, or cannot be met, is refused with the fix`() throws
  {
    let project = try town()
    for wrong in ["most", "budget", "budget=abc", "budget=-5", "quota=-1", "quota=many", "quota"] {
      let outcome = try run("plan", project, "--objective", wrong)
      #expect(outcome.status == 64 && outcome.errors.contains("="), "\(wrong): \(outcome.errors)")
    }
    let beyond = try run("plan", project, "--objective", "quota=99")
    #expect(beyond.status == 1 && beyond.errors.contains("only 3 homes can be reached"))
    let small = try run("plan", project, "--objective", "budget=1")
    #expect(small.status == 0 && small.errors.contains("the first connection would cost"))
    let rules = try folder.write(
      "{\"revenue\": {\"exceptions\": [{\"euro_per_dwelling\": -3}]}}", to: "r.json")
    let negative = try run("plan", project, "--objective", "profit", "--rules", rules)
    #expect(negative.status == 65 && negative.errors.contains("revenue.exceptions[0]"))
    #expect(try run("plan", project, "--by", "street").status == 64)
    #expect(try run("plan", project, "--by", "district", "--within", "x").status == 64)
    #expect(try run("plan", project, "--by", "district").status == 65)
  }

  // MARK: Confined

  /// A file with one polygon that holds the first two homes of ``town()``.
  private func west(_ name: String = "west.geojson") throws -> String {
    try folder.write(
      """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{},
      "geometry":{"type":"Polygon","coordinates":[[[6.849,51.299],[6.852,51.299],[6.852,51.302],[6.849,51.302],[6.849,51.299]]]}}]}
      """, to: name)
  }

  @Test func `a plan is confined to the polygons of a file, and checks against them`() throws {
    let project = try town()
    let plan = try run("plan", project, "--quiet", "--within", try west(), "--format", "json")
    #expect(plan.status == 0, "\(plan.errors)")
    let document = try JSONSerialization.jsonObject(with: Data(plan.output.utf8)) as? [String: Any]
    #expect((document?["addresses"] as? [String: Int])?["total"] == 2)
    // The polygons are kept with the plan: it can be checked without the file.
    try FileManager.default.removeItem(atPath: folder.path("west.geojson"))
    let verified = try run("verify", project)
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
  }

  @Test func `an import is confined to the polygons of a file`() throws {
    let project = try town()
    #expect(
      try run("import", project, "addresses.geojson", "--within", try west(), "--quiet").status == 0
    )
    let homes = try run("export", project, "address", "--format", "csv").output
    #expect(homes.split(whereSeparator: \.isNewline).count == 3)
  }

  @Test func `an area that is none is refused with what is wrong and the fix`() throws {
    let project = try town()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path(project)))
    let far = try folder.write(
      try String(contentsOfFile: try west(), encoding: .utf8).replacingOccurrences(
        of: "6.8", with: "7.9"), to: "far.geojson")
    let points = "sites.geojson"
    let bare = try folder.write(
      "id,WKT\n1,\"POLYGON ((0 0,1 0,1 1,0 0))\"\n", to: "bare.csv")
    let text = try folder.write("no polygon", to: "area.geojson")
    let cases: [(area: String, status: Int32, hint: String)] = [
      ("Nowhere", 64, "no area named Nowhere, and no file"), (points, 65, "no polygon in it"),
      (bare, 65, "in which CRS"), (far, 65, "in "), (text, 65, "cannot be read"),
    ]
    var wrong: [String] = []
    for (area, status, hint) in cases {
      for command in [["plan", project], ["import", project, "addresses.geojson"]] {
        let outcome = try Program.run(command + ["--quiet", "--within", area], in: folder)
        if outcome.status != status || !outcome.errors.contains(hint)
          || !outcome.errors.contains("Fix:")
        {
          wrong.append("\(command[0]) \(area): \(outcome.status) \(outcome.errors)")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path(project))) == before)
  }

  // MARK: Nothing is lost

  @Test func `an import that fails leaves the project as it was, byte for byte`() throws {
    let project = try town()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path(project)))
    let broken = try folder.write("<osm version=\"0.6\"><node id=\"1\" lat=\"51", to: "cut.osm")
    #expect(try run("import", project, "streets.geojson", broken).status == 65)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path(project))) == before)
  }

  @Test func `a plan that fails leaves the earlier plan in place`() throws {
    let project = try town()
    #expect(try run("plan", project, "--quiet").status == 0)
    #expect(try run("plan", project, "--quiet", "--within", "Nowhere").status == 64)
    #expect(try run("verify", project).status == 0)
  }

  @Test func `a process killed while writing leaves the project whole`() throws {
    let project = try town()
    #expect(try run("plan", project, "--quiet").status == 0)
    for milliseconds in stride(from: 3, through: 99, by: 6) {
      let process = Process()
      process.executableURL = Program.url
      process.arguments = ["plan", project, "--quiet"]
      process.currentDirectoryURL = folder.url
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let verified = try run("verify", project)
      #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
    }
  }

  @Test func `an interrupted command says so and ends with 130`() throws {
    let project = try town()
    let process = Process()
    process.executableURL = Program.url
    process.arguments = ["check", project]
    process.currentDirectoryURL = folder.url
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    // Another process holds the project: the command waits for it.
    let holder = try Connection(path: folder.path(project), mode: .readWrite)
    try holder.execute("BEGIN EXCLUSIVE")
    try process.run()
    Thread.sleep(forTimeInterval: 0.3)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    try holder.execute("ROLLBACK")
    let said = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    #expect(said.contains("interrupted"))
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: "/dev/full"), "needs the device /dev/full"))
  func `a full disk is said, and nothing half stands under the name`() throws {
    let project = try town()
    let outcome = try Program.run(["export", project, "street", "-o", "/dev/full/x"], in: folder)
    #expect(outcome.status == 73)
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "'\(Program.url.path)' export \(project) street > /dev/full"]
    shell.currentDirectoryURL = folder.url
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 74)
  }

  @Test(
    .enabled(if: SmallDisk.canBeMade, "needs root and the right to mount a small disk in memory"))
  func `a full disk leaves the project as it was`() throws {
    let many = try folder.write(
      "<osm version=\"0.6\">"
        + (1...20_000).map {
          "<node id=\"\($0)\" lat=\"51.3\" lon=\"6.85\"><tag k=\"addr:street\" v=\"Langer Weg \($0)\"/><tag k=\"addr:housenumber\" v=\"\($0)\"/></node>"
        }.joined() + "</osm>", to: "many.osm")
    let town = try town()
    let disk = try SmallDisk(at: folder.path("disk"), kilobytes: 1024)
    let path = folder.path("disk/town.gpkg")
    try FileManager.default.copyItem(atPath: folder.path(town), toPath: path)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    func expectFull(_ arguments: String...) throws {
      let outcome = try Program.run(arguments + ["--quiet"], in: folder)
      #expect([73, 74].contains(outcome.status), "\(outcome.status) \(outcome.errors)")
      #expect(outcome.errors.contains("disk is full"), "\(outcome.errors)")
      // Whatever SQLite has to take back, it takes back when the project is opened next.
      #expect(try Program.run(["check", path], in: folder).status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
    try expectFull("import", path, many)
    try disk.fill()
    try expectFull("plan", path)
  }

  @Test func `a project that may not be written is told from one that may not be read`() throws {
    let project = try town()
    let path = folder.path(project)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    // Root may write anyway; for everybody else it is 73.
    let outcome = try run("plan", project, "--quiet")
    #expect(outcome.status == (getuid() == 0 ? 0 : 73))
  }
}
