import Foundation
import GeoPackage
import TestSupport
import Testing

/// What is built, who is covered and what an order costs, as a planner and a clerk ask for it.
struct RealityTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  /// A lane of five homes with two dwellings each and a PoP at its western end, planned.
  private func town() throws {
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"s1","name":"Musterweg","class":"residential"},
      "geometry":{"type":"LineString","coordinates":[[6.85,51.3],[6.856,51.3]]}}]}
      """, to: "streets.geojson")
    let homes = [(1, 6.8505), (3, 6.8515), (5, 6.8525), (7, 6.8535), (9, 6.8545)].map { number, x in
      """
      {"type":"Feature","properties":{"id":"a\(number)","street":"Musterweg","house_number":"\(number)","dwellings":2},
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
    #expect(try run("new", "town.gpkg", "--crs", "EPSG:25832").status == 0)
    let imported = try run(
      "import", "town.gpkg", "streets.geojson", "addresses.geojson", "sites.geojson", "--quiet")
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(try run("plan", "town.gpkg", "--quiet").status == 0)
  }

  /// The western part of the plan as a survey: all segments that begin west of a longitude.
  @discardableResult
  private func survey(westOf limit: Double = 6.8531, to name: String = "survey.geojson") throws
    -> String
  {
    let exported = try run("export", "town.gpkg", "trench").output
    let plan = try #require(
      try JSONSerialization.jsonObject(with: Data(exported.utf8)) as? [String: Any])
    let features = try #require(plan["features"] as? [[String: Any]])
    let built: [[String: Any]] = features.compactMap { feature in
      guard let own = feature["properties"] as? [String: Any], let kind = own["kind"] as? String,
        let geometry = feature["geometry"] as? [String: Any],
        let points = geometry["coordinates"] as? [[Double]], points[0][0] < limit
      else { return nil }
      var properties: [String: Any] = ["art": kind == "drop" ? "Hausanschluss" : "Graben"]
      if kind == "drop" {
        properties["address"] = own["reference"]
      } else {
        properties["rohre"] = 2
      }
      return ["type": "Feature", "properties": properties, "geometry": geometry]
    }
    let text = try JSONSerialization.data(
      withJSONObject: ["type": "FeatureCollection", "features": built], options: [.sortedKeys])
    return try folder.write(String(decoding: text, as: UTF8.self), to: name)
  }

  private func enter(_ file: String = "survey.geojson", _ more: String...) throws
    -> Program.Outcome
  {
    try Program.run(
      ["built", "town.gpkg", file, "--at", "05.03.2024", "--proof", "protocol 17"] + more,
      in: folder)
  }

  private func events(_ rows: [String]) throws {
    _ = try folder.write(
      "address,event,time,actor,dwelling\n" + rows.joined(separator: "\n") + "\n", to: "events.csv")
    let imported = try run("status", "town.gpkg", "import", "events.csv", "--quiet")
    #expect(imported.status == 0, "\(imported.output)\(imported.errors)")
  }

  private static let connected = [
    "consent_given", "surveyed", "duct_at_parcel", "duct_in_building", "entry_point_set",
    "cable_blown", "spliced", "measured", "connected",
  ].enumerated().map { "Musterweg 1,\($1),2024-04-0\($0 + 1),crew," }

  /// The rows of a table to the last byte.
  private func rows(of table: SQLName) throws -> [String] {
    let connection = try Connection(path: folder.path("town.gpkg"), mode: .readOnly)
    var statement = try connection.prepare("SELECT * FROM \(table)")
    var rows: [String] = []
    while try statement.step() {
      rows.append(
        (0..<statement.columnCount).map { "\(statement.value($0))" }.joined(separator: " "))
    }
    return rows.sorted()
  }

  @Test(arguments: ["built", "connect"])
  func `each command explains itself with an example`(command: String) throws {
    let help = try run("help", command)
    #expect(help.status == 0 && help.output.contains("Example:"))
    #expect(try !Golden.differs(help.output, from: "help-\(command).txt"))
  }

  @Test func `from a survey to a report and an order, to the letter`() throws {
    try town()
    try survey()
    let built = try enter()
    #expect(built.status == 0, "\(built.errors)")
    #expect(try !Golden.differs(built.output, from: "built.txt"))
    try events(
      Self.connected + [
        "Musterweg 1,contract,2024-03-01,shop,WE 1",
        "Musterweg 1,in_house_line,2024-05-01,crew,WE 1",
        "Musterweg 1,outlet_set,2024-05-02,crew,WE 1", "Musterweg 1,activated,2024-05-03,shop,WE 1",
        "Musterweg 7,interest,2024-05-04,shop,WE 1", "Musterweg 9,contract,2024-05-05,shop,WE 2",
      ])
    #expect(
      try !Golden.differs(
        try run("coverage", "town.gpkg", "--at", "2024-12-31").output, from: "coverage-at.txt"))
    #expect(
      try !Golden.differs(
        try run("coverage", "town.gpkg", "--at", "2024-12-31", "--geojson", "points").output,
        from: "coverage-points.geojson"))
    #expect(
      try !Golden.differs(
        try run("coverage", "town.gpkg", "--at", "2024-12-31", "--geojson", "grid").output,
        from: "coverage-grid.geojson"))
    let orders = try run("connect", "town.gpkg", "--orders", "--dry-run", "--quiet")
    #expect(orders.status == 0, "\(orders.errors)")
    #expect(try !Golden.differs(orders.output, from: "connect.txt"))
  }

  // MARK: As-built

  @Test func `a second import of the same survey has no effect`() throws {
    try town()
    try survey()
    #expect(try enter().status == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path("town.gpkg")))
    let again = try enter()
    #expect(again.status == 0 && again.output.contains("nothing was entered"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("town.gpkg"))) == before)
    // The same works in a file that has more are known, too.
    try survey(westOf: 7, to: "all.geojson")
    let more = try enter("all.geojson")
    #expect(more.output.contains("were entered before"), "\(more.output)")
  }

  @Test func `a new plan keeps what is built byte for byte, and is cheaper and sound`() throws {
    try town()
    try survey()
    #expect(try enter().status == 0)
    try events(Self.connected)
    let before = try rows(of: "built") + rows(of: "survey") + rows(of: "status_event")
    #expect(try run("plan", "town.gpkg", "--scenario", "today", "--quiet").status == 0)
    #expect(try rows(of: "built") + rows(of: "survey") + rows(of: "status_event") == before)
    #expect(try run("verify", "town.gpkg", "--scenario", "today").status == 0)
    let compared = try run("compare", "town.gpkg", "base", "today", "--format", "json").output
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(compared.utf8)) as? [String: Any])
    let (a, b) = (document["a"] as? [String: Any], document["b"] as? [String: Any])
    let costs = [a, b].map { $0?["cost_cents"] as? Int ?? 0 }
    #expect(costs[1] < costs[0])
    #expect(document["connected_since"] as? Int == 1)
  }

  @Test func `a survey that cannot be taken is refused with the feature and the fix`() throws {
    try town()
    func write(_ properties: String, _ geometry: String, crs: String = "") throws {
      _ = try folder.write(
        """
        {"type":"FeatureCollection",\(crs)"features":[
        {"type":"Feature","properties":{\(properties)},"geometry":\(geometry)}]}
        """, to: "bad.geojson")
    }
    let line = "{\"type\":\"LineString\",\"coordinates\":[[6.85,51.3],[6.851,51.3]]}"
    let cases: [(String, String, String)] = [
      ("\"id\":\"7\",\"kind\":\"tower\"", line, "unknown kind of work tower"),
      ("\"id\":\"7\",\"kind\":\"cabinet\"", line, "no point"),
      ("\"id\":\"7\",\"kind\":\"trench\"", "null", "no geometry"),
      (
        "\"id\":\"7\",\"kind\":\"trench\"",
        "{\"type\":\"LineString\",\"coordinates\":[[6.85,51.3],[6.85,51.3]]}", "some length"
      ),
      (
        "\"id\":\"7\",\"kind\":\"trench\"",
        "{\"type\":\"LineString\",\"coordinates\":[[51.3,6.85],[51.3,6.851]]}",
        "swapped coordinates"
      ),
    ]
    var wrong: [String] = []
    for (properties, geometry, words) in cases {
      try write(properties, geometry)
      let outcome = try enter("bad.geojson")
      if outcome.status != 65 || !outcome.errors.contains(words)
        || !outcome.errors.contains("feature 7") || !outcome.errors.contains("Fix:")
      {
        wrong.append("\(words): \(outcome.status) \(outcome.errors)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    try write("\"kind\":\"drop\",\"address\":\"Musterweg 99\"", line)
    let unknown = try enter("bad.geojson")
    #expect(
      unknown.status == 64 && unknown.errors.contains("choose from Musterweg 9"),
      "\(unknown.errors)")
    try "{\"type\":\"FeatureCollection\",\"features\":[]}".write(
      toFile: folder.path("empty.geojson"), atomically: true, encoding: .utf8)
    #expect(try enter("empty.geojson").status == 65)
    #expect(try enter("none.geojson").status == 66)
    #expect(try rows(of: "built").isEmpty)
  }

  @Test func `good features are kept where that is asked for, and a dry run enters nothing`() throws
  {
    try town()
    _ = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"kind":"tower"},"geometry":{"type":"Point","coordinates":[6.85,51.3]}},
      {"type":"Feature","properties":{"kind":"NVt"},"geometry":{"type":"Point","coordinates":[6.85,51.3]}}]}
      """, to: "mixed.geojson")
    #expect(try enter("mixed.geojson").status == 65)
    #expect(try enter("mixed.geojson", "--keep-good", "--dry-run").status == 0)
    #expect(try rows(of: "built").isEmpty)
    #expect(try enter("mixed.geojson", "--keep-good").status == 0)
    #expect(try rows(of: "built").count == 1)
  }

  @Test func `wrong usage ends with 64 and says what is missing`() throws {
    try town()
    try survey()
    let cases: [([String], String)] = [
      (["built", "town.gpkg", "survey.geojson", "--proof", "x"], "--at is missing"),
      (["built", "town.gpkg", "survey.geojson", "--at", "2024-03-05"], "--proof is missing"),
      (["built", "town.gpkg", "survey.geojson", "--at", "soon", "--proof", "x"], "is not a date"),
      (["built", "town.gpkg", "survey.geojson", "--at", "2199-01-01", "--proof", "x"], "future"),
      (
        ["built", "town.gpkg", "x", "--at", "2024-03-05", "--proof", "x", "--as", "trensh"],
        "trench"
      ),
      (["coverage", "town.gpkg", "--up-to", "3"], "--at"),
      (["coverage", "town.gpkg", "--at", "2024-02-30"], "is not a date"),
      (["coverage", "town.gpkg", "--geojson", "dots"], "points, grid or areas"),
      (["coverage", "town.gpkg", "-o", "x.geojson"], "--geojson"),
      (["connect", "town.gpkg"], "--orders"),
      (["connect", "town.gpkg", "Musterweg 2"], "choose from"),
      (["connect", "town.gpkg", "a1", "--book", "--dry-run"], "choose one"),
    ]
    var wrong: [String] = []
    for (words, hint) in cases {
      let outcome = try Program.run(words, in: folder)
      if outcome.status != 64 || !outcome.errors.contains(hint) {
        wrong.append("\(words): \(outcome.status) \(outcome.errors)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  // MARK: Coverage

  @Test func `a report for a past day says the same after later entries`() throws {
    try town()
    try survey()
    #expect(try enter().status == 0)
    try events(Self.connected)
    let report = ["coverage", "town.gpkg", "--at", "2024-04-05", "--format", "json"]
    let before = try Program.run(report, in: folder).output
    try survey(westOf: 7, to: "all.geojson")
    #expect(
      try run(
        "built", "town.gpkg", "all.geojson", "--at", "2024-04-04", "--proof", "late"
      ).status == 0)
    try events(["Musterweg 3,duct_at_parcel,2024-04-02,crew,"])
    let sequences = ["--up-to", "9", "--up-to-survey", "1"]
    #expect(try Program.run(report + sequences, in: folder).output == before)
    #expect(try Program.run(report, in: folder).output != before)
  }

  // MARK: Orders

  @Test func `an order is reserved once, and its capacity is not given to others`() throws {
    try town()
    try survey()
    #expect(try enter().status == 0)
    func connect(_ words: String...) throws -> [String: Any] {
      let outcome = try Program.run(
        ["connect", "town.gpkg"] + words + ["--format", "json", "--quiet"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        ?? [:]
    }
    let first = try connect("musterweg 7")
    #expect(first["reservation"] as? Int == 1 && first["expires"] is String)
    // The trench takes two: the same order again holds no more than before.
    #expect(try connect("musterweg 7")["reservation"] as? Int == 2)
    #expect(try rows(of: "reservation").count == 1)
    let second = try connect("Musterweg 9")
    let taken = try #require(second["conduits"] as? [[String: Any]])
    #expect(!taken.isEmpty)
    // Both slots are held now: a third order, planned by itself, has to dig.
    let third = try connect("Musterweg 5", "--dry-run")
    let takenIDs = Set(taken.compactMap { $0["conduit_id"] as? String })
    let used = Set(
      (third["conduits"] as? [[String: Any]] ?? []).compactMap { $0["conduit_id"] as? String })
    #expect(used.isDisjoint(with: takenIDs))
    #expect(try run("verify", "town.gpkg", "--scenario", "orders").status == 0)
  }

  @Test func `booking enters the contract and never ends`() throws {
    try town()
    try survey()
    #expect(try enter().status == 0)
    try events(["Musterweg 7,interest,2024-05-04,shop,WE 1"])
    let booked = try run("connect", "town.gpkg", "--orders", "--book", "--actor", "shop", "--quiet")
    #expect(booked.status == 0 && booked.output.contains("1 contracts entered"), "\(booked.errors)")
    let history = try run("status", "town.gpkg", "history", "Musterweg 7").output
    #expect(history.contains("contract") && history.contains("reservation 1"))
    #expect(try run("status", "town.gpkg", "verify").status == 0)
    #expect(try rows(of: "reservation").allSatisfy { $0.contains("null") })
  }

  @Test func `connected homes and no orders at all are said`() throws {
    try town()
    try events(Self.connected)
    let none = try run("connect", "town.gpkg", "--orders")
    #expect(none.status == 0 && none.output == "There is no open order.\n")
    let connected = try run("connect", "town.gpkg", "Musterweg 1")
    #expect(connected.errors.contains("is connected already"))
  }
}
