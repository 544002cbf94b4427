import Geospatial
import NetworkModel

/// All rails along streets, and the points at which they are cut.
struct RailSet {
  private(set) var rails: [Rail]
  /// For each rail, the index of its street in the inventory.
  let streetOfRail: [Int32]
  private let streets: [Street]

  init(_ network: StreetNetwork, _ streets: [Street]) {
    rails = network.sides.rails
    streetOfRail = rails.map { network.street(ofEdge: $0.edge) }
    self.streets = streets
  }

  subscript(rail: Int32) -> Rail { rails[Int(rail)] }

  /// The street of a rail.
  func street(of rail: Int32) -> Street { streets[Int(streetOfRail[Int(rail)])] }

  /// Cuts a rail at a distance along it and returns the node there.
  ///
  /// At an end of the rail there is nothing to cut: the node is the corner of the junction.
  mutating func cut(
    _ rail: Int32, at distance: Double, in draft: inout TrenchGraphDraft
  ) -> Int32 {
    let here = rails[Int(rail)]
    if distance <= Rail.toleranceMetres { return draft.node(at: here.points[0]) }
    if distance >= here.length - Rail.toleranceMetres {
      return draft.node(at: here.points[here.points.count - 1])
    }
    let node = draft.node(
      at: here.at(distance: distance), plane: .street(level: street(of: rail).structureLevel))
    rails[Int(rail)].cuts.append((distance, node))
    return node
  }
}
