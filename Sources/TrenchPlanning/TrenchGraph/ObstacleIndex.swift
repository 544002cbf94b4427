import Geospatial
import NetworkModel
import Rules

/// Finds where a trench would cross a railway, water or a motorway on the same level.
struct ObstacleIndex: Sendable {
  private struct Piece {
    let segment: Segment
    let obstacle: Int32
  }

  /// A stretch of a line that must be bored, as distances along the line in metres.
  struct Passage: Hashable, Sendable {
    var from: Double
    var to: Double
    var obstacle: Int32
    /// Whether the rules allow a bore through the obstacle.
    var isPossible: Bool
  }

  private let pieces: [Piece]
  private let index: SpatialIndex
  private let obstacles: [Obstacle]
  private let surfaces: [[Polygon]]
  private let rules: [Obstacle.Kind: ObstacleRules]

  init(_ obstacles: [Obstacle], rules: [Obstacle.Kind: ObstacleRules]) {
    self.obstacles = obstacles
    self.rules = rules
    var pieces: [Piece] = []
    var surfaces: [[Polygon]] = []
    func add(_ points: [Coordinate], _ obstacle: Int) {
      for index in 1..<points.count {
        pieces.append(
          Piece(segment: Segment(points[index - 1], points[index]), obstacle: Int32(obstacle)))
      }
    }
    for (number, obstacle) in obstacles.enumerated() {
      var polygons: [Polygon] = []
      switch obstacle.geometry {
      case .point, .multiPoint: break
      case .lineString(let line): add(line.coordinates, number)
      case .multiLineString(let lines): lines.forEach { add($0.coordinates, number) }
      case .polygon(let polygon): polygons = [polygon]
      case .multiPolygon(let several): polygons = several
      }
      for polygon in polygons { polygon.rings.forEach { add($0, number) } }
      surfaces.append(polygons)
    }
    self.pieces = pieces
    self.surfaces = surfaces
    index = SpatialIndex(pieces.map(\.segment.envelope))
  }

  /// The obstacle that contains a position, if any.
  func obstacle(at position: Coordinate) -> Obstacle? {
    for (number, polygons) in surfaces.enumerated()
    where polygons.contains(where: { $0.envelope.contains(position) && $0.contains(position) }) {
      return obstacles[number]
    }
    return nil
  }

  /// The obstacle on the ground that a straight line crosses; the one with the lowest number if
  /// there are several.
  func obstacle(crossedBy segment: Segment) -> Int32? {
    var first: Int32?
    index.search(segment.envelope) { number in
      let piece = pieces[Int(number)]
      guard obstacles[Int(piece.obstacle)].level == 0 else { return }
      if segment.crossingParameter(with: piece.segment) != nil {
        first = min(first ?? .max, piece.obstacle)
      }
    }
    return first
  }

  /// The stretches of a line that must be bored, in order; overlapping stretches are joined.
  func passages(along points: [Coordinate], level: Int) -> [Passage] {
    var hits: [(at: Double, obstacle: Int32)] = []
    var travelled = 0.0
    for position in 1..<points.count {
      let segment = Segment(points[position - 1], points[position])
      let length = segment.length
      index.search(segment.envelope) { number in
        let piece = pieces[Int(number)]
        guard obstacles[Int(piece.obstacle)].level == level else { return }
        if let t = segment.crossingParameter(with: piece.segment) {
          hits.append((travelled + t * length, piece.obstacle))
        }
      }
      travelled += length
    }
    if hits.isEmpty { return [] }
    hits.sort { ($0.at, $0.obstacle) < ($1.at, $1.obstacle) }
    var passages: [Passage] = []
    for hit in hits {
      let obstacle = obstacles[Int(hit.obstacle)]
      guard let rule = rules[obstacle.kind] else { continue }
      let isSurface = !surfaces[Int(hit.obstacle)].isEmpty
      let half = (isSurface ? 0 : (obstacle.width ?? rule.widthMetres) / 2) + rule.clearanceMetres
      let from = max(0, hit.at - half)
      let to = min(travelled, hit.at + half)
      // Inside one polygon the bore continues. Otherwise only overlapping stretches are joined.
      if let last = passages.last,
        from <= last.to || (isSurface && last.obstacle == hit.obstacle && isWithin(hit, last))
      {
        passages[passages.count - 1].to = max(last.to, to)
        passages[passages.count - 1].obstacle = hit.obstacle
        passages[passages.count - 1].isPossible = last.isPossible && rule.bore
      } else {
        passages.append(
          Passage(from: from, to: to, obstacle: hit.obstacle, isPossible: rule.bore))
      }
    }
    return passages

    func isWithin(_ hit: (at: Double, obstacle: Int32), _ last: Passage) -> Bool {
      let middle = (last.to + hit.at) / 2
      guard let position = Self.point(at: middle, along: points) else { return false }
      return surfaces[Int(hit.obstacle)].contains { $0.contains(position) }
    }
  }

  private static func point(at distance: Double, along points: [Coordinate]) -> Coordinate? {
    var left = distance
    for position in 1..<points.count {
      let segment = Segment(points[position - 1], points[position])
      let length = segment.length
      if left <= length { return length == 0 ? segment.start : segment.point(at: left / length) }
      left -= length
    }
    return points.last
  }
}
