import Geospatial
import NetworkModel

/// Places the rails of streets: on both sides if homes are along the street, on the centre line
/// otherwise.
///
/// The arms of a junction are sorted by direction. Between two neighbouring arms there is one
/// corner, where the left side of one arm meets the right side of the other. Walking around a
/// corner from one arm to the next therefore crosses no carriageway. The mouth of an arm is the
/// line between its two corners; crossing it is a priced edge. A street planned along its centre
/// line joins both corners beside it if they are close together (a path that ends at a pavement),
/// and one of them otherwise.
struct StreetSides {
  /// The rails of one edge of the street network.
  struct Layout: Sendable {
    let hasLeft: Bool
    let hasRight: Bool
    /// The distance of a side from the centre line: half of the carriageway plus the verge, in
    /// metres.
    let halfWidth: Double

    static let centre = Layout(hasLeft: false, hasRight: false, halfWidth: 0)
    var isCentre: Bool { !hasLeft && !hasRight }
  }

  /// A possible crossing of the mouth of an arm.
  struct Mouth {
    let edge: Int32
    let from: Coordinate
    let to: Coordinate
  }

  private(set) var rails: [Rail] = []
  /// For each edge, its rails: the left or the centre one first; −1 if there is none.
  private(set) var railsOfEdge: [(first: Int32, second: Int32)]
  private(set) var mouths: [Mouth] = []

  init(_ network: NodedLines, layouts: [Layout]) {
    // For each edge: the start and end points of its left and right sides, in its own direction.
    var startLeft = [Coordinate](repeating: Coordinate(x: 0, y: 0), count: network.edges.count)
    var startRight = startLeft
    var endLeft = startLeft
    var endRight = startLeft
    var corners = JunctionCorners()
    for junction in network.junctions.indices {
      corners.arrange(network, junction, layouts)
      for (position, arm) in corners.arms.enumerated() {
        let edge = Int(arm.edge)
        let (left, right) = (corners.left(position), corners.right(position))
        if arm.outgoing {
          startLeft[edge] = left
          startRight[edge] = right
        } else {
          endLeft[edge] = right
          endRight[edge] = left
        }
      }
      for mouth in corners.mouths(layouts) { mouths.append(mouth) }
    }
    railsOfEdge = []
    railsOfEdge.reserveCapacity(network.edges.count)
    for (number, edge) in network.edges.enumerated() {
      let layout = layouts[number]
      var mine: (first: Int32, second: Int32) = (-1, -1)
      func add(_ side: TrenchSegment.Side, _ offset: Double, _ a: Coordinate, _ b: Coordinate) {
        if mine.first < 0 {
          mine.first = Int32(rails.count)
        } else {
          mine.second = Int32(rails.count)
        }
        rails.append(
          Rail(
            edge: Int32(number), side: side, centreLine: edge.points, offset: offset, from: a, to: b
          ))
      }
      if layout.isCentre {
        // Along the centre line the right-hand corner is the end point: see JunctionCorners.
        add(.centre, 0, startRight[number], endLeft[number])
      } else {
        if layout.hasLeft { add(.left, layout.halfWidth, startLeft[number], endLeft[number]) }
        if layout.hasRight { add(.right, -layout.halfWidth, startRight[number], endRight[number]) }
      }
      railsOfEdge.append(mine)
    }
  }
}

/// The corners between the arms of one junction.
///
/// One value is reused for all junctions.
private struct JunctionCorners {
  struct Arm {
    let edge: Int32
    let outgoing: Bool
    let direction: Coordinate
    let angle: Double
    let halfWidth: Double
    let isCentre: Bool
  }

  private(set) var arms: [Arm] = []
  /// `corners[i]` is between arm i and the next one counter-clockwise.
  private var corners: [Coordinate] = []
  private var loneRight = Coordinate(x: 0, y: 0)

  /// Corners closer than this are joined, in metres: nothing is crossed between them.
  private static let joinedMetres = 1.0
  /// A corner is at most this many times the larger half width away from the junction.
  private static let maxCornerFactor = 3.0

  mutating func arrange(
    _ network: NodedLines, _ junction: Int, _ layouts: [StreetSides.Layout]
  ) {
    let centre = network.junctions[junction]
    arms.removeAll(keepingCapacity: true)
    for arm in network.arms(at: junction) {
      let points = network.edges[Int(arm.edge)].points
      let next = arm.outgoing ? points[1] : points[points.count - 2]
      let length = centre.distance(to: next)
      let direction = Coordinate(x: (next.x - centre.x) / length, y: (next.y - centre.y) / length)
      let layout = layouts[Int(arm.edge)]
      arms.append(
        Arm(
          edge: arm.edge, outgoing: arm.outgoing, direction: direction,
          angle: Angle.of(direction), halfWidth: layout.halfWidth, isCentre: layout.isCentre))
    }
    arms.sort {
      ($0.angle, $0.edge, $0.outgoing ? 0 : 1) < ($1.angle, $1.edge, $1.outgoing ? 0 : 1)
    }
    corners.removeAll(keepingCapacity: true)
    guard arms.count > 1 else {
      let arm = arms[0]
      corners.append(
        Coordinate(
          x: centre.x - arm.direction.y * arm.halfWidth,
          y: centre.y + arm.direction.x * arm.halfWidth))
      loneRight = Coordinate(
        x: centre.x + arm.direction.y * arm.halfWidth, y: centre.y - arm.direction.x * arm.halfWidth
      )
      return
    }
    for index in arms.indices {
      corners.append(Self.corner(centre, arms[index], arms[(index + 1) % arms.count]))
    }
    joinCornersAcrossCentreArms()
  }

  func left(_ arm: Int) -> Coordinate { corners[arm] }

  func right(_ arm: Int) -> Coordinate {
    arms.count == 1 ? loneRight : corners[(arm + arms.count - 1) % arms.count]
  }

  /// The crossings of arms that a trench could use.
  func mouths(_ layouts: [StreetSides.Layout]) -> [StreetSides.Mouth] {
    var result: [StreetSides.Mouth] = []
    let straightOn = arms.count == 2 && !arms[0].isCentre && !arms[1].isCentre
    guard !straightOn else { return [] }
    for (index, arm) in arms.enumerated() {
      let (from, to) = (right(index), left(index))
      guard MillimetreKey(from) != MillimetreKey(to) else { continue }
      let known = result.contains {
        ($0.from == from && $0.to == to) || ($0.from == to && $0.to == from)
      }
      if !known { result.append(StreetSides.Mouth(edge: arm.edge, from: from, to: to)) }
    }
    return result
  }

  /// The point where the left side of one arm meets the right side of the next.
  private static func corner(_ centre: Coordinate, _ a: Arm, _ b: Arm) -> Coordinate {
    let widest = max(a.halfWidth, b.halfWidth)
    if widest == 0 { return centre }
    // n is the left normal of a and m the right normal of b. The vector u from the junction to the
    // corner has the component a.halfWidth along n and b.halfWidth along m.
    let n = Coordinate(x: -a.direction.y, y: a.direction.x)
    let m = Coordinate(x: b.direction.y, y: -b.direction.x)
    let determinant = n.x * m.y - n.y * m.x
    if abs(determinant) > 0.2 {
      let ux = (a.halfWidth * m.y - b.halfWidth * n.y) / determinant
      let uy = (b.halfWidth * n.x - a.halfWidth * m.x) / determinant
      if (ux * ux + uy * uy).squareRoot() <= maxCornerFactor * widest {
        return Coordinate(x: centre.x + ux, y: centre.y + uy)
      }
    }
    var x = n.x + m.x
    var y = n.y + m.y
    let length = (x * x + y * y).squareRoot()
    if length > 0.1 {
      (x, y) = (x / length, y / length)
    } else {
      (x, y) = (n.x, n.y)
    }
    return Coordinate(x: centre.x + x * widest, y: centre.y + y * widest)
  }

  /// Joins the two corners on either side of an arm planned along its centre line if they are close
  /// together.
  private mutating func joinCornersAcrossCentreArms() {
    var group = Array(corners.indices)
    for index in arms.indices where arms[index].isCentre {
      let before = (index + arms.count - 1) % arms.count
      guard corners[before].distance(to: corners[index]) <= Self.joinedMetres else { continue }
      let (low, high) = (min(group[before], group[index]), max(group[before], group[index]))
      for member in group.indices where group[member] == high { group[member] = low }
    }
    for leader in corners.indices where group[leader] == leader {
      let members = corners.indices.filter { group[$0] == leader }
      guard members.count > 1 else { continue }
      let x = members.reduce(0) { $0 + corners[$1].x } / Double(members.count)
      let y = members.reduce(0) { $0 + corners[$1].y } / Double(members.count)
      for member in members { corners[member] = Coordinate(x: x, y: y) }
    }
  }
}

/// Compares angles without trigonometry, so that every machine sorts arms alike.
private enum Angle {
  /// A number in 0..<4 that increases with the angle of a direction, counter-clockwise from east.
  static func of(_ direction: Coordinate) -> Double {
    let sum = abs(direction.x) + abs(direction.y)
    guard sum > 0 else { return 0 }
    let p = direction.y / sum
    if direction.x < 0 { return 2 - p }
    return p < 0 ? 4 + p : p
  }
}
