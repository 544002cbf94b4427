import Foundation
import TestSupport
import Testing

/// Names from files that a terminal would obey, and texts that a spreadsheet would run.
struct TerminalTextTests {
  private let folder: TemporaryFolder

  private static let name =
    "\u{1B}]0;title\u{7}\u{1B}[31mRED\r\u{9B}1m\u{202E}a\u{2066}b\u{200F}c\u{2028}d\u{7F}"
  private static let formula = "=HYPERLINK(\"http://example.invalid\",\"x\")"

  init() throws {
    folder = try TemporaryFolder()
    _ = try run("new", "p.gpkg", "--crs", "EPSG:25832")
    try write(
      [
        (
          ["street": Self.formula, "house_number": "1", "city": "+1+1", "id": "1"], "Point",
          [0, 10]
        ),
        (["street": Self.name, "house_number": "2", "city": "'@x", "id": "2"], "Point", [30, 10]),
      ], to: "addresses.geojson")
    try write(
      [(["name": Self.name, "id": "1"], "LineString", [-50, 0, 80, 0])], to: "streets.geojson")
    try write(
      [(["name": Self.name, "kind": "district", "id": "1"], "Polygon", [-100, -100, 200, 200])],
      to: "areas.geojson")
    for role in ["address", "street", "area"] {
      let plural = role == "address" ? "addresses" : "\(role)s"
      let outcome = try run("import", "p.gpkg", "\(plural).geojson", "--as", role)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(try run("plan", "p.gpkg").status == 0)
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  private func write(
    _ features: [(properties: [String: String], type: String, numbers: [Int])], to file: String
  ) throws {
    let list = features.map { properties, type, numbers -> [String: Any] in
      let positions = stride(from: 0, to: numbers.count, by: 2).map {
        [350_000 + numbers[$0], 5_685_000 + numbers[$0 + 1]]
      }
      let coordinates: Any =
        switch type {
        case "Point": positions[0]
        case "LineString": positions
        default:
          [
            [
              positions[0], [positions[1][0], positions[0][1]], positions[1],
              [positions[0][0], positions[1][1]], positions[0],
            ]
          ]
        }
      return [
        "type": "Feature", "properties": properties,
        "geometry": ["type": type, "coordinates": coordinates],
      ]
    }
    let collection: [String: Any] = [
      "type": "FeatureCollection",
      "crs": ["type": "name", "properties": ["name": "urn:ogc:def:crs:EPSG::25832"]],
      "features": list,
    ]
    let data = try JSONSerialization.data(withJSONObject: collection)
    try data.write(to: folder.url.appendingPathComponent(file))
  }

  /// The characters of an output that a terminal obeys, or that are not drawn.
  private static func hidden(_ text: String) -> Int {
    text.unicodeScalars.count { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }

  @Test func `no output and no message has a character that a terminal obeys`() throws {
    let name = Self.name
    var shown = 0
    for words in [
      ["plan", "p.gpkg", "--by", "district", "--scenario", "d"], ["plan", "p.gpkg"],
      ["plan", "p.gpkg", "--within", "nope"], ["plan", "p.gpkg", "--within", name],
      ["plan", "p.gpkg", "--within", name + "x"],
      ["price", "p.gpkg"], ["price", "p.gpkg", "--format", "json"], ["price", "p.gpkg", name],
      ["status", "p.gpkg", "summary", "--by", "street"],
      ["status", "p.gpkg", "summary", "--by", "district", "--format", "json"],
      ["status", "p.gpkg", "show", "addresses.geojson:2"],
      ["status", "p.gpkg", "show", "\(name) 2"],
      ["status", "p.gpkg", "show", "addresses.geojson:2", "--format", "json"],
      ["status", "p.gpkg", "show", name],
      ["status", "p.gpkg", "set", "\(name) 2", "consent_given"],
      ["status", "p.gpkg", "set", "addresses.geojson:2", name],
      [
        "status", "p.gpkg", "set", "addresses.geojson:2", "interest",
        "--dwelling", name,
      ], ["status", "p.gpkg", "set", "addresses.geojson:2", "consent_given", "--at", name],
      ["status", "p.gpkg", "set", "addresses.geojson:2", "surveyed"],
      ["status", "p.gpkg", "history", "addresses.geojson:2"], ["status", "p.gpkg", "watch"],
      ["status", "p.gpkg", "watch", "--format", "json"],
      ["status", "p.gpkg", "erase", "addresses.geojson:2"],
      ["status", "p.gpkg", "verify"], ["status", "p.gpkg", "verify", "--witness", name],
      ["coverage", "p.gpkg", "--by", "district"],
      ["coverage", "p.gpkg", "--by", "district", "--format", "json"], ["check", "p.gpkg"],
      ["check", "p.gpkg", "--format", "json"], ["verify", "p.gpkg"],
      ["route", "p.gpkg", "--to", "addresses.geojson:2"],
      ["route", "p.gpkg", "--to", name], ["connect", "p.gpkg", "addresses.geojson:2"],
      ["connect", "p.gpkg", name],
      ["compare", "p.gpkg", "base", "d/\(name)"],
      [
        "compare", "p.gpkg", "base", "d/\(name)", "--format",
        "json",
      ],
      ["export", "p.gpkg", name], ["export", "p.gpkg", "address"],
      ["export", "p.gpkg", "trench", "--scenario", name], ["token", "p.gpkg", "add", name],
      ["token", "p.gpkg", "revoke", name], ["reports", "p.gpkg", "list"],
      ["reports", "p.gpkg", "close", name, "x"], ["help", name], [name],
      ["status", "p.gpkg", name],
      ["import", "p.gpkg", name], ["plan", "p.gpkg", "--\(name)"], ["solve", name],
      ["lookup", name, name], ["publish", "p.gpkg", "-o", "/nowhere/\(name)"],
      ["new", "/nowhere/\(name)"],
      ["import", "p.gpkg", "addresses.geojson", "--as", name],
      ["import", "p.gpkg", "addresses.geojson", "--field", "\(name)=x"],
    ] {
      let outcome = try Program.run(words, in: folder)
      #expect(Self.hidden(outcome.output) == 0, "\(words): \(outcome.output.debugDescription)")
      #expect(Self.hidden(outcome.errors) == 0, "\(words): \(outcome.errors.debugDescription)")
      if "\(outcome.output)\(outcome.errors)".contains("u{1B}") { shown += 1 }
    }
    #expect(shown > 25)
  }

  @Test func `a line break in a name makes no line of a message`() throws {
    let outcome = try run("status", "p.gpkg", "show", "no\ntrasse: all is well")
    #expect(outcome.status != 0 && outcome.errors.count { $0 == "\n" } == 1, "\(outcome.errors)")
  }

  @Test func `no cell of an exported table is a formula, and the table can be imported again`()
    throws
  {
    let table = try run("export", "p.gpkg", "address", "--format", "csv", "--crs", "EPSG:25832")
      .output
    #expect(table.contains("'+1+1") && table.contains("\"'=HYPERLINK(") && table.contains("''@x"))
    #expect(!table.contains(",=") && !table.contains(",+") && !table.contains(",\"="))
    // GDAL takes a column of this name for the geometry.
    _ = try folder.write(table.replacing(",geometry\r\n", with: ",WKT\r\n"), to: "again.csv")
    _ = try run("new", "q.gpkg", "--crs", "EPSG:25832")
    let imported = try run(
      "import", "q.gpkg", "again.csv", "--as", "address", "--quiet", "--crs", "EPSG:25832")
    #expect(imported.status == 0, "\(imported.errors)")
    func names(_ project: String) throws -> [String] {
      let json = try run("export", project, "address", "--quiet").output
      let features = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      return (features?["features"] as? [[String: Any]] ?? []).map { feature in
        let properties = feature["properties"] as? [String: Any]
        return "\(properties?["street"] ?? "") \(properties?["city"] ?? "")"
      }.sorted()
    }
    #expect(try names("q.gpkg").filter { $0.contains("HYPER") } == ["\(Self.formula) +1+1"])
    #expect(try names("q.gpkg").count == 2 && names("q.gpkg").contains { $0.hasSuffix(" '@x") })
  }

  @Test func `an event imported from an exported history keeps its texts`() throws {
    _ = try run(
      "status", "p.gpkg", "set", "addresses.geojson:1", "consent_given", "--proof", "=1+1",
      "--actor", "@x")
    let history = try run("status", "p.gpkg", "history", "addresses.geojson:1", "--format", "csv")
      .output
    #expect(history.contains("'=1+1") && history.contains("'@x"), "\(history)")
    _ = try folder.write(
      """
      address_id,event,time,actor,proof
      addresses.geojson:2,consent_given,2024-01-01,'@x,'=1+1
      """, to: "events.csv")
    #expect(try run("status", "p.gpkg", "import", "events.csv", "--quiet").status == 0)
    let json = try run(
      "status", "p.gpkg", "history", "addresses.geojson:2", "--format", "json"
    ).output
    #expect(json.contains("\"actor\": \"@x\"") && json.contains("\"proof\": \"=1+1\""), "\(json)")
  }
}
