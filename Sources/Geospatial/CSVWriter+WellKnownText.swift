public import TextFormats

extension CSVWriter {
  /// Writes a geometry as well-known text (OGC 06-103r4, section 7), between quotation marks.
  ///
  /// - Parameters:
  ///   - geometry: the geometry, in the CRS of the file.
  ///   - places: the number of decimals of its coordinates.
  public mutating func field(_ geometry: Geometry, places: Int) {
    separate()
    buffer.append(UInt8(ascii: "\""))
    buffer.appendWellKnownText(geometry, places: places)
    buffer.append(UInt8(ascii: "\""))
  }
}

extension ByteBuffer {
  fileprivate mutating func appendWellKnownText(_ geometry: Geometry, places: Int) {
    switch geometry {
    case .point(let point):
      append("POINT ")
      append([point], places)
    case .lineString(let line):
      append("LINESTRING ")
      append(line.coordinates, places)
    case .polygon(let polygon):
      append("POLYGON ")
      list(polygon.rings) { $0.append($1, places) }
    case .multiPoint(let points):
      append("MULTIPOINT ")
      list(points) { $0.append([$1], places) }
    case .multiLineString(let lines):
      append("MULTILINESTRING ")
      list(lines) { $0.append($1.coordinates, places) }
    case .multiPolygon(let polygons):
      append("MULTIPOLYGON ")
      list(polygons) { $0.list($1.rings) { $0.append($1, places) } }
    }
  }

  private mutating func append(_ points: [Coordinate], _ places: Int) {
    list(points) { buffer, point in
      buffer.append(point.x, places: places)
      buffer.append(UInt8(ascii: " "))
      buffer.append(point.y, places: places)
    }
  }

  private mutating func list<Item>(
    _ items: [Item], _ body: (inout ByteBuffer, Item) -> Void
  ) {
    append(UInt8(ascii: "("))
    for (number, item) in items.enumerated() {
      if number > 0 { append(", ") }
      body(&self, item)
    }
    append(UInt8(ascii: ")"))
  }
}
