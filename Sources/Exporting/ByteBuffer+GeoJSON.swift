package import Geospatial

extension ByteBuffer {
  /// A geometry as RFC 7946 has it, its coordinates rounded to some decimals.
  mutating func add(_ geometry: Geometry, places: Int) {
    switch geometry {
    case .point(let point):
      add("{\"type\":\"Point\",\"coordinates\":")
      add(point, places)
    case .lineString(let line):
      add("{\"type\":\"LineString\",\"coordinates\":")
      add(line.coordinates, places)
    case .polygon(let polygon):
      add("{\"type\":\"Polygon\",\"coordinates\":")
      add(polygon, places)
    case .multiPoint(let points):
      add("{\"type\":\"MultiPoint\",\"coordinates\":")
      add(points, places)
    case .multiLineString(let lines):
      add("{\"type\":\"MultiLineString\",\"coordinates\":[")
      for (number, line) in lines.enumerated() {
        if number > 0 { add(UInt8(ascii: ",")) }
        add(line.coordinates, places)
      }
      add(UInt8(ascii: "]"))
    case .multiPolygon(let polygons):
      add("{\"type\":\"MultiPolygon\",\"coordinates\":[")
      for (number, polygon) in polygons.enumerated() {
        if number > 0 { add(UInt8(ascii: ",")) }
        add(polygon, places)
      }
      add(UInt8(ascii: "]"))
    }
    add(UInt8(ascii: "}"))
  }

  private mutating func add(_ point: Coordinate, _ places: Int) {
    add(UInt8(ascii: "["))
    add(point.x, places: places)
    add(UInt8(ascii: ","))
    add(point.y, places: places)
    add(UInt8(ascii: "]"))
  }

  private mutating func add(_ points: [Coordinate], _ places: Int) {
    add(UInt8(ascii: "["))
    for (number, point) in points.enumerated() {
      if number > 0 { add(UInt8(ascii: ",")) }
      add(point, places)
    }
    add(UInt8(ascii: "]"))
  }

  /// Outer rings counter-clockwise, holes clockwise: the right-hand rule of RFC 7946, 3.1.6.
  private mutating func add(_ polygon: Polygon, _ places: Int) {
    add(UInt8(ascii: "["))
    for (number, ring) in polygon.rings.enumerated() {
      if number > 0 { add(UInt8(ascii: ",")) }
      let runsLeft = Polygon.doubledSignedArea(of: ring) >= 0
      add(runsLeft == (number == 0) ? ring : ring.reversed(), places)
    }
    add(UInt8(ascii: "]"))
  }
}

extension Geometry {
  /// The geometry with every position brought to another CRS.
  package func transformed(by transformer: borrowing CoordinateTransformer) -> Geometry {
    if transformer.isIdentity { return self }
    func moved(_ points: [Coordinate]) -> [Coordinate] {
      var points = points
      transformer.transform(&points)
      return points
    }
    func curve(_ line: LineString) -> LineString { LineString(unchecked: moved(line.coordinates)) }
    func surface(_ polygon: Polygon) -> Polygon {
      Polygon(unchecked: moved(polygon.exterior), holes: polygon.holes.map(moved))
    }
    return switch self {
    case .point(let point): .point(moved([point])[0])
    case .lineString(let line): .lineString(curve(line))
    case .polygon(let polygon): .polygon(surface(polygon))
    case .multiPoint(let points): .multiPoint(moved(points))
    case .multiLineString(let lines): .multiLineString(lines.map(curve))
    case .multiPolygon(let polygons): .multiPolygon(polygons.map(surface))
    }
  }
}
