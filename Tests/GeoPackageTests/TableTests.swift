import GeoPackage
import Geospatial
import TestSupport
import Testing

/// Tables that are declared by one list of columns.
struct TableTests {
  private let connection: Connection
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.path("test.gpkg"), mode: .create)
    try connection.createGeoPackage([])
    try connection.create(Place.table.schema, srid: 0)
  }

  @Test func `records come back as they went in`() throws {
    let places = [
      Place(name: "A", note: nil, kind: .village, people: nil, height: -1.5, isPort: true),
      Place(
        name: "B \"'%;\n--", note: "", people: 12, height: 1e12,
        location: Coordinate(x: 5, y: 6)),
    ]
    try connection.insert(places, into: Place.table, srid: 0)
    #expect(try connection.records(of: Place.table) == places)
    #expect(try connection.records(of: Place.table, where: "name = \("A")") == [places[0]])
  }

  @Test(
    arguments: [
      "UPDATE place SET height_m = 1.1e12", "UPDATE place SET height_m = 9e999",
      "UPDATE place SET height_m = 'high'", "UPDATE place SET people = -1",
      "UPDATE place SET people = 1000000001", "UPDATE place SET people = 9223372036854775807",
      "UPDATE place SET people = 0.5", "UPDATE place SET people = X'00'",
      "UPDATE place SET kind = 'farm'", "UPDATE place SET port = 2",
      "UPDATE place SET name = X'41'", "UPDATE place SET geometry = X'4750'",
      "UPDATE place SET geometry = 'text'",
    ] as [StaticString])
  func `a value that its column must not have is refused when it is read`(edit: StaticString) throws
  {
    try connection.insert([Place(name: "A", people: 1)], into: Place.table, srid: 0)
    try connection.execute("PRAGMA ignore_check_constraints = ON")
    try connection.execute(
      "DROP TRIGGER rtree_place_geometry_update6; DROP TRIGGER rtree_place_geometry_update7")
    try connection.execute(edit)
    let fault = #expect(throws: RowFault.self) { try connection.records(of: Place.table) }
    #expect(fault?.table == "place")
  }

  @Test func `a swap of two text columns in the file changes no record`() throws {
    try connection.insert([Place(name: "A", note: "b")], into: Place.table, srid: 0)
    try connection.execute(
      """
      ALTER TABLE place RENAME COLUMN note TO x; ALTER TABLE place RENAME COLUMN name TO note;
      ALTER TABLE place RENAME COLUMN x TO name;
      """)
    let place = try #require(try connection.records(of: Place.table).first)
    #expect(place.name == "b" && place.note == "A")
  }

  @Test func `a column that is missing is named`() throws {
    try connection.execute("ALTER TABLE place RENAME COLUMN people TO persons")
    do {
      _ = try connection.records(of: Place.table)
      Issue.record("a column that does not exist was read")
    } catch let error as DatabaseError {
      #expect(error.category == .missingColumns)
      #expect(error.description.contains("people"), "\(error)")
    }
  }

  @Test(
    arguments: [
      "name = x'00'", "people = 'many'", "people = 1.5", "people = -1", "height_m = 'high'",
      "port = 2", "port = 'yes'", "kind = 'city'", "name = NULL",
    ] as [SQL])
  func `a column takes no value of another type`(change: SQL) throws {
    try connection.insert([Place(name: "A")], into: Place.table, srid: 0)
    #expect(throws: DatabaseError.self) { try connection.run("UPDATE place SET \(change)") }
    #expect(try connection.records(of: Place.table) == [Place(name: "A")])
  }

  @Test func `a row with the required columns alone gets the defaults`() throws {
    try connection.run("INSERT INTO place (name, geometry) VALUES ('A', \(point(1, 2)))")
    #expect(
      try connection.records(of: Place.table)
        == [Place(name: "A", location: Coordinate(x: 1, y: 2))])
  }

  @Test func `a text with the character NUL is refused`() throws {
    for place in [Place(name: "A\0B"), Place(name: "A", note: "\0")] {
      do {
        try connection.insert([place], into: Place.table, srid: 0)
        Issue.record("stored")
      } catch {
        #expect(error.category == .nulCharacter)
      }
    }
    #expect(throws: DatabaseError.self) {
      try connection.records(of: Place.table, where: "name = \("A\0B")")
    }
    #expect(try connection.records(of: Place.table).isEmpty)
  }

  @Test func `a name in double quotes that no column has is an error`() {
    #expect(throws: DatabaseError.self) { try connection.text("SELECT \"nothing\"") }
  }

  @Test func `an upsert by another program keeps the spatial index`() throws {
    try connection.insert([Place(name: "A")], into: Place.table, srid: 0)
    func upsert(_ geometry: SQLValue) throws {
      try connection.run(
        """
        INSERT INTO place (fid, name, geometry) VALUES (1, 'A', \(geometry))
        ON CONFLICT (fid) DO UPDATE SET geometry = excluded.geometry
        """)
    }
    func indexed() throws -> Int64? {
      try connection.integer("SELECT minx FROM rtree_place_geometry WHERE id = 1")
    }
    try upsert(point(7, 7))
    #expect(try indexed() == 7)
    try upsert(.null)
    #expect(try indexed() == nil)
    try upsert(point(9, 9))
    #expect(try indexed() == 9)
    try connection.run("UPDATE place SET fid = 5")
    #expect(try connection.integer("SELECT minx FROM rtree_place_geometry WHERE id = 5") == 9)
    try connection.run("UPDATE place SET fid = 6, geometry = NULL")
    #expect(try connection.integer("SELECT count(*) FROM rtree_place_geometry") == 0)
    try connection.run("UPDATE place SET fid = 1")
    try upsert(point(1, 1))
    try connection.run("DELETE FROM place")
    #expect(try connection.integer("SELECT count(*) FROM rtree_place_geometry") == 0)
  }

  private func point(_ x: Double, _ y: Double) -> SQLValue {
    .blob(GeometryBlob.encode(.point(Coordinate(x: x, y: y)), srid: 0))
  }
}

/// Transactions and snapshots within one another.
struct TransactionTests {
  private struct Stop: Error {}
  private let connection: Connection
  private let other: Connection
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.path("test.db"), mode: .create)
    try connection.execute("CREATE TABLE t (x INTEGER)")
    other = try Connection(path: folder.path("test.db"), mode: .readWrite, wait: 0)
  }

  private func values(_ connection: Connection) throws -> String? {
    try connection.text("SELECT group_concat(x) FROM (SELECT x FROM t ORDER BY x)")
  }

  @Test func `a step that fails takes back its own changes alone`() throws {
    try connection.writing {
      try connection.execute("INSERT INTO t VALUES (1)")
      #expect(throws: Stop.self) {
        try connection.writing {
          try connection.execute("INSERT INTO t VALUES (2)")
          throw Stop()
        }
      }
      try connection.writing { try connection.execute("INSERT INTO t VALUES (3)") }
      #expect(try connection.reading { try values(connection) } == "1,3")
      #expect(try values(other) == nil)
    }
    #expect(try values(other) == "1,3")
  }

  @Test func `a snapshot sees one state, and no other connection stores within it`() throws {
    try connection.reading { () throws in
      #expect(try values(connection) == nil)
      #expect(throws: DatabaseError.self) { try other.execute("INSERT INTO t VALUES (1)") }
      let again = try connection.reading { try values(connection) }
      #expect(again == nil)
    }
    try other.execute("INSERT INTO t VALUES (1)")
    #expect(try values(connection) == "1")
  }

  @Test func `after a transaction that failed the next one works`() throws {
    #expect(throws: Stop.self) { try connection.writing { throw Stop() } }
    #expect(throws: Stop.self) { try connection.reading { throw Stop() } }
    try connection.writing { try connection.execute("INSERT INTO t VALUES (1)") }
    #expect(try values(other) == "1")
  }
}
