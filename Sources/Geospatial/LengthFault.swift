import CPROJ

/// Why lengths in a coordinate reference system are not metres on the ground.
public enum LengthFault: Error, Hashable, Sendable {
  /// The system is not a projected one with two axes, but geographic, geocentric, vertical or
  /// compound.
  case notProjected
  /// The axes have another unit than the metre; its name.
  case unit(String)
  /// Lengths are off by more than the tolerance; the planar length of one metre on the ground.
  case scale(Double)
}

extension CoordinateReferenceSystem {
  /// The tolerated deviation of planar lengths from lengths on the ground.
  ///
  /// UTM deviates by 0.04 % at its central meridian and by 0.1 % where its zones end on the
  /// equator.
  public static let lengthTolerance = 0.001

  /// Why lengths in the system are not metres anywhere in its area of use; `nil` if they are.
  ///
  /// - Throws: ``TransformationError`` if positions cannot be transformed to degrees.
  public func lengthFault() throws(TransformationError) -> LengthFault? {
    if let fault = definitionFault { return fault }
    let wgs84 = try CoordinateReferenceSystem(code: Self.wgs84Code)
    let toPlane = try CoordinateTransformer(from: wgs84, to: self)
    var best: Double?
    for column in stride(from: 0.1, to: 1, by: 0.2) {
      for row in stride(from: 0.1, to: 1, by: 0.2) {
        let degrees = Coordinate(
          x: areaOfUse.minimum.x + column * (areaOfUse.maximum.x - areaOfUse.minimum.x),
          y: areaOfUse.minimum.y + row * (areaOfUse.maximum.y - areaOfUse.minimum.y))
        guard let place = toPlane.transform(degrees), let scale = try scale(at: place) else {
          continue
        }
        if abs(scale - 1) < abs((best ?? .infinity) - 1) { best = scale }
      }
    }
    guard let best, abs(best - 1) > Self.lengthTolerance else { return nil }
    return .scale(best)
  }

  /// Why lengths in the system are not metres at a position in the system; `nil` if they are.
  ///
  /// - Throws: ``TransformationError`` if positions cannot be transformed to degrees.
  public func lengthFault(at place: Coordinate) throws(TransformationError) -> LengthFault? {
    if let fault = definitionFault { return fault }
    guard let scale = try scale(at: place), abs(scale - 1) > Self.lengthTolerance else {
      return nil
    }
    return .scale(scale)
  }

  /// The planar length of one metre on the ground, in the direction in which it deviates most.
  ///
  /// - Returns: `nil` if the position is outside the projection.
  private func scale(at place: Coordinate) throws(TransformationError) -> Double? {
    let toDegrees = try CoordinateTransformer(
      from: self, to: try CoordinateReferenceSystem(code: Self.wgs84Code))
    let half = 100.0
    var worst = 1.0
    for step in [Coordinate(x: half, y: 0), Coordinate(x: 0, y: half)] {
      guard
        let start = toDegrees.transform(Coordinate(x: place.x - step.x, y: place.y - step.y)),
        let end = toDegrees.transform(Coordinate(x: place.x + step.x, y: place.y + step.y))
      else { return nil }
      let ground = Self.groundDistance(start, end)
      guard ground > 0 else { return nil }
      let scale = 2 * half / ground
      if abs(scale - 1) > abs(worst - 1) { worst = scale }
    }
    return worst
  }

  /// The geodesic between two positions in degrees, in metres on the ellipsoid of WGS 84.
  private static func groundDistance(_ start: Coordinate, _ end: Coordinate) -> Double {
    var ellipsoid = geod_geodesic()
    var metres = 0.0
    unsafe geod_init(&ellipsoid, 6_378_137, 1 / 298.257_223_563)
    unsafe geod_inverse(&ellipsoid, start.y, start.x, end.y, end.x, &metres, nil, nil)
    return metres
  }
}
