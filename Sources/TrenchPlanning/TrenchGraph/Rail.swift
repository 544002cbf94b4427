import Geospatial
import NetworkModel

/// A possible trench line along an edge of the street network: its left side, its right side or its
/// centre line.
///
/// The course of a conduit is represented in the same way.
///
/// Each vertex has a chainage, the distance along the street's centre line. The point opposite a
/// point on one side of the street is the point with the same chainage on the other side.
struct Rail: Sendable {
  let edge: Int32
  let side: TrenchSegment.Side
  private(set) var points: [Coordinate]
  private(set) var chainages: [Double]
  /// For each vertex, its distance along the rail, in metres.
  private(set) var distances: [Double]
  /// The cuts: the distance along the rail and the node there.
  var cuts: [(at: Double, node: Int32)] = []

  /// Points on a rail that are closer than this are the same point: half of the resolution of
  /// coordinates, which is one millimetre.
  static let toleranceMetres = 0.0005

  /// A parallel line may be shortened at each end by this fraction of the length of the centre
  /// line.
  private static let maxTrimmedFraction = 0.45

  var length: Double { distances[distances.count - 1] }

  /// Creates a line parallel to a centre line, between two given ends.
  ///
  /// The offset is the distance from the centre line in metres: positive to the left, negative to
  /// the right.
  init(
    edge: Int32, side: TrenchSegment.Side, centreLine: [Coordinate], offset: Double,
    from start: Coordinate, to end: Coordinate
  ) {
    self.edge = edge
    self.side = side
    var along = [0.0]
    for index in 1..<centreLine.count {
      along.append(along[index - 1] + centreLine[index - 1].distance(to: centreLine[index]))
    }
    let total = along[along.count - 1]
    let first = Self.axisDistance(
      of: start, from: centreLine[0], towards: centreLine[1], limit: total * Self.maxTrimmedFraction
    )
    let last =
      total
      - Self.axisDistance(
        of: end, from: centreLine[centreLine.count - 1], towards: centreLine[centreLine.count - 2],
        limit: total * Self.maxTrimmedFraction)
    points = [start]
    chainages = [first]
    for index in centreLine.indices.dropFirst().dropLast()
    where along[index] > first && along[index] < last {
      points.append(
        Self.mitre(centreLine[index - 1], centreLine[index], centreLine[index + 1], by: offset))
      chainages.append(along[index])
    }
    points.append(end)
    chainages.append(last)
    distances = [0]
    for index in 1..<points.count {
      distances.append(distances[index - 1] + points[index - 1].distance(to: points[index]))
    }
  }

  /// The point on the rail that is nearest to a position.
  func nearest(to position: Coordinate) -> (at: Double, point: Coordinate, distance: Double) {
    var best = (at: 0.0, point: points[0], distance: Double.infinity)
    for index in 1..<points.count {
      let segment = Segment(points[index - 1], points[index])
      let point = segment.point(at: segment.closestParameter(to: position))
      let distance = point.distance(to: position)
      if distance < best.distance {
        best = (distances[index - 1] + segment.start.distance(to: point), point, distance)
      }
    }
    return best
  }

  /// The point on the rail at a chainage of the street.
  func at(chainage: Double) -> (at: Double, point: Coordinate) {
    if chainage <= chainages[0] { return (0, points[0]) }
    for index in 1..<points.count where chainage <= chainages[index] {
      let width = chainages[index] - chainages[index - 1]
      let t = width > 0 ? (chainage - chainages[index - 1]) / width : 0
      let segment = Segment(points[index - 1], points[index])
      return (
        distances[index - 1] + t * (distances[index] - distances[index - 1]), segment.point(at: t)
      )
    }
    return (length, points[points.count - 1])
  }

  /// The position at a distance along the rail.
  func at(distance: Double) -> Coordinate {
    for index in 1..<points.count where distance <= distances[index] {
      let width = distances[index] - distances[index - 1]
      let t = width > 0 ? (distance - distances[index - 1]) / width : 0
      return Segment(points[index - 1], points[index]).point(at: t)
    }
    return points[points.count - 1]
  }

  /// The chainage of the street at a distance along the rail.
  func chainage(at distance: Double) -> Double {
    for index in 1..<points.count where distance <= distances[index] {
      let width = distances[index] - distances[index - 1]
      let t = width > 0 ? (distance - distances[index - 1]) / width : 0
      return chainages[index - 1] + t * (chainages[index] - chainages[index - 1])
    }
    return chainages[chainages.count - 1]
  }

  /// The vertices strictly between two distances along the rail.
  func vertices(between a: Double, and b: Double) -> ArraySlice<Coordinate> {
    let first = distances.firstIndex { $0 > a + Self.toleranceMetres } ?? points.count
    let last = distances.lastIndex { $0 < b - Self.toleranceMetres } ?? -1
    return first <= last ? points[first...last] : []
  }

  private static func axisDistance(
    of point: Coordinate, from origin: Coordinate, towards next: Coordinate, limit: Double
  ) -> Double {
    let length = origin.distance(to: next)
    guard length > 0 else { return 0 }
    let along =
      ((point.x - origin.x) * (next.x - origin.x) + (point.y - origin.y) * (next.y - origin.y))
      / length
    return min(max(0, along), limit)
  }

  /// The corner of the parallel line at an inner vertex, at most about twice the offset away.
  private static func mitre(
    _ before: Coordinate, _ here: Coordinate, _ after: Coordinate, by offset: Double
  ) -> Coordinate {
    if offset == 0 { return here }
    let a = leftNormal(before, here)
    let b = leftNormal(here, after)
    var x = a.x + b.x
    var y = a.y + b.y
    let squared = x * x + y * y
    if squared < 0.5 {
      // In a hairpin bend the mitre would be too long. The normal of the first leg is used instead.
      (x, y) = (a.x, a.y)
    } else {
      x *= 2 / squared
      y *= 2 / squared
    }
    return Coordinate(x: here.x + x * offset, y: here.y + y * offset)
  }

  /// Creates the course of a conduit, which has no street.
  init(conduitEdge: Int32, course: [Coordinate]) {
    self.init(
      edge: conduitEdge, side: .centre, centreLine: course, offset: 0, from: course[0],
      to: course[course.count - 1])
  }

  /// A part of a rail between two neighbouring cuts.
  struct Stretch {
    /// The node at its start.
    let from: Int32
    /// The node at its end.
    let to: Int32
    /// The distance of its start along the rail, in metres.
    let start: Double
    /// The distance of its end along the rail, in metres.
    let end: Double
  }

  /// The stretches between neighbouring cuts, with the nodes at the two ends of the rail.
  func stretches(from start: Int32, to end: Int32) -> [Stretch] {
    var stops = cuts.sorted { ($0.at, $0.node) < ($1.at, $1.node) }
    stops.append((length, end))
    var result: [Stretch] = []
    var last = (at: 0.0, node: start)
    for stop in stops where stop.node != last.node {
      result.append(
        Stretch(from: last.node, to: stop.node, start: last.at, end: stop.at))
      last = stop
    }
    return result
  }

  /// The unit vector to the left of the line from one position to another.
  static func leftNormal(_ from: Coordinate, _ to: Coordinate) -> Coordinate {
    let length = from.distance(to: to)
    guard length > 0 else { return Coordinate(x: 0, y: 0) }
    return Coordinate(x: -(to.y - from.y) / length, y: (to.x - from.x) / length)
  }
}
