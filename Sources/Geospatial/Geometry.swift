/// One of the six plane geometries that a feature layer can contain.
public enum Geometry: Hashable, Sendable {
  /// A position.
  case point(Coordinate)
  /// A curve.
  case lineString(LineString)
  /// A surface.
  case polygon(Polygon)
  /// Several positions.
  case multiPoint([Coordinate])
  /// Several curves.
  case multiLineString([LineString])
  /// Several surfaces.
  case multiPolygon([Polygon])

  /// The rectangle around the geometry.
  public var envelope: Envelope {
    switch self {
    case .point(let coordinate): Envelope(coordinate, coordinate)
    case .lineString(let line): line.envelope
    case .polygon(let polygon): polygon.envelope
    case .multiPoint(let coordinates): Envelope(of: coordinates)
    case .multiLineString(let lines): Envelope(of: lines.lazy.flatMap(\.coordinates))
    case .multiPolygon(let polygons): Envelope(of: polygons.lazy.flatMap(\.exterior))
    }
  }

  /// Whether no ordinate is beyond what a position on Earth can have in any CRS: 10⁸ metres.
  ///
  /// The largest eastings have the number of the zone before them, as in EPSG:4647 (32,500,000 m).
  public var isInRange: Bool {
    func isInRange(_ coordinate: Coordinate) -> Bool {
      abs(coordinate.x) <= 1e8 && abs(coordinate.y) <= 1e8
    }
    return switch self {
    case .point(let coordinate): isInRange(coordinate)
    case .lineString(let line): line.coordinates.allSatisfy(isInRange)
    case .polygon(let polygon): polygon.rings.joined().allSatisfy(isInRange)
    case .multiPoint(let coordinates): coordinates.allSatisfy(isInRange)
    case .multiLineString(let lines):
      lines.allSatisfy { $0.coordinates.allSatisfy(isInRange) }
    case .multiPolygon(let polygons):
      polygons.allSatisfy { $0.rings.joined().allSatisfy(isInRange) }
    }
  }

  /// The geometry with each position transformed.
  public func mapCoordinates(_ transform: (Coordinate) -> Coordinate) -> Geometry {
    mapSequences { $0.map(transform) }
  }

  /// The geometry with its positions transformed to another CRS.
  public func transformed(by transformer: borrowing CoordinateTransformer) -> Geometry {
    if transformer.isIdentity { return self }
    return mapSequences { points in
      var points = points
      transformer.transform(&points)
      return points
    }
  }

  /// The geometry with the positions of each line and ring replaced at once.
  private func mapSequences(_ transform: ([Coordinate]) -> [Coordinate]) -> Geometry {
    func curve(_ line: LineString) -> LineString {
      LineString(unchecked: transform(line.coordinates))
    }
    func surface(_ polygon: Polygon) -> Polygon {
      Polygon(unchecked: transform(polygon.exterior), holes: polygon.holes.map(transform))
    }
    return switch self {
    case .point(let coordinate): .point(transform([coordinate])[0])
    case .lineString(let line): .lineString(curve(line))
    case .polygon(let polygon): .polygon(surface(polygon))
    case .multiPoint(let coordinates): .multiPoint(transform(coordinates))
    case .multiLineString(let lines): .multiLineString(lines.map(curve))
    case .multiPolygon(let polygons): .multiPolygon(polygons.map(surface))
    }
  }
}
