import Geospatial
import NetworkModel
import Rules

/// Finds lines from a building, or from another position, to the rails near it.
///
/// A line leads straight to the nearest point of a rail, never to its nearest node. It must not
/// pass through another building, over an obstacle or across another rail. If the straight line is
/// blocked, other points of the rail are tried, and then a line around the corners of the buildings
/// in between.
struct ConnectionSearch {
  let rails: [Rail]
  let railIndex: RailIndex
  let buildings: BuildingIndex
  let obstacles: ObstacleIndex
  let rules: DropRules
  /// For each rail, the number of the normalised name of its street; −1 if it has no name.
  let railName: [Int32]
  /// For each rail, whether its street is in the largest connected component of all streets.
  let isMainland: [Bool]

  /// Offsets along a rail at which a blocked line is tried again, in metres.
  private static let sideSteps = [3.0, 6, 10, 15, 22, 30]
  /// The shortest line is taken to be at most this much longer than the distance to the nearest
  /// rail, in metres, when the length of further candidates is limited.
  private static let nearestSlackMetres = 5.0

  /// A line to a rail.
  struct Line: Sendable {
    let rail: Int32
    /// The distance of its end along the rail, in metres.
    let at: Double
    /// The points from the building to the rail.
    let points: [Coordinate]
    /// The number of streets of an isolated component that it crosses.
    ///
    /// Each crossing has a price.
    var crossings = 0

    var length: Double {
      var sum = 0.0
      for index in 1..<points.count { sum += points[index - 1].distance(to: points[index]) }
      return sum
    }
  }

  /// The reason why there is no line.
  enum Failure: Error {
    case nothingInReach
    case blockedByBuilding
    case blockedByObstacle
  }

  /// The lines from a building's entry: first the one to the street that the address names, then
  /// the others by distance.
  ///
  /// If all of them lead to isolated streets, a line to the largest connected component is added.
  func lines(from entry: Coordinate, streetName: Int32) throws(Failure) -> [Line] {
    let nearest: [Line]
    do {
      nearest = try nearestLines(from: entry, streetName: streetName)
    } catch {
      if let line = lineToMainland(from: entry) { return [line] }
      throw error
    }
    if nearest.contains(where: { isMainland[Int($0.rail)] }) { return nearest }
    return nearest + [lineToMainland(from: entry)].compactMap(\.self)
  }

  /// The shortest unblocked straight line from any position within a radius, in metres.
  func line(from position: Coordinate, within radius: Double) -> Line? {
    let own = buildings.own(at: position)
    for hit in railIndex.rails(around: position, within: radius, of: rails) {
      if case .success(let line) = straightLine(from: position, to: hit, own: own, within: radius) {
        return line
      }
    }
    return nil
  }

  /// The nearest point of any rail at any distance, regardless of obstructions.
  func nearestRail(to position: Coordinate) -> RailIndex.Hit? {
    var radius = 500.0
    while radius < 1_000_000 {
      if let hit = railIndex.rails(around: position, within: radius, of: rails).first { return hit }
      radius *= 4
    }
    return nil
  }

  // MARK: Straight lines

  /// The shortest straight line to the largest connected component, across isolated streets if
  /// necessary.
  private func lineToMainland(from entry: Coordinate) -> Line? {
    let own = buildings.own(at: entry)
    let steps: [Double] = [0] + Self.sideSteps.flatMap { [-$0, $0] as [Double] }
    let hits = railIndex.rails(around: entry, within: rules.maxLengthMetres, of: rails)
    for hit in hits where isMainland[Int(hit.rail)] {
      let rail = rails[Int(hit.rail)]
      for step in steps {
        let at = hit.at + step
        guard at >= 0, at <= rail.length else { continue }
        let line = Segment(entry, rail.at(distance: at))
        guard line.length <= rules.maxLengthMetres, obstacles.obstacle(crossedBy: line) == nil,
          buildings.obstruction(of: line, own: own) == nil,
          !railIndex.isCrossed(line, of: rails, where: { isMainland[Int($0)] })
        else { continue }
        let crossed = railIndex.edgesCrossed(by: line, of: rails)
        return Line(rail: hit.rail, at: at, points: [entry, line.end], crossings: crossed)
      }
    }
    return nil
  }

  private func nearestLines(from entry: Coordinate, streetName: Int32) throws(Failure) -> [Line] {
    let own = buildings.own(at: entry)
    var blocked: Failure?
    for radius in radii {
      let hits = railIndex.rails(around: entry, within: radius, of: rails)
      let ordered = ordered(hits, streetName: streetName)
      var lines: [Line] = []
      var limit = Double.infinity
      for hit in ordered where lines.count < rules.candidates {
        let alreadyOnEdge = lines.contains { rails[Int($0.rail)].edge == rails[Int(hit.rail)].edge }
        guard !alreadyOnEdge, hit.distance <= limit else { continue }
        switch straightLine(from: entry, to: hit, own: own, within: radius) {
        case .success(let line):
          lines.append(line)
          if limit == .infinity {
            let shortest = min(line.length, hits[0].distance + Self.nearestSlackMetres)
            limit = max(
              line.length, shortest * rules.candidateFactor + rules.candidateSlackMetres)
          }
        case .failure(let reason):
          if blocked == nil { blocked = reason }
        }
      }
      if !lines.isEmpty { return lines }
    }
    if blocked == .blockedByBuilding, let line = lineAroundBuildings(from: entry, own: own) {
      return [line]
    }
    throw blocked ?? .nothingInReach
  }

  private var radii: [Double] {
    RailIndex.searchRadii.filter { $0 < rules.maxLengthMetres } + [rules.maxLengthMetres]
  }

  /// Moves the nearest rail of the street that the address names to the front.
  private func ordered(_ hits: [RailIndex.Hit], streetName: Int32) -> [RailIndex.Hit] {
    guard streetName >= 0,
      let first = hits.firstIndex(where: {
        railName[Int($0.rail)] == streetName && $0.distance <= rules.ownStreetReachMetres
      })
    else { return hits }
    var ordered = hits
    let own = ordered.remove(at: first)
    ordered.insert(own, at: 0)
    return ordered
  }

  private func straightLine(
    from entry: Coordinate, to hit: RailIndex.Hit, own: [Int32], within radius: Double
  ) -> Result<Line, Failure> {
    let rail = rails[Int(hit.rail)]
    let failure = blockage(of: Segment(entry, hit.point), own: own)
    guard let failure else {
      return .success(Line(rail: hit.rail, at: hit.at, points: [entry, hit.point]))
    }
    // Another point of the same rail may be reachable beside the obstruction.
    for step in Self.sideSteps {
      for at in [hit.at - step, hit.at + step] where at > 0 && at < rail.length {
        let point = rail.at(distance: at)
        guard point.distance(to: entry) <= radius else { continue }
        if blockage(of: Segment(entry, point), own: own) == nil {
          return .success(Line(rail: hit.rail, at: at, points: [entry, point]))
        }
      }
    }
    return .failure(failure)
  }

  private func blockage(of segment: Segment, own: [Int32]) -> Failure? {
    if obstacles.obstacle(crossedBy: segment) != nil { return .blockedByObstacle }
    if buildings.obstruction(of: segment, own: own) != nil { return .blockedByBuilding }
    // A line across another rail would cross a street without paying for the crossing.
    if railIndex.isCrossed(segment, of: rails, where: { _ in true }) { return .blockedByObstacle }
    return nil
  }

  // MARK: Lines around buildings

  /// Limits of the search around buildings.
  private enum Detour {
    /// Corners and rails at most this far away are considered, in metres.
    static let radiusMetres = 80.0
    /// The distance of the line from the corners of buildings, in metres.
    static let clearanceMetres = 0.3
    /// The maximum number of corners.
    static let maxCorners = 160
    /// The number of rails that are tried from each corner.
    static let railsPerCorner = 4
  }

  /// The shortest line around the corners of the buildings near an entry.
  ///
  /// The method is Dijkstra's algorithm on the entry and the corners that are visible from each
  /// other.
  ///
  /// - Complexity: O(c² log b) for c corners and b buildings. Only enclosed buildings need it.
  private func lineAroundBuildings(from entry: Coordinate, own: [Int32]) -> Line? {
    let radius = min(rules.maxLengthMetres, Detour.radiusMetres)
    let window = Envelope(entry, entry).expanded(by: radius)
    var positions = [entry]
    positions += buildings.corners(within: window, clearance: Detour.clearanceMetres)
      .prefix(Detour.maxCorners)
    var distance = [Double](repeating: .infinity, count: positions.count)
    var previous = [Int](repeating: -1, count: positions.count)
    var settled = [Bool](repeating: false, count: positions.count)
    distance[0] = 0
    var best: (length: Double, position: Int, hit: RailIndex.Hit)?
    while true {
      var here = -1
      for other in positions.indices where !settled[other] && distance[other] < .infinity {
        if here < 0 || distance[other] < distance[here] { here = other }
      }
      if here < 0 || distance[here] >= min(best?.length ?? .infinity, rules.maxLengthMetres) {
        break
      }
      settled[here] = true
      let nearby = railIndex.rails(around: positions[here], within: radius, of: rails)
        .prefix(Detour.railsPerCorner)
      for hit in nearby where distance[here] + hit.distance < best?.length ?? .infinity {
        if blockage(of: Segment(positions[here], hit.point), own: own) == nil {
          best = (distance[here] + hit.distance, here, hit)
          break
        }
      }
      for other in positions.indices where !settled[other] {
        let leg = Segment(positions[here], positions[other])
        let length = distance[here] + leg.length
        guard length < distance[other], length < best?.length ?? .infinity else { continue }
        if blockage(of: leg, own: own) == nil {
          distance[other] = length
          previous[other] = here
        }
      }
    }
    guard let best, best.length <= rules.maxLengthMetres else { return nil }
    var points = [best.hit.point]
    var position = best.position
    while position >= 0 {
      points.append(positions[position])
      position = previous[position]
    }
    return Line(rail: best.hit.rail, at: best.hit.at, points: points.reversed())
  }
}
