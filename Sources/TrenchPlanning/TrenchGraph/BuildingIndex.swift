import Geospatial
import NetworkModel

/// Finds the buildings that obstruct a straight line.
struct BuildingIndex: Sendable {
  private let polygons: [Polygon]
  private let useOf: [String?]
  private let envelopes: [Envelope]
  private let index: SpatialIndex
  private let tolerance: Double

  /// Addresses within this distance of a footprint belong to the building, in metres.
  private static let ownReachMetres = 1.0

  /// Indexes footprints.
  ///
  /// A building obstructs a line if more than the tolerance, in metres, of the line is inside it.
  init(_ buildings: [Building], tolerance: Double) {
    polygons = buildings.flatMap(\.footprint)
    useOf = buildings.flatMap { building in building.footprint.map { _ in building.use } }
    envelopes = polygons.map(\.envelope)
    index = SpatialIndex(envelopes)
    self.tolerance = tolerance
  }

  /// The footprints that contain a position, or are within one metre of it.
  func own(at position: Coordinate) -> [Int32] {
    var found: [Int32] = []
    index.search(Envelope(position, position).expanded(by: Self.ownReachMetres)) { number in
      let polygon = polygons[Int(number)]
      if polygon.contains(position) || polygon.boundaryDistance(to: position) <= Self.ownReachMetres
      {
        found.append(number)
      }
    }
    return found
  }

  /// The uses of the buildings that contain a position, or are within one metre of it.
  func uses(at position: Coordinate) -> [String] {
    own(at: position).compactMap { useOf[Int($0)] }
  }

  /// The footprint that obstructs a line; the one with the lowest number if there are several.
  ///
  /// The building's own footprints are ignored.
  func obstruction(of segment: Segment, own: [Int32]) -> Int32? {
    var first: Int32?
    index.search(segment.envelope) { number in
      guard !own.contains(number), first.map({ number < $0 }) ?? true else { return }
      if polygons[Int(number)].lengthInside(of: segment) > tolerance { first = number }
    }
    return first
  }

  /// The corners of all footprints in a rectangle, moved outwards by a distance.
  func corners(within envelope: Envelope, clearance: Double) -> [Coordinate] {
    var numbers: [Int32] = []
    index.search(envelope) { numbers.append($0) }
    numbers.sort()
    return numbers.flatMap { number in
      polygons[Int(number)].outwardCorners(by: clearance).filter { envelope.contains($0) }
    }
  }
}

extension Polygon {
  /// The length of the part of a segment that is inside the polygon, in metres.
  func lengthInside(of segment: Segment) -> Double {
    var cuts: [Double] = [0, 1]
    for ring in rings {
      for index in 1..<ring.count {
        let side = Segment(ring[index - 1], ring[index])
        if let t = segment.crossingParameter(with: side) { cuts.append(t) }
      }
    }
    cuts.sort()
    var inside = 0.0
    for index in 1..<cuts.count where cuts[index] > cuts[index - 1] {
      if contains(segment.point(at: (cuts[index - 1] + cuts[index]) / 2)) {
        inside += cuts[index] - cuts[index - 1]
      }
    }
    return inside * segment.length
  }

  /// The convex corners of the outer ring, moved away from the polygon along their bisectors.
  func outwardCorners(by clearance: Double) -> [Coordinate] {
    let ring = Array(exterior.dropLast())
    let turn: Double = Polygon.doubledSignedArea(of: exterior) >= 0 ? 1 : -1
    var corners: [Coordinate] = []
    for index in ring.indices {
      let before = ring[(index + ring.count - 1) % ring.count]
      let here = ring[index]
      let after = ring[(index + 1) % ring.count]
      let inLength = before.distance(to: here)
      let outLength = here.distance(to: after)
      guard inLength > 0, outLength > 0 else { continue }
      let ux = (here.x - before.x) / inLength
      let uy = (here.y - before.y) / inLength
      let vx = (after.x - here.x) / outLength
      let vy = (after.y - here.y) / outLength
      guard (ux * vy - uy * vx) * turn > 0.05 else { continue }
      let bx = ux - vx
      let by = uy - vy
      let length = (bx * bx + by * by).squareRoot()
      guard length > 0 else { continue }
      corners.append(
        Coordinate(x: here.x + bx / length * clearance, y: here.y + by / length * clearance))
    }
    return corners
  }
}
