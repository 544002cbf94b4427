import Geospatial

/// Finds the rails around a position.
struct RailIndex: Sendable {
  /// The point of a rail that is nearest to a position.
  struct Hit: Sendable {
    let rail: Int32
    /// The distance along the rail, in metres.
    let at: Double
    let point: Coordinate
    let distance: Double
  }

  /// Search radii in metres.
  ///
  /// Most searches end with the first one.
  static let searchRadii = [40.0, 100]

  private let railOfSegment: [Int32]
  private let segmentIndexInRail: [Int32]
  private let index: SpatialIndex

  init(_ rails: [Rail]) {
    var envelopes: [Envelope] = []
    var railOfSegment: [Int32] = []
    var segmentIndexInRail: [Int32] = []
    for (number, rail) in rails.enumerated() {
      for vertex in 1..<rail.points.count {
        envelopes.append(Envelope(rail.points[vertex - 1], rail.points[vertex]))
        railOfSegment.append(Int32(number))
        segmentIndexInRail.append(Int32(vertex))
      }
    }
    self.railOfSegment = railOfSegment
    self.segmentIndexInRail = segmentIndexInRail
    index = SpatialIndex(envelopes)
  }

  /// The nearest point of each rail within a distance, nearest first; ties by the number of the
  /// rail.
  ///
  /// - Complexity: O(log n + k log k) for k rails in reach.
  func rails(around position: Coordinate, within distance: Double, of rails: [Rail]) -> [Hit] {
    var hits: [Hit] = []
    index.search(Envelope(position, position).expanded(by: distance)) { number in
      let rail = railOfSegment[Int(number)]
      let vertex = Int(segmentIndexInRail[Int(number)])
      let points = rails[Int(rail)].points
      let segment = Segment(points[vertex - 1], points[vertex])
      let point = segment.point(at: segment.closestParameter(to: position))
      let away = point.distance(to: position)
      guard away <= distance else { return }
      let at = rails[Int(rail)].distances[vertex - 1] + segment.start.distance(to: point)
      hits.append(Hit(rail: rail, at: at, point: point, distance: away))
    }
    hits.sort { ($0.rail, $0.distance, $0.at) < ($1.rail, $1.distance, $1.at) }
    var nearest: [Hit] = []
    for hit in hits where nearest.last?.rail != hit.rail { nearest.append(hit) }
    nearest.sort { ($0.distance, $0.rail) < ($1.distance, $1.rail) }
    return nearest
  }

  /// The number of edges of the street network that a straight line crosses.
  func edgesCrossed(by line: Segment, of rails: [Rail]) -> Int {
    var edges: Set<Int32> = []
    index.search(line.envelope) { number in
      let rail = rails[Int(railOfSegment[Int(number)])]
      let vertex = Int(segmentIndexInRail[Int(number)])
      let piece = Segment(rail.points[vertex - 1], rail.points[vertex])
      if let t = line.crossingParameter(with: piece), t > 0.001, t < 0.999 {
        edges.insert(rail.edge)
      }
    }
    return edges.count
  }

  /// Whether a straight line crosses one of some rails.
  ///
  /// A rail that the line merely touches within 5 cm of one of its ends is not crossed.
  func isCrossed(_ segment: Segment, of rails: [Rail], where counts: (Int32) -> Bool) -> Bool {
    var crossed = false
    let length = segment.length
    guard length > 0 else { return false }
    let margin = min(0.49, 0.05 / length)
    index.search(segment.envelope) { number in
      guard !crossed else { return }
      let rail = railOfSegment[Int(number)]
      guard counts(rail) else { return }
      let vertex = Int(segmentIndexInRail[Int(number)])
      let points = rails[Int(rail)].points
      if let t = segment.crossingParameter(with: Segment(points[vertex - 1], points[vertex])),
        t > margin, t < 1 - margin
      {
        crossed = true
      }
    }
    return crossed
  }
}
