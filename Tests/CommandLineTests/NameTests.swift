import Foundation
import TestSupport
import Testing

/// Names that would end a text of SQL, in every command that takes a name.
struct NameTests {
  private let folder: TemporaryFolder

  private static let names = [
    "'Main", "O'Brien", "a\"b", "100 %", "x'; DROP TABLE address; --", "''", "a_b%", "two\nlines",
    "\\", "-- x", "?1", "$name", "{\"a\":1}",
  ]

  init() throws {
    folder = try TemporaryFolder()
    _ = try run("new", "p.gpkg", "--crs", "EPSG:25832")
    try write([("a1", 1, 350_000), ("a2", 2, 350_030)], to: "main.geojson")
    _ = try run("import", "p.gpkg", "main.geojson", "--as", "address", "--source", "Main")
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments + (arguments[0] == "new" ? [] : ["--quiet"]), in: folder)
  }

  private func write(_ addresses: [(id: String, number: Int, x: Int)], to name: String) throws {
    let features = addresses.map { address in
      """
      {"type":"Feature","properties":{"id":"\(address.id)","street":"Marktgasse","house_number":\
      "\(address.number)"},"geometry":{"type":"Point","coordinates":[\(address.x),5685000]}}
      """
    }
    _ = try folder.write(
      """
      {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":\
      "urn:ogc:def:crs:EPSG::25832"}},"features":[\(features.joined(separator: ","))]}
      """, to: name)
  }

  /// The addresses of the source that no command of a test may touch.
  private func untouched() throws -> Int {
    let exported = try run("export", "p.gpkg", "address", "--format", "csv").output
    return exported.split(whereSeparator: \.isNewline).count {
      $0.contains("Main") && !$0.contains("'Main")
    }
  }

  @Test func `a source of any name replaces its own rows alone`() throws {
    for (number, name) in Self.names.enumerated() where !name.contains("\n") {
      try write([("b\(number)", 100 + number, 351_000 + 50 * number)], to: "more.geojson")
      for _ in 1...2 {
        let imported = try run(
          "import", "p.gpkg", "more.geojson", "--as", "address", "--source", name)
        #expect(imported.status == 0, "\(name): \(imported.errors)")
      }
      #expect(try untouched() == 2, "\(name)")
    }
    let rows = try run("export", "p.gpkg", "address", "--format", "csv").output
    #expect(rows.split(whereSeparator: \.isNewline).count == 2 + Self.names.count)
  }

  @Test func `events stay with an address that an import merges, whatever its source is called`()
    throws
  {
    let names = ["town list 2024.geojson", " x ", "a", "z z:1", "osm: 1"] + Self.names
    for (number, name) in names.enumerated() where !name.contains("\n") {
      let (house, x) = (1000 + number, 352_000 + 150 * number)
      try write([("side \(number)", house, x)], to: "first.geojson")
      try write([("a \(number)", house, x + 5)], to: "second.geojson")
      try write([("b", 9000 + number, x + 50)], to: "third.geojson")
      let address = "Marktgasse \(house)"
      for words in [
        ["import", "p.gpkg", "first.geojson", "--as", "address", "--source", name],
        ["status", "p.gpkg", "set", address, "consent_given", "--actor", "crew"],
        ["status", "p.gpkg", "set", address, "interest", "--dwelling", "WE 1", "--actor", "crew"],
        ["import", "p.gpkg", "second.geojson", "--as", "address", "--source", " second \(number)"],
        ["import", "p.gpkg", "third.geojson", "--as", "address", "--source", "third \(number)"],
        ["status", "p.gpkg", "set", address, "surveyed", "--actor", "crew"],
      ] {
        let outcome = try Program.run(words + ["--quiet"], in: folder)
        #expect(outcome.status == 0, "\(name): \(words): \(outcome)")
      }
      let state = try Program.run(
        ["status", "p.gpkg", "show", address, "--format", "json"], in: folder)
      #expect(state.output.contains("\"building_state\": \"surveyed\""), "\(name): \(state.output)")
      #expect(state.output.contains("\"state\": \"interest\""), "\(name): \(state.output)")
    }
    #expect(try run("status", "p.gpkg", "verify").status == 0)
    let merged = try run("export", "p.gpkg", "merged_address", "--format", "csv").output
    #expect(merged.contains("town list 2024.geojson:side 0"))
    #expect(try untouched() == 2)
  }

  @Test func `a name that nothing has is refused and changes nothing`() throws {
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path("p.gpkg")))
    for name in Self.names {
      for words in [
        ["export", "p.gpkg", "trench", "--scenario", name],
        ["verify", "p.gpkg", "--scenario", name],
        ["compare", "p.gpkg", name, name], ["plan", "p.gpkg", "--within", name],
        ["export", "p.gpkg", name], ["status", "p.gpkg", "show", name],
        ["status", "p.gpkg", "history", name], ["status", "p.gpkg", "erase", name],
        ["status", "p.gpkg", "set", name, "surveyed"], ["price", "p.gpkg", name],
        ["route", "p.gpkg", "--to", name], ["token", "p.gpkg", "revoke", name],
        ["reports", "p.gpkg", "erase", name], ["reports", "p.gpkg", "close", name, "done"],
        ["connect", "p.gpkg", name],
      ] {
        let outcome = try Program.run(words + ["--quiet"], in: folder)
        #expect([64, 65, 66].contains(outcome.status), "\(words): \(outcome)")
        #expect(!outcome.errors.contains("report this"), "\(words): \(outcome.errors)")
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("p.gpkg"))) == before)
  }

  @Test func `dwellings, actors, proofs, people and tokens of any name come back as they went in`()
    throws
  {
    for name in Self.names where !name.contains("\n") {
      let entered = try run(
        "status", "p.gpkg", "set", "Marktgasse 1", "interest", "--dwelling", name,
        "--new-dwellings",
        "--actor", name, "--proof", name, "--contact", name)
      #expect(entered.status == 0, "\(name): \(entered.errors)")
      guard !name.hasPrefix("-") else { continue }
      #expect(try run("token", "p.gpkg", "add", name).status == 0)
      #expect(try run("token", "p.gpkg", "revoke", name).status == 0)
    }
    let subjects = try run("export", "p.gpkg", "status_event", "--format", "csv").output
    for name in Self.names where !name.contains("\n") {
      let quoted = name.replacing("\"", with: "\"\"")
      #expect(subjects.contains("#\(quoted)"), "\(name)")
    }
    #expect(try run("status", "p.gpkg", "verify").status == 0)
    #expect(
      try run("status", "p.gpkg", "erase", "Marktgasse 1").output
        .contains("\(Self.names.count - 1)"))
    #expect(try untouched() == 2)
  }
}
