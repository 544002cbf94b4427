import Geospatial
import NetworkModel
import Rules

/// Builds the priced trench graph of a town from its inventory and the rules.
///
/// The steps are:
/// 1. Split the streets at their junctions (``StreetNetwork``).
/// 2. Place possible trench lines, called rails, on both sides or along the centre line
///    (``StreetSides``).
/// 3. Connect each building to the rails near it, and add street crossings.
/// 4. Connect the PoPs and the existing conduits to the rails (``ConduitNetwork``).
/// 5. Add the rails themselves as edges, split at all points found before.
///
/// Every edge is priced when it is added (``Pricing``).
struct TrenchGraphBuilder {
  let inventory: Inventory
  let rules: PlanningRules
  let pricing: Pricing
  let obstacles: ObstacleIndex
  let buildings: BuildingIndex
  let streets: StreetNetwork
  let search: ConnectionSearch
  var rails: RailSet
  var draft = TrenchGraphDraft()

  /// The trench graph of a town.
  ///
  /// - Parameters:
  ///   - inventory: the input data.
  ///   - rules: the rules and prices.
  ///   - positions: further positions from which the network may start (`--pop x,y`).
  /// - Returns: the finished graph.
  /// - Throws: ``PlanningError`` if a PoP is inside an obstacle or out of reach of every street.
  static func build(
    _ inventory: Inventory, rules: PlanningRules, additionalRoots positions: [Coordinate] = []
  ) throws(PlanningError) -> TrenchGraph {
    let names = StreetNames(inventory)
    let entries = BuildingEntry.all(of: inventory)
    var builder = TrenchGraphBuilder(inventory, rules, entries: entries, names)
    let builtUpEdges = builder.connectBuildings(entries, names)
    try builder.connectRoots(positions)
    builder.connectConduits()
    builder.addTrenches(builtUpEdges: builtUpEdges)
    builder.addJunctionCrossings()
    return builder.draft.finished()
  }

  private init(
    _ inventory: Inventory, _ rules: PlanningRules, entries: [BuildingEntry], _ names: StreetNames
  ) {
    self.inventory = inventory
    self.rules = rules
    pricing = Pricing(rules: rules)
    obstacles = ObstacleIndex(inventory.obstacles, rules: rules.obstacles)
    buildings = BuildingIndex(
      inventory.buildings, tolerance: rules.drop.buildingToleranceMetres)
    streets = StreetNetwork(inventory, rules, entries: entries, names)
    let rails = RailSet(streets, inventory.streets)
    search = ConnectionSearch(
      rails: rails.rails, railIndex: RailIndex(rails.rails), buildings: buildings,
      obstacles: obstacles, rules: rules.drop,
      railName: rails.streetOfRail.map { names.ofStreet[Int($0)] },
      isMainland: streets.isMainland())
    self.rails = rails
  }

  /// Connects a node beside a street to the rail at which a connection line ends.
  ///
  /// `pieces` is the price of additional pieces, in euro cents.
  mutating func addLink(from node: Int32, _ line: ConnectionSearch.Line, pieces: Int64) {
    let attachment = rails.cut(line.rail, at: line.at, in: &draft)
    let street = rails.street(of: line.rail)
    let surface = railSurface(street, side: rails[line.rail].side)
    let situation = Pricing.Situation(
      surface: surface, streetClass: street.streetClass, isBuiltUp: true,
      isPrivate: street.isPrivate)
    draft.addEdge(
      from: node, to: attachment,
      TrenchGraphDraft.Properties(
        kind: street.isPrivate ? .private : .streetSide, surface: surface,
        subject: rails.streetOfRail[Int(line.rail)])
    ) { pricing.trench($0, situation, pieces: pieces) }
  }

  /// Whether the drop of one of some addresses exists already.
  func isDropLaid(_ addresses: [Int32]) -> Bool {
    !inventory.laidDrops.isEmpty
      && addresses.contains { inventory.laidDrops.contains(inventory.addresses[Int($0)].id) }
  }

  /// The surface along a rail.
  func railSurface(_ street: Street, side: TrenchSegment.Side) -> Surface {
    guard side != .centre else { return carriagewaySurface(street) }
    switch street.surface {
    case .gravel, .unsealed: return street.surface ?? .unsealed
    default: return rules.streets[street.streetClass]?.vergeSurface ?? .asphalt
    }
  }

  /// The surface of the carriageway.
  func carriagewaySurface(_ street: Street) -> Surface {
    street.surface ?? rules.streets[street.streetClass]?.carriagewaySurface ?? .asphalt
  }
}
