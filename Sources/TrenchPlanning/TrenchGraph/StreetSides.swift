import Geospatial
import NetworkModel

/// Turns noded centre lines into rails: both sides where homes stand, the middle elsewhere.
///
/// Around a junction the arms are sorted by direction. Between two neighbouring arms lies one
/// corner, where the left side of the one meets the right side of the other, so walking from side
/// to side around the corner crosses no carriageway. Crossing the mouth of an arm from its one
/// corner to its other is a priced edge. A way planned along its middle joins the corners beside
/// it where they lie together (a path that ends at a pavement), and one of them otherwise.
struct StreetSides {
  /// How one edge of the network is planned.
  struct Layout: Sendable {
    let hasLeft: Bool
    let hasRight: Bool
    /// Half the carriageway with the verge: the distance of a side from the centre line.
    let halfWidth: Double

    static let centre = Layout(hasLeft: false, hasRight: false, halfWidth: 0)
    var isCentre: Bool { !hasLeft && !hasRight }
  }

  /// A possible crossing of one arm's mouth.
  struct Mouth {
    let edge: Int32
    let from: Coordinate
    let to: Coordinate
  }

  private(set) var rails: [Rail] = []
  /// The rails of each edge: left or middle first; −1 where there is none.
  private(set) var railsOfEdge: [(first: Int32, second: Int32)]
  private(set) var mouths: [Mouth] = []

  init(_ network: NodedLines, layouts: [Layout]) {
    // For each edge: where its left and right side begin and end, seen in its own direction.
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
        // Along the middle the right-hand corner is the joint: see JunctionCorners.
        add(.centre, 0, startRight[number], endLeft[number])
      } else {
        if layout.hasLeft { add(.left, layout.halfWidth, startLeft[number], endLeft[number]) }
        if layout.hasRight { add(.right, -layout.halfWidth, startRight[number], endRight[number]) }
      }
      railsOfEdge.append(mine)
    }
  }
}

/// The corners between the arms of one junction; reused from junction to junction.
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
  /// `corners[i]` lies between arm i and the next one counter-clockwise.
  private var corners: [Coordinate] = []
  private var loneRight = Coordinate(x: 0, y: 0)

  /// Corners closer than this are one place: nothing is crossed between them.
  private static let together = 1.0

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

  /// The crossings of the arms' mouths that a trench could use.
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

  /// Where the left side of one arm meets the right side of the next.
  private static func corner(_ centre: Coordinate, _ a: Arm, _ b: Arm) -> Coordinate {
    let widest = max(a.halfWidth, b.halfWidth)
    if widest == 0 { return centre }
    // Left normal of a, right normal of b; u is to have the distances a.halfWidth and b.halfWidth.
    let n = Coordinate(x: -a.direction.y, y: a.direction.x)
    let m = Coordinate(x: b.direction.y, y: -b.direction.x)
    let determinant = n.x * m.y - n.y * m.x
    if abs(determinant) > 0.2 {
      let ux = (a.halfWidth * m.y - b.halfWidth * n.y) / determinant
      let uy = (b.halfWidth * n.x - a.halfWidth * m.x) / determinant
      if (ux * ux + uy * uy).squareRoot() <= 3 * widest {
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

  /// Two corners on either side of a way planned along its middle are one place where they lie
  /// together.
  private mutating func joinCornersAcrossCentreArms() {
    var group = Array(corners.indices)
    for index in arms.indices where arms[index].isCentre {
      let before = (index + arms.count - 1) % arms.count
      guard corners[before].distance(to: corners[index]) <= Self.together else { continue }
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

/// An angle without trigonometry, so that every machine sorts arms alike.
private enum Angle {
  /// A number that grows with the direction's angle, counter-clockwise from east, within 0..<4.
  static func of(_ direction: Coordinate) -> Double {
    let sum = abs(direction.x) + abs(direction.y)
    guard sum > 0 else { return 0 }
    let p = direction.y / sum
    if direction.x < 0 { return 2 - p }
    return p < 0 ? 4 + p : p
  }
}
