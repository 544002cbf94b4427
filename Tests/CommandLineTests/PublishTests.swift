import Foundation
import GeoPackage
import TestSupport
import Testing

/// `trasse publish` and `trasse lookup`: what citizens get to know, and what they do not.
struct PublishTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  /// A lane whose first houses a conduit passes.
  private func town() throws {
    let homes: [(id: String, number: String, x: Double)] = [
      ("marked-1", "11", 6.8505), ("marked-2", "11a", 6.8506), ("marked-3", "13", 6.8565),
      ("marked-4", "15", 6.8575), ("marked-5", "17", 6.8585), ("marked-6", "19", 6.8595),
    ]
    func features(_ list: [String]) -> String {
      "{\"type\":\"FeatureCollection\",\"features\":[\(list.joined(separator: ","))]}"
    }
    let addresses = homes.map { home in
      """
      {"type":"Feature","properties":{"id":"\(home.id)","street":"Marktgasse",
      "house_number":"\(home.number)","postcode":"40878","city":"Ratingen","district":"Mitte",
      "dwellings":2},"geometry":{"type":"Point","coordinates":[\(home.x),51.3]}}
      """
    }
    let conduit = """
      {"type":"Feature","properties":{"id":"marked-conduit","owner":"marked-owner","kind":"marked",
      "capacity":12},"geometry":{"type":"LineString","coordinates":[[6.8500,51.3],[6.8507,51.3]]}}
      """
    _ = try folder.write(features(addresses), to: "addresses.geojson")
    _ = try folder.write(features([conduit]), to: "conduits.geojson")
    #expect(try run("new", "town.gpkg", "--crs", "EPSG:25832").status == 0)
    for (file, layer) in [("addresses", "address"), ("conduits", "conduit")] {
      let imported = try run(
        "import", "town.gpkg", "\(file).geojson", "--as", layer, "--quiet")
      #expect(imported.status == 0, "\(imported.errors)")
    }
  }

  private func publish(_ project: String, _ target: String, _ more: String...) throws
    -> Program.Outcome
  {
    try Program.run(
      ["publish", project, "-o", target, "--as-of", "2026-11-23"] + more, in: folder)
  }

  private func enter(_ table: String, into project: String) throws {
    _ = try folder.write(
      "address,event,time,actor,dwelling,proof,name,contact\n" + table, to: "events.csv")
    let entered = try run("status", project, "import", "events.csv", "--new-dwellings", "--quiet")
    #expect(entered.status == 0, "\(entered.errors)\(entered.output)")
  }

  @Test func `a public file answers what the network passes`() throws {
    try town()
    let published = try publish("town.gpkg", "public.db")
    #expect(published.status == 0, "\(published.errors)")
    #expect(published.output.contains("available"))
    let answer = try run(
      "lookup", "public.db", "marktgasse 11 A ratingen", "--format", "json")
    #expect(answer.status == 0)
    #expect(
      answer.output.contains("\"match\":\"variant\",\"number\":\"exact\"")
        || answer.output.contains("\"match\":\"exact\",\"number\":\"exact\""))
    #expect(answer.output.contains("\"house_number\":\"11a\""))
    #expect(
      answer.output.contains("\"class\":\"available\"")
        && answer.output.contains("\"as_of\":\"2026-11-23\""))
    let other = try run("lookup", "public.db", "Marktgasse 13", "Marktgasse 12", "--format", "json")
    let lines = other.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains("\"class\":\"ask\""))
    #expect(lines[1].contains("\"number\":\"unknown\"") && lines[1].contains("\"address\":null"))
    #expect(lines[1].contains("\"nearest_numbers\":[\"11\",\"13\",\"11a\""))
  }

  @Test func `many queries come from a file, one a line`() throws {
    try town()
    _ = try publish("town.gpkg", "public.db")
    let file = try folder.write("Marktgasse 11\nMarktgase 13\nNirgendweg 1\n", to: "queries.txt")
    let answers = try run("lookup", "public.db", "--file", file, "--format", "json")
    let matches = answers.output.split(separator: "\n").map {
      $0.contains("\"match\":\"exact\"")
        ? "exact" : $0.contains("\"match\":\"typo1\"") ? "typo1" : "none"
    }
    #expect(matches == ["exact", "typo1", "none"])
    #expect(try run("lookup", "public.db", "Marktgasse 11").output.contains("fibre is available"))
  }

  @Test func `consent, contracts, dwellings, people and reports leave no trace in a public file`()
    throws
  {
    try town()
    _ = try publish("town.gpkg", "first.db")
    // Both know of a duct in the street before house 15.
    try enter(
      "Marktgasse 15,duct_at_parcel,2024-03-01,marked-crew,,marked-proof,,\n", into: "town.gpkg")
    for suffix in ["", ".private"] {
      try FileManager.default.copyItem(
        atPath: folder.path("town.gpkg" + suffix), toPath: folder.path("twin.gpkg" + suffix))
    }
    try enter(
      """
      Marktgasse 11,consent_requested,2024-03-02,marked-office,,marked-letter,marked-name,marked-mail
      Marktgasse 11,consent_refused,2024-03-03,marked-office,,marked-letter,,
      Marktgasse 13,consent_given,2024-03-02,marked-office,,marked-letter,marked-name,marked-mail
      Marktgasse 13,surveyed,2024-03-05,marked-crew,,marked-protocol,,
      Marktgasse 13,contract,2024-03-06,marked-shop,WE 1,marked-contract,marked-name,marked-mail
      Marktgasse 13,interest,2024-03-07,marked-shop,WE 9 marked,,,
      Marktgasse 15,consent_given,2024-03-08,marked-office,,marked-letter,,
      Marktgasse 15,duct_in_building,2024-03-09,marked-crew,,marked-photo,,
      Marktgasse 15,contract,2024-03-09,marked-shop,WE 1,,marked-name,marked-mail
      Marktgasse 17,consent_refused,2024-03-10,marked-office,,,marked-name,

      """, into: "twin.gpkg")
    let report = { (id: String, address: String) in
      """
      {"id":"marked\(id)","received":"2024-03-11T08:00:00Z","kind":"wrong_class",
      "address":"\(address)","message":"marked-message","contact":"marked-mail"}
      """.replacing("\n", with: "") + "\n"
    }
    _ = try folder.write(
      report("1", "Marktgasse 13") + report("2", "marked-lane 1"), to: "reports.jsonl")
    #expect(try run("reports", "twin.gpkg", "import", "reports.jsonl").status == 0)
    #expect(try run("reports", "twin.gpkg", "close", "marked1", "marked-result").status == 0)
    _ = try publish("town.gpkg", "town.db")
    _ = try publish("twin.gpkg", "twin.db")
    let town = try Data(contentsOf: folder.url.appendingPathComponent("town.db"))
    let twin = try Data(contentsOf: folder.url.appendingPathComponent("twin.db"))
    #expect(town == twin)
    #expect(twin.range(of: Data("marked".utf8)) == nil)
    #expect(try Data(contentsOf: folder.url.appendingPathComponent("first.db")) != town)
  }

  @Test func `a public file has the columns of the white list and no others`() throws {
    try town()
    _ = try publish("town.gpkg", "public.db")
    let connection = try Connection(path: folder.path("public.db"), mode: .readOnly)
    var columns: [String] = []
    var rows = try connection.prepare(
      """
      SELECT s.type, s.name, c.name FROM sqlite_schema s LEFT JOIN pragma_table_info(s.name) c
      WHERE s.name NOT LIKE 'sqlite_%' ORDER BY s.name, c.cid
      """)
    while try rows.step() { columns.append("\(rows.text(0)) \(rows.text(1)).\(rows.text(2))") }
    #expect(
      columns == [
        "table address.number", "table address.id", "table address.street",
        "table address.house_number", "table address.suffix", "table address.postcode",
        "table address.city", "table address.district", "table address.longitude",
        "table address.latitude", "table address.class", "table address.period",
        "table address.source", "table address.rule", "table release.format",
        "table release.as_of", "table release.addresses", "table release.fingerprint",
        "table search_index.part", "table search_index.bytes",
      ])
  }

  @Test func `public ids stay the same from release to release, and differ between projects`()
    throws
  {
    try town()
    _ = try publish("town.gpkg", "public.db")
    let first = try run("lookup", "public.db", "Marktgasse 11", "--format", "json").output
    _ = try publish("town.gpkg", "public.db")
    #expect(try run("lookup", "public.db", "Marktgasse 11", "--format", "json").output == first)
    for suffix in ["", ".private"] {
      try FileManager.default.removeItem(atPath: folder.path("town.gpkg" + suffix))
    }
    try town()
    _ = try publish("town.gpkg", "public.db")
    #expect(try run("lookup", "public.db", "Marktgasse 11", "--format", "json").output != first)
  }

  @Test func `wrong calls and broken files end with their status`() throws {
    try town()
    #expect(try run("publish", "town.gpkg").status == 64)
    #expect(try run("publish", "town.gpkg", "-o", "p.db", "--as-of", "soon").status == 64)
    #expect(try run("publish", "none.gpkg", "-o", "p.db").status == 66)
    #expect(try publish("town.gpkg", "no/such/folder/p.db").status == 73)
    #expect(try publish("town.gpkg", "p.db", "--scenario", "none").status == 66)
    #expect(try run("lookup", "none.db", "Marktgasse 11").status == 66)
    #expect(try run("lookup", "town.gpkg", "Marktgasse 11").status == 65)
    #expect(try run("lookup", "addresses.geojson", "Marktgasse 11").status == 65)
    #expect(try run("lookup", "town.gpkg").status == 64)
    _ = try publish("town.gpkg", "p.db")
    var bytes = try Data(contentsOf: folder.url.appendingPathComponent("p.db"))
    bytes.removeLast(bytes.count / 3)
    try bytes.write(to: folder.url.appendingPathComponent("cut.db"))
    #expect(try run("lookup", "cut.db", "Marktgasse 11").status == 65)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).allSatisfy {
        !$0.contains(".part-")
      })
  }

  @Test(arguments: ["publish", "lookup"])
  func `each command explains itself with an example`(name: String) throws {
    let help = try run("help", name)
    #expect(help.status == 0 && help.output.contains("Example:"))
    #expect(try !Golden.differs(help.output, from: "help-\(name).txt"))
  }
}
