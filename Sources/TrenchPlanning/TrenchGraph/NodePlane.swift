import NetworkModel

/// The vertical plane of a node.
///
/// Nodes at the same position on different planes are different nodes: a bridge does not join the
/// street below it, and a conduit does not join the trench above it.
enum NodePlane: Hashable {
  /// A street: 0 on the ground, other numbers on bridges and in tunnels.
  case street(level: Int)
  /// An existing conduit.
  case conduit
  /// The entry of a building.
  ///
  /// A path may end at the same position.
  case buildingEntry

  /// The ground.
  static let ground = NodePlane.street(level: 0)

  /// The number that is part of the node's stable id.
  ///
  /// Levels of streets are small numbers, so 100 and 200 cannot be mistaken for one.
  var number: Int32 {
    switch self {
    case .street(let level): Int32(level)
    case .conduit: 100
    case .buildingEntry: 200
    }
  }
}

extension Street {
  /// Whether the street is on a bridge or in a tunnel.
  var isOnStructure: Bool { isBridge || isTunnel }

  /// 0 on the ground; the vertical order of bridges and tunnels otherwise.
  var structureLevel: Int {
    if isBridge { return max(1, level) }
    if isTunnel { return min(-1, level) }
    return 0
  }
}
