public import TextFormats

extension JSONWriter {
  /// Writes a geometry as an object of RFC 7946, section 3.1; null for none.
  ///
  /// - Parameters:
  ///   - geometry: the geometry, in the CRS of the document.
  ///   - places: the number of decimals of its coordinates.
  ///   - zeros: whether zeros at the end of a coordinate are written.
  public mutating func geometry(
    _ geometry: Geometry?, places: Int, zeros: TrailingZeros = .removed
  ) {
    guard let geometry else { return null() }
    GeometryWriter(places: places, zeros: zeros).write(geometry, to: &buffer)
  }
}

/// Writes geometries as GeoJSON into a buffer, without a closure call for each position.
private struct GeometryWriter {
  let places: Int
  let zeros: TrailingZeros

  func write(_ geometry: Geometry, to buffer: inout ByteBuffer) {
    switch geometry {
    case .point(let point):
      buffer.append("{\"type\":\"Point\",\"coordinates\":")
      write(point, &buffer)
    case .lineString(let line):
      buffer.append("{\"type\":\"LineString\",\"coordinates\":")
      list(line.coordinates, &buffer, write)
    case .polygon(let polygon):
      buffer.append("{\"type\":\"Polygon\",\"coordinates\":")
      write(polygon, &buffer)
    case .multiPoint(let points):
      buffer.append("{\"type\":\"MultiPoint\",\"coordinates\":")
      list(points, &buffer, write)
    case .multiLineString(let lines):
      buffer.append("{\"type\":\"MultiLineString\",\"coordinates\":")
      list(lines, &buffer) { list($0.coordinates, &$1, write) }
    case .multiPolygon(let polygons):
      buffer.append("{\"type\":\"MultiPolygon\",\"coordinates\":")
      list(polygons, &buffer, write)
    }
    buffer.append(UInt8(ascii: "}"))
  }

  private func list<Item>(
    _ items: [Item], _ buffer: inout ByteBuffer, _ write: (Item, inout ByteBuffer) -> Void
  ) {
    buffer.append(UInt8(ascii: "["))
    for (number, item) in items.enumerated() {
      if number > 0 { buffer.append(UInt8(ascii: ",")) }
      write(item, &buffer)
    }
    buffer.append(UInt8(ascii: "]"))
  }

  private func write(_ point: Coordinate, _ buffer: inout ByteBuffer) {
    buffer.append(UInt8(ascii: "["))
    buffer.append(point.x, places: places, zeros: zeros)
    buffer.append(UInt8(ascii: ","))
    buffer.append(point.y, places: places, zeros: zeros)
    buffer.append(UInt8(ascii: "]"))
  }

  /// Writes outer rings counter-clockwise and holes clockwise: the right-hand rule of RFC 7946,
  /// 3.1.6.
  private func write(_ polygon: Polygon, _ buffer: inout ByteBuffer) {
    buffer.append(UInt8(ascii: "["))
    for (number, ring) in polygon.rings.enumerated() {
      if number > 0 { buffer.append(UInt8(ascii: ",")) }
      let isCounterClockwise = Polygon.doubledSignedArea(of: ring) >= 0
      list(isCounterClockwise == (number == 0) ? ring : ring.reversed(), &buffer, write)
    }
    buffer.append(UInt8(ascii: "]"))
  }
}
