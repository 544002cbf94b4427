package import NetworkModel
package import GeoPackage
package import Geospatial

/// A value that is one row of one layer: it says how it is stored and how it is read.
package protocol LayerRecord: Sendable {
  /// The layer, with its columns in the order they are written and read.
  static var layer: Layer { get }
  /// What stands in the geometry column.
  var layerGeometry: Geometry? { get }
  /// Writes every column, in order.
  func write(to row: inout RowWriter)
  /// Reads every column, in order.
  init(from row: inout RowReader) throws
}

/// A layer's name, geometry and columns.
package struct Layer: Sendable {
  package let name: String
  package let summary: String
  package let geometry: FeatureTable.GeometryType?
  /// Column names with their SQL types and conditions.
  package let columns: [(name: String, definition: String)]
  /// What identifies a row, as a list of columns.
  package let key: [String]
  /// The column that numbers the rows: the GeoPackage's `fid`, or one of the layer's own.
  package let rowNumber: String

  package init(
    name: String, summary: String, geometry: FeatureTable.GeometryType?,
    key: [String] = ["id"], rowNumber: String = "fid",
    columns: [(name: String, definition: String)]
  ) {
    self.name = name
    self.summary = summary
    self.geometry = geometry
    self.columns = columns
    self.key = key
    self.rowNumber = rowNumber
  }

  /// The table as the GeoPackage module makes it.
  package var table: FeatureTable {
    FeatureTable(
      name: name, summary: summary, geometry: geometry, rowNumber: rowNumber,
      columns: columns.filter { $0.name != rowNumber }.map { "\"\($0.name)\" \($0.definition)" },
      constraints: key == [rowNumber] ? [] : ["UNIQUE (\(Self.list(key)))"])
  }

  package var columnNames: [String] {
    (geometry == nil ? [] : [FeatureTable.geometryColumn]) + columns.map(\.name)
  }

  func insertion(overwriting: Bool) -> String {
    let names = columnNames
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    return
      "INSERT\(overwriting ? " OR REPLACE" : "") INTO \"\(name)\" (\(Self.list(names))) VALUES (\(marks))"
  }

  /// All rows, ordered by key, byte by byte.
  package func selection(where condition: String? = nil) -> String {
    let filter = condition.map { " WHERE \($0)" } ?? ""
    return "SELECT \(Self.list(columnNames)) FROM \"\(name)\"\(filter) ORDER BY \(Self.list(key))"
  }

  private static func list(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}

/// Binds the values of one row one after the other.
package struct RowWriter: ~Copyable {
  private var statement: Statement
  private var position: Int32 = 0

  init(_ statement: consuming Statement) {
    self.statement = statement
  }

  package mutating func add(_ value: String?) {
    position += 1
    statement.bind(value, at: position)
  }

  package mutating func add(_ value: Int?) {
    position += 1
    statement.bind(value, at: position)
  }

  package mutating func add(_ value: Int64?) {
    position += 1
    statement.bind(value, at: position)
  }

  package mutating func add(_ value: Double?) {
    position += 1
    statement.bind(value, at: position)
  }

  package mutating func add(_ value: Bool) {
    position += 1
    statement.bind(value, at: position)
  }

  mutating func add(_ value: [UInt8]?) {
    position += 1
    statement.bind(value, at: position)
  }

  mutating func run() throws(DatabaseError) {
    try statement.run()
    position = 0
  }
}

/// Reads the values of one row one after the other.
package struct RowReader: ~Copyable {
  private var statement: Statement
  private var column: Int32 = 0
  private let layer: String
  /// The geometry column of the row, where the layer has one.
  package private(set) var geometry: Geometry?

  init(_ statement: consuming Statement, layer: String) {
    self.statement = statement
    self.layer = layer
  }

  mutating func next(hasGeometry: Bool) throws -> Bool {
    column = 0
    geometry = nil
    guard try statement.step() else { return false }
    if hasGeometry {
      geometry = try statement.withBytes(0) { bytes in
        bytes.byteCount == 0 ? nil : try GeometryBlob.decode(bytes)
      }
      column = 1
    }
    return true
  }

  package mutating func text() -> String {
    defer { column += 1 }
    return statement.text(column)
  }

  package mutating func optionalText() -> String? {
    defer { column += 1 }
    return statement.optionalText(column)
  }

  package mutating func integer() -> Int64 {
    defer { column += 1 }
    return statement.integer(column)
  }

  package mutating func optionalInteger() -> Int? {
    defer { column += 1 }
    return statement.optionalInteger(column).map(Int.init)
  }

  package mutating func double() -> Double {
    defer { column += 1 }
    return statement.double(column)
  }

  package mutating func optionalDouble() -> Double? {
    defer { column += 1 }
    return statement.optionalDouble(column)
  }

  package mutating func bool() -> Bool {
    integer() != 0
  }

  /// A word of a closed list.
  package mutating func word<Word: RawRepresentable<String>>(_ type: Word.Type) throws -> Word {
    let text = text()
    guard let word = Word(rawValue: text) else { throw unreadable("unknown word \(text)") }
    return word
  }

  /// A word of a closed list, or nothing.
  package mutating func optionalWord<Word: RawRepresentable<String>>(_ type: Word.Type) throws
    -> Word?
  {
    guard let text = optionalText() else { return nil }
    guard let word = Word(rawValue: text) else { throw unreadable("unknown word \(text)") }
    return word
  }

  package func point() throws -> Coordinate {
    guard case .point(let point) = geometry else { throw unreadable("no point") }
    return point
  }

  package func line() throws -> LineString {
    guard case .lineString(let line) = geometry else { throw unreadable("no line") }
    return line
  }

  package func surface() throws -> [Polygon] {
    switch geometry {
    case .polygon(let polygon): return [polygon]
    case .multiPolygon(let polygons): return polygons
    default: throw unreadable("no surface")
    }
  }

  package func unreadable(_ reason: String) -> ProjectError {
    ProjectError(
      category: .badData, layer: layer, what: "a row cannot be read: \(reason)",
      mend: "import the layer again")
  }
}
