import Geospatial
import Graphs
import NetworkModel
import Rules
import SteinerTrees
import Testing
import TrenchPlanning

/// Small towns with six homes, for which the best plan of every set of homes is known.
enum SmallTowns {
  static let all = [
    """
    P  1   2      3
    a-----b---------c
          |    4
          | 5
          |          6
          d----------e
    """,
    """
       1  2      3
    a------b----------c
    P      |          |
        4  |  5       | 6
    d------e          f
    """,
    """
    1     2              3
    a-----b--------------c------d
          |   P                4
          |                   5
          e-------------------f
                    6
    """,
  ]

  /// The lowest cost of reaching each set of homes, by exhaustive search in the plan's graph.
  static func cheapest(_ inventory: Inventory) throws -> [(homes: Int, cents: Int64)] {
    let planner = Planner(inventory, rules: try PlanningRules.standard())
    let problem = try #require(try planner.problem())
    let root = try #require(problem.root)
    var options = SteinerOptions()
    options.proves = true
    return try (0..<1 << problem.leaves.count).map { set in
      let chosen = problem.leaves.indices.filter { set >> $0 & 1 == 1 }.map { problem.leaves[$0] }
      let others = Set(problem.leaves).subtracting(chosen)
      let costs = problem.costs.indices.map { edge in
        let (a, b) = problem.graph.ends(of: EdgeID(UInt32(edge)))
        return others.contains(a) || others.contains(b) ? 1 << 40 : problem.costs[edge]
      }
      let solution = try solve(
        SteinerInstance(
          graph: problem.graph, costs: costs, terminals: chosen + [root], leaves: chosen,
          root: root), options: options)
      guard solution.isOptimal else { throw SteinerError.tooGreat }
      return (chosen.count, solution.cost)
    }
  }
}

extension Polygon {
  /// A rectangle around a position, for areas and buildings of tests.
  static func square(
    _ centre: Coordinate, _ half: Double, west: Double? = nil
  ) -> Polygon {
    let (w, e) = (centre.x - (west ?? half), centre.x + half)
    let (s, n) = (centre.y - max(half, 600), centre.y + max(half, 600))
    guard west != nil else {
      return ring(centre.x - half, centre.y - half, centre.x + half, centre.y + half)
    }
    return ring(w, s, e, n)
  }

  private static func ring(_ w: Double, _ s: Double, _ e: Double, _ n: Double) -> Polygon {
    Polygon(exterior: [
      Coordinate(x: w, y: s), Coordinate(x: e, y: s), Coordinate(x: e, y: n),
      Coordinate(x: w, y: n), Coordinate(x: w, y: s),
    ])!
  }
}
