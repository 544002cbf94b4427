import Foundation
import GeoPackage
import Geospatial
import TestSupport
import Testing

/// The file below the project: transactions, faults and the spatial index.
struct ConnectionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a transaction that fails leaves nothing behind`() throws {
    struct Stop: Error {}
    let connection = try Connection(path: folder.path("test.gpkg"), mode: .create)
    try connection.execute("CREATE TABLE t (x INTEGER)")
    #expect(throws: Stop.self) {
      try connection.writing {
        try connection.execute("INSERT INTO t VALUES (1)")
        throw Stop()
      }
    }
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func `readers continue while a large transaction is under way`() throws {
    let path = folder.path("test.gpkg")
    let writer = try Connection(path: path, mode: .create)
    try writer.execute("CREATE TABLE t (x BLOB)")
    let reader = try Connection(path: path, mode: .readOnly, wait: 0)
    try writer.writing {
      for _ in 0..<90 { try writer.execute("INSERT INTO t VALUES (zeroblob(1000000))") }
      #expect(try reader.integer("SELECT count(*) FROM t") == 0)
    }
    #expect(try reader.integer("SELECT count(*) FROM t") == 90)
  }

  @Test func `each fault is told apart`() throws {
    let text = folder.path("text.gpkg")
    try
      "this is not a database, although it is long enough to hold a header of one hundred bytes and some more of it"
      .write(toFile: text, atomically: true, encoding: .utf8)
    let missing = folder.path("missing.gpkg")
    func category(_ path: String, _ mode: Connection.Mode) -> DatabaseError.Category? {
      do {
        _ = try Connection(path: path, mode: mode)
        return nil
      } catch {
        return error.category
      }
    }
    #expect(category(text, .readOnly) == .notADatabase)
    #expect(category(missing, .readOnly) == .cannotOpen)
    #expect(category("\(folder.path("no/such/folder"))/x.gpkg", .create) == .cannotOpen)
    #expect(throws: DatabaseError.self) {
      _ = try Connection(path: folder.path("x.gpkg"), mode: .create).prepare("SELECT nothing")
    }
  }

  @Test func `a file cut short is called damaged`() throws {
    let path = folder.path("cut.gpkg")
    do {
      let connection = try Connection(path: path, mode: .create)
      try connection.execute("CREATE TABLE t (x TEXT)")
      try connection.writing {
        for _ in 0..<2000 { try connection.execute("INSERT INTO t VALUES (hex(randomblob(50)))") }
      }
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: path))
    do {
      let connection = try Connection(path: path, mode: .readOnly)
      _ = try connection.text("SELECT max(x) FROM t")
      Issue.record("half a file was read as if whole")
    } catch {
      #expect(error.category == .corrupt)
    }
  }

  @Test func `the spatial index follows every change`() throws {
    let connection = try Connection(path: folder.path("test.gpkg"), mode: .create)
    try connection.createGeoPackage([])
    try connection.create(Place.table.schema, srid: 0)
    func insert(_ steps: Range<Int>) throws {
      var insertion = try connection.prepare("INSERT INTO place (geometry, name) VALUES (?, ?)")
      for step in steps {
        insertion.bind(
          GeometryBlob.encode(.point(Coordinate(x: Double(step), y: 1)), srid: 0), at: 1)
        insertion.bind("p\(step)", at: 2)
        try insertion.run()
      }
    }
    try connection.writing {
      try connection.writeInBulk(Place.table.schema) { try insert(0..<100) }
    }
    func found(_ condition: SQL) throws -> Int64? {
      try connection.integer("SELECT count(*) FROM rtree_place_geometry WHERE \(condition)")
    }
    #expect(try found("minx >= 10 AND maxx <= 19") == 10)
    try connection.execute("DELETE FROM place WHERE name = 'p12'")
    #expect(try found("minx >= 10 AND maxx <= 19") == 9)
    var update = try connection.prepare("UPDATE place SET geometry = ? WHERE name = 'p13'")
    update.bind(GeometryBlob.encode(.point(Coordinate(x: 500, y: 1)), srid: 0), at: 1)
    try update.run()
    #expect(try found("minx >= 10 AND maxx <= 19") == 8)
    #expect(try found("minx > 400") == 1)
    // Many at once: some go, the last ones among them, some come, and the others stay.
    try connection.writing {
      try connection.writeInBulk(Place.table.schema) {
        try connection.execute("DELETE FROM place WHERE name >= 'p5'")
        try insert(200..<230)
      }
    }
    #expect(try found("minx >= 50 AND maxx < 100") == 0)
    #expect(try found("minx >= 200 AND maxx < 230") == 30)
    #expect(try found("minx > 400") == 1)
    let index: SQL = "SELECT count(*) FROM rtree_place_geometry WHERE id"
    #expect(try connection.integer("\(index) NOT IN (SELECT fid FROM place)") == 0)
    #expect(
      try connection.integer("\(index) IN (SELECT fid FROM place)")
        == connection.integer("SELECT count(*) FROM place"))
  }

  @Test func `values come back as they went in`() throws {
    let connection = try Connection(path: folder.path("test.gpkg"), mode: .create)
    var statement = try connection.prepare("SELECT ?, ?, ?, ?, ?")
    statement.bind(Int64.min, at: 1)
    statement.bind(0.1, at: 2)
    statement.bind("Straße \"ß\" 🌍", at: 3)
    statement.bind([0, 1, 255], at: 4)
    statement.bind(nil as String?, at: 5)
    #expect(try statement.step())
    #expect(statement.integer(0) == .min)
    #expect(statement.double(1) == 0.1)
    #expect(statement.text(2) == "Straße \"ß\" 🌍")
    #expect(statement.bytes(3) == [0, 1, 255])
    #expect(statement.isNull(4) && statement.optionalText(4) == nil)
  }
}
