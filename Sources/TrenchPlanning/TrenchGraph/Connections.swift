import Geospatial
import NetworkModel
import Rules

/// Finds the ways from a building, or another place, to the rails around it.
///
/// A way is the straight line to the nearest point of a rail, never to its nearest node. It may not
/// lead through another building, over an obstacle or across a further street; where the straight
/// line is blocked, other points of the rail are tried, and then a way around the corners of the
/// buildings between.
struct Connections {
  let rails: [Rail]
  let railIndex: RailIndex
  let buildings: BuildingIndex
  let obstacles: ObstacleIndex
  let rules: DropRules
  /// For each rail the normalised name of its street, as a number; −1 without a name.
  let railName: [Int32]
  /// For each rail whether its street hangs together with the greatest part of the streets.
  let isMainland: [Bool]

  /// A way to a rail.
  struct Way: Sendable {
    let rail: Int32
    let at: Double
    /// From the building to the rail.
    let points: [Coordinate]
    /// How many streets of an island it crosses, each of which is paid for.
    var crossings = 0

    var length: Double {
      var sum = 0.0
      for index in 1..<points.count { sum += points[index - 1].distance(to: points[index]) }
      return sum
    }
  }

  /// Why there is no way.
  enum Failure: Error {
    case nothingInReach
    case blockedByBuilding
    case blockedByObstacle
  }

  /// The ways from a building's entry, the one to the street that bears its name first, then by
  /// length; where all of them lead to an island of streets, one to the mainland on top.
  func ways(from entry: Coordinate, streetName: Int32) throws(Failure) -> [Way] {
    let nearest: [Way]
    do {
      nearest = try nearestWays(from: entry, streetName: streetName)
    } catch {
      if let way = wayToMainland(from: entry) { return [way] }
      throw error
    }
    if nearest.contains(where: { isMainland[Int($0.rail)] }) { return nearest }
    return nearest + [wayToMainland(from: entry)].compactMap(\.self)
  }

  /// The shortest straight way to the mainland, over the streets of islands if need be.
  private func wayToMainland(from entry: Coordinate) -> Way? {
    let own = buildings.own(at: entry)
    let hits = railIndex.rails(around: entry, within: rules.maxLengthMetres, of: rails)
    for hit in hits where isMainland[Int(hit.rail)] {
      let rail = rails[Int(hit.rail)]
      for step in [0.0, -3, 3, -6, 6, -10, 10, -15, 15, -22, 22, -30, 30] {
        let at = hit.at + step
        guard at >= 0, at <= rail.length else { continue }
        let line = Segment(entry, rail.at(distance: at))
        guard line.length <= rules.maxLengthMetres, obstacles.isCrossed(by: line) == nil,
          buildings.obstruction(of: line, own: own) == nil,
          !railIndex.isCrossed(line, of: rails, where: { isMainland[Int($0)] })
        else { continue }
        let crossed = railIndex.edgesCrossed(by: line, of: rails)
        return Way(rail: hit.rail, at: at, points: [entry, line.end], crossings: crossed)
      }
    }
    return nil
  }

  private func nearestWays(from entry: Coordinate, streetName: Int32) throws(Failure) -> [Way] {
    let own = buildings.own(at: entry)
    var blocked: Failure?
    for reach in reaches {
      let hits = railIndex.rails(around: entry, within: reach, of: rails)
      let ordered = ordered(hits, streetName: streetName)
      var ways: [Way] = []
      var limit = Double.infinity
      for hit in ordered where ways.count < rules.candidates {
        let alreadyOnEdge = ways.contains { rails[Int($0.rail)].edge == rails[Int(hit.rail)].edge }
        guard !alreadyOnEdge, hit.distance <= limit else { continue }
        switch straightWay(from: entry, to: hit, own: own, reach: reach) {
        case .success(let way):
          ways.append(way)
          if limit == .infinity {
            let shortest = min(way.length, hits[0].distance + 5)
            limit = max(
              way.length, shortest * rules.candidateFactor + rules.candidateSlackMetres)
          }
        case .failure(let reason):
          if blocked == nil { blocked = reason }
        }
      }
      if !ways.isEmpty { return ways }
    }
    if blocked == .blockedByBuilding, let way = wayAroundBuildings(from: entry, own: own) {
      return [way]
    }
    throw blocked ?? .nothingInReach
  }

  /// The shortest unblocked straight way from any place within a reach.
  func way(from place: Coordinate, within reach: Double) -> Way? {
    let own = buildings.own(at: place)
    for hit in railIndex.rails(around: place, within: reach, of: rails) {
      if case .success(let way) = straightWay(from: place, to: hit, own: own, reach: reach) {
        return way
      }
    }
    return nil
  }

  /// The nearest place on any rail, however far, regardless of what lies between.
  func nearestRail(to place: Coordinate) -> RailIndex.Hit? {
    var reach = 500.0
    while reach < 1_000_000 {
      if let hit = railIndex.rails(around: place, within: reach, of: rails).first { return hit }
      reach *= 4
    }
    return nil
  }

  private var reaches: [Double] {
    var steps = [40.0, 100]
    steps.removeAll { $0 >= rules.maxLengthMetres }
    return steps + [rules.maxLengthMetres]
  }

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

  private func straightWay(
    from entry: Coordinate, to hit: RailIndex.Hit, own: [Int32], reach: Double
  ) -> Result<Way, Failure> {
    let rail = rails[Int(hit.rail)]
    let failure = blockage(of: Segment(entry, hit.point), own: own)
    guard let failure else {
      return .success(Way(rail: hit.rail, at: hit.at, points: [entry, hit.point]))
    }
    // Another point of the same rail may be free: to the left and right of a house in the way.
    for step in [3.0, 6, 10, 15, 22, 30] {
      for at in [hit.at - step, hit.at + step] where at > 0 && at < rail.length {
        let point = rail.at(distance: at)
        guard point.distance(to: entry) <= reach else { continue }
        if blockage(of: Segment(entry, point), own: own) == nil {
          return .success(Way(rail: hit.rail, at: at, points: [entry, point]))
        }
      }
    }
    return .failure(failure)
  }

  private func blockage(of segment: Segment, own: [Int32]) -> Failure? {
    if obstacles.isCrossed(by: segment) != nil { return .blockedByObstacle }
    if buildings.obstruction(of: segment, own: own) != nil { return .blockedByBuilding }
    // A way across another trench route would cross a street without paying for it.
    if railIndex.isCrossed(segment, of: rails, where: { _ in true }) { return .blockedByObstacle }
    return nil
  }

  /// The shortest way around the corners of the buildings near by.
  ///
  /// - Complexity: O(c² log b) for c corners and b buildings; only for the few that are enclosed.
  private func wayAroundBuildings(from entry: Coordinate, own: [Int32]) -> Way? {
    let radius = min(rules.maxLengthMetres, 80)
    let window = Envelope(entry, entry).expanded(by: radius)
    var places = [entry]
    places += buildings.corners(within: window, own: own, clearance: 0.3).prefix(160)
    var distance = [Double](repeating: .infinity, count: places.count)
    var previous = [Int](repeating: -1, count: places.count)
    var settled = [Bool](repeating: false, count: places.count)
    distance[0] = 0
    var best: (length: Double, place: Int, hit: RailIndex.Hit)?
    while true {
      var here = -1
      for place in places.indices where !settled[place] && distance[place] < .infinity {
        if here < 0 || distance[place] < distance[here] { here = place }
      }
      if here < 0 || distance[here] >= min(best?.length ?? .infinity, rules.maxLengthMetres) {
        break
      }
      settled[here] = true
      let nearby = railIndex.rails(around: places[here], within: radius, of: rails).prefix(4)
      for hit in nearby where distance[here] + hit.distance < best?.length ?? .infinity {
        if blockage(of: Segment(places[here], hit.point), own: own) == nil {
          best = (distance[here] + hit.distance, here, hit)
          break
        }
      }
      for place in places.indices where !settled[place] {
        let leg = Segment(places[here], places[place])
        let length = distance[here] + leg.length
        guard length < distance[place], length < best?.length ?? .infinity else { continue }
        if blockage(of: leg, own: own) == nil {
          distance[place] = length
          previous[place] = here
        }
      }
    }
    guard let best, best.length <= rules.maxLengthMetres else { return nil }
    var points = [best.hit.point]
    var place = best.place
    while place >= 0 {
      points.append(places[place])
      place = previous[place]
    }
    return Way(rail: best.hit.rail, at: best.hit.at, points: points.reversed())
  }
}

extension Rail {
  /// The position at a distance along the rail.
  func at(distance: Double) -> Coordinate {
    for index in 1..<points.count where distance <= distances[index] {
      let width = distances[index] - distances[index - 1]
      let t = width > 0 ? (distance - distances[index - 1]) / width : 0
      return Segment(points[index - 1], points[index]).point(at: t)
    }
    return points[points.count - 1]
  }
}
