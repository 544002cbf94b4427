import Foundation
import GeoPackage
import Geospatial
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// Project files of every earlier version.
struct MigrationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Everything that the schema consists of, by name.
  private func schema(_ path: String) throws -> [String: String] {
    let connection = try Connection(path: path, mode: .readOnly)
    var schema: [String: String] = [:]
    var rows = try connection.prepare("SELECT type || ' ' || name, sql FROM sqlite_schema")
    while try rows.step() { schema[rows.text(0)] = rows.text(1) }
    rows = try connection.prepare(
      """
      SELECT table_name, content FROM (
        SELECT 'contents ' || table_name AS table_name, data_type || identifier || description
          || coalesce(srs_id, '') AS content FROM gpkg_contents
        UNION ALL SELECT 'column ' || table_name, column_name || geometry_type_name || srs_id || z || m
          FROM gpkg_geometry_columns
        UNION ALL SELECT 'extension ' || table_name, column_name || extension_name || definition || scope
          FROM gpkg_extensions)
      """)
    while try rows.step() { schema[rows.text(0)] = rows.text(1) }
    for (name, value) in [
      ("user_version", try connection.integer("PRAGMA user_version")),
      ("version", try connection.integer("SELECT schema_version FROM trasse_project")),
    ] { schema[name] = value.map { String($0) } }
    return schema
  }

  @Test(arguments: SchemaFixture.all)
  func `an upgraded file has the schema of a new one`(fixture: SchemaFixture) throws {
    let path = try fixture.unpack(into: folder)
    let versions = try #require(try Project.upgrade(path: path))
    #expect(versions.from == fixture.version && versions.to == Schema.version)
    let new = folder.path("new.gpkg")
    _ = try Project.create(at: new, crs: try CoordinateReferenceSystem(code: 25832))
    let (upgraded, fresh) = (try schema(path), try schema(new))
    #expect(Set(upgraded.keys) == Set(fresh.keys))
    for (name, text) in fresh { #expect(upgraded[name] == text) }
    let connection = try Connection(path: path, mode: .readOnly)
    #expect(try connection.text("PRAGMA integrity_check") == "ok")
    for table in Schema.layers where table.geometry != nil {
      let (rows, indexed) = (
        try connection.text("SELECT group_concat(fid) FROM \(table.name)"),
        try connection.text("SELECT group_concat(id) FROM \(table.spatialIndex)")
      )
      func numbers(_ list: String?) -> Set<Substring> { Set(list?.split(separator: ",") ?? []) }
      #expect(numbers(rows).isSuperset(of: numbers(indexed)))
    }
    #expect(try Project(path: path, readOnly: true).verifyLedger().findings.isEmpty)
    #expect(try Project.upgrade(path: path)?.from == Schema.version)
  }

  @Test(arguments: SchemaFixture.all)
  func `a file of an earlier version is refused and stays as it is`(fixture: SchemaFixture) throws {
    let path = try fixture.unpack(into: folder)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for readOnly in [true, false] {
      do {
        _ = try Project(path: path, readOnly: readOnly)
        Issue.record("opened")
      } catch let error as ProjectStoreError {
        #expect(error.fault == .file(.olderSchema(Int64(fixture.version))))
        #expect(error.file == path)
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `a file of a later version is refused, and not upgraded`() throws {
    let path = folder.path("new.gpkg")
    _ = try Project.create(at: path, crs: try CoordinateReferenceSystem(code: 25832))
    try Connection(path: path, mode: .readWrite)
      .execute("UPDATE trasse_project SET schema_version = 99")
    #expect(throws: ProjectStoreError.self) { try Project(path: path, readOnly: true) }
    #expect(throws: ProjectStoreError.self) { try Project.upgrade(path: path) }
  }

  @Test(arguments: SchemaFixture.all.filter { (2...5).contains($0.version) })
  func `secrets and personal data leave the project file without a trace`(fixture: SchemaFixture)
    throws
  {
    let path = try fixture.unpack(into: folder)
    let old = try Connection(path: path, mode: .readOnly)
    var secrets = ["Erika Mustermann", "erika@example.org", "V-4711"]
    if fixture.version >= 4 { secrets += ["The pin is in my garden", "max@example.org"] }
    secrets.append(try #require(try old.text("SELECT key FROM publication_key")))
    if fixture.version >= 5 {
      secrets.append(try #require(try old.text("SELECT min(digest) FROM access_token")))
    }
    let key = try old.text("SELECT key FROM publication_key")
    _ = try Project.upgrade(path: path)
    let (bytes, hidden) = (
      try String(contentsOfFile: path, encoding: .isoLatin1),
      try String(contentsOfFile: path + ".private", encoding: .isoLatin1)
    )
    for secret in secrets {
      #expect(!bytes.contains(secret), "\(secret) is still in the project file")
      #expect(hidden.contains(secret), "\(secret) is lost")
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: path + ".private")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let project = try Project(path: path, readOnly: false)
    #expect(try project.publicationKey() == key)
    #expect(try project.personalData(ofAddress: "address.geojson:a1").count == 2)
    #expect(try project.accessTokens().count == (fixture.version >= 5 ? 2 : 0))
    #expect(try project.erasePersonalData(ofAddress: "address.geojson:a1") == 2)
    #expect(
      try !String(contentsOfFile: path + ".private", encoding: .isoLatin1).contains("Erika"))
  }

  @Test func `merged ids with blanks are separated, and their events are at the address`() throws {
    let path = try SchemaFixture.all[5].unpack(into: folder)
    try Connection(path: path, mode: .readWrite).execute(
      """
      UPDATE address SET merged_ids = 'address.geojson:a9 m0123456789abcdef osm:n12 other.geojson:north side '
        || 'town list 2024.geojson:1 town list 2024.geojson:2' WHERE id = 'address.geojson:a2';
      """)
    _ = try Project.upgrade(path: path)
    let project = try Project(path: path, readOnly: true)
    let merged = Dictionary(
      uniqueKeysWithValues: try project.addresses().map { ($0.id, $0.mergedIDs) })
    #expect(
      merged["address.geojson:a2"] == [
        "address.geojson:a9", "m0123456789abcdef", "osm:n12", "other.geojson:north side",
        "town list 2024.geojson:1", "town list 2024.geojson:2",
      ])
    // Imports after the first one had put the words of these ids in order.
    #expect(
      merged["final.geojson:f1"] == ["other.geojson:x 2", "town list 2024.geojson:north side 1"])
    #expect(merged["final.geojson:f2"] == ["other.geojson:x1", "town list 2024.geojson:n2"])
    #expect(
      try project.standings(ofAddress: "final.geojson:f1").map(\.status.word) == ["duct_at_parcel"])
    #expect(
      try project.standings(ofAddress: "final.geojson:f2").map(\.subject.dwelling) == ["WE 2"])
    #expect(try project.history(ofAddress: "final.geojson:f1").count == 2)
    #expect(try project.verifyLedger().findings.isEmpty)
  }

  @Test func `objectives, bounds and remedies are read from the texts of earlier versions`() throws
  {
    let path = try SchemaFixture.all[5].unpack(into: folder)
    let sentences: [String: Remedy] = [
      "survey a street: there is none in the project": .streetSurvey,
      "a network to join: nothing else is reached": .network,
      "say where the network begins: a PoP": .pop, "a drop of 7 m": .drop(metres: 7),
      "a drop of -7 m": .other("a drop of -7 m"), "dig by hand": .other("dig by hand"),
      "a bore of 1 m to the street ": .other("a bore of 1 m to the street "),
    ]
    let old = try Connection(path: path, mode: .readWrite)
    var scenario = 0
    for sentence in sentences.keys.sorted() {
      try old.run(
        """
        INSERT INTO exception (geometry, scenario, address_id, reason, cheapest_fix, fix_cost_cents)
        SELECT geometry, 'base', \("m\(scenario)"), reason, \(sentence), 5 FROM exception LIMIT 1
        """)
      scenario += 1
    }
    _ = try Project.upgrade(path: path)
    let project = try Project(path: path, readOnly: true)
    let exceptions = Dictionary(
      uniqueKeysWithValues: try project.plan(scenario: "base").exceptions.map {
        ($0.addressID, $0.remedy)
      })
    for (number, sentence) in sentences.keys.sorted().enumerated() {
      #expect(exceptions[AddressID("m\(number)")] == sentences[sentence])
    }
    #expect(exceptions["address.geojson:a7"] == .privateTrench(metres: 3631))
    #expect(exceptions["final.geojson:f3"] == .buildingPassage(metres: 39))
    #expect(exceptions["final.geojson:f4"] == .bore(metres: 22))
    #expect(exceptions["final.geojson:f5"] == .trenchToNetwork(metres: 781))
    let scenarios = Dictionary(
      uniqueKeysWithValues: try project.scenarios().map {
        ($0.name, [$0.objective.number, $0.objectiveBound?.number].compactMap(\.self))
      })
    #expect(
      scenarios == [
        "base": [], "booked": [], "budget": [900_000, 2], "east": [], "orders": [],
        "profit": [1_300_000], "quota": [5], "revenue": [900_000, 368_848],
      ])
    #expect(
      try project.scenarios().map(\.objective.kind)
        == [.all, .all, .budget, .all, .all, .profit, .quota, .budget])
    #expect(try project.scenarios().last?.objectiveBound == .cents(368_848))
  }

  @Test func `an upgrade that fails leaves the file as it was`() throws {
    let path = try SchemaFixture.all[4].unpack(into: folder)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    try Data("something else".utf8).write(to: URL(fileURLWithPath: path + ".private"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: path + ".private")
    #expect(throws: (any Error).self) { try Project.upgrade(path: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + ".private")).count == 14)
  }
}

extension Objective {
  fileprivate var number: Int64? {
    switch self {
    case .all, .profit: nil
    case .budget(let cents): cents
    case .quota(let homes): homes
    }
  }
}

extension ObjectiveBound {
  fileprivate var number: Int64 {
    switch self {
    case .cents(let number), .homes(let number): number
    }
  }
}
