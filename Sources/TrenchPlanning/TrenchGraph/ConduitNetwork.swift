import Geospatial
import NetworkModel
import Rules

/// The existing conduits with free capacity, split at their junctions.
///
/// The points at which a conduit can be entered are cuts of its course.
struct ConduitNetwork {
  /// A point at which a conduit can be opened.
  struct Opening {
    let course: Int32
    /// The distance along the course, in metres.
    let at: Double
    let point: Coordinate
  }

  private let network: NodedLines
  private(set) var courses: [Rail]
  private let index: RailIndex
  /// For each course, the index of its conduit in the inventory.
  let conduits: [Int32]
  /// For each course, whether its conduit was surveyed under this project.
  let isSurveyed: [Bool]
  /// The nodes at which a conduit has been entered from a trench, or was found out of reach.
  var entered: Set<Int32> = []

  init(_ inventory: Inventory, _ rules: PlanningRules) {
    let usable = inventory.conduits.indices.filter {
      inventory.conduits[$0].freeSlots(under: rules.conduits) > 0
    }
    let lines = usable.map {
      NodedLines.Line(points: inventory.conduits[$0].line.coordinates, level: 0)
    }
    let network = NodedLines(lines, snapTolerance: rules.network.snapToleranceMetres)
    courses = network.edges.enumerated().map { number, edge in
      Rail(conduitEdge: Int32(number), course: edge.points)
    }
    index = RailIndex(courses)
    conduits = network.edges.map { Int32(usable[Int($0.line)]) }
    isSurveyed = conduits.map { inventory.conduits[Int($0)].isSurveyed }
    self.network = network
  }

  var isEmpty: Bool { conduits.isEmpty }

  /// The positions at the two ends of a course.
  func junctions(of course: Int) -> (start: Coordinate, end: Coordinate) {
    let edge = network.edges[course]
    return (network.junctions[Int(edge.from)], network.junctions[Int(edge.to)])
  }

  /// The ends at which no other conduit continues.
  var ends: [Coordinate] {
    network.junctions.indices.filter { network.arms(at: $0).count == 1 }
      .map { network.junctions[$0] }
  }

  /// The nearest point of each course within a radius, in metres.
  func hits(around position: Coordinate, within radius: Double) -> [RailIndex.Hit] {
    index.rails(around: position, within: radius, of: courses)
  }

  /// The openings of a course at regular distances; none if the spacing is 0.
  func openings(of course: Int, spacingMetres spacing: Double) -> [Opening] {
    let count = spacing > 0 ? Int(courses[course].length / spacing) : 0
    return (0..<count).map { step in
      let at = (Double(step) + 0.5) * spacing
      return Opening(course: Int32(course), at: at, point: courses[course].at(distance: at))
    }
  }

  /// Cuts a course at a distance along it, where a node is.
  mutating func cut(_ course: Int32, at distance: Double, _ node: Int32) {
    courses[Int(course)].cuts.append((distance, node))
  }
}

extension Conduit {
  /// The number of further cables or tubes that the conduit can hold.
  func freeSlots(under rules: ConduitRules) -> Int {
    guard condition != .blocked else { return 0 }
    guard let capacity else {
      if isSurveyed { return max(0, rules.surveyedSlots - (used ?? 0)) }
      return rules.unknownCapacityHasRoom ? Int.max : 0
    }
    return max(0, capacity - (used ?? 0))
  }
}
