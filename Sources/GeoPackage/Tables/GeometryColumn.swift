public import Geospatial

/// The geometry of a table's records.
public struct GeometryColumn<Record>: Sendable {
  /// The declared type.
  public let type: GeometryType
  let get: @Sendable (Record) -> Geometry?
  let set: @Sendable (inout Record, Geometry?) throws(ColumnFault) -> Void

  /// A point.
  public static func point(_ property: any WritableKeyPath<Record, Coordinate> & Sendable) -> Self {
    Self(type: .point) {
      .point($0[keyPath: property])
    } set: { record, geometry throws(ColumnFault) in
      guard case .point(let point) = geometry else { throw ColumnFault("no point") }
      record[keyPath: property] = point
    }
  }

  /// A line.
  public static func line(_ property: any WritableKeyPath<Record, LineString> & Sendable) -> Self {
    Self(type: .lineString) {
      .lineString($0[keyPath: property])
    } set: {
      record, geometry throws(ColumnFault) in
      guard case .lineString(let line) = geometry else { throw ColumnFault("no line") }
      record[keyPath: property] = line
    }
  }

  /// Polygons.
  ///
  /// - Parameters:
  ///   - property: the polygons.
  ///   - mayBeEmpty: whether a record without polygons has no geometry.
  /// - Returns: the column.
  public static func surface(
    _ property: any WritableKeyPath<Record, [Polygon]> & Sendable, mayBeEmpty: Bool = false
  ) -> Self {
    Self(type: .multiPolygon) { record in
      let polygons = record[keyPath: property]
      return mayBeEmpty && polygons.isEmpty ? nil : .multiPolygon(polygons)
    } set: { record, geometry throws(ColumnFault) in
      switch geometry {
      case .polygon(let polygon): record[keyPath: property] = [polygon]
      case .multiPolygon(let polygons): record[keyPath: property] = polygons
      case nil where mayBeEmpty: record[keyPath: property] = []
      default: throw ColumnFault("no surface")
      }
    }
  }

  /// A geometry of any type.
  public static func any(_ property: any WritableKeyPath<Record, Geometry> & Sendable) -> Self {
    Self(type: .geometry) {
      $0[keyPath: property]
    } set: { record, geometry throws(ColumnFault) in
      guard let geometry else { throw ColumnFault("no geometry") }
      record[keyPath: property] = geometry
    }
  }
}

/// The geometry types a layer may be declared with (OGC 12-128r19, annex G).
public enum GeometryType: String, Sendable {
  case point = "POINT"
  case lineString = "LINESTRING"
  case polygon = "POLYGON"
  case multiPolygon = "MULTIPOLYGON"
  case geometry = "GEOMETRY"

  /// The type as in `CREATE TABLE`.
  var declaration: SQL {
    switch self {
    case .point: "POINT"
    case .lineString: "LINESTRING"
    case .polygon: "POLYGON"
    case .multiPolygon: "MULTIPOLYGON"
    case .geometry: "GEOMETRY"
    }
  }
}
