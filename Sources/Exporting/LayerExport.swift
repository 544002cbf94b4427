import GeoPackage
import Geospatial
import NetworkModel
public import ProjectStore
public import TextFormats

/// Writes a layer of a project in one of the text formats, row by row, in the order of its key.
public struct LayerExport {
  /// The formats.
  public enum Format: String, Sendable, CaseIterable {
    /// RFC 7946.
    case geojson
    /// RFC 4180, with the geometry as well-known text.
    case csv
  }

  private let project: Project
  private let scenario: String
  private let crs: CoordinateReferenceSystem
  /// The number of decimals of coordinates: 7 in degrees, 3 in metres.
  private let places: Int

  /// Prepares exports.
  ///
  /// - Parameters:
  ///   - project: the project.
  ///   - scenario: the plan whose layers are exported.
  ///   - crs: the CRS of the exported coordinates.
  /// - Throws: ``ProjectStoreError`` if the CRS is unknown.
  public init(_ project: Project, scenario: String, crs: String) throws {
    self.project = project
    self.scenario = scenario
    do {
      self.crs = try CoordinateReferenceSystem(identifier: crs)
    } catch {
      throw ExportError.unusableCRS(error)
    }
    places = self.crs.isGeographic ? 7 : 3
  }

  /// Writes one layer.
  ///
  /// - Throws: ``ProjectStoreError`` for an unknown layer or plan, and what the sink throws.
  /// - Complexity: O(size of the layer), with a fixed amount of memory.
  public func write(_ layer: String, as format: Format, to sink: some ByteSink) throws {
    var rows = try project.stream(layer, scenario: scenario) { $0.sentence }
    let transformer = try transformer()
    switch format {
    case .geojson:
      var collection = FeatureCollectionWriter(
        name: layer, places: places, to: sink, members: addCRS)
      while try rows.next() {
        try collection.add(
          id: rows.text(rows.identifier), geometry: try geometry(rows, transformer)
        ) { Self.add(rows, to: &$0) }
      }
      try collection.finish()
    case .csv:
      var csv = CSVWriter(.carriageReturnAndLineFeed)
      csv.row(rows.columns.map(\.name) + (rows.hasGeometry ? ["geometry"] : []))
      while try rows.next() {
        Self.add(rows, to: &csv)
        if rows.hasGeometry {
          if let geometry = try geometry(rows, transformer) {
            csv.field(geometry, places: places)
          } else {
            csv.emptyField()
          }
        }
        csv.endRow()
        try csv.drain(to: sink, above: 1 << 16)
      }
      try csv.drain(to: sink)
    }
  }

  /// One feature of a layer as GeoJSON; `nil` if the layer has no such identifier.
  package func feature(_ layer: MapLayer, id: String) throws -> [UInt8]? {
    var rows = try project.stream(layer, id: id, scenario: scenario) { $0.sentence }
    guard try rows.next() else { return nil }
    let transformer = try transformer()
    var json = JSONWriter()
    json.feature(
      id: rows.text(rows.identifier), geometry: try geometry(rows, transformer), places: places
    ) { Self.add(rows, to: &$0) }
    return json.bytes
  }

  // MARK: Coordinates

  private func transformer() throws -> CoordinateTransformer {
    guard let source = project.crs else { preconditionFailure("a stream needs a CRS") }
    do {
      return try CoordinateTransformer(from: source, to: crs)
    } catch {
      throw ExportError.unusableCRS(error)
    }
  }

  private func geometry(
    _ rows: borrowing LayerStream, _ transformer: borrowing CoordinateTransformer
  ) throws -> Geometry? {
    guard let geometry = try rows.geometry()?.transformed(by: transformer) else { return nil }
    guard geometry.isInRange else {
      throw rows.fault("a position is outside the area of the CRS")
    }
    return geometry
  }

  /// Names a CRS other than WGS 84 by the member that GDAL and QGIS read (GeoJSON 2008, section 3).
  private func addCRS(to collection: inout JSONWriter.Object) {
    guard crs.code != CoordinateReferenceSystem.wgs84Code else { return }
    let identifier = crs.identifier.split(separator: ":").joined(separator: "::")
    collection.object("crs") { object in
      object.member("type", "name")
      object.object("properties") { $0.member("name", "urn:ogc:def:crs:\(identifier)") }
    }
  }

  // MARK: Columns

  private static func add(_ rows: borrowing LayerStream, to properties: inout JSONWriter.Object) {
    for (number, column) in rows.columns.enumerated() {
      switch rows.kind(number) {
      case .null, .blob: properties.member(column.name) { $0.null() }
      case .integer where column.isBoolean:
        properties.member(column.name, rows.integer(number) != 0)
      case .integer: properties.member(column.name, rows.integer(number))
      case .double:
        let value = rows.double(number)
        properties.member(column.name) { $0.decimal(value, places: 6, zeros: .removed) }
      case .text: properties.member(column.name, rows.text(number))
      }
    }
  }

  private static func add(_ rows: borrowing LayerStream, to csv: inout CSVWriter) {
    for (number, column) in rows.columns.enumerated() {
      switch rows.kind(number) {
      case .null, .blob: csv.emptyField()
      case .integer where column.isBoolean: csv.field(rows.integer(number) != 0)
      case .integer: csv.field(rows.integer(number))
      case .double: csv.field(rows.double(number), places: 6)
      case .text: csv.field(rows.text(number))
      }
    }
  }
}
