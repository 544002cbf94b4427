import GeoPackage
import Geospatial
import NetworkModel
public import ProjectStore

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
  /// How many decimals coordinates are rounded to: 7 in degrees, 3 in metres.
  private let places: Int

  /// Prepares exports.
  ///
  /// - Parameters:
  ///   - project: the project.
  ///   - scenario: the plan whose layers are meant.
  ///   - crs: what coordinates are brought to.
  /// - Throws: ``ProjectError`` where the CRS is unknown.
  public init(_ project: Project, scenario: String, crs: String) throws {
    self.project = project
    self.scenario = scenario
    do {
      self.crs = try CoordinateReferenceSystem(identifier: crs)
    } catch {
      throw ProjectError(category: .usage, what: "\(error)")
    }
    places = self.crs.isGeographic ? 7 : 3
  }

  /// Writes one layer.
  ///
  /// - Complexity: O(size of the layer), with a fixed amount of memory.
  public func write(_ layer: String, as format: Format, to sink: some ByteSink) throws {
    var rows = try project.stream(layer, scenario: scenario)
    guard let source = project.crs else { preconditionFailure("a stream needs a CRS") }
    let transformer = try transformer(from: source)
    var buffer = ByteBuffer()
    begin(layer, format, rows.columns, rows.hasGeometry, &buffer)
    var isFirst = true
    while try rows.next() {
      var geometry = try rows.geometry()
      if let own = geometry { geometry = own.transformed(by: transformer) }
      switch format {
      case .geojson: addFeature(rows, geometry, isFirst: isFirst, &buffer)
      case .csv: addRecord(rows, geometry, &buffer)
      }
      isFirst = false
      if buffer.bytes.count > 1 << 16 {
        try sink.write(buffer.bytes)
        buffer.removeAll()
      }
    }
    if format == .geojson { buffer.add("\n]}\n") }
    try sink.write(buffer.bytes)
  }

  /// One feature of a layer as GeoJSON; `nil` where there is none of the identifier.
  package func feature(_ layer: MapLayer, id: String) throws -> [UInt8]? {
    var rows = try project.stream(layer, id: id, scenario: scenario)
    guard let source = project.crs, try rows.next() else { return nil }
    let transformer = try transformer(from: source)
    var buffer = ByteBuffer()
    addFeature(
      rows, try rows.geometry()?.transformed(by: transformer), isFirst: true, &buffer)
    return buffer.bytes
  }

  private func transformer(from source: CoordinateReferenceSystem) throws
    -> CoordinateTransformer
  {
    do {
      return try CoordinateTransformer(from: source, to: crs)
    } catch {
      throw ProjectError(category: .usage, what: "\(error)")
    }
  }

  private func begin(
    _ layer: String, _ format: Format, _ columns: [LayerStream.Column], _ hasGeometry: Bool,
    _ buffer: inout ByteBuffer
  ) {
    switch format {
    case .geojson:
      buffer.add("{\"type\":\"FeatureCollection\",\"name\":")
      buffer.addQuoted(layer)
      if crs.code != CoordinateReferenceSystem.wgs84Code {
        buffer.add(",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:")
        buffer.add(crs.identifier.split(separator: ":").joined(separator: "::"))
        buffer.add("\"}}")
      }
      buffer.add(",\"features\":[\n")
    case .csv:
      let names = columns.map(\.name) + (hasGeometry ? ["geometry"] : [])
      buffer.add(names.joined(separator: ","))
      buffer.add("\r\n")
    }
  }

  // MARK: GeoJSON

  private func addFeature(
    _ rows: borrowing LayerStream, _ geometry: Geometry?, isFirst: Bool, _ buffer: inout ByteBuffer
  ) {
    if !isFirst { buffer.add(",\n") }
    buffer.add("{\"type\":\"Feature\",\"id\":")
    buffer.addQuoted(rows.text(rows.identifier))
    buffer.add(",\"properties\":{")
    for (number, column) in rows.columns.enumerated() {
      if number > 0 { buffer.add(UInt8(ascii: ",")) }
      buffer.addQuoted(column.name)
      buffer.add(UInt8(ascii: ":"))
      switch rows.kind(number) {
      case .null, .blob: buffer.add("null")
      case .integer where column.isBoolean: buffer.add(rows.integer(number) != 0 ? "true" : "false")
      case .integer: buffer.add(rows.integer(number))
      case .double: buffer.add(rows.double(number), places: 6)
      case .text: buffer.addQuoted(rows.text(number))
      }
    }
    buffer.add("},\"geometry\":")
    if let geometry { buffer.add(geometry, places: places) } else { buffer.add("null") }
    buffer.add(UInt8(ascii: "}"))
  }

  // MARK: CSV

  private func addRecord(
    _ rows: borrowing LayerStream, _ geometry: Geometry?, _ buffer: inout ByteBuffer
  ) {
    for (number, column) in rows.columns.enumerated() {
      if number > 0 { buffer.add(UInt8(ascii: ",")) }
      switch rows.kind(number) {
      case .null, .blob: break
      case .integer where column.isBoolean: buffer.add(rows.integer(number) != 0 ? "true" : "false")
      case .integer: buffer.add(rows.integer(number))
      case .double: buffer.add(rows.double(number), places: 6)
      case .text: addField(rows.text(number), &buffer)
      }
    }
    if rows.hasGeometry {
      buffer.add(UInt8(ascii: ","))
      if let geometry { addWellKnownText(geometry, &buffer) }
    }
    buffer.add("\r\n")
  }

  private func addField(_ text: String, _ buffer: inout ByteBuffer) {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return buffer.add(text)
    }
    buffer.add(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == 0x22 { buffer.add(byte) }
      buffer.add(byte)
    }
    buffer.add(UInt8(ascii: "\""))
  }

  private func addWellKnownText(_ geometry: Geometry, _ buffer: inout ByteBuffer) {
    func add(_ points: [Coordinate]) {
      buffer.add(UInt8(ascii: "("))
      for (number, point) in points.enumerated() {
        if number > 0 { buffer.add(", ") }
        buffer.add(point.x, places: places)
        buffer.add(UInt8(ascii: " "))
        buffer.add(point.y, places: places)
      }
      buffer.add(UInt8(ascii: ")"))
    }
    func list<Member>(_ members: [Member], _ body: (Member) -> Void) {
      buffer.add(UInt8(ascii: "("))
      for (number, member) in members.enumerated() {
        if number > 0 { buffer.add(", ") }
        body(member)
      }
      buffer.add(UInt8(ascii: ")"))
    }
    buffer.add(UInt8(ascii: "\""))
    switch geometry {
    case .point(let point):
      buffer.add("POINT ")
      add([point])
    case .lineString(let line):
      buffer.add("LINESTRING ")
      add(line.coordinates)
    case .polygon(let polygon):
      buffer.add("POLYGON ")
      list(polygon.rings, add)
    case .multiPoint(let points):
      buffer.add("MULTIPOINT ")
      list(points) { add([$0]) }
    case .multiLineString(let lines):
      buffer.add("MULTILINESTRING ")
      list(lines) { add($0.coordinates) }
    case .multiPolygon(let polygons):
      buffer.add("MULTIPOLYGON ")
      list(polygons) { list($0.rings, add) }
    }
    buffer.add(UInt8(ascii: "\""))
  }
}
