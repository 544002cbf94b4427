import Geospatial
import NetworkModel

/// Answers whether a straight line to a building leads through another one.
struct BuildingIndex: Sendable {
  private let polygons: [Polygon]
  private let useOf: [String?]
  private let envelopes: [Envelope]
  private let index: SpatialIndex
  private let tolerance: Double

  /// Indexes footprints; a line may graze another building by the tolerance in metres.
  init(_ buildings: [Building], tolerance: Double) {
    polygons = buildings.flatMap(\.footprint)
    useOf = buildings.flatMap { building in building.footprint.map { _ in building.use } }
    envelopes = polygons.map(\.envelope)
    index = SpatialIndex(envelopes)
    self.tolerance = tolerance
  }

  /// The footprints a position lies in or at, to within a metre.
  func own(at position: Coordinate) -> [Int32] {
    var found: [Int32] = []
    index.search(Envelope(position, position).expanded(by: 1)) { number in
      let polygon = polygons[Int(number)]
      if polygon.contains(position) || polygon.boundaryDistance(to: position) <= 1 {
        found.append(number)
      }
    }
    return found
  }

  /// What the buildings are used for that a position lies in or at.
  func uses(at position: Coordinate) -> [String] {
    own(at: position).compactMap { useOf[Int($0)] }
  }

  /// A footprint other than the own ones that the line leads through; the least number of several.
  func obstruction(of segment: Segment, own: [Int32]) -> Int32? {
    var first: Int32?
    index.search(segment.envelope) { number in
      guard !own.contains(number), first.map({ number < $0 }) ?? true else { return }
      if polygons[Int(number)].lengthInside(of: segment) > tolerance { first = number }
    }
    return first
  }

  /// The corners of the footprints that a rectangle touches, moved outwards by a distance, but for
  /// the own ones.
  func corners(within envelope: Envelope, own: [Int32], clearance: Double) -> [Coordinate] {
    var numbers: [Int32] = []
    index.search(envelope) { numbers.append($0) }
    numbers.sort()
    return numbers.flatMap { number in
      polygons[Int(number)].outwardCorners(by: clearance).filter { envelope.contains($0) }
    }
  }
}

extension Polygon {
  /// How many metres of a segment lie within the surface.
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

  /// The corners of the outer ring that stick out, moved away from the surface along their
  /// bisector.
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
